// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// The kinds of things that chance acts on; raw values are part of what makes a run repeatable.
enum Entity: UInt16 {
  /// A candidate for founding a group, by its number in the dominating process.
  case foundingCandidate = 1
  /// A group, by its candidate's number.
  case group = 2
  /// A contact that could become a chat, by `EntityNumber.contact`; the chat, its file and its
  /// sting keep the number.
  case contact = 3
  /// A person who may join a crowd, by sting and order of joining.
  case passerBy = 4
  /// A referral of the police's own, by its number in the Poisson process.
  case referral = 5
  /// An arrest by undercover officers, by its number in the Poisson process.
  case undercover = 6
  /// A set of devices seized for other crimes, by its number in the Poisson process.
  case otherDevices = 7
  /// A case against volunteers, by the number of the sting that led to it.
  case enforcement = 8
  /// A day of the public's calls to a policing division, by division and day.
  case division = 9
}

/// What numbers are drawn for; raw values are part of what makes a run repeatable.
///
/// Most purposes take a stream. Those of which there are many take a block, whose four numbers are named here.
enum Purpose: UInt16 {
  /// A block: the time since the one before, and three for what comes. Of a referral: its area, its grade, whether it leads to an
  /// arrest and for what. Of an arrest by undercover officers: its rank, its area, its offence. Of other devices: their
  /// area, their urgency. Of a contact: its rank, the length of the chat, the ending. Of a person who may join a crowd: the
  /// rank, the stay.
  case arrival = 1
  case acceptance = 2
  case traits = 3
  case lifetime = 4
  case handover = 7
  case patience = 8
  case reading = 9
  case adoption = 10
  case planning = 11
  case confrontation = 12
  case telling = 13
  case response = 14
  case stay = 15
  case escalation = 16
  case injuries = 17
  case arrest = 18
  /// A block of a case: its effort, its patience.
  case investigation = 19
  /// A block of a set of devices: how many they are, the days for each, their urgency.
  case forensics = 21
  /// A block of a case: the prosecutor's time, whether there is a charge, the time until it could be heard, the plea.
  case charge = 22
  case court = 23
  /// A block of a case: the length of its trial, whether it collapses, whether it ends in a conviction.
  case trial = 24
  case enforcement = 25
  case reaction = 26
  case suicide = 27
  case dutyOfCare = 28
  case returned = 29
  case refusal = 30
  case fileAfterSting = 31
  case quickCharge = 32
  case decision = 35
  case scandal = 36
  case travel = 37
  case conversion = 38
  case injunction = 39
  case takeover = 41
  case strength = 42
  case division = 43
  case home = 44
  case pause = 45
  case hiding = 46
  case conviction = 47
  case alarm = 60
  case caller = 61
  case holding = 62
  case otherEvidence = 63
  case publication = 64
  case careAtPublication = 65
  /// A block of a set that waits when the simulation begins: its urgency, its age, whose it is, its area.
  case past = 66
}

extension StreamAddress {
  /// The address of one entity for one purpose.
  @inline(__always)
  init(_ entity: Entity, _ number: UInt64, _ purpose: Purpose) {
    self.init(kind: entity.rawValue, number: number, purpose: purpose.rawValue)
  }
}

extension Luck {
  /// The block of one entity for one purpose.
  @inline(__always)
  func block(_ entity: Entity, _ number: UInt64, _ purpose: Purpose) -> RandomBlock {
    block(StreamAddress(entity, number, purpose))
  }

  /// The block of a contact of a group, by the number of its candidate.
  @inline(__always)
  func contact(_ index: UInt32, of group: UInt32) -> RandomBlock {
    block(.contact, EntityNumber.contact(group: group, index), .arrival)
  }

  /// The stream of one entity for one purpose.
  @inline(__always)
  func stream(_ entity: Entity, _ number: UInt64, _ purpose: Purpose) -> RandomStream {
    stream(StreamAddress(entity, number, purpose))
  }
}

/// The alternatives among which the model picks, ready to be drawn from.
struct ParameterShares: Sendable {
  let dayparts: Shares
  let places: Shares
  let told: Shares
  let grades: Shares
  let forensicPriorities: Shares

  init(_ parameters: Parameters) {
    dayparts = Shares(of: parameters.stings.dayparts)
    places = Shares(of: parameters.stings.places)
    told = Shares(of: parameters.stings.told)
    grades = Shares(of: parameters.investigation.grades)
    forensicPriorities = Shares(of: parameters.forensics.priorities)
  }
}

/// The laws that blocks are drawn by, ready for it.
struct ParameterLaws: Sendable {
  let effort: InvertedLaw.Numbers
  let patience: InvertedLaw.Numbers
  let devices: InvertedLaw.Numbers
  let examination: InvertedLaw.Numbers
  let decision: InvertedLaw.Numbers
  let preparation: InvertedLaw.Numbers
  let trial: InvertedLaw.Numbers
  let chatLength: InvertedLaw.Numbers
  let crowdStay: InvertedLaw.Numbers
  /// To whom the numbers belong.
  private let owners: [InvertedLaw]

  init(_ parameters: Parameters) {
    var owners: [InvertedLaw] = []
    func numbers(_ law: Law) -> InvertedLaw.Numbers {
      owners.append(InvertedLaw(law))
      return owners[owners.count - 1].numbers
    }
    effort = numbers(parameters.investigation.effort)
    patience = numbers(parameters.investigation.patience)
    devices = numbers(parameters.forensics.devices)
    examination = numbers(parameters.forensics.examination)
    decision = numbers(parameters.court.decision)
    preparation = numbers(parameters.court.preparation)
    trial = numbers(parameters.court.trial)
    chatLength = numbers(parameters.chats.length)
    crowdStay = numbers(parameters.crowd.stay)
    self.owners = owners
  }

  /// The devices of a set, and the days of a bench at full time that they take.
  @inline(__always)
  func examination(_ chance: RandomBlock) -> (devices: Double, days: Double) {
    let devices = chance.draw(devices, .first)
    return (devices, chance.draw(examination, .second) * devices)
  }
}

extension Shares {
  /// Shares of weights; they were checked when they were read.
  init(of weights: [Double]) {
    do {
      try self.init(weights: weights)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}

/// Numbers of entities that belong to other entities.
enum EntityNumber {
  /// The first number of what waits when the simulation begins.
  ///
  /// Arrivals are numbered from 0.
  static let backlog: UInt64 = 1 << 62

  /// The number of a group's contact: the same contact under every policy.
  static func contact(group: UInt32, _ index: UInt32) -> UInt64 {
    UInt64(group) << 32 | UInt64(index)
  }

  /// The number of the n-th candidate to join the crowd of a sting.
  ///
  /// A sting's own number leaves its upper bits free, so nothing is lost by the shift: groups stay
  /// below 2^16, as the longest study at the highest founding maximum has 51,100 candidates, and
  /// contacts of one group below 2^24.
  static func passerBy(sting: UInt64, _ index: UInt32) -> UInt64 {
    let group = sting >> 32
    let contact = sting & 0xFFFF_FFFF
    return group << 48 | (contact & 0xFF_FFFF) << 24 | UInt64(index & 0xFF_FFFF)
  }
}
