// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs
public import Experiments
public import Foundation
public import OutcomeTables
public import ScenarioFiles

/// What a study was asked for: enough to plan it again, from the files or from copies of them.
public struct StudyRequest: Codable, Hashable, Sendable {
  /// A value that was set on the command line.
  public struct Value: Codable, Hashable, Sendable {
    /// What is set, as a file names it.
    let path: String
    /// The value, as a file writes it.
    let value: String

    /// A value of a path.
    public init(path: String, value: String) {
      self.path = path
      self.value = value
    }
  }

  /// What the study is for.
  public enum Verb: String, Codable, Sendable {
    /// What comes of one policy.
    case run
    /// What differs between policies.
    case compare
    /// What becomes of policies over many states.
    case sweep
    /// Which pasts match the record.
    case calibrate
  }

  /// How a calibration samples pasts.
  public struct Sample: Codable, Hashable, Sendable {
    /// How many pasts an island has.
    public var pasts: Int
    /// How many pasts an island simulates at most at a date until as many fit as it has; nil if it simulates each
    /// date once.
    public var most: Int?
    /// How many islands there are at most.
    public var islands: Int
    /// How many independent pasts are enough.
    public var effective: Double

    /// A sample.
    public init(pasts: Int, most: Int? = nil, islands: Int, effective: Double) {
      self.pasts = pasts
      self.most = most
      self.islands = islands
      self.effective = effective
    }
  }

  /// What the study is for.
  public var verb: Verb
  /// The files, as the command named them.
  public var files: [String]
  /// The folder in which the command was given: relative paths start there.
  public var directory: String
  /// The folders that were searched for files; nil for a study of an older version.
  public var searched: [String]?
  /// The values that were set beside the files.
  public var values: [Value]
  /// The only replication that is run; nil for all of them.
  public var only: Int?
  /// The policy with which the others are compared; nil for the first.
  public var baseline: String?
  /// What is kept of each run, as the bits of a ``Detail``.
  public var detail: Int
  /// For how many replications of each state events are recorded; nil if that was left open.
  public var events: Int?
  /// How pasts are sampled; nil for a study that is no calibration.
  public var sample: Sample?
  /// The calibration from whose pasts the study goes on; nil if each replication makes its own.
  public var from: String?
  /// Whether the status quo is added to the policies; nil if it is not.
  public var statusQuo: StatusQuo.Wish?
  /// Whether the study goes from the first policy to the second lever by lever; nil for a study of an older version.
  public var isWaterfall: Bool?
  /// Whether a short study of unknowns says how far the answer holds; nil if none does.
  public var drivers: ConditionRun.Wish?
  /// Of that short study itself: how many futures each of its states has; nil for any other study.
  public var futuresOfCondition: Int?

  /// The study that the files ask for, as they are on disk or in copies.
  ///
  /// - Parameters:
  ///   - copies: Copies of the files; nil for those on disk.
  ///   - search: The folders in which this process looks for files. The study itself looks where it did
  ///     before. If those are the same folders, a fault says how to name more of them.
  /// - Returns: The plan, with the files that it was read from.
  /// - Throws: All faults of the files; the faults of a plan that cannot be run.
  public func plan(
    from copies: [StoredInput]? = nil, searching search: SearchPath = .none
  ) throws -> PlannedStudy {
    let settings = settings
    let source = copies.map { copies in
      FileSource.copies(Dictionary(copies.map { ($0.path, $0.content) }) { first, _ in first })
    }
    let files = copies == nil ? paths : self.files
    let searching = searched == search.folders ? search : SearchPath(searched ?? [])
    if let sample {
      let study = try loadStudy(
        at: files[0], settings: settings, from: source ?? .disk, searching: searching)
      return try calibration(of: study, sample)
    }
    let study =
      files.count == 1 || futuresOfCondition != nil
      ? try loadTogether(files, settings, from: source ?? .disk, searching) : nil
    let (loaded, leftOut) = try withStatusQuo(
      study?.scenarios
        ?? loadScenarios(
          at: files, settings: settings, from: source ?? .disk, searching: searching))
    let (draws, table) = try draws(
      for: loaded.map(\.scenario), from: source ?? .disk, searching)
    return PlannedStudy(
      request: self, sweep: try sweep(of: loaded, study, from: draws), loaded: loaded,
      inputs: (study?.inputs ?? loaded.flatMap(\.inputs)) + table,
      warnings: study?.warnings ?? loaded.flatMap(\.warnings), withoutStatusQuo: leftOut)
  }

  /// The files as they are found from the folder in which this process works.
  private var paths: [String] {
    guard directory != FileManager.default.currentDirectoryPath else { return files }
    return files.map(path(of:))
  }

