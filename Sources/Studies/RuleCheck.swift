// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
public import Experiments
public import ScenarioFiles

/// Checks the rules of a scenario file: runs the scenario as it is and as the rules alter it.
public struct RuleCheck: Sendable {
  /// How each rule fared, in the order of the file.
  public let judgements: [Judgement]
  /// The scenarios of which runs failed.
  public let failures: [FailedScenario]

  /// Checks the rules of a file; runs nothing if there are none.
  ///
  /// - Parameters:
  ///   - loaded: The file. A rule needs two replications or more, whatever it asks for.
  ///   - threads: How many replications are simulated at a time.
  ///   - planned: Called with the number of runs and about how many seconds they take.
  ///   - progress: Called with how far the runs have come.
  /// - Throws: The faults of a plan that cannot be run; `CancellationError`.
  public init(
    of loaded: LoadedScenario, threads: Int,
    planned: (_ runs: Int, _ seconds: Double) -> Void = { _, _ in },
    progress: (Progress) -> Void = { _ in }
  ) async throws {
    guard !loaded.expectations.isEmpty else {
      (judgements, failures) = ([], [])
      return
    }
    let replications = max(2, loaded.scenario.settings.replications)
    var study = try ExpectationStudy(
      loaded.expectations, of: loaded.altered, replications: replications)
    let plan = study.plan
    try await plan.execute(
      threads: threads, checking: false, plannedSeconds: { planned(plan.runCount, $0) },
      progress: progress, deliver: { study.add($0) })
    (judgements, failures) = (study.judgements, study.failedScenarios)
  }
}
