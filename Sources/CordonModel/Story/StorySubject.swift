// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import DiscreteEvents

// A group has the number of its founding candidate. A contact of its decoys has a number in the group. The chat,
// the file, the sting, the case and a case against the volunteers keep the contact's number. Cases of the police's
// own are numbered by route.
extension StorySubject {
  /// What an event concerns: an area's police, or the country's.
  enum Thing: Int {
    case nothing
    case group
    case chat
    case file
    case sting
    case `case`
  }

  /// How a case came about, as the story names it.
  enum Route: UInt64, CaseIterable {
    case volunteer
    case referral
    case undercover
    case otherDevices
    case enforcement

    /// The name in tables.
    var name: String { self == .otherDevices ? "other-devices" : "\(self)" }
  }

  /// The numbers by which an entity is known, as columns of a table.
  static let columns = [
    StoryVocabulary.Identifier(
      "group", "The number of the group's founding candidate, the same under every policy."),
    StoryVocabulary.Identifier(
      "contact", "The number of the contact among those of its group."),
    StoryVocabulary.Identifier(
      "case_route", "How the case came about.", words: Route.allCases.map(\.name)),
    StoryVocabulary.Identifier(
      "case_number", "The number of a case of the police's own, by route."),
  ]
  /// The index of the number of a case of the police's own.
  static let ownNumberIndex = 3

  init(
    _ thing: Thing, area: Int? = nil, group: UInt32? = nil, contact: UInt32? = nil,
    route: Route? = nil, ownNumber: UInt64? = nil
  ) {
    self.init(thing: thing.rawValue, area: area)
    self.group = group
    self.contact = contact
    self.route = route
    self.ownNumber = ownNumber
  }

  /// The number of the group's founding candidate.
  public var group: UInt32? {
    get { identifiers[0].map { UInt32($0) } }
    set { identifiers[0] = newValue.map(UInt64.init) }
  }

  /// The number of the contact among those of its group.
  public var contact: UInt32? {
    get { identifiers[1].map { UInt32($0) } }
    set { identifiers[1] = newValue.map(UInt64.init) }
  }

  /// How the case came about.
  var route: Route? {
    get { identifiers[2].flatMap(Route.init) }
    set { identifiers[2] = newValue?.rawValue }
  }

  /// The number of a case of the police's own, by route; a case of volunteers has its contact's.
  var ownNumber: UInt64? {
    get { identifiers[Self.ownNumberIndex] }
    set { identifiers[Self.ownNumberIndex] = newValue }
  }

  /// `group 17`, `sting 17/204`, `case referral/233`; empty for what concerns no entity.
  public var name: String {
    guard let thing = Thing(rawValue: thing), thing != .nothing else { return "" }
    if thing == .case { return "case \(caseName ?? "")" }
    return switch (group, contact) {
    case (let group?, let contact?): "\(thing) \(group)/\(contact)"
    case (let group?, nil): "\(thing) \(group)"
    case (nil, _): "\(thing)"
    }
  }

  /// `volunteer/17/204` or `referral/233`; nil if it is no case.
  public var caseName: String? {
    guard let route else { return nil }
    if let group, let contact { return "\(route.name)/\(group)/\(contact)" }
    return ownNumber.map { "\(route.name)/\($0)" }
  }
}

extension StorySubject {
  /// The subject of an event about a contact, by the contact's number in the model.
  init(_ thing: Thing, contactNumber: UInt64, area: UInt32) {
    self.init(
      thing, area: Int(area), group: UInt32(contactNumber >> 32),
      contact: UInt32(truncatingIfNeeded: contactNumber))
  }

  init(_ row: Case) {
    switch row.route {
    case .volunteer, .enforcement:
      self.init(.case, contactNumber: row.number, area: row.area)
    case .referral, .undercover, .otherDevices:
      self.init(.case, area: Int(row.area), ownNumber: row.number)
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
  /// The subject of an event that is about to happen.
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
    case .periodBegins, .leversChange, .dayBegins, .monthEnds, .deskShift, .responseShift:
      return StorySubject()
    case .foundingCandidate: return StorySubject(.group, group: nextCandidate)
    case .groupStops(let group), .conversionCandidate(let group):
      return StorySubject(
        .group, area: home(group), group: groups[Int(group)].number)
    case .contact(let group): return about(chat: groups[Int(group)].arrival.number, of: group)
    case .chatEnds(let group, let contact): return about(chat: contact, of: group)
    case .handoverDeadline(let file), .fileRead(let file), .fileCompleted(let file):
      return about(file: file)
    case .stingStarts(let sting), .volunteersCall(let sting), .policeAlarmed(let sting),
      .policeArrive(let sting), .stingEnds(let sting),
      .policeTakeOver(let sting), .crowdChanges(let sting), .escalates(let sting):
      return about(sting)
    case .publicCall(let division), .unitsFree(let division, _), .partnerFree(let division):
      return StorySubject(area: Int(divisions[Int(division)].area))
    case .referral:
      return StorySubject(.case, route: .referral, ownNumber: nextReferral)
    case .undercoverArrest:
      return StorySubject(.case, route: .undercover, ownNumber: UInt64(undercoverArrival.number))
    case .otherDevices:
      return StorySubject(.case, route: .otherDevices, ownNumber: nextOtherDevices)
    case .caseWorked(let slot), .caseLapses(let slot), .examined(let slot),
      .chargeDecision(let slot), .pleaHeard(let slot), .readyForTrial(let slot),
      .trialEnds(let slot), .volunteersTried(let slot):
      return StorySubject(cases[slot])
    case .suicide(let area), .followUp(let area, _): return StorySubject(area: Int(area))
    }
  }
}
