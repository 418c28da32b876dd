// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles

/// What a study was asked for: enough to plan it again, from the files or from copies of them.
struct StudyRequest: Codable, Hashable {
  /// A value that was set on the command line.
  struct Value: Codable, Hashable {
    let path: String
    let value: String
  }

  enum Verb: String, Codable {
    case run
    case compare
    case sweep
  }

  var verb: Verb
  var files: [String]
  /// The folder in which the command was given: relative paths start there.
  var directory = FileManager.default.currentDirectoryPath
  var values: [Value]
  var only: Int?
  /// The policy with which the others are compared; nil for the first.
  var baseline: String?
  /// What is kept of each run, as the bits of a ``Detail``.
  var detail: Int

  /// The study that the files ask for, as they are on disk or in copies.
  func plan(from copies: [StoredInput]? = nil) throws -> PlannedStudy {
    let settings = values.map { (path: $0.path, value: $0.value) }
    let loaded = try loadScenarios(at: files, settings: settings)
    let plan = try Plan(
      comparing: loaded.map(\.scenario), baseline: baseline, only: only,
      detail: Detail(rawValue: detail))
    return PlannedStudy(request: self, sweep: Sweep(plan), loaded: loaded)
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

  init(
    verb: Verb, files: [String], values: [(path: String, value: String)], only: Int? = nil,
    baseline: String? = nil, detail: Detail
  ) {
    self.verb = verb
    self.files = files
    self.values = values.map { Value(path: $0.path, value: $0.value) }
    self.only = only
    self.baseline = baseline
    self.detail = detail.rawValue
  }
}

/// A study with the files that it was read from.
struct PlannedStudy {
  let request: StudyRequest
  let sweep: Sweep
  /// The scenarios of the policies.
  let loaded: [LoadedScenario]

  /// The files that were read, each once.
  var inputs: [StoredInput] {
    var seen: Set<String> = []
    return loaded.flatMap(\.inputs).filter { seen.insert($0.path).inserted }
      .map { StoredInput(path: $0.path, sha256: $0.sha256, content: []) }
  }

  /// All warnings, each once.
  var warnings: [Fault] {
    var seen: Set<Fault> = []
    return loaded.flatMap(\.warnings).filter { seen.insert($0).inserted }
  }
}

/// The scenarios of the files, or all faults of all of them.
func loadScenarios(
  at files: [String], settings: [(path: String, value: String)]
) throws(ScenarioFaults) -> [LoadedScenario] {
  var loaded: [LoadedScenario] = []
  var refused: ScenarioFaults?
  for file in files {
    do throws(ScenarioFaults) {
      loaded.append(try loadScenario(at: file, settings: settings))
    } catch {
      let told = refused?.faults ?? []
      refused = refused ?? error
      refused?.faults = told + error.faults.filter { !told.contains($0) }
    }
  }
  if let refused { throw refused }
  return loaded
}
