// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Experiments
import Statistics

extension SweepStates {
  /// An analysis of the states of a sweep.
  public enum Analysis: String, CaseIterable, Sendable {
    /// How much of an outcome's variance is due to what.
    case sensitivity
    /// At which value of each unknown a difference changes its sign.
    case switchPoints = "switch-points"
    /// In which states a policy does worse.
    case boxes
    /// Which policy is good whatever the state is.
    case robustness
    /// What it would be worth to know an unknown.
    case valueOfInformation = "value-of-information"

    /// The verb that asks for it.
    public var verb: String {
      switch self {
      case .sensitivity: "sensitivity"
      case .switchPoints: "switch"
      case .boxes: "discover"
      case .robustness: "robust"
      case .valueOfInformation: "voi"
      }
    }

    /// What it says, in a sentence.
    public var summary: String {
      switch self {
      case .sensitivity:
        "Says how much of what a sweep shows is due to chance, ignorance, policy and each unknown."
      case .switchPoints:
        "Says at which value of each unknown of a sweep the sign of a difference turns."
      case .boxes: "Says in which states of a sweep a policy does worse, as boxes in words."
      case .robustness:
        "Says which policy of a sweep is good whatever the state is, with ties and noise."
      case .valueOfInformation:
        "Says what it would be worth to know each unknown of a sweep, in units of the outcome."
      }
    }

    /// What it answers, as a heading.
    public var title: String {
      switch self {
      case .sensitivity: "What the spread is due to"
      case .switchPoints: "Where the answer turns"
      case .boxes: "In which states a policy does worse"
      case .robustness: "Which policy is good whatever is true"
      case .valueOfInformation: "What to find out next"
      }
    }

    /// Its tables, without a row.
    public var tables: [AnalysisTable] {
      switch self {
      case .sensitivity: [SweepStates.sensitivityTable]
      case .switchPoints: [SweepStates.switchPointsTable]
      case .boxes: [SweepStates.boxesTable]
      case .robustness: SweepStates.robustnessTables
      case .valueOfInformation: [SweepStates.valueOfInformationTable]
      }
    }

    /// Whether it can be made of states that were chosen so.
    ///
    /// States that move one factor at a time are no sample of what may be, and states of blocks are not independent
    /// of each other: only indices of Sobol' are made of them.
    public func takes(_ design: StateDesign?) -> Bool {
      switch design {
      case .grid, .list, .sample: true
      case .blocks: self == .sensitivity
      case .ends, nil: false
      }
    }

    /// Whether one future of each past is enough for it: a verdict on a single past, or its noise, needs several.
    var tellsOfPasts: Bool {
      switch self {
      case .switchPoints, .valueOfInformation: true
      case .sensitivity, .boxes, .robustness: false
      }
    }
  }

  /// What the states of a sweep are, or the pasts from which its futures go on, for the head of a section.
  public static func words(of sweep: Sweep) -> (heading: String, states: String) {
    let source = AnalysedStates(sweep)
    return source.arePasts
      ? (
        "What the pasts say",
        "Of \(counted(source.count, "future")), each of which goes on from a past that was chosen by the record"
      )
      : (
        "What the states say",
        "Of \(counted(source.count, "state")) of the world: \(sweep.design?.words ?? "")"
      )
  }

  /// The most numbers, states times unknowns times pairs of policies, of which a study makes all its analyses by
  /// itself when it ends; more take long, and are left to who asks for them.
  private static let mostNumbers = 20_000

  /// The analyses that a study makes by itself when it ends, of the outcomes of a first look.
  ///
  /// - Parameter sweep: The sweep, before its first future.
  /// - Returns: Those that may be made of its design; none of one policy or one state, or of too many numbers. Of pasts
  ///   those that one future of each can tell: where the answer turns, and what to find out next.
  public static func analyses(of sweep: Sweep) -> [Analysis] {
    let pairs = sweep.policies.count - 1
    let source = AnalysedStates(sweep)
    guard source.count > 1, !source.arePasts || source.count >= ValueOfKnowing.fewestStates,
      pairs > 0,
      source.count * max(1, source.factors.count) * pairs <= mostNumbers,
      SweepEnds(sweep) == nil, (try? SweepStates(sweep, outcomes: [])) != nil
    else { return [] }
    return Analysis.allCases.filter {
      $0.takes(source.design) && (!source.arePasts || $0.tellsOfPasts)
    }
  }

  /// Makes an analysis.
  ///
  /// - Parameters:
  ///   - analysis: The analysis.
  ///   - seed: The seed of its bootstraps and permutations.
  ///   - counts: Counts that somebody could be asked for; of the value of information only.
  /// - Returns: What it finds.
  /// - Throws: If the analysis needs other states.
  public func findings(
    _ analysis: Analysis, seed: Int = 1, counts: [AskedCount] = []
  ) throws(AnalysisRefusal) -> AnalysisFindings {
    try require(analysis)
    var found = AnalysisFindings(analysis)
    switch analysis {
    case .sensitivity: try findSensitivity(&found, seed: seed)
    case .switchPoints: findSwitchPoints(&found)
    case .boxes: try findBoxes(&found, seed: seed)
    case .robustness: try findRobustness(&found, seed: seed)
    case .valueOfInformation: try findValueOfInformation(&found, seed: seed, counts: counts)
    }
    switch analysis {
    case .sensitivity where source.design != .blocks, .switchPoints, .valueOfInformation:
      noteCorrelations(in: &found)
    case .sensitivity, .boxes, .robustness: break
    }
    found.notes += source.notes
    if let words = source.design.flatMap(Self.caution) { found.notes.append(words) }
    if source.count < Robustness.fewestStates {
      found.notes.append(
        "\(counted(source.count, "state")) are too few for a verdict over states: "
          + "\(Robustness.fewestStates) or more are needed")
    }
    return found
  }

