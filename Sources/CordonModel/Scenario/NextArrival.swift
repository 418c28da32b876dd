// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// When the next arrival of a Poisson process comes, whose rate may change before it does.
///
/// In expected arrivals, the rest of the wait is always unit exponential, since it has no memory. Under a new rate
/// it takes as many expected arrivals. That is exact, and the arrival has the same luck under every policy.
struct NextArrival: Sendable, BitwiseCopyable {
  /// The numbers of the arrival that is awaited; the first is the wait for it.
  private(set) var chance = RandomBlock.placeholder
  /// When it comes, in days; infinity with a rate of 0.
  private(set) var time = Double.infinity
  /// What was left when the rate fell to 0; not a number where nothing was drawn yet.
  private var left = Double.nan

  /// Awaits the next arrival, with its numbers.
  ///
  /// - Parameters:
  ///   - chance: Its numbers.
  ///   - rate: The rate, per day; with 0 nothing comes until it changes.
  ///   - now: From when on it is awaited.
  @inline(__always)
  mutating func expect(_ chance: RandomBlock, rate: Double, at now: Double) {
    self.chance = chance
    left = .nan
    time = rate > 0 ? now + chance.exponential(mean: 1 / rate, .first) : .infinity
  }

  /// Awaits the next arrival, which comes after so many expected arrivals; the rate is per day.
  @inline(__always)
  mutating func expect(after wait: Double, rate: Double, at now: Double) {
    left = wait
    time = rate > 0 ? now + 1 / rate * wait : .infinity
  }

  /// The rate of the process changes, to another one.
  ///
  /// - Parameters:
  ///   - old: The rate until now, per day.
  ///   - new: The rate from now on, per day; with 0 nothing comes until it changes again.
  ///   - now: When it changes.
  mutating func change(from old: Double, to new: Double, at now: Double) {
    guard old != new else { return }
    if old > 0 {
      left = (time - now) * old
    } else if left.isNaN {
      left = chance.exponential(mean: 1, .first)
    }
    time = new > 0 ? now + left / new : .infinity
  }
}
