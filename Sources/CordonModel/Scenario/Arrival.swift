// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// The next arrival of a Poisson process whose rate may change before it comes.
///
/// In expected arrivals, the rest of the wait is always unit exponential, since it has no memory. Under a new rate
/// it takes as many expected arrivals. That is exact, and the arrival has the same luck under every policy.
struct Arrival: Sendable, BitwiseCopyable {
  /// The numbers of the arrival that is awaited; the first is the wait for it.
  private(set) var chance = RandomBlock.placeholder
  private var event = EventHandle.none
  private var time = Double.infinity
  /// What was left when the rate fell to 0; not a number where nothing was drawn yet.
  private var left = Double.nan

  /// Awaits the next arrival, with its numbers.
  ///
  /// - Parameters:
  ///   - chance: Its numbers.
  ///   - rate: The rate, per day; with 0 nothing comes until it changes.
  ///   - event: What happens at an arrival.
  ///   - calendar: Where the arrival will stand.
  @inline(__always)
  mutating func expect(
    _ chance: RandomBlock, rate: Double, of event: Event, on calendar: inout ShelvedCalendar<Event>
  ) {
    self.chance = chance
    left = .nan
    guard rate > 0 else { return }
    time = calendar.now + chance.exponential(mean: 1 / rate, .first)
    self.event = calendar.schedule(event, at: time)
  }

  /// The rate of the process changes.
  ///
  /// - Parameters:
  ///   - old: The rate until now, per day.
  ///   - new: The rate from now on, per day; with 0 nothing comes until it changes again.
  ///   - event: What happens at an arrival.
  ///   - calendar: Where the arrival stands.
  mutating func change(
    from old: Double, to new: Double, of event: Event, on calendar: inout ShelvedCalendar<Event>
  ) {
    guard old != new else { return }
    if old > 0 {
      left = (time - calendar.now) * old
    } else if left.isNaN {
      left = chance.exponential(mean: 1, .first)
    }
    guard new > 0 else {
      calendar.cancel(self.event)
      self.event = .none
      return
    }
    time = calendar.now + left / new
    if !calendar.reschedule(self.event, to: time) {
      self.event = calendar.schedule(event, at: time)
    }
  }
}
