// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import CordonModel
import Declarations
import Designs
import Experiments
public import Foundation
import OutcomeTables
public import ScenarioFiles
import Studies

/// A scenario or a finished study that is open on the workbench.
///
/// It is read once: files that change later change nothing here.
public struct Bench: Sendable {
  /// A policy that may stand in a column.
  struct OpenPolicy: Sendable {
    let name: String
    /// What it does.
    let policy: Policy
    /// Whether it is a preset and not the open study's own.
    let isPreset: Bool
    /// Whether it has a column at the start.
    let isShown: Bool
    /// How a list of policies names it.
    let source: Source
  }

  /// How a file names a policy.
  enum Source: Hashable, Sendable {
    case preset(String)
    /// The open scenario's own policy.
    case own
    /// The values of its levers.
    case levers([String: String])
  }

  /// The name of what is open, for people.
  let title: String
  /// The file or the folder, as it was named.
  let source: String
  /// The scenario of the status quo, in whose world everything happens.
  let scenario: Scenario
  /// The uncertainties of the scenario, by path.
  let uncertain: Set<String>
  /// The status quo's own policies and presets, in the order of their columns.
  let policies: [OpenPolicy]
  /// What could not be taken over from the study, in sentences.
  let remarks: [String]
  /// The file that an exported scenario extends.
  let file: String
  /// The path of the exported scenario, beside that file.
  let path: String
  /// Copies of all files that a scenario here may need.
  let copies: [StoredInput]
  /// Values of the open study that stand in exported scenarios, by path.
  let values: [(path: String, value: String)]
  /// The calibration from whose pasts futures go on; nil if each makes its own.
  let from: String?
  /// The folders that are searched for files.
  let search: SearchPath
  /// The folder in which relative paths start.
  let directory: String
  /// The levers that the open scenario's own policy sets.
  let ownLevers: [String]
  /// How far the answer of the open study holds, in sentences; nil for a scenario, and where nothing but chance varied.
  let condition: String?

  /// How many futures are simulated at most.
  public static let mostFutures = 200
  /// What an exported scenario is called.
  static let exportName = "\(BenchQuestion.mineName).yaml"

  /// Opens a scenario, or the folder of a finished study.
  ///
  /// - Parameters:
  ///   - argument: The path of a file or of a folder, or the name of a scenario.
  ///   - search: The folders that are searched for files.
  ///   - directory: The folder in which relative paths start.
  /// - Throws: The faults of the files; a ``RequestFault`` if what is there cannot be opened.
  public init(
    opening argument: String, searching search: SearchPath,
    in directory: String = FileManager.default.currentDirectoryPath
  ) throws {
    var request: StudyRequest
    let planned: PlannedStudy
    var condition: String?
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder), isFolder.boolValue
    {
      let stored = try StoredStudy(in: StudyFolder(argument))
      request = stored.request
      planned = try stored.planned()
      // A study that is not whole has no condition yet, and opens all the same.
      if let assessment = try? Study(planned, in: StudyFolder(argument)).assessment(of: stored),
        assessment.condition?.isKnown == true
      {
        condition = assessment.conditionLine
      }
    } else {
      request = StudyRequest(
        verb: .sweep, files: [argument], values: [], detail: .usual, searching: search,
        in: directory)
      planned = try request.plan(searching: search)
    }
    let sweep = planned.sweep
    guard planned.calibration == nil, sweep.path == nil, sweep.states == 1 else {
      throw RequestFault(
        "\(argument) has \(counted(sweep.states, "state")): the workbench opens a scenario, or a comparison in one state "
          + "of the world; open the file that it extends, and set its unknowns there")
    }
    guard let scenarios = sweep.first.scenarios(of: Scenario.self), let first = planned.loaded.first
    else { throw RequestFault("\(argument) has no scenario") }
    self.condition = condition
    self.search = search
    self.directory = directory
    source = argument
    file = request.files[0]
    path = InputFile.path(of: Self.exportName, beside: file)
    from = request.from
    values = request.valuesBeside
    let presets = presetFiles(
      beside: planned.inputs.map(\.path).filter { $0.hasSuffix(".yaml") }, searching: search)
    let read = planned.inputs
    copies =
      read
      + presets.map(\.file).filter { file in !read.contains { $0.path == file.path } }
      .map { StoredInput(path: $0.path, sha256: $0.sha256, content: $0.bytes) }
    var world = first.scenario
    let own = world.policy
    world.policy = Policy(name: StatusQuo.name)
    scenario = world
    ownLevers = own.changes.map(\.lever)
    uncertain = Set(first.uncertainties.map(\.path))
    title = first.scenario.name

