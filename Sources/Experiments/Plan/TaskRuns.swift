// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// Work that a study does a number at a time and that is no replication of policies, such as a sample of pasts.
///
/// It is planned, kept, sharded, resumed, extended and merged like replications: the number of the task is that of
/// the replication, and what comes out of it is a row of numbers for each of its parts.
public struct Tasks: Sendable {
  /// The name of the study.
  public let name: String
  /// How many tasks there are, at least 1.
  public let count: Int
  /// The names of the parts of a task.
  public let parts: [String]
  /// The numbers of a part, as columns.
  public let numbers: OutcomeSet
  /// What determines the results.
  public let statements: [StatedValue]
  /// Does a task, from 1: the numbers of the whole, and those of each part as the areas of a run.
  let perform: @Sendable (_ number: Int) -> RunOutcomes
  /// What the study finds when it checks itself.
  let checks: @Sendable () -> [Check]

  /// Creates work from its parts.
  public init(
    name: String, count: Int, parts: [String], numbers: OutcomeSet, statements: [StatedValue],
    perform: @escaping @Sendable (_ number: Int) -> RunOutcomes,
    checks: @escaping @Sendable () -> [Check]
  ) {
    precondition(count > 0 && parts.count > 1, "no work")
    self.name = name
    self.count = count
    self.parts = parts
    self.numbers = numbers
    self.statements = statements
    self.perform = perform
    self.checks = checks
  }
}

/// Tasks as the runs of a plan with one policy.
struct TaskRuns: PlannedRuns {
  let tasks: Tasks

  var sharing: Plan.Sharing { .history(until: nil) }

  func replicate(_ number: Int, after common: SharedHistory?, keeping detail: Detail)
    -> Replication
  {
    Replication(number: number, runs: [tasks.perform(number)])
  }
  func history(_ number: Int, unless isCancelled: (() -> Bool)?) -> SharedHistory? {
    SharedHistory(number: number, state: nil)
  }
  func run(
    _ policy: Int, after history: SharedHistory, keeping detail: Detail,
    unless isCancelled: (() -> Bool)?
  ) -> RunOutcomes? { tasks.perform(history.number) }
  func replicateWatched(_ number: Int) -> WatchedReplication {
    WatchedReplication(replicate(number, after: nil, keeping: .all))
  }
  func replicateSeparately(after parting: CalendarDate?, _ number: Int) -> [SeparateRun] { [] }
  var days: (ofReplication: Double, separately: Double, inCommon: Double) { (0, 0, 0) }
  func rerun(
    _ number: Int, policy: Int, recording selection: StorySelection,
    to record: (StoryLine) throws -> Void
  ) throws -> RunOutcomes { tasks.perform(number) }

  func statements(ofPolicy policy: Int) -> [StatedValue] { tasks.statements }
  func paragraphs(ofPolicy policy: Int) -> [PolicyParagraph] { [] }
  func isNational(policy: Int) -> Bool { true }
  func isDifferent(_ policy: Int, from other: Int) -> Bool { false }
  func idle(
    in replication: Replication, after history: (any StudyRun)?, among candidates: [Idle]?,
    _ allowance: inout CheckAllowance
  ) -> IdleFindings { IdleFindings() }
  func isAlike(
    to other: any PlannedRuns, _ number: Int, _ allowance: inout CheckAllowance
  ) -> Bool? { nil }
  func plan(with setting: Setting, at path: String) -> Plan? { nil }
  var ownChecks: [Check]? { tasks.checks() }
}
