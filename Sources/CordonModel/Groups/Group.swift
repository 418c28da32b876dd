// SPDX-License-Identifier: GPL-3.0-or-later

/// A volunteer group.
///
/// One row holds all of a group, since an event touches most of it; a row is a cache line or two. Rows are never
/// reused, because later cases refer to them; a run has a few hundred.
struct Group: Sendable, BitwiseCopyable {
  /// The number of its founding candidate: the same group under every policy.
  var number: UInt32
  /// The home area; the number after the last is elsewhere in the country.
  var area: UInt32
  /// Chats that its volunteers hold at the moment.
  var chats: Int32 = 0
  /// Chats that its volunteers can hold at once.
  var chatSlots: Int32
  /// Its activity at the founding, relative to the mean of groups.
  var activity: Double
  /// When its next contact comes.
  var arrival = ThinnedArrival()
  /// Contacts per day before thinning.
  var contactRate: Double
  /// Competence, 0 to 1.
  var competence: Double
  /// Inclination to hand files over quietly, 0 to 1.
  var restraint: Double
  /// Trust in police, 0 to 1.
  var trust: Double
  /// Followers, relative to the median group.
  var reach: Double
  /// Where the group stands among all groups in keeping to conditions, 0 (first to comply) to 1.
  var defiance: Double
  /// Its members.
  var members: Double
  /// Share of its members at the founding who are left, 0 to 1.
  var strength = 1.0
  /// How often police have acted against it.
  var actions: UInt32 = 0
  /// Candidates for its conversion that it has had.
  var conversions: UInt32 = 0
  /// Until when an injunction forbids it to confront anybody.
  var enjoinedUntil = -Double.infinity
  /// Until when conditions of bail, or custody, keep it from doing anything.
  var pausedUntil = -Double.infinity
  /// Until when it goes on without telling police.
  var hiddenUntil = -Double.infinity
  /// Whether it still exists; plans and chats of a group that has stopped come to nothing.
  var isActive = true

  /// Whether it goes on without telling police.
  @inline(__always)
  func isHidden(at time: Double) -> Bool { time < hiddenUntil }

  /// Whether it exists and nothing keeps it from chats and confrontations.
  @inline(__always)
  func isAtWork(at time: Double) -> Bool { isActive && time >= pausedUntil }
}