    let open = scenarios.map(\.policy).filter { !$0.changes.isEmpty || !$0.triggers.isEmpty }
    (policies, remarks) = Self.policies(
      of: open, presets: presets.map(\.name), alone: planned.loaded.count == 1 ? own : nil
    ) { [file, path, copies, values, from, search, directory] sources in
      var text = ScenarioText()
      text.add("extends: \(ScenarioText.scalar(Self.name(of: file)))")
      text.add("policies:")
      for (name, source) in sources { text.add(source, named: name, as: "policies") }
      let plan = try Self.plan(
        text.text, at: path, from: copies, values: values, pasts: from, search, directory,
        statusQuo: nil, isWaterfall: false)
      return (plan.sweep.first.scenarios(of: Scenario.self) ?? []).map(\.policy)
    }
  }

  /// The name of a file without its folder.
  static func name(of path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

  /// Plans an exported scenario as `cordon compare` plans it.
  static func plan(
    _ text: String, at path: String, from copies: [StoredInput],
    values: [(path: String, value: String)], pasts: String?, _ search: SearchPath,
    _ directory: String, statusQuo: StatusQuo.Wish?, isWaterfall: Bool,
    verb: StudyRequest.Verb = .compare, baseline: String? = nil
  ) throws -> PlannedStudy {
    let request = StudyRequest(
      verb: verb, files: [path], values: values.filter { $0.path.hasPrefix("areas.") },
      baseline: baseline, detail: .usual, from: pasts, statusQuo: statusQuo,
      isWaterfall: isWaterfall, drivers: verb == .compare ? .ifShort : nil,
      searching: search, in: directory)
    let own = StoredInput(path: request.files[0], sha256: "", content: Array(text.utf8))
    return try request.plan(
      from: copies.filter { $0.path != own.path } + [own], searching: search)
  }

  /// The policies that may stand in columns: the study's own first.
  private static func policies(
    of own: [Policy], presets: [String], alone: Policy?,
    _ load: ([(name: String, source: Source)]) throws -> [Policy]
  ) -> (policies: [OpenPolicy], remarks: [String]) {
    // A comparison has two policies or more, so another one stands beside it.
    func loaded(_ name: String, _ source: Source) -> Policy? {
      (try? load([(name, source), ("\(name) again", .levers(["acceptance": "1%"]))]))?.first
    }
    func isSame(_ one: Policy?, _ other: Policy) -> Bool {
      // A file may name its levers in any order.
      one.map { Set($0.changes) == Set(other.changes) && $0.triggers == other.triggers } ?? false
    }
    let together = presets.count > 1 ? try? load(presets.map { ($0, .preset($0)) }) : nil
    let known =
      together.map { Array(zip(presets, $0)) }
      ?? presets.compactMap { name in loaded(name, .preset(name)).map { (name, $0) } }
    var (found, remarks): ([OpenPolicy], [String]) = ([], [])
    for name in presets where !known.contains(where: { $0.0 == name }) {
      remarks.append("The policy '\(name)' cannot be read in this world, so it is not offered.")
    }
    for policy in own {
      let candidates: [Source] =
        known.filter { isSame($0.1, policy) }.map { .preset($0.0) }
        + (alone == nil ? [] : [.own]) + [.levers(policy.texts)]
      let source = candidates.first { isSame(loaded(policy.name, $0), policy) }
      guard let source else {
        remarks.append("'\(policy.name)' cannot be taken over here: open its scenario.")
        continue
      }
      found.append(
        OpenPolicy(
          name: policy.name, policy: policy, isPreset: false, isShown: true, source: source))
    }
    let shown = found.isEmpty ? ["cooperate", "clampdown"] : []
    for (name, policy) in known
    where !found.contains(where: { $0.name == name || $0.source == .preset(name) }) {
      found.append(
        OpenPolicy(
          name: name, policy: policy, isPreset: true, isShown: shown.contains(name),
          source: .preset(name)))
    }
    return (found, remarks)
  }
}

extension Policy {
  /// The values of levers that the whole country has from the day on which policies part, as files have them.
  var texts: [String: String] {
    var texts: [String: String] = [:]
    for change in changes where change.area == nil {
      texts[change.lever] = Scenario.catalogue[.lever, change.lever]?.kind.text(of: change.setting)
    }
    return texts
  }
}

extension ScenarioText {
  /// A policy as an element of a list.
  mutating func add(_ source: Bench.Source, named name: String, as path: String) {
    switch source {
    case .preset(let preset) where preset == name: add(2, item: preset, as: path)
    case .preset(let preset):
      add(2, "- name", name, as: path)
      add(4, "preset", preset, as: path)
    case .own: add(2, "- name", name, as: path)
    case .levers(let levers):
      add(2, "- name", name, as: path)
      add("    levers:")
      for (lever, value) in levers.sorted(by: { $0.key < $1.key }) {
        add(6, Self.key(lever), value, as: path)
      }
    }
  }
}
