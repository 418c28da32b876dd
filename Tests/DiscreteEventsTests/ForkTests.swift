// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

/// Copies share their memory until one of them changes, whichever it is, and however.
@Suite("Forks")
struct ForkTests {
  @Test(
    "A copy of a calendar keeps what the original cancels, moves, handles or adds",
    arguments: [1, 16, 17, 1_000])
  func calendarsAreValues(count: Int) {
    copiesAreValues(of: EventCalendar<Int>(), count: count)
    // Of the shelves and of the heap either may be written first.
    copiesAreValues(of: ShelvedCalendar<Int>(shelvedBy: 0.25), count: count)
    copiesAreValues(of: ShelvedCalendar<Int>(shelvedBy: 0x1p12), count: count)
  }

  private func copiesAreValues(of empty: some PendingEvents<Int>, count: Int) {
    var calendar = empty
    func schedule(_ event: Int, at time: Double) -> EventHandle {
      calendar.schedule(event, at: time, priority: .normal)
    }
    let handles = (0..<count).map { schedule($0, at: Double($0)) }
    let before = calendar
    calendar.cancel(handles[0])
    if count > 1 { calendar.reschedule(handles[1], to: 1e6) }
    for event in 0..<2 * count { _ = schedule(-event, at: Double(event) / 2) }
    while calendar.next(before: 1e5) != nil {}
    #expect(handles.allSatisfy { before.isPending($0) })
    #expect(before.count == count)
    #expect(before.nextTime == 0)
    var fork = before
    var history: [Int] = []
    while let event = fork.next(before: .infinity) { history.append(event) }
    #expect(history == Array(0..<count))
    #expect(before.count == count)
  }

  @Test("A fork taken while an event is handled goes on from there, and so does the original")
  func forksWhileHandling() {
    forksWhileHandling(EventCalendar<Int>())
    // What comes is in the heap, on a shelf each, or in the row of the present span.
    forksWhileHandling(ShelvedCalendar<Int>(shelvedBy: 8))
    forksWhileHandling(ShelvedCalendar<Int>(shelvedBy: 1))
    forksWhileHandling(ShelvedCalendar<Int>(startingAt: -1, shelvedBy: 8))
  }

  private func forksWhileHandling(_ empty: some PendingEvents<Int>) {
    var calendar = empty
    let handles = (1...5).map { calendar.schedule($0, at: Double($0), priority: .normal) }
    #expect(calendar.next(before: 9) == 1)
    var fork = calendar
    _ = calendar.schedule(10, at: 2.5, priority: .normal)
    _ = fork.schedule(20, at: 3.5, priority: .normal)
    calendar.cancel(handles[3])
    fork.reschedule(handles[1], to: 4)
    #expect(calendar.time(of: handles[1]) == 2)
    #expect(fork.time(of: handles[1]) == 4)
    #expect(fork.isPending(handles[3]))
    #expect(rest(of: &calendar) == [2, 10, 3, 5])
    #expect(rest(of: &fork) == [3, 20, 4, 2, 5])
  }

  private func rest(of calendar: inout some PendingEvents<Int>) -> [Int] {
    var events: [Int] = []
    while let event = calendar.next(before: 9) { events.append(event) }
    return events
  }

  @Test("A copy of an entity table keeps the rows that the original changes, removes or adds")
  func tablesAreValues() {
    var table = EntityTable<Double>()
    let slots = (0..<20).map { table.insert(Double($0)) }
    let before = table
    table[slots[3]] = -1
    table.remove(slots[4])
    for row in 0..<100 { _ = table.insert(Double(-row)) }
    #expect(before.count == 20)
    #expect(slots.map { before[$0] } == (0..<20).map(Double.init))
    #expect(table[slots[3]] == -1)
  }

  @Test("A copy of a station keeps the line that the original serves and lengthens")
  func stationsAreValues() {
    var desk = Station(servers: 0)
    var tickets: [Ticket] = []
    for customer in 0..<20 {
      guard case .waiting(let ticket) = desk.request(customer, priority: 0, at: 0) else {
        Issue.record("customer \(customer) does not wait")
        return
      }
      tickets.append(ticket)
    }
    let before = desk
    desk.withdraw(tickets[7], at: 1)
    desk.setServers(10, at: 1)
    while desk.grantNext(at: 1) != nil {}
    for customer in 100..<200 { _ = desk.request(customer, at: 2) }
    var fork = before
    #expect(before.waiting == 20)
    #expect(fork.withdraw(tickets[7], at: 1) == true)
    fork.setServers(30, at: 1)
    var served: [Int] = []
    while let grant = fork.grantNext(at: 1) { served.append(grant.customer) }
    #expect(served == (0..<20).filter { $0 != 7 })
    #expect(before.waiting == 20)
  }
}
