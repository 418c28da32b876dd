// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// A confrontation, from its planning until it is over.
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
  /// Where it happens.
  var place = StingParameters.Place.home
  /// Live viewers; 0 if it is not streamed live.
  var liveViewers = 0.0
  /// Viewers once it is published, as it ends; 0 if it is not.
  var publishedViewers = 0.0
  /// Viewers of a stream that its group keeps back until there is a charge; 0 if it does not.
  var withheldViewers = 0.0
  /// Whether the person confronted is not the one who chatted.
  var isWrongPerson = false
  /// Whether its group was in hiding when it started.
  var isHidden = false
  /// When the suspect leaves or the volunteers stop; none if they wait for police.
  var end: EventHandle = .none
  /// Who has told police of it.
  var caller = Caller.nobody
  /// Whether police are at the scene.
  var isAttended = false
  /// When police come, take over, or are called by the volunteers.
  var arrival: EventHandle = .none
  /// What has become of its call for units.
  var call = StingCall()
  /// What goes on at it by itself.
  var scene = Scene()
  /// What comes next of that: the crowd changes, the next level is reached, or somebody who is there calls police.
  var next: EventHandle = .none

  /// Whether it has started.
  var isUnderWay: Bool { scene.leaveTimes != nil }
}
