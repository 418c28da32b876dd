// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

// What this model knows of a selection: without any condition, the story is what a first reading needs, with
// no contacts, no passers-by and none of the police's own cases.
extension StorySelection {
  /// The name of a contact whose whole way is recorded, from chat to court.
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

  /// The forms of a case's name, for users who mistype one.
  public static var caseForms: [String] {
    StorySubject.Route.allCases.map { route in
      [.volunteer, .enforcement].contains(route)
        ? "\(route.name)/GROUP/CONTACT" : "\(route.name)/NUMBER"
    }
  }

  /// Keeps only what concerns a group.
  public mutating func keepOnly(group: UInt32) { identifiers[0] = UInt64(group) }

  /// Keeps only what concerns a contact.
  public mutating func keepOnly(_ contact: Contact) {
    keepOnly(group: contact.group)
    identifiers[1] = UInt64(contact.contact)
  }

  /// Keeps only what concerns a case, by its name: `volunteer/17/204` or `referral/233`.
  ///
  /// - Returns: Whether a case can have this name; if not, nothing changes.
  public mutating func keepOnly(case name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard let route = StorySubject.Route.allCases.first(where: { $0.name == parts[0] }) else {
      return false
    }
    switch route {
    case .volunteer, .enforcement:
      guard parts.count == 3, let group = UInt32(parts[1]), let contact = UInt32(parts[2]) else {
        return false
      }
      keepOnly(Contact(group: group, contact: contact))
    case .referral, .undercover, .otherDevices:
      guard parts.count == 2, let number = UInt64(parts[1]) else { return false }
      identifiers[StorySubject.ownNumberIndex] = number
    }
    identifiers[2] = route.rawValue
    return true
  }

  /// Keeps only what a group, a contact and a case have in common; nil stands for any.
  ///
  /// - Throws: A fault if a name means no case, or the names mean different things; nothing is changed then.
  public mutating func keepOnly(
    group: UInt32?, contact: Contact?, case name: String?
  ) throws(StorySelectionFault) {
    var narrowed = self
    if let name, !narrowed.keepOnly(case: name) { throw .noSuchCase }
    let groups = [group, contact?.group, narrowed.identifiers[0].map { UInt32($0) }]
    let contacts = [contact?.contact, narrowed.identifiers[1].map { UInt32($0) }]
    guard Set(groups.compactMap(\.self)).count < 2, Set(contacts.compactMap(\.self)).count < 2
    else {
      throw .namesDiffer
    }
    if let group { narrowed.keepOnly(group: group) }
    if let contact { narrowed.keepOnly(contact) }
    self = narrowed
  }

  /// Whether an event is recorded that has happened; `follows` says whether anything followed from it.
  func includes(_ kind: StoryKind, of subject: StorySubject, follows: Bool) -> Bool {
    if let area, subject.area != area { return false }
    if hasAllKinds || !kinds.isEmpty { return true }
    // A user who asks for one contact or one case wants its whole way.
    if identifiers[1] != nil || identifiers[2] != nil {
      return follows || kind.interest == .always
    }
    if let route = subject.route, ![.volunteer, .enforcement].contains(route) { return false }
    return switch kind.interest {
    case .always: true
    case .ifAnythingFollows: follows
    case .onRequest: false
    }
  }
}

/// Why no event can meet a selection.
public enum StorySelectionFault: Error, Hashable {
  /// No case can have the name.
  case noSuchCase
  /// The group, the contact and the case have nothing in common.
  case namesDiffer
}
