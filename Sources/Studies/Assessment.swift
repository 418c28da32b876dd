// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
public import Declarations
public import Experiments
public import OutcomeTables
import Reports
public import Texts

/// What a study found, future by future in the order of the plan.
public struct Assessment: Sendable {
  /// What was run.
  public let sweep: Sweep
  /// What was found in the last state, or in the only one.
  public let comparison: Comparison
  /// The same for one area; nil if none is asked for.
  public let ofArea: Comparison?
  /// The index of that area.
  private let area: Int?
  /// In how many states each policy has more.
  public let verdicts: StateVerdictsBuilder
  /// What moves the differences between policies; nil if states do not move one unknown at a time.
  public let drivers: SweepDrivers?
  /// What each part of the way from one policy to another does; nil if the study does not go that way.
  public let waterfall: SweepWaterfall?
  /// How far the answer holds; nil unless it is that of a comparison in one state.
  public let condition: AnswerCondition?
  /// What analyses find in the states; none where they are refused, or left to who asks for them.
  public let analyses: [AnalysisFindings]
  /// What the report has collected.
  let report: ReportBuilder
  /// What was observed, beside what is simulated for the same time.
  public var observed: [ObservedYears] { report.observed }
  /// How many runs are planned, are there, and failed.
  public let runs: Manifest.Runs
  /// Whether differences are as precise as the study asks for; nil if it asks for nothing.
  public let precision: PrecisionOfStates?
  /// What the study found when it checked itself.
  public let checks: [Check]
  /// Why runs failed: the first few reasons, each once.
  public let reasons: [String]

  /// Reads the results, and writes the tables on the way.
  ///
  /// - Throws: A fault of the results, the tables or the name of the area.
  init(
    of sweep: Sweep, in store: StudyStore, area: String?, writer: TableWriter?,
    condition: ConditionFound? = nil
  ) throws {
    var builder = try AssessmentBuilder(sweep, area: area, writer: writer)
    try store.forEachFuture(of: sweep) { try builder.add($0, $1) }
    self = try builder.finish(checks: try store.checks(), condition: condition)
  }

  /// Takes what was put together, future by future.
  init(
    _ found: AssessmentBuilder, _ comparison: Comparison, ofArea: Comparison?, checks: [Check],
    analyses: [AnalysisFindings], condition: AnswerCondition?
  ) {
    (sweep, area) = (found.sweep, found.area)
    (self.comparison, self.ofArea, self.checks) = (comparison, ofArea, checks)
    (verdicts, drivers, waterfall) = (found.verdicts, found.drivers, found.waterfall)
    (self.analyses, self.condition, report) = (analyses, condition, found.report)
    (runs, reasons, precision) = (found.runs, found.reasons, found.precision)
  }

  /// To what the spread over states is due, outcome by outcome; empty where analyses are refused.
  public var shares: [(outcome: Outcome, part: String, share: Measured)] {
    analyses.flatMap(\.shares)
  }

  /// The three shares for people; nil where there are none.
  public var sharesBlock: AnalysisFindings.Block? {
    analyses.first { !$0.shares.isEmpty }?.blocks.first
  }

  /// What the study says first, of the country or of the area that is asked for; nil if it has several states, one
  /// policy, or steps of a way.
  public var answer: Answer? {
    guard sweep.states == 1, sweep.path == nil else { return nil }
    return Answer(
      ofArea ?? comparison, of: sweep.first, observed: ofArea == nil ? observed : [])
  }

  /// What was set beside the files, and from which pasts the futures go on.
  public var preamble: [Passage] {
    let set = sweep.assumptions.map(\.description).joined(separator: ", ")
    let scaled = area.map { area in
      let plan = sweep.first
      let share = Unit.share.text(
        of: (plan.shareOfResidents(ofArea: area) * 1_000).rounded() / 1_000)
      return Passage(
        "\(plan.areas[area]) has \(share) of the residents: of a count, that share of what matters in all areas "
          + "together matters there.")
    }
    let assumed =
      (scaled.map { [$0] } ?? []) + (set.isEmpty ? [] : [Passage("Set beside the files: \(set).")])
    let way = waterfall.map {
      [
        Passage(
          "Means with 95 % intervals, lever by lever from \($0.ends.start) to \($0.ends.end)."),
        .gap,
      ]
    }
    return assumed + (sweep.first.wordsOfPasts.map { [Passage($0.capitalised + ".")] } ?? [])
      + (way ?? [])
  }

  /// What was observed beside what was simulated for the same months; nothing if nothing was.
  public var observedPassages: [Passage] {
    guard !observed.isEmpty else { return [] }
    return [Passage("Observed, and simulated for the same time", isHeading: true)]
      + observed.flatMap { [Passage($0.title, indent: 2), Passage($0.words, indent: 4)] } + [.gap]
  }

  /// How far the answer of the first screen holds, in a line or two; nil where nobody asks.
  public var conditionLine: String? {
    guard let condition, let answer else { return nil }
    let first = sweep.policies[sweep.first.baseline]
    return condition.line(first, sweep.first.compared, of: answer.rows.map(\.outcome))
  }

  /// The same as a passage.
  public var conditionSummary: [Passage] { conditionLine.map { [Passage($0)] } ?? [] }

  /// How far the answer holds, for people; nothing where nobody asks.
  ///
  /// - Parameter isShown: Which outcomes are of interest.
  /// - Returns: The passages.
  public func conditionPassages(_ isShown: (Outcome) -> Bool) -> [Passage] {
    guard let condition else { return [] }
    let pairs = sweep.policies.indices.filter { $0 != sweep.first.baseline }
    let first = sweep.policies[sweep.first.baseline]
    let found = pairs.flatMap { pair -> [Passage] in
      let sentences = condition.sentences(first, sweep.policies[pair], isShown)
      guard !sentences.isEmpty else { return [] }
      return [
        Passage(
          "How far that holds, \(first) against \(sweep.policies[pair])", isHeading: true)
      ] + sentences.map { Passage("\($0).", indent: 2) }
    }
    return [.gap] + found + condition.notes.map { Passage("\($0).") }
  }

  /// What must be said beside the way from one policy to another, and what the study found when it checked itself.
  public var waterfallPassages: [Passage] {
    (waterfall?.notes ?? []).map { Passage("\($0).") }
      + checks.filter { $0.result != .passed }.map {
        Passage("\($0.result == .failed ? "FAILED" : "Warning"): \($0.finding).")
      }
  }

  /// The index of an area that the user names.
  ///
  /// - Throws: A ``RequestFault`` if there is none.
  public static func index(ofArea name: String, in sweep: Sweep) throws -> Int {
    let areas = sweep.first.areas.count > 1 ? sweep.first.areas : []
    guard sweep.states == 1 else {
      throw RequestFault(
        "--area: only a study of one state shows an area; `cordon compare` makes one")
    }
    guard sweep.path == nil else {
      throw RequestFault("--area: the way from one policy to another is of the whole country")
    }
    guard let meant = NearestName.meant(by: name, among: areas),
      let index = areas.firstIndex(of: meant)
    else {
      let near = NearestName.to(name, among: areas).map { "; did you mean \($0)?" } ?? ""
      throw RequestFault(
        areas.isEmpty
          ? "--area: this country has no areas"
          : "no area is called '\(name)': there is \(areas.joined(separator: ", "))\(near)")
    }
    return index
  }
}
