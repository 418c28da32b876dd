// SPDX-License-Identifier: GPL-3.0-or-later

/// When something happens whose hazard changes while one waits for it.
///
/// It happens when the hazard, integrated since the start, reaches a threshold with the unit
/// exponential law. Under a hazard that does not change this is an exponential time; under one that
/// changes with the crowd it is exact all the same. What has the same threshold under every policy never
/// happens earlier where the hazard is lower.
struct HazardClock: Sendable, BitwiseCopyable {
  /// What is left of the threshold.
  private(set) var remaining = Double.infinity
  /// The present hazard, per day.
  private(set) var hazard = 0.0
  private var since = 0.0

  /// A clock that never rings.
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
  mutating func change(hazard: Double, at time: Double) {
    remaining = max(0, remaining - self.hazard * (time - since))
    self.hazard = hazard
    since = time
  }

  /// When it happens if the hazard stays as it is, in days; infinity where there is none.
  var crossing: Double {
    hazard > 0 ? since + remaining / hazard : .infinity
  }
}
