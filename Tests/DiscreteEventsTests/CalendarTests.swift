// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

@Suite("Calendar")
struct CalendarTests {
  /// Everything that happens before `end`, as (time, event).
  func history<Event>(
    _ calendar: inout EventCalendar<Event>, before end: Double = .infinity
  ) -> [(Double, Event)] {
    var history: [(Double, Event)] = []
    while let event = calendar.next(before: end) { history.append((calendar.now, event)) }
    return history
  }

  @Test("Events happen in the order of time, whatever the order of scheduling")
  func ordersByTime() {
    var calendar = EventCalendar<Int>()
    for event in [5, 3, 8, 1, 9, 2, 7] { calendar.schedule(event, at: Double(event)) }
    #expect(history(&calendar).map(\.1) == [1, 2, 3, 5, 7, 8, 9])
    #expect(calendar.now == 9)
  }

  @Test("Events of one instant happen by class, then in the order of scheduling")
  func ordersTies() {
    var calendar = EventCalendar<Int>()
    calendar.schedule(5, at: 1, priority: .late)
    calendar.schedule(3, at: 1)
    calendar.schedule(1, at: 1, priority: .early)
    calendar.schedule(4, at: 1)
    calendar.schedule(2, at: 1, priority: .early)
    calendar.schedule(0, at: 0.5, priority: .late)
    #expect(history(&calendar).map(\.1) == [0, 1, 2, 3, 4, 5])
  }

  @Test("Zero comes at one time in the order, whatever its sign")
  func ordersZeros() {
    var calendar = EventCalendar<Int>()
    calendar.schedule(1, at: 0)
    calendar.schedule(2, at: -0.0)
    calendar.schedule(3, at: 0)
    #expect(history(&calendar).map(\.1) == [1, 2, 3])
  }

  @Test("An event at the very end does not happen, and the clock stands at the end")
  func stopsBeforeTheEnd() {
    var calendar = EventCalendar<Int>()
    calendar.schedule(1, at: 1)
    calendar.schedule(2, at: 2)
    #expect(calendar.next(before: 2) == 1)
    #expect(calendar.next(before: 2) == nil)
    #expect(calendar.now == 2)
    #expect(calendar.next(before: 2.5) == 2)
    #expect(calendar.now == 2)
  }

  @Test("Without an event before the end the clock goes where it is told to stop, never back")
  func stopsWhereItIsTold() {
    func check<Calendar: PendingEvents<Int>>(_ calendar: Calendar) {
      var calendar = calendar
      calendar.schedule(1, at: 2, priority: .late)
      calendar.schedule(2, at: 2.0.nextUp, priority: .early)
      #expect(calendar.next(before: 2, stoppingAt: 1) == nil)
      #expect(calendar.now == 1)
      #expect(calendar.next(before: 2.0.nextUp, stoppingAt: 2) == 1)
      #expect(calendar.now == 2)
      #expect(calendar.next(before: 2.0.nextUp, stoppingAt: 2) == nil)
      #expect(calendar.now == 2)
      #expect(calendar.next(before: 3, stoppingAt: 2.5) == 2)
      #expect(calendar.next(before: 9, stoppingAt: 8) == nil)
      #expect(calendar.next(before: .infinity, stoppingAt: 7) == nil)
      #expect(calendar.now == 8)
    }
    check(EventCalendar<Int>())
    for span in [0x1p-3, 1, 0x1p10] { check(ShelvedCalendar<Int>(shelvedBy: span)) }
  }

  @Test("The clock stays at the last event when there is no end and nothing to come")
  func staysWithoutAnEnd() {
    var calendar = EventCalendar<Int>(startingAt: -3)
    calendar.schedule(1, at: -2)
    calendar.schedule(2, at: .infinity)
    #expect(history(&calendar).map(\.0) == [-2])
    #expect(calendar.now == -2)
    #expect(calendar.count == 1)
  }

  @Test("Times of either sign come in their order and unchanged, and the two zeros are one instant")
  func ordersEveryTime() {
    let least = Double.leastNonzeroMagnitude
    let times = [
      -Double.greatestFiniteMagnitude, -3, -1.5, -least, 0.0, -0.0, 0.0, least, 1, 1.5,
      .greatestFiniteMagnitude,
    ]
    var calendar = EventCalendar<Int>(startingAt: -.greatestFiniteMagnitude)
    for index in [8, 4, 10, 1, 5, 0, 7, 3, 9, 6, 2] { calendar.schedule(index, at: times[index]) }
    let past = history(&calendar)
    #expect(past.map(\.0) == times)
    #expect(past.map(\.1) == Array(0...10))
  }

