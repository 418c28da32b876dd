// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// Whom or what an event concerns, by names that are the same under every policy.
///
/// A group has the number of its founding candidate. A contact of its decoys has its number in the
/// group, and everything that comes of the contact keeps it: the chat, the file, the sting, the case
/// and a case against the volunteers. Cases of the police's own count by route.
public struct StorySubject: Hashable, Sendable {
  /// What the event concerns: an area's police, or the country's.
  public enum Thing: String, Hashable, Sendable {
    case nothing = ""
    case group
    case chat
    case file
    case sting
    case `case`
  }

  /// How a case came about, as the story names it.
  public enum Route: String, Hashable, Sendable, CaseIterable {
    case volunteer
    case referral
    case undercover
    case otherDevices = "other-devices"
    case enforcement
  }

  /// What it is.
  public var thing = Thing.nothing
  /// The area, an index of the scenario's areas; nil for what concerns the whole country.
  public var area: Int?
  /// The number of the group's founding candidate.
  public var group: UInt32?
  /// The number of the contact among those of its group.
  public var contact: UInt32?
  /// How the case came about.
  public var route: Route?
  /// The number of a case of the police's own, by route; a case of volunteers has its contact's.
  public var ownNumber: UInt64?

  /// `group 17`, `sting 17/204`, `case referral/233`; empty for what concerns no entity.
  public var name: String {
    switch (thing, group, contact) {
    case (.nothing, _, _): ""
    case (.case, _, _): "case \(caseName ?? "")"
    case (_, let group?, let contact?): "\(thing.rawValue) \(group)/\(contact)"
    case (_, let group?, nil): "\(thing.rawValue) \(group)"
    case (_, nil, _): thing.rawValue
    }
  }

  /// `volunteer/17/204` or `referral/233`; nil where it is no case.
  public var caseName: String? {
    guard let route else { return nil }
    if let group, let contact { return "\(route.rawValue)/\(group)/\(contact)" }
    return ownNumber.map { "\(route.rawValue)/\($0)" }
  }
}

extension StorySubject {
  /// What is about a contact, by the number that the contact has in the model.
  init(_ thing: Thing, contactNumber: UInt64, area: UInt32) {
    self.thing = thing
    self.area = Int(area)
    group = UInt32(contactNumber >> 32)
    contact = UInt32(truncatingIfNeeded: contactNumber)
  }

  init(_ row: Case) {
    switch row.route {
    case .volunteer, .enforcement:
      self.init(.case, contactNumber: row.number, area: row.area)
    case .referral, .undercover, .otherDevices:
      self.init(thing: .case, area: Int(row.area), ownNumber: row.number)
    }
    route =
      switch row.route {
      case .volunteer: .volunteer
      case .referral: .referral
      case .undercover: .undercover
      case .otherDevices: .otherDevices
      case .enforcement: .enforcement
      }
  }
}

extension Simulation {
  /// Whom or what an event concerns that is about to happen.
  @inline(__always)
  func subject(of event: Event) -> StorySubject {
    func home(_ group: UInt32) -> Int? {
      isOfAnArea(groups[Int(group)]) ? Int(groups[Int(group)].area) : nil
    }
    func about(_ sting: UInt32) -> StorySubject {
      StorySubject(.sting, contactNumber: stings[sting].number, area: stings[sting].area)
    }
    func about(file: UInt32) -> StorySubject {
      StorySubject(.file, contactNumber: files[file].number, area: files[file].area)
    }
    func about(chat contact: UInt32, of group: UInt32) -> StorySubject {
      let number = EntityNumber.contact(group: groups[Int(group)].number, contact)
      var subject = StorySubject(.chat, contactNumber: number, area: groups[Int(group)].area)
      subject.area = home(group)
      return subject
    }
    switch event {
    case .leversChange, .dayBegins, .monthEnds, .deskShift, .responseShift: return StorySubject()
    case .foundingCandidate: return StorySubject(thing: .group, group: nextCandidate)
    case .groupStops(let group), .conversionCandidate(let group):
      return StorySubject(
        thing: .group, area: home(group), group: groups[Int(group)].number)
    case .contact(let group): return about(chat: groups[Int(group)].contacts, of: group)
    case .chatEnds(let group, let contact): return about(chat: contact, of: group)
    case .handoverDeadline(let file), .fileRead(let file), .fileCompleted(let file):
      return about(file: file)
    case .stingStarts(let sting), .policeArrive(let sting), .stingEnds(let sting),
      .policeTakeOver(let sting), .crowdCandidate(let sting), .crowdLeaves(let sting),
      .escalates(let sting), .unitsRequested(let sting):
      return about(sting)
    case .publicCall(let division), .unitsFree(let division, _), .partnerFree(let division):
      return StorySubject(area: Int(divisions[Int(division)].area))
    case .referral:
      return StorySubject(thing: .case, route: .referral, ownNumber: nextReferral)
    case .undercoverArrest:
      return StorySubject(thing: .case, route: .undercover, ownNumber: nextUndercover)
    case .otherDevices:
      return StorySubject(thing: .case, route: .otherDevices, ownNumber: nextOtherDevices)
    case .caseWorked(let slot), .caseLapses(let slot), .examined(let slot),
      .chargeDecision(let slot), .pleaHeard(let slot), .readyForTrial(let slot),
      .trialEnds(let slot), .volunteerVerdict(let slot):
      return StorySubject(cases[slot])
    case .suicide(let area): return StorySubject(area: Int(area))
    }
  }
}
