// SPDX-License-Identifier: GPL-3.0-or-later

/// Which events of a run are told.
///
/// Every condition must hold. Without any, the story is what a first reading needs: no contacts, no
/// passers-by, none of the police's own cases.
public struct StorySelection: Sendable {
  /// The contact whose whole way is told, from chat to court: the group's number and the contact's.
  public struct Contact: Hashable, Sendable {
    /// The number of the group.
    public var group: UInt32
    /// The number of the contact among those of its group.
    public var contact: UInt32

    /// Creates the name of a contact.
    public init(group: UInt32, contact: UInt32) {
      self.group = group
      self.contact = contact
    }
  }

  /// The kinds to tell, in any order; where there are none, the kinds of a first reading.
  public var kinds: [EventKind] = []
  /// Whether all kinds are told.
  public var tellsAll = false
  /// Whether lines say no more than when, what and whom.
  ///
  /// They have no details, no counts and no area that only the counts tell, which saves looking at the
  /// state before and after.
  public var isBare = false
  /// The area, an index of the scenario's areas.
  public var area: Int?
  /// The group.
  public var group: UInt32?
  /// The contact.
  public var contact: Contact?
  /// The case, as `StorySubject.caseName` names it.
  public var caseName: String?
  /// The time, in days from the first midnight of history.
  public var times = -Double.infinity..<Double.infinity

  /// What a first reading needs.
  public init() {}

  /// Whether an event may be told, as far as that can be known before it happens.
  @inline(__always)
  func admits(_ kind: EventKind, of subject: StorySubject, at time: Double) -> Bool {
    guard times.contains(time), kinds.isEmpty || kinds.contains(kind) else { return false }
    if let group, subject.group != group { return false }
    if let contact, subject.group != contact.group || subject.contact != contact.contact {
      return false
    }
    if let caseName, subject.caseName != caseName { return false }
    return true
  }

  /// Whether an event is told that has happened; `follows` says whether anything followed from it.
  func tells(_ kind: EventKind, of subject: StorySubject, follows: Bool) -> Bool {
    if let area, subject.area != area { return false }
    if tellsAll || !kinds.isEmpty { return true }
    if contact != nil || caseName != nil { return follows || kind.interest == .always }
    if let route = subject.route, ![.volunteer, .enforcement].contains(route) { return false }
    return switch kind.interest {
    case .always: true
    case .ifAnythingFollows: follows
    case .onRequest: false
    }
  }
}
