// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Testing

@testable import DiscreteEvents

/// The specification of a calendar in its slowest form: a list that is searched for its least.
private struct SortedList {
  struct Entry {
    var time: Double
    var priority: Int
    var sequence: Int
    var event: Int
    var handle: EventHandle
  }
  var entries: [Entry] = []
  var sequence = 0

  mutating func schedule(_ event: Int, at time: Double, priority: Int, handle: EventHandle) {
    sequence += 1
    entries.append(
      Entry(time: time, priority: priority, sequence: sequence, event: event, handle: handle))
  }

  mutating func cancel(_ handle: EventHandle) -> Bool {
    guard let index = entries.firstIndex(where: { $0.handle == handle }) else { return false }
    entries.remove(at: index)
    return true
  }

  mutating func reschedule(_ handle: EventHandle, to time: Double) -> Bool {
    guard let index = entries.firstIndex(where: { $0.handle == handle }) else { return false }
    sequence += 1
    entries[index].time = time
    entries[index].sequence = sequence
    return true
  }

  mutating func next(before end: Double) -> Entry? {
    let first = entries.indices.min {
      let (left, right) = (entries[$0], entries[$1])
      return (left.time, Int(left.priority), left.sequence)
        < (right.time, Int(right.priority), right.sequence)
    }
    guard let first, entries[first].time < end else { return nil }
    return entries.remove(at: first)
  }
}

@Suite("Calendar against a sorted list")
struct CalendarAgainstSortedListTests {
  @Test("Numbers that run out do not make a calendar stop sooner at a clock that stands still")
  func stopsNoSooner() {
    var calendar = EventCalendar<Int>()
    calendar.sequence = .max
    calendar.schedule(1, at: 0)
    calendar.sequence = EventCalendar<Int>.eventsAtOneInstant - 1
    calendar.schedule(2, at: 0)
    #expect([calendar.next(before: 1), calendar.next(before: 1)] == [1, 2])
  }

  @Test(
    "A thousand random operations with many ties give the same history, even when numbers run out",
    arguments: 1...20, [0, UInt32.max - 300])
  func agrees(seed: Int, sequence: UInt32) {
    var plain = EventCalendar<Int>(startingAt: -2)
    plain.sequence = sequence
    #expect(agrees(plain, seed: seed).sequence < 1_000)
    // Shelves for all times, and some that end before most times.
    for span in [0.5, 0x1p-10] {
      var shelved = ShelvedCalendar<Int>(startingAt: -2, shelvedBy: span)
      shelved.near.sequence = sequence
      #expect(agrees(shelved, seed: seed).near.sequence < 1_000)
    }
  }

  private func agrees<Calendar: PendingEvents<Int>>(
    _ calendar: Calendar, seed: Int
  ) -> Calendar {
    var stream = Luck(seed: seed, replication: 0)
      .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
    func die(_ sides: Int) -> Int { Int(stream.uniform() * Double(sides)) }
    var calendar = calendar
    var list = SortedList()
    var handles: [EventHandle] = [.none]
    let busyness = 1 + seed % 4
    for number in 0..<1_000 {
      let time = calendar.now + Double(die(20)) / 4
      let some = handles[die(handles.count)]
      switch die(4 + busyness) {
      case 0...busyness:
        let priority = die(3)
        let handle = calendar.schedule(
          number, at: time, priority: EventPriority(rawValue: priority))
        list.schedule(number, at: time, priority: priority, handle: handle)
        handles.append(handle)
      case busyness + 1:
        #expect(calendar.cancel(some) == list.cancel(some))
      case busyness + 2:
        #expect(calendar.reschedule(some, to: time) == list.reschedule(some, to: time))
      default:
        let end = calendar.now + Double(die(8)) / 4
        let stop = end - Double(die(3)) / 8
        let expected = list.next(before: end)
        let before = calendar.now
        #expect(calendar.next(before: end, stoppingAt: stop) == expected?.event)
        #expect(calendar.now == expected?.time ?? max(before, stop))
      }
      // Asked only now and then, so that the root of a heap is often vacant when something is scheduled.
      if die(2) == 0 {
        let (end, clock) = (calendar.now + Double(die(8)) / 4, calendar.now)
        let expected = list.entries.map(\.time).filter { $0 < end }.min()
        #expect(calendar.nextTime(before: end) == expected)
        #expect(calendar.now == clock)
      }
      #expect(calendar.time(of: some) == list.entries.first { $0.handle == some }?.time)
      #expect(calendar.count == list.entries.count)
      #expect(calendar.nextTime == list.entries.map(\.time).min())
    }
    return calendar
  }

