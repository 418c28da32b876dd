// SPDX-License-Identifier: GPL-3.0-or-later

/// What goes on at a sting by itself: its crowd, how far it has escalated, and when somebody who is there calls police.
struct Scene: Sendable, BitwiseCopyable {
  /// People in the crowd.
  var crowd: UInt32 = 0
  /// Candidates that the crowd has had.
  var candidates: UInt32 = 0
  /// People per day who stop to watch.
  var passersBy = 0.0
  /// Local viewers per day who arrive right after the start.
  var localViewers = 0.0
  /// When the next candidate comes.
  var nextCandidate = NextArrival()
  /// Where the times are at which people leave, a slot of ``Crowds``; nil before the start.
  var leaveTimes: UInt32?
  /// How far the confrontation has escalated.
  var escalation = Escalation()
  /// When somebody other than the volunteers calls police; never once police are told.
  var alarm = HazardClock()

  /// Joins per day of the process that dominates joining.
  var joinBound: Double { passersBy + localViewers }

  /// When the next level is reached or somebody calls, if the crowd stays as it is; infinity if neither happens.
  @inline(__always)
  var nextCrossing: Double { min(escalation.crossing, alarm.crossing) }

  /// Sets the hazards of the next level and of a call for the present crowd, from a time on.
  @inline(__always)
  mutating func change(_ escalation: CrowdHazard, _ call: CrowdHazard, at time: Double) {
    self.escalation.change(hazard: escalation.with(crowd), at: time)
    alarm.change(hazard: call.with(crowd), at: time)
  }
}

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
