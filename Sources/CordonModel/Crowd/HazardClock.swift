// SPDX-License-Identifier: GPL-3.0-or-later

/// The time of something whose hazard changes while it is awaited.
///
/// It happens when the integral of the hazard since the start reaches a threshold with the unit exponential law.
/// Under a constant hazard this is an exponential time, and it is exact for a hazard that changes with the crowd.
/// The threshold is the same under every policy, so nothing happens earlier where the hazard is lower.
struct HazardClock: Sendable, BitwiseCopyable {
  /// What is left of the threshold.
  private(set) var remaining = Double.infinity
  /// The present hazard, per day.
  private(set) var hazard = 0.0
  private var since = 0.0

  /// A clock that never rings, whatever the hazard.
  init() {}

  /// A clock that starts at a time, without a hazard as yet.
  ///
  /// - Parameters:
  ///   - threshold: A draw from the unit exponential law.
  ///   - time: When it starts, in days.
  init(threshold: Double, at time: Double) {
    remaining = threshold
    since = time
  }

  /// Sets the hazard, per day, from now on.
  @inline(__always)
  mutating func change(hazard: Double, at time: Double) {
    guard remaining < .infinity else { return }
    remaining = max(0, remaining - self.hazard * (time - since))
    self.hazard = hazard
    since = time
  }

  /// When it happens if the hazard stays as it is, in days; infinity if there is none.
  var crossing: Double {
    hazard > 0 ? since + remaining / hazard : .infinity
  }
}