  @Test(
    "Spans with more events than a row has room for happen in order, at few instants or many",
    arguments: [1, 60, ShelvedCalendar<Int>.longestRow, 3 * ShelvedCalendar<Int>.longestRow],
    [1, 7, 1 << 20])
  func longSpans(count: Int, instants: Int) {
    var stream = Luck(seed: 1, replication: count)
      .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
    func die(_ sides: Int) -> Int { Int(stream.uniform() * Double(sides)) }
    var plain = EventCalendar<Int>()
    var shelved = ShelvedCalendar<Int>(shelvedBy: 0x1p10)
    var handles: [(EventHandle, EventHandle)] = []
    func schedule(_ event: Int, at time: Double) {
      let priority = EventPriority(rawValue: die(2))
      handles.append(
        (
          plain.schedule(event, at: time, priority: priority),
          shelved.schedule(event, at: time, priority: priority)
        ))
    }
    // All in the third span.
    func time() -> Double { 0x1p11 + Double(die(instants)) * (0x1p10 / Double(instants)) }
    for event in 0..<count { schedule(event, at: time()) }
    func disturb() {
      let (one, other) = handles[die(handles.count)]
      if die(2) == 0 {
        #expect(plain.cancel(one) == shelved.cancel(other))
      } else {
        let later = max(time(), plain.now)
        #expect(plain.reschedule(one, to: later) == shelved.reschedule(other, to: later))
      }
    }
    for _ in 0..<count / 3 { disturb() }
    var happened = 0
    while let event = plain.next(before: .infinity) {
      #expect(shelved.next(before: .infinity) == event)
      #expect(shelved.now == plain.now)
      happened += 1
      if happened % 3 == 0 { disturb() }
      if happened % 5 == 0, happened < count { schedule(-happened, at: max(time(), plain.now)) }
      #expect(shelved.count == plain.count)
    }
    #expect(shelved.next(before: .infinity) == nil)
    #expect(happened > count / 3)
  }

  @Test(
    "Tens of thousands of events happen in the order of a sort, and a fork's as well",
    arguments: [3, 1 << 20])
  func largeHeaps(instants: Int) {
    var stream = Luck(seed: 1, replication: instants)
      .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
    func die(_ sides: Int) -> Int { Int(stream.uniform() * Double(sides)) }
    let count = 3 * EventCalendar<Int>.nodesAtHand
    let times = (0..<count).map { _ in 1 + Double(die(instants)) / Double(instants) }
    var plain = EventCalendar<Int>()
    // One span, so that its heap is as large.
    var shelved = ShelvedCalendar<Int>(shelvedBy: 4)
    var handles: [(EventHandle, EventHandle)] = []
    for event in 0..<count {
      handles.append(
        (plain.schedule(event, at: times[event]), shelved.schedule(event, at: times[event])))
    }
    for event in stride(from: 0, to: count, by: 7) {
      #expect(plain.cancel(handles[event].0) == true)
      #expect(shelved.cancel(handles[event].1) == true)
    }
    let order = (0..<count).filter { $0 % 7 != 0 }.sorted { (times[$0], $0) < (times[$1], $1) }
    let fork = plain
    #expect(rest(of: plain) == order)
    #expect(rest(of: shelved) == order)
    #expect(rest(of: fork) == order)
  }

  private func rest(of calendar: some PendingEvents<Int>) -> [Int] {
    var (calendar, events) = (calendar, [Int]())
    while let event = calendar.next(before: .infinity) { events.append(event) }
    return events
  }

  @Test("The shelf of a time is that of its span, before zero, at a border and far away")
  func shelvesOfTimes() {
    let span = 0.125
    let calendar = ShelvedCalendar<Int>(startingAt: -0x1p40, shelvedBy: span)
    let spans: [Double] = [
      0, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 4_095, 4_096, 0x1p40 + 0.5, 0x1p50 + 0.5, 0x1p51 - 1,
    ]
    for time in spans.flatMap({ [$0 * span, -$0 * span, ($0 * span).nextDown] }) {
      let number = Int((time / span).rounded(.down))
      #expect(calendar.shelf(at: time) == calendar.shelf(of: number), "\(time)")
    }
  }
}
