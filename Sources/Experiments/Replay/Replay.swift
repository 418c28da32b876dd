// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
import Declarations

/// A run of a study, made again on its own.
public struct Replay: Sendable {
  /// What came out of it.
  public let outcomes: RunOutcomes
  /// Whether that equals what the study has for this policy and replication, bit for bit.
  public let isEqualToStudy: Bool
}

extension Plan {
  /// Runs one policy in one replication from its start, tells what happens, and holds it against the
  /// study's own way to that run.
  ///
  /// The study forks a shared history; this run has a history of its own.
  ///
  /// - Parameters:
  ///   - number: The replication.
  ///   - policy: The position of the policy in the plan.
  ///   - selection: Which events are told.
  ///   - tell: Called with each of them, in the order in which they happen.
  /// - Returns: What came out, and whether the study has the same.
  /// - Throws: Whatever `tell` throws; the run is then given up at the end of the month.
  public func replay(
    _ number: Int, policy: Int, telling selection: StorySelection,
    to tell: (StoryLine) throws -> Void
  ) throws -> Replay {
    let scenario = scenarios[policy]
    var run = Simulation(worlds[policy], replication: number)
    run.adopt(scenario.policy)
    var day = scenario.settings.start
    while day < scenario.settings.end {
      day = min(day.startOfNextMonth, scenario.settings.end)
      var refusal: (any Error)?
      run.run(until: day, telling: selection) { line in
        guard refusal == nil else { return }
        do { try tell(line) } catch { refusal = error }
      }
      if let refusal { throw refusal }
    }
    let outcomes = run.finish()
    return Replay(
      outcomes: outcomes,
      isEqualToStudy: outcomes.isIdentical(
        to: replicate(number, keeping: .usual).runs[policy]))
  }
}
