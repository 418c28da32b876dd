// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// Everything that can happen: a kind and 32-bit indices, nothing on the heap.
enum Event: Sendable, BitwiseCopyable {
  // Clock
  case periodBegins
  case leversChange
  case dayBegins
  case monthEnds
  case deskShift
  // Groups and decoys
  case foundingCandidate
  case groupStops(UInt32)
  case conversionCandidate(UInt32)
  case contact(UInt32)
  case chatEnds(group: UInt32, contact: UInt32)
  // Files and stings
  case handoverDeadline(UInt32)
  case fileRead(UInt32)
  case fileCompleted(UInt32)
  case stingStarts(UInt32)
  case volunteersCall(UInt32)
  case policeAlarmed(UInt32)
  case policeArrive(UInt32)
  case policeTakeOver(UInt32)
  case stingEnds(UInt32)
  case crowdChanges(UInt32)
  case escalates(UInt32)
  // Police
  case publicCall(UInt32)
  case unitsFree(division: UInt32, units: UInt32)
  case partnerFree(UInt32)
  case responseShift
  case referral
  case undercoverArrest
  case otherDevices
  case caseWorked(UInt32)
  case caseLapses(UInt32)
  case examined(UInt32)
  // Justice and harm
  case chargeDecision(UInt32)
  case pleaHeard(UInt32)
  case readyForTrial(UInt32)
  case trialEnds(UInt32)
  case volunteersTried(UInt32)
  case followUp(area: UInt32, reached: Case.Reached)
  case suicide(area: UInt32)
}

extension EntityTable {
  /// Adds a row, and returns its number as events and rows keep it.
  @inline(__always)
  mutating func add(_ row: Row) -> UInt32 { UInt32(truncatingIfNeeded: insert(row)) }
}

extension Grant {
  /// The number of the customer as events and rows keep it.
  @inline(__always)
  var row: UInt32 { UInt32(truncatingIfNeeded: customer) }
}

extension EventPriority {
  /// Months are closed before anything else happens at their end, so that an event of that instant
  /// counts in the month that it begins.
  static let closing = EventPriority(rawValue: 0)
  /// Then the world changes by date, so that everything on that day happens in the new world.
  static let periods = EventPriority(rawValue: 1)
  /// Then levers change, so that whatever happens on a lever's date happens under it.
  static let levers = EventPriority(rawValue: 2)
  /// Then staff comes and goes, before the work of that instant.
  static let staffing = EventPriority(rawValue: 3)
}

extension Simulation {
  /// Lets an event happen.
  mutating func handle(_ event: Event) {
    switch event {
    case .periodBegins: beginPeriod()
    case .leversChange: updateLevers()
    case .dayBegins: judgeTriggers()
    case .monthEnds: endMonth()
    case .deskShift: changeDeskShift()
    case .foundingCandidate: foundingCandidate()
    case .groupStops(let group): stopGroup(group)
    case .conversionCandidate(let group): conversionCandidate(group)
    case .contact(let group): contact(of: group)
    case .chatEnds(let group, let contact):
      endChat(
        group: group,
        number: EntityNumber.contact(group: groups[Int(group)].number, contact))
    case .handoverDeadline(let file): handoverDeadline(file)
    case .fileRead(let file): fileRead(file)
    case .fileCompleted(let file): fileCompleted(file)
    case .stingStarts(let sting): startSting(sting)
    case .volunteersCall(let sting): volunteersCall(to: sting)
    case .policeAlarmed(let sting): policeAlarmed(of: sting)
    case .policeArrive(let sting): policeArrive(at: sting)
    case .policeTakeOver(let sting): policeTakeOver(at: sting)
    case .stingEnds(let sting): stingEnds(sting)
    case .crowdChanges(let sting): crowdChanges(at: sting)
    case .escalates(let sting): escalate(sting)
    case .publicCall(let division): publicCall(division)
    case .unitsFree(let division, let units): unitsFree(division, units: units)
    case .partnerFree(let division): partnerFree(division)
    case .responseShift: changeResponseShift()
    case .referral: referral()
    case .undercoverArrest: undercoverArrest()
    case .otherDevices: otherDevices()
    case .caseWorked(let slot): caseWorked(slot)
    case .caseLapses(let slot): caseLapses(slot)
    case .examined(let slot): examined(slot)
    case .chargeDecision(let slot): decideCharge(slot, at: now)
    case .pleaHeard(let slot): convict(slot)
    case .readyForTrial(let slot): readyForTrial(slot)
    case .trialEnds(let slot): endTrial(slot)
    case .followUp(let area, let reached): followUp(reached, in: area)
    case .volunteersTried(let slot): decideOnVolunteers(slot)
    case .suicide(let area): count(.suicides, in: area)
    }
  }
}
