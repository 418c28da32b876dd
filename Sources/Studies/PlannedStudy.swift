// SPDX-License-Identifier: GPL-3.0-or-later

public import Experiments
public import OutcomeTables
public import ScenarioFiles

/// A study with the files that it was read from.
public struct PlannedStudy: Sendable {
  /// What was asked for; nil for a study without files.
  public let request: StudyRequest?
  /// The policies and states.
  public let sweep: Sweep
  /// The scenarios of the policies, before anything is varied.
  public let loaded: [LoadedScenario]
  /// The files that were read, each once.
  public let inputs: [StoredInput]
  /// What is probably not meant, but can be run, each once.
  public let warnings: [Fault]
  /// Why the status quo is not among the policies, in a clause; nil if it is, or nobody wants it.
  public let withoutStatusQuo: String?
  /// What is calibrated; nil for a study that is no calibration.
  public internal(set) var calibration: PlannedCalibration?

  /// A study of any model, without files.
  public init(_ sweep: Sweep) {
    request = nil
    self.sweep = sweep
    (loaded, inputs, warnings) = ([], [], [])
    withoutStatusQuo = nil
  }

  init(
    request: StudyRequest, sweep: Sweep, loaded: [LoadedScenario], inputs: [InputFile],
    warnings: [Fault], withoutStatusQuo: String? = nil
  ) {
    self.request = request
    self.sweep = sweep
    self.loaded = loaded
    self.withoutStatusQuo = withoutStatusQuo
    var (paths, reported): (Set<String>, Set<Fault>) = ([], [])
    self.inputs = inputs.filter { paths.insert($0.path).inserted }
      .map { StoredInput(path: $0.path, sha256: $0.sha256, content: $0.bytes) }
    self.warnings = warnings.filter { reported.insert($0).inserted }
  }
}

/// The scenarios of the files, or all faults of all of them.
public func loadScenarios(
  at files: [String], settings: [(path: String, value: String)], from source: FileSource = .disk,
  searching: SearchPath
) throws(ScenarioFaults) -> [LoadedScenario] {
  var loaded: [LoadedScenario] = []
  var refused: ScenarioFaults?
  for file in files {
    do throws(ScenarioFaults) {
      loaded.append(
        try loadScenario(at: file, settings: settings, from: source, searching: searching))
    } catch {
      let reported = refused?.faults ?? []
      refused = refused ?? error
      refused?.faults = reported + error.faults.filter { !reported.contains($0) }
    }
  }
  if let refused { throw refused }
  return loaded
}
