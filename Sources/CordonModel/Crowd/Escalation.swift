// SPDX-License-Identifier: GPL-3.0-or-later

/// How a confrontation escalates: competing hazards that change while it goes on.
///
/// Each level is left when the hazard, integrated since the level was entered, reaches a threshold with
/// the unit exponential law. Under a hazard that does not change this is the exponential clock of a
/// Markov chain; under one that changes with the crowd it is exact all the same. A confrontation keeps
/// its thresholds under every policy, so a lower hazard never escalates earlier.
struct Escalation: Sendable, BitwiseCopyable {
  /// How far it has gone.
  enum Level: UInt8, Sendable, BitwiseCopyable, Comparable {
    case calm
    case hostile
    case assault
    case disorder

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

    /// The level above; nil above disorder.
    var next: Level? { Level(rawValue: rawValue + 1) }
  }

  /// The level reached.
  private(set) var level = Level.calm
  /// What is left of the threshold.
  private(set) var remaining = Double.infinity
  /// The present hazard, per day.
  private(set) var hazard = 0.0
  private var since = 0.0

  /// Enters a level; the threshold is a draw from the unit exponential law.
  mutating func enter(_ level: Level, threshold: Double, at time: Double) {
    self.level = level
    remaining = threshold
    hazard = 0
    since = time
  }

  /// The hazard, per day, from now on.
  mutating func change(hazard: Double, at time: Double) {
    remaining = max(0, remaining - self.hazard * (time - since))
    self.hazard = hazard
    since = time
  }

  /// When the next level is reached if the hazard stays as it is.
  var crossing: Double {
    hazard > 0 ? since + remaining / hazard : .infinity
  }
}