  @Test("An end that has passed does not turn the clock back")
  func neverTurnsBack() {
    var calendar = EventCalendar<Int>(startingAt: 4)
    #expect(calendar.next(before: 3) == nil)
    #expect(calendar.now == 4)
  }

  @Test("A cancelled event does not happen, and is cancelled only once")
  func cancels() {
    var calendar = EventCalendar<Int>()
    let first = calendar.schedule(1, at: 1)
    calendar.schedule(2, at: 2)
    #expect(calendar.cancel(first) == true)
    #expect(calendar.cancel(first) == false)
    #expect(calendar.cancel(.none) == false)
    #expect(calendar.nextTime == 2)
    #expect(calendar.count == 1)
    #expect(history(&calendar).map(\.1) == [2])
  }

  @Test("A stale handle does nothing to the event that took its slot")
  func ignoresStaleHandles() {
    var calendar = EventCalendar<Int>()
    let happened = calendar.schedule(1, at: 1)
    _ = calendar.next(before: 2)
    let cancelled = calendar.schedule(2, at: 2)
    calendar.cancel(cancelled)
    calendar.schedule(3, at: 3)
    for stale in [happened, cancelled] {
      #expect(!calendar.isPending(stale))
      #expect(calendar.cancel(stale) == false)
      #expect(calendar.reschedule(stale, to: 9) == false)
    }
    #expect(history(&calendar).map(\.1) == [3])
  }

  @Test("A rescheduled event keeps its handle and its class and goes behind its equals")
  func reschedules() {
    var calendar = EventCalendar<Int>()
    let early = calendar.schedule(1, at: 1, priority: .early)
    let late = calendar.schedule(5, at: 9, priority: .late)
    let normal = calendar.schedule(3, at: 1)
    calendar.schedule(2, at: 4)
    calendar.schedule(4, at: 4, priority: .late)
    #expect(calendar.reschedule(early, to: 4) == true)
    #expect(calendar.reschedule(normal, to: 4) == true)
    #expect(calendar.reschedule(late, to: 4) == true)
    #expect(calendar.count == 5)
    #expect(history(&calendar).map(\.1) == [1, 2, 3, 4, 5])
    #expect(calendar.reschedule(early, to: 10) == false)
  }

  @Test("An event may cancel and reschedule others while the root of the heap is vacant")
  func changesWhileHandling() {
    var calendar = EventCalendar<Int>()
    let handles = (1...6).map { calendar.schedule($0, at: Double($0)) }
    #expect(calendar.next(before: 10) == 1)
    #expect(calendar.nextTime == 2)
    calendar.cancel(handles[1])
    #expect(calendar.nextTime == 3)
    calendar.reschedule(handles[2], to: 5.5)
    #expect(calendar.nextTime == 4)
    #expect(history(&calendar).map(\.1) == [4, 5, 3, 6])
  }

  @Test("An event at the current instant may be scheduled and happens next")
  func schedulesNow() {
    var calendar = EventCalendar<Int>()
    calendar.schedule(1, at: 1)
    calendar.schedule(3, at: 1, priority: .late)
    _ = calendar.next(before: 2)
    calendar.schedule(2, at: calendar.now)
    #expect(history(&calendar).map(\.1) == [2, 3])
  }

  @Test("A copy is a fork: each goes on from the same state without the other")
  func forks() {
    var calendar = EventCalendar<Int>()
    let handle = calendar.schedule(1, at: 1)
    calendar.schedule(2, at: 2)
    var fork = calendar
    #expect(fork.cancel(handle) == true)
    #expect(history(&calendar).map(\.1) == [1, 2])
    #expect(history(&fork).map(\.1) == [2])
  }

  @Test("A handle takes eight bytes, and a ticket twelve")
  func hasSmallHandles() {
    #expect(MemoryLayout<EventHandle>.size == 8)
    #expect(MemoryLayout<Ticket>.size == 12)
  }

  @Test("Memory does not grow with cancelled or rescheduled events")
  func forgetsTheDead() {
    var calendar = EventCalendar<Int>()
    let timer = calendar.schedule(0, at: 1e6)
    for round in 1...10_000 {
      calendar.reschedule(timer, to: 1e6 + Double(round))
      calendar.cancel(calendar.schedule(round, at: 5e5))
    }
    #expect(calendar.storedNodes < 100)
    #expect(calendar.count == 1)
  }

  @Test("The past is closed")
  func refusesThePast() async {
    await #expect(processExitsWith: .failure) {
      var calendar = EventCalendar<Int>(startingAt: 5)
      calendar.schedule(1, at: 4)
    }
    await #expect(processExitsWith: .failure) {
      var calendar = EventCalendar<Int>()
      calendar.schedule(1, at: .nan)
    }
  }
}
