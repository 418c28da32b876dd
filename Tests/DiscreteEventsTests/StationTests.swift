// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

@Suite("Station")
struct StationTests {
  @Test("The first finds the server free, the second waits for it, the third finds no room")
  func servesEnqueuesRefuses() throws {
    var desk = Station(servers: 1, room: 1)
    #expect(desk.request(1, at: 0) == .granted)
    guard case .waiting = desk.request(2, at: 1) else { throw Unexpected() }
    #expect(desk.request(3, at: 2) == .refused)
    #expect((desk.busy, desk.waiting, desk.refused) == (1, 1, 1))
    desk.release(at: 5)
    #expect(desk.grantNext(at: 5) == Grant(customer: 2, waited: 4))
    #expect(desk.grantNext(at: 5) == nil)
    desk.release(at: 9)
    #expect(desk.busyTime(at: 10) == 9)
    #expect(desk.queueTime(at: 10) == 4)
    #expect((desk.arrivals, desk.grants, desk.served, desk.longestQueue(at: 10)) == (3, 2, 2, 1))
    #expect(desk.waits.sum == 4)
  }

  @Test("The longest line is that until now, at the end of a run and while nothing happens")
  func longestQueue() {
    var desk = Station(servers: 1)
    for customer in 1...4 { _ = desk.request(customer, at: 2) }
    #expect(desk.longestQueue(at: 2) == 0)
    #expect(desk.longestQueue(at: 2.5) == 3)
    desk.resetStatistics(at: 3)
    #expect((desk.longestQueue(at: 3), desk.longestQueue(at: 4)) == (0, 3))
  }

  @Test(
    "Those waiting are served in the order of the discipline",
    arguments: [
      (Discipline.firstCome, [3, 5, 2, 4, 1]),
      (.lastCome, [5, 3, 4, 2, 1]),
      (.ageing(perLevel: 0), [1, 2, 3, 4, 5]),
      (.ageing(perLevel: 1.5), [3, 2, 1, 5, 4]),
      (.ageing(perLevel: 100), [3, 5, 2, 4, 1]),
    ])
  func followsTheDiscipline(discipline: Discipline, order: [Int]) {
    var desk = Station(servers: 1, discipline: discipline)
    _ = desk.request(0, at: 0)
    for (customer, priority) in [(1, 2), (2, 1), (3, 0), (4, 1), (5, 0)] as [(Int, Int)] {
      _ = desk.request(customer, priority: priority, at: Double(customer))
    }
    var served: [Int] = []
    for time in 6...10 {
      desk.release(at: Double(time))
      while let grant = desk.grantNext(at: Double(time)) { served.append(grant.customer) }
    }
    #expect(served == order)
  }

  @Test("One who withdraws is not served, and its ticket is good only once")
  func reneges() throws {
    var desk = Station(servers: 1)
    _ = desk.request(1, at: 0)
    let tickets = try (2...4).map { customer in
      guard case .waiting(let ticket) = desk.request(customer, at: 1) else {
        throw Unexpected()
      }
      return ticket
    }
    #expect(desk.withdraw(tickets[1], at: 3) == true)
    #expect(desk.withdraw(tickets[1], at: 3) == false)
    #expect(desk.withdraw(.none, at: 3) == false)
    desk.release(at: 4)
    #expect(desk.grantNext(at: 4)?.customer == 2)
    #expect(desk.withdraw(tickets[0], at: 4) == false)
    desk.release(at: 6)
    #expect(desk.grantNext(at: 6)?.customer == 4)
    #expect(desk.reneged == 1)
    #expect(desk.waits.sum == 3 + 5)
  }

  @Test("A stale ticket does nothing to the one who came after it in the line")
  func ignoresStaleTickets() throws {
    var desk = Station(servers: 1)
    _ = desk.request(1, at: 0)
    guard case .waiting(let stale) = desk.request(2, at: 0) else { throw Unexpected() }
    desk.withdraw(stale, at: 1)
    _ = desk.request(3, at: 1)
    #expect(desk.withdraw(stale, at: 2) == false)
    #expect(desk.waiting == 1)
  }

  @Test("When a shift ends ongoing services are finished in overtime and their servers retire")
  func finishesInOvertime() {
    var desk = Station(servers: 3)
    for customer in 1...4 { _ = desk.request(customer, at: 0) }
    desk.setServers(1, at: 2)
    desk.release(at: 3)
    #expect(desk.grantNext(at: 3) == nil)
    desk.release(at: 5)
    #expect(desk.grantNext(at: 5) == nil)
    desk.release(at: 6)
    #expect(desk.grantNext(at: 6) == Grant(customer: 4, waited: 6))
    #expect(desk.overtime(at: 6) == 2 * 1 + 1 * 2)
    #expect(desk.serverTime(at: 6) == 3 * 2 + 1 * 4)
    #expect((desk.busy, desk.servers) == (1, 1))
  }

  @Test("When a shift begins its servers take those waiting at once")
  func startsAShift() {
    var desk = Station(servers: 0)
    for customer in 1...3 { _ = desk.request(customer, at: 0) }
    desk.setServers(2, at: 8)
    #expect(desk.grantNext(at: 8)?.customer == 1)
    #expect(desk.grantNext(at: 8)?.customer == 2)
    #expect(desk.grantNext(at: 8) == nil)
  }

  @Test(
    "A small request behind a big one overtakes it only where that is allowed",
    arguments: [(false, [2, 3]), (true, [3, 2])] as [(Bool, [Int])])
  func overtakes(isAllowed: Bool, order: [Int]) {
    var desk = Station(servers: 3, allowsOvertaking: isAllowed)
    _ = desk.request(0, units: 1, at: 0)
    _ = desk.request(1, units: 2, at: 0)
    _ = desk.request(2, units: 3, at: 1)
    _ = desk.request(3, units: 1, at: 2)
    var served: [Int] = []
    for (time, units) in [(3.0, 1), (4.0, 2), (5.0, 1), (6.0, 1)] where desk.busy >= units {
      desk.release(units: units, at: time)
      while let grant = desk.grantNext(at: time) { served.append(grant.customer) }
    }
    #expect(served.prefix(2) == order[...])
  }

  @Test("A number and a priority come back as they were given, as far as they are kept")
  func outermostNumbers() {
    let numbers = [0, 1 << 32 - 1]
    let priorities = [-1 << 31, 1 << 31 - 1]
    var desk = Station(servers: 0)
    for (number, priority) in zip(numbers, priorities) {
      _ = desk.request(number, priority: priority, at: 0)
    }
    let gone = desk.withdrawAll(at: 1)
    #expect(gone.map(\.customer) == numbers)
    #expect(gone.map(\.priority) == priorities)
  }

  @Test("A request that must leave a reserve waits, one that need not takes from the reserve")
  func keepsAReserve() {
    var cars = Station(servers: 3)
    #expect(cars.request(1, priority: 1, leaving: 1, at: 0) == .granted)
    #expect(cars.request(2, priority: 1, leaving: 1, at: 0) == .granted)
    #expect(cars.request(3, priority: 1, leaving: 1, at: 0) != .granted)
    #expect(cars.request(4, priority: 0, at: 1) == .granted)
    cars.release(at: 2)
    #expect(cars.grantNext(at: 2) == nil)
    cars.release(at: 3)
    #expect(cars.grantNext(at: 3)?.customer == 3)
  }
}

/// A reply that the case under test does not expect.
struct Unexpected: Error {}
