// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
public import Declarations
public import Experiments
public import OutcomeTables
import Reports
public import Texts

/// What a study found, read from its results in the order of the plan.
public struct Assessment: Sendable {
  /// What was run.
  public let sweep: Sweep
  /// What was found in the last state, or in the only one.
  public private(set) var comparison: Comparison
  /// The same for one area; nil if none is asked for.
  public private(set) var ofArea: Comparison?
  /// The index of that area.
  private let area: Int?
  /// In how many states each policy has more.
  public private(set) var verdicts: StateVerdictsBuilder
  /// What moves the differences between policies; nil if states do not move one unknown at a time.
  public private(set) var drivers: SweepDrivers?
  /// What each part of the way from one policy to another does; nil if the study does not go that way.
  public private(set) var waterfall: SweepWaterfall?
  /// How far the answer holds; nil unless it is that of a comparison in one state.
  public private(set) var condition: AnswerCondition?
  /// What analyses find in the states; none where they are refused, or left to who asks for them.
  public private(set) var analyses: [AnalysisFindings] = []
  /// What the report has collected.
  private(set) var report: ReportBuilder
  /// What was observed, beside what is simulated for the same time.
  public var observed: [ObservedYears] { report.observed }
  /// How many runs are planned, are there, and failed.
  public private(set) var runs = Manifest.Runs(planned: 0, there: 0, failed: 0)
  /// Whether differences are as precise as the study asks for; nil if it asks for nothing.
  public private(set) var precision: PrecisionOfStates?
  /// What the study found when it checked itself.
  public private(set) var checks: [Check]
  /// Why runs failed: the first few reasons, each once.
  public private(set) var reasons: [String] = []

  /// Reads the results, and writes the tables on the way.
  ///
  /// - Throws: A fault of the results, the tables or the name of the area.
  init(
    of sweep: Sweep, in store: StudyStore, area: String?, writer: TableWriter?,
    condition found: ConditionFound? = nil
  ) throws {
    let checks = try store.checks()
    self.checks = checks
    let index = try area.map { try Self.index(ofArea: $0, in: sweep) }
    self.sweep = sweep
    self.area = index
    verdicts = StateVerdictsBuilder(sweep.first)
    report = ReportBuilder(sweep)
    runs.planned = sweep.runs

    var state = 0
    var builder = ComparisonBuilder(sweep.first)
    var areaBuilder = index.map { ComparisonBuilder(sweep.first, area: $0) }
    comparison = builder.comparison(checks: checks)
    var (verdicts, runs, reasons) = (verdicts, runs, reasons)
    var report = report
    var precision = PrecisionOfStates(sweep)
    var drivers = SweepDrivers(sweep)
    var waterfall = SweepWaterfall(sweep)
    let made = SweepStates.analyses(of: sweep)
    var states = made.isEmpty ? nil : try SweepStates(sweep, outcomes: [])
    var last = comparison
    func finishState() throws {
      last = builder.comparison(checks: checks)
      verdicts.add(last)
      report.add(last, ofState: state)
      try writer?.add(last, ofState: state)
    }
    try store.forEachFuture(of: sweep) { future, replication in
      if future.state != state {
        try finishState()
        state = future.state
        // What a comparison takes from a plan is the same in all states.
        builder = ComparisonBuilder(sweep.first)
      }
      builder.add(replication)
      drivers?.add(future, replication)
      waterfall?.add(replication)
      states?.add(future, replication)
      report.add(future, replication)
      _ = precision?.add(replication, of: future.state)
      areaBuilder?.add(replication)
      try writer?.add(future, replication)
      runs.there += replication.runs.count
      for reason in replication.runs.compactMap(\.failure) {
        runs.failed += 1
        if reasons.count < 5, !reasons.contains(reason) { reasons.append(reason) }
      }
    }
    try finishState()
    if let drivers {
      report.add(drivers)
      try writer?.add(drivers)
    }
    if let waterfall {
      report.add(waterfall)
      try writer?.add(waterfall)
    }
    states?.finish()
    // What cannot be said, such as shares of states with one replication each, leaves its table without a row.
    analyses = made.compactMap { analysis in try? states?.findings(analysis) }
    for found in analyses { try writer?.add(found) }
    report.add(analyses)
    condition = found?.condition(of: last, states)
    if let condition {
      report.add(condition)
      try writer?.add(condition)
    }
    comparison = last
    self.drivers = drivers
    self.waterfall = waterfall
    self.precision = precision
    if sweep.states == 1 { self.checks = last.checks }
    ofArea = areaBuilder?.comparison(checks: checks)
    (self.verdicts, self.runs, self.reasons) = (verdicts, runs, reasons)
    self.report = report
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
