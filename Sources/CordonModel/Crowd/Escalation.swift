// SPDX-License-Identifier: GPL-3.0-or-later

/// How a confrontation escalates: competing hazards that change while it goes on.
///
/// A level ends when its clock has run out. A confrontation has the same thresholds under every policy, so a lower
/// hazard never escalates it earlier.
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
  private var clock = HazardClock()

  /// What is left of the threshold.
  var remaining: Double { clock.remaining }
  /// The present hazard, per day.
  var hazard: Double { clock.hazard }

  /// Enters a level; the threshold is a draw from the unit exponential law.
  mutating func enter(_ level: Level, threshold: Double, at time: Double) {
    self.level = level
    clock = HazardClock(threshold: threshold, at: time)
  }

  /// The hazard, per day, from now on.
  mutating func change(hazard: Double, at time: Double) {
    clock.change(hazard: hazard, at: time)
  }

  /// When the next level is reached if the hazard stays as it is.
  var crossing: Double { clock.crossing }
}
