// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// A confrontation, from its planning until its crowd has gone.
struct Sting: Sendable, BitwiseCopyable {
  /// The number of the contact that it is about.
  var number: UInt64
  /// The group that makes it, an index of `groups`.
  var group: UInt32
  /// The area in which it happens.
  var area: UInt32
  /// What the file shows.
  var offence: Offence
  /// Quality of the file's evidence, 0 to 1.
  var quality: Double
  /// When it starts.
  var start: Double
  /// Whether the group has checked the suspect's identity as police demand.
  var isChecked = false
  /// Where it happens, an index of `StingParameters.placeNames`.
  var place = 0
  /// Live viewers; 0 where it is not streamed live.
  var liveViewers = 0.0
  /// Viewers once it is published; 0 where it never is.
  var publishedViewers = 0.0
  /// Whether the person confronted is not the one who chatted.
  var isWrongPerson = false
  /// Whether the confrontation is over; the row lives on until the crowd has gone.
  var isOver = false
  /// When the suspect leaves or the volunteers stop.
  var end: EventHandle = .none
  /// Whether police are at the scene.
  var isAttended = false
  /// When police come, take over, or are called.
  var arrival: EventHandle = .none
  /// What has become of its call for units.
  var call = StingCall()
  /// People in the crowd.
  var crowd: UInt32 = 0
  /// Candidates that the crowd has had.
  var candidates: UInt32 = 0
  /// Joins per day of the process that dominates joining; 0 once nobody can join.
  var joinBound = 0.0
  /// How far the confrontation has escalated.
  var escalation = Escalation()
  /// When it escalates to the next level.
  var crossing: EventHandle = .none
}
