// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A level that jumps at events and otherwise decays exponentially towards a mean: shot noise.
///
/// With jumps J of a Poisson process with rate lambda and time constant tau, its stationary mean is the
/// resting level plus lambda E[J] tau and its variance lambda E[J^2] tau / 2 (Campbell's theorem).
///
/// - Complexity: O(1) for everything; nothing is scheduled.
struct DecayingLevel: Sendable, BitwiseCopyable {
  /// The level to which it decays.
  private(set) var rest: Double
  /// Time in which a disturbance falls to 1/e, in days.
  private(set) var timeConstant: Double
  private(set) var disturbance = 0.0
  private(set) var since: Double
  private var area = 0.0

  /// A level at rest.
  init(rest: Double = 0, timeConstant: Double, at time: Double) {
    self.rest = rest
    self.timeConstant = timeConstant
    self.since = time
  }

  /// The level at a time not before the last event.
  func level(at time: Double) -> Double {
    // Most levels that nothing has disturbed yet are asked for often.
    guard disturbance != 0 else { return rest }
    return rest + disturbance * exp(-(time - since) / timeConstant)
  }

  /// The integral of the level from the beginning, in level-days.
  func integral(to time: Double) -> Double {
    let gone = 1 - exp(-(time - since) / timeConstant)
    return area + rest * (time - since) + disturbance * timeConstant * gone
  }

  /// A jump.
  mutating func add(_ jump: Double, at time: Double) {
    advance(to: time)
    disturbance += jump
  }

  /// A jump of a level that is a share: it takes the given part of the way to 0 or to 1.
  mutating func shock(_ part: Double, at time: Double) {
    advance(to: time)
    let level = rest + disturbance
    disturbance += part < 0 ? part * level : part * (1 - level)
  }

  /// Another time constant from now on.
  mutating func change(timeConstant: Double, at time: Double) {
    guard timeConstant != self.timeConstant else { return }
    advance(to: time)
    self.timeConstant = timeConstant
  }

  /// Sets another resting level of a level that is a share.
  ///
  /// A disturbance stays the same part of the way to 0 or to 1, so the level stays a share.
  mutating func change(rest: Double, at time: Double) {
    guard rest != self.rest else { return }
    advance(to: time)
    if disturbance < 0 { disturbance *= rest / self.rest }
    if disturbance > 0 { disturbance *= (1 - rest) / (1 - self.rest) }
    self.rest = rest
  }

  private mutating func advance(to time: Double) {
    area = integral(to: time)
    disturbance *= exp(-(time - since) / timeConstant)
    since = time
  }
}
