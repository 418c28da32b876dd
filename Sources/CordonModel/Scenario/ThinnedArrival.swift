// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// The next arrival of a Poisson process that is thinned: those whose rank is not below some share come to nothing.
///
/// The share changes with the state, and most of the time it stays far below 1. What it does not exceed until the state
/// jumps is a limit. An arrival whose rank is not below the limit is passed over: it has its number and its luck, but it is
/// never on the calendar. Where the limit may have risen the process goes back to the first arrival that is not yet
/// past, so that every arrival is judged as if none had been passed over.
///
/// It is an event of a calendar, or is kept beside it (``Halt``).
struct ThinnedArrival: Sendable, BitwiseCopyable {
  /// The numbers of the arrival that is awaited; the first is the wait for it, the second its rank.
  private(set) var chance = RandomBlock.placeholder
  /// Its number in the process.
  private(set) var number: UInt32 = 0
  /// Arrivals per day.
  private var rate = 0.0
  /// The first of those that were passed over before it, or itself.
  private var first: UInt32 = 0
  private var firstTime = Double.infinity
  /// When it comes; infinite with a rate of 0.
  private(set) var time = Double.infinity
  /// What was left when the rate fell to 0; not a number where nothing was drawn yet.
  private var left = Double.nan
  private var event = EventHandle.none

  /// The most arrivals that are passed over together; the next one is awaited, whatever its rank.
  private static let mostPassedOver: UInt32 = 64

  /// Awaits the next arrival.
  ///
  /// - Parameters:
  ///   - number: Its number.
  ///   - rate: The rate, per day; with 0 nothing comes until it changes.
  ///   - limit: What the share of arrivals that count does not exceed.
  ///   - now: From when on.
  ///   - block: The numbers of an arrival.
  @inline(__always)
  mutating func expect(
    _ number: UInt32, rate: Double, limit: Double, at now: Double, block: (UInt32) -> RandomBlock
  ) {
    (self.number, first) = (number, number)
    self.rate = rate
    begin(at: now, limit: limit, block)
  }

  /// The limit may have risen.
  mutating func renew(limit: Double, at now: Double, block: (UInt32) -> RandomBlock) {
    guard rate > 0 else { return }
    goBack(to: now, block)
    passOver(limit: limit, block)
  }

  /// The rate of the process changes, and perhaps the limit.
  mutating func change(
    to new: Double, limit: Double, at now: Double, block: (UInt32) -> RandomBlock
  ) {
    guard rate != new else { return }
    if rate > 0 {
      goBack(to: now, block)
      left = (time - now) * rate
    } else if left.isNaN {
      left = chance.exponential(mean: 1, .first)
    }
    rate = new
    time = new > 0 ? now + left / new : .infinity
    firstTime = time
    if new > 0 { passOver(limit: limit, block) }
  }

  /// The luck of all that is still to come is another one: what is not yet past is drawn anew.
  ///
  /// The wait has no memory, so that it may begin again at any time.
  mutating func redraw(
    limit: Double, at now: Double, before: (UInt32) -> RandomBlock,
    after: (UInt32) -> RandomBlock
  ) {
    if rate > 0 { goBack(to: now, before) }
    begin(at: now, limit: limit, after)
  }

  /// Waits from now on for the arrival of the present number, or for the first after it whose rank is below the limit.
  @inline(__always)
  private mutating func begin(
    at now: Double, limit: Double, _ block: (UInt32) -> RandomBlock
  ) {
    chance = block(number)
    left = .nan
    time = rate > 0 ? now + chance.exponential(mean: 1 / rate, .first) : .infinity
    firstTime = time
    if rate > 0 { passOver(limit: limit, block) }
  }

  /// Awaits the first arrival whose rank is below the limit.
  @inline(__always)
  private mutating func passOver(limit: Double, _ block: (UInt32) -> RandomBlock) {
    var (number, chance, time) = (number, chance, time)
    let last = number &+ Self.mostPassedOver
    let mean = 1 / rate
    while number != last, chance.uniform(.second) >= limit {
      number &+= 1
      chance = block(number)
      time += chance.exponential(mean: mean, .first)
    }
    (self.number, self.chance, self.time) = (number, chance, time)
  }

  /// Awaits the first arrival that is not yet past.
  private mutating func goBack(to now: Double, _ block: (UInt32) -> RandomBlock) {
    (number, chance, time) = (first, block(first), firstTime)
    while time < now {
      number &+= 1
      chance = block(number)
      time += chance.exponential(mean: 1 / rate, .first)
    }
    (first, firstTime) = (number, time)
  }
}

/// An arrival that is an event of a calendar.
extension ThinnedArrival {
  /// Awaits the next arrival, as an event.
  @inline(__always)
  mutating func expect(
    _ number: UInt32, rate: Double, limit: Double, of event: Event,
    on calendar: inout ShelvedCalendar<Event>, block: (UInt32) -> RandomBlock
  ) {
    expect(number, rate: rate, limit: limit, at: calendar.now, block: block)
    guard rate > 0 else { return }
    self.event = calendar.schedule(event, at: time)
  }

  /// The limit may have risen, which may move the event.
  mutating func renew(
    limit: Double, on calendar: inout ShelvedCalendar<Event>, block: (UInt32) -> RandomBlock
  ) {
    guard rate > 0 else { return }
    renew(limit: limit, at: calendar.now, block: block)
    calendar.reschedule(event, to: time)
  }

  /// The rate of the process changes, and perhaps the limit, and moves the event.
  mutating func change(
    to new: Double, limit: Double, of event: Event, on calendar: inout ShelvedCalendar<Event>,
    block: (UInt32) -> RandomBlock
  ) {
    guard rate != new else { return }
    change(to: new, limit: limit, at: calendar.now, block: block)
    if time == .infinity {
      calendar.cancel(self.event)
      self.event = .none
    } else if !calendar.reschedule(self.event, to: time) {
      self.event = calendar.schedule(event, at: time)
    }
  }

  /// The luck of all that is still to come is another one, which moves the event.
  mutating func redraw(
    limit: Double, on calendar: inout ShelvedCalendar<Event>, before: (UInt32) -> RandomBlock,
    after: (UInt32) -> RandomBlock
  ) {
    redraw(limit: limit, at: calendar.now, before: before, after: after)
    guard rate > 0 else { return }
    calendar.reschedule(event, to: time)
  }
}