  /// Whether a file that the study has read is where it was.
  func isThere(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path(of: file)) }

  private func path(of file: String) -> String {
    file.hasPrefix("/") ? file : "\(directory)/\(file)"
  }

  /// The past of each replication, and the table of pasts; nil and none if each replication makes its own.
  private func draws(
    for scenarios: [Scenario], from source: FileSource, _ search: SearchPath
  ) throws -> (draws: PastDraws?, table: [InputFile]) {
    guard let from else { return (nil, []) }
    // A copy is found by the name under which the file was read.
    var isDisk = false
    if case .disk = source { isDisk = true }
    let path =
      isDisk && directory != FileManager.default.currentDirectoryPath ? path(of: from) : from
    let (pasts, input) = try loadPasts(
      at: path, for: scenarios[0], from: source, searching: search)
    return (
      PastDraws(pasts, replications: scenarios.map { Self.ready($0).replications }.max() ?? 1),
      [input]
    )
  }

  /// What is run of scenarios, which are those of a study file if there is one, with the status quo if it is asked for.
  private func sweep(
    of loaded: [LoadedScenario], _ study: LoadedStudy?, from draws: PastDraws?
  ) throws -> Sweep {
    func plan(_ scenarios: [Scenario]) throws -> Plan {
      try Plan(
        comparing: scenarios.map(Self.ready), baseline: baseline, only: only,
        detail: Detail(rawValue: detail), from: draws)
    }
    if isWaterfall == true {
      let steps = try steps(
        between: loaded, varies: study.map { !$0.design.factors.isEmpty } ?? false)
      return Sweep(
        try plan(steps.scenarios), named: steps.name, assuming: assumptions, along: steps.path)
    }
    guard let study else {
      return Sweep(try plan(loaded.map(\.scenario)), assuming: assumptions)
    }
    let (first, policies) = (study.scenarios[0].scenario, study.scenarios.indices)
    let (adds, isCondition) = (loaded.count > policies.count, futuresOfCondition != nil)
    if let draws,
      let own = study.design.factors.first(where: { draws.pasts.unknowns.contains($0.path) })
    {
      throw RequestFault(
        "\(own.path) varies, but each past of \(draws.pasts.source) has its own value of it: vary something else, or "
          + "leave --from out")
    }
    return try Sweep(
      name: verb == .sweep
        ? first.name : study.scenarios.map(\.scenario.policy.name).joined(separator: "-"),
      assuming: assumptions,
      factors: study.design.factors.map { factor in
        Sweep.Factor(
          path: factor.path, kind: factor.kind,
          summary: first.field(at: factor.path)?.summary ?? "")
      },
      states: study.design.count, luck: study.luck, design: study.design.kind,
      seed: first.settings.seed, baseline: baseline, detail: Detail(rawValue: detail), only: only,
      from: draws,
      values: { study.design.values(of: $0) },
      scenarios: { state in
        let scenarios = study.scenarios(of: policies, state: state).map { scenario in
          var scenario = scenario
          if isCondition { scenario.precision = [] }
          return Self.ready(scenario)
        }
        return scenarios + (adds ? [scenarios[0].underStatusQuo] : [])
      })
  }

  /// The scenario with the most replications that it may have.
  private static func ready(_ scenario: Scenario) -> Scenario {
    guard let most = PrecisionGoal.mostReplications(scenario.precision) else { return scenario }
    var scenario = scenario
    scenario.settings.replications = most
    return scenario
  }

  /// The same request with another number of replications of each state.
  ///
  /// The replications of a calibration are its islands.
  public func with(replications: Int) -> StudyRequest {
    var request = self
    guard request.sample == nil else {
      request.sample?.islands = replications
      return request
    }
    guard request.futuresOfCondition == nil else {
      request.futuresOfCondition = replications
      return request
    }
    request.values.removeAll { $0.path == "replications" }
    request.values.append(Value(path: "replications", value: "\(replications)"))
    return request
  }

  /// The request as text, for the results file.
  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return try String(decoding: encoder.encode(self), as: UTF8.self)
    }
  }

  /// Reads what `text` says.
  init(text: String) throws {
    self = try JSONDecoder().decode(StudyRequest.self, from: Data(text.utf8))
  }

  /// A request.
  ///
  /// - Parameters:
  ///   - verb: What the study is for.
  ///   - files: The files; `cooperate` is a scenario of a folder that is searched.
  ///   - values: What is set beside the files.
  ///   - only: The only replication that is run; nil for all of them.
  ///   - baseline: The policy with which the others are compared; nil for the first.
  ///   - detail: What is kept of each run.
  ///   - events: For how many replications of each state events are recorded; nil if that is left open.
  ///   - from: The calibration from whose pasts the study goes on; nil if each replication makes its own.
  ///   - statusQuo: Whether the status quo is added to the policies; nil if it is not.
  ///   - isWaterfall: Whether the study goes from the first policy to the second lever by lever.
  ///   - drivers: Whether a short study of unknowns says how far the answer holds; nil if none does.
  ///   - search: The folders in which files are looked for.
  ///   - directory: The folder in which relative paths start.
  public init(
    verb: Verb, files: [String], values: [(path: String, value: String)], only: Int? = nil,
    baseline: String? = nil, detail: Detail, events: Int? = nil, from: String? = nil,
    statusQuo: StatusQuo.Wish? = nil, isWaterfall: Bool = false, drivers: ConditionRun.Wish? = nil,
    searching search: SearchPath = .none,
    in directory: String = FileManager.default.currentDirectoryPath
  ) {
    self.verb = verb
    self.files = files.map { search.path(ofArgument: $0, in: directory) }
    self.directory = directory
    searched = search.folders
    self.values = values.map { Value(path: $0.path, value: $0.value) }
    self.only = only
    self.baseline = baseline
    self.detail = detail.rawValue
    self.events = events
    self.from = from
    self.statusQuo = statusQuo
    // Left out where it is not asked for, so that the texts of other studies stay as they are.
    self.isWaterfall = isWaterfall ? true : nil
    self.drivers = drivers
  }
}
