// SPDX-License-Identifier: GPL-3.0-or-later

/// A hazard at a sting, linear in its crowd: ready for a crowd that changes while nothing else does.
struct CrowdHazard {
  /// What the whole is multiplied by.
  var factor: Double
  /// The hazard without a crowd, per day.
  var alone: Double
  /// What each person in the crowd adds, per day.
  var perPerson: Double

  /// The hazard with so many people in the crowd, per day.
  @inline(__always)
  func with(_ crowd: UInt32) -> Double { factor * (alone + perPerson * Double(crowd)) }
}

extension Sting {
  /// Sets the hazards of the next level and of a call for the present crowd, from a time on.
  @inline(__always)
  mutating func change(_ escalation: CrowdHazard, _ call: CrowdHazard, at time: Double) {
    self.escalation.change(hazard: escalation.with(crowd), at: time)
    if caller == .nobody { alarm.change(hazard: call.with(crowd), at: time) }
  }
}