  /// Refuses states that are not such as an analysis needs.
  private func require(_ analysis: Analysis) throws(AnalysisRefusal) {
    let remedy = "Take a sweep of independent states, such as `design: {sobol: 128}`"
    guard let design = source.design else {
      throw AnalysisRefusal(
        "this study does not say how its states were chosen, as studies of older versions do not, and analyses "
          + "hang on that", remedy: "Run the sweep again: its plan then says its design")
    }
    guard analysis.takes(design) else {
      throw AnalysisRefusal(
        design == .ends
          ? "the states of this sweep move one unknown at a time"
          : "the states of a block depend on each other: they serve only for `cordon sensitivity`",
        remedy: remedy)
    }
    guard SweepEnds(sweep) == nil else {
      throw AnalysisRefusal(
        "the states of this sweep move one unknown at a time, as they were listed", remedy: remedy)
    }
  }

  /// What must be said of states that are no sample.
  private static func caution(_ design: StateDesign) -> String? {
    switch design {
    case .grid, .list:
      "\(design.words.capitalised), not drawn: shares of states and means over states say nothing of how likely "
        + "they are"
    case .sample, .ends, .blocks: nil
    }
  }
}

// What all analyses need to make their tables and blocks.
extension SweepStates {
  var policies: [String] { sweep.first.policies }
  var baseline: String { policies[sweep.first.baseline] }

  func pair(_ other: Int) -> String { "\(baseline) less \(policies[others[other]])" }

  func pairCells(_ other: Int) -> [AnalysisTable.Cell] {
    [.text(baseline), .text(policies[others[other]])]
  }

  func title(_ outcome: OfOutcome) -> String {
    "\(outcome.outcome.name) (\(outcome.outcome.unit))"
  }

  /// Says which unknowns are correlated over the states, as those of pasts that match a record mostly are.
  private func noteCorrelations(in found: inout AnalysisFindings) {
    for pair in CorrelatedFactors.pairs(of: unknowns).prefix(3) {
      found.notes.append(
        "\(source.factors[pair.one].path) and \(source.factors[pair.other].path) are correlated over these states "
          + "(\(Readable(standardError: 0.01, size: 0)(pair.correlation))): what is said of each contains part of the "
          + "other's")
    }
  }

  /// Says of which unknowns nothing can be said, because nearly every state has a value of its own that is no number.
  func noteTooFine(in found: inout AnalysisFindings) {
    for factor in unknowns.indices where unknowns[factor].isTooFine {
      found.notes.append(
        "\(source.factors[factor].path) has nearly as many values as there are states, and they have no order: nothing "
          + "is said of it")
    }
  }

  /// A value of a factor as a file has it, to three digits.
  func text(_ value: Double, of factor: Int) -> String {
    source.factors[factor].kind.rounded(value)
  }
}

extension Measured {
  /// Value and ends of the interval.
  var cells: [AnalysisTable.Cell] {
    [.number(value), .number(interval.low), .number(interval.high)]
  }

  /// The value with its interval, no digit of which is more than is known: `540 (520 to 560)`.
  var words: String {
    guard value.isFinite else { return "-" }
    let readable = Readable(standardError: standardError, size: value)
    guard interval.isKnown, interval.low < interval.high else { return readable(value) }
    return "\(readable(value)) (\(readable(interval.low)) to \(readable(interval.high)))"
  }

  /// The same of what cannot be below 0: where it is not told from 0, that is said, and at most what it is.
  var wordsAboveNothing: String {
    guard isNoise else { return words }
    guard interval.high > 0 else { return AnalysisFindings.noise }
    return "\(AnalysisFindings.noise), at most "
      + Readable(standardError: standardError, size: interval.high)(interval.high)
  }

  /// The same of a share, which is not said to be at most what it cannot be.
  var wordsOfShare: String {
    isNoise && interval.high >= 1 ? AnalysisFindings.noise : cutAtOne.wordsAboveNothing
  }

  /// A share without what lies above 1, where the true share never is: the rest of the interval holds it as often.
  var cutAtOne: Measured {
    Measured(
      min(value, 1), standardError: standardError,
      interval: interval.isKnown
        ? Interval(low: min(interval.low, 1), high: min(interval.high, 1)) : interval)
  }

  /// Whether it is told from nothing.
  var saidCell: AnalysisTable.Cell { .text(AnalysisFindings.saidWords[isNoise ? 1 : 0]) }
}

extension String {
  var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
