// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Some of the measures.
struct MeasureSet: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt128 = 0

  /// All of them.
  static let all = MeasureSet(Measure.allCases)

  init(arrayLiteral elements: Measure...) { self.init(elements) }

  init(_ measures: some Sequence<Measure>) {
    precondition(
      Measure.allCases.count <= UInt128.bitWidth, "more measures than a set has room for")
    for measure in measures { bits |= 1 << UInt128(measure.rawValue) }
  }

  /// What outcomes are made of, given by their indices, time included.
  init(ofOutcomes outcomes: some Sequence<Int>) {
    self.init([.days])
    for outcome in outcomes { formUnion(CountedOutcome.all[outcome].made) }
  }

  /// Whether any measure is in both.
  @inline(__always)
  func intersects(_ other: MeasureSet) -> Bool { bits & other.bits != 0 }

  /// Whether all measures of another set are in this one.
  func contains(_ other: MeasureSet) -> Bool { bits & other.bits == other.bits }

  /// Adds the measures of another set.
  mutating func formUnion(_ other: MeasureSet) { bits |= other.bits }
}

extension Policy {
  /// What its triggers look at.
  var watched: MeasureSet {
    let conditions = triggers.flatMap { [$0.when] + [$0.until].compactMap(\.self) }
    return MeasureSet(ofOutcomes: conditions.compactMap { Outcome.all.index(of: $0.outcome) })
  }
}

/// Work that serves only counts: each set has all measures to which one such piece of work adds.
///
/// A run that is asked for none of them may leave the work out; all other outcomes stay the same, bit for bit. A test
/// asks for every outcome by itself, and so finds a measure that is missing here.
extension MeasureSet {
  /// A conviction without volunteers' evidence on a plea of guilty, before any courtroom.
  static let ownPleas: MeasureSet = [.ownConvictions, .offenceConvictions, .ownCasesOpen]
  /// What the prosecutor decides of a case without volunteers.
  static let ownDecisions: MeasureSet = [.ownCharges, .ownCasesOpen]
  /// The same where it is of the offence that most volunteers' cases are of.
  static let ownOffenceDecisions: MeasureSet = [.ownCases]
  /// What prosecutor and court would have made of a case that lapses.
  static let ownLosses: MeasureSet = [.ownConvictionsLost]
  /// The walk through all cases at the end of a month.
  static let openCases: MeasureSet = [.volunteerCasesOpen, .ownCasesOpen]
  /// What has become of an arrest a time after it.
  static let followUps: MeasureSet = [.arrestsFollowed, .arrestsCharged, .arrestsConvicted]
  /// What exposure does to those who are exposed, and the care for them.
  static let exposed: MeasureSet = [
    .suicides, .careHours, .officerCost, .undercoverEquivalents,
  ]
  /// The groups seen in an area and a year.
  static let groupsSeen: MeasureSet = [.groupsSeen]
}
