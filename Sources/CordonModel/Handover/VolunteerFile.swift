// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// A file that volunteers have given to police and police have not yet decided upon.
struct VolunteerFile: Sendable, BitwiseCopyable {
  /// The number of the contact that it is about.
  var number: UInt64
  /// The group that made it, an index of `groups`.
  var group: UInt32
  /// The area whose desk has it.
  var area: UInt32
  /// What it shows.
  var offence: Offence
  /// Quality of its evidence, 0 to 1.
  var quality: Double
  /// When it reached the desk.
  var received: Double
  /// Whether the suspect has already been confronted.
  var isAfterSting: Bool
  /// Viewers of the suspect's confrontation once it is published at the charge; 0 if it is not.
  var withheldViewers = 0.0
  /// Whether it has come back completed once.
  var wasReturned = false
  /// When the group stings after all.
  var deadline: EventHandle = .none
  /// Its ticket in the desk's queue.
  var ticket = Ticket.none
}
