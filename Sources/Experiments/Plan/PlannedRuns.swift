// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// The runs of a plan, whatever their model.
///
/// This is where a plan forgets the type of its model. A call costs a lookup for a whole run or a month of it,
/// never for an event.
protocol PlannedRuns: Sendable {
  /// How much of a replication the policies have in common.
  var sharing: Plan.Sharing { get }

  /// Every policy in one replication, which may go on from a history that several states have in common.
  func replicate(_ number: Int, after common: SharedHistory?, keeping detail: Detail) -> Replication
  /// Whether the common histories of other runs are those of these, too.
  func hasCommonHistory(with other: any PlannedRuns) -> Bool
  /// A replication until the day from which states may differ; nil where policies have no history in common.
  func commonHistory(_ number: Int) -> SharedHistory?
  /// A replication until its policies part; nil if it was cancelled.
  func history(_ number: Int, unless isCancelled: (() -> Bool)?) -> SharedHistory?
  /// A policy from a history on; nil if it was cancelled.
  func run(
    _ policy: Int, after history: SharedHistory, keeping detail: Detail,
    unless isCancelled: (() -> Bool)?
  ) -> RunOutcomes?
  /// Every policy in one replication, checked on the way.
  func replicateWatched(_ number: Int) -> WatchedReplication
  /// Policies in one replication, each from its own start, as far as it takes to compare them with forked runs.
  func replicateSeparately(after parting: CalendarDate?, _ number: Int) -> [SeparateRun]
  /// The days of runs that a replication takes, those that are run separately to check it, and those of the history
  /// that states may have in common.
  var days: (ofReplication: Double, separately: Double, inCommon: Double) { get }
  /// One policy in one replication from its start, with what happens.
  func rerun(
    _ number: Int, policy: Int, recording selection: StorySelection,
    to record: (StoryLine) throws -> Void
  ) throws -> RunOutcomes

  /// What a policy's scenario says.
  func statements(ofPolicy policy: Int) -> [StatedValue]
  /// What a policy does, in words.
  func paragraphs(ofPolicy policy: Int) -> [PolicyParagraph]
  /// Whether a policy sets its levers alike in all areas.
  func isNational(policy: Int) -> Bool
  /// Whether two policies ever set their levers differently.
  func isDifferent(_ policy: Int, from other: Int) -> Bool
  /// What is set, of what is given, and makes no difference to a replication; nil for all that is set.
  func idle(
    in replication: Replication, after history: (any StudyRun)?, among candidates: [Idle]?,
    _ allowance: inout CheckAllowance
  ) -> IdleFindings
  /// Whether every policy gives the very outcomes that it gives in other runs of the same model; nil where that is
  /// more than is allowed.
  func isAlike(
    to other: any PlannedRuns, _ number: Int, _ allowance: inout CheckAllowance
  ) -> Bool?
  /// The same plan with another value of a field; nil if no scenario has it or it cannot be planned.
  func plan(with setting: Setting, at path: String) -> Plan?
  /// What a study of tasks finds when it checks itself; nil of replications, which are checked as ``Plan/checks()``
  /// says.
  var ownChecks: [Check]? { get }
}

extension PlannedRuns {
  var ownChecks: [Check]? { nil }
  func hasCommonHistory(with other: any PlannedRuns) -> Bool { false }
  func commonHistory(_ number: Int) -> SharedHistory? { nil }
}

/// The runs of the scenarios of one model.
struct ModelRuns<Scenario: StudyModel>: PlannedRuns {
  typealias Run = Scenario.Run

  /// One for each policy.
  let scenarios: [Scenario]
  /// The scenarios made ready to run; one for all where they differ in nothing but the policy.
  let worlds: [Run.World]
  let sharing: Plan.Sharing
  /// The past of each replication; nil if its luck makes its own.
  let draws: PastDraws?

  /// The runs of some scenarios; worlds share what they have in common with those of a neighbour, such as another state.
  init(
    _ scenarios: [Scenario], from draws: PastDraws? = nil, beside neighbour: ModelRuns? = nil
  ) {
    self.scenarios = scenarios
    self.draws = draws
    var seen: Set<String> = []
    let differing = scenarios.dropFirst().flatMap { scenarios[0].differences(from: $0) }
      .filter { seen.insert($0).inserted }
    guard differing.isEmpty else {
      sharing = .luck(because: differing)
      worlds = scenarios.map(Run.world)
      return
    }
    sharing = .history(until: Scenario.partingDay(of: scenarios))
    let world =
      neighbour.map { Run.world(of: scenarios[0], beside: $0.worlds[0]) }
      ?? Run.world(of: scenarios[0])
    worlds = scenarios.map { _ in world }
  }

  var calendar: StudyCalendar { scenarios[0].calendar }
  var policies: [String] { scenarios.map(\.policyName) }

  func statements(ofPolicy policy: Int) -> [StatedValue] { scenarios[policy].statements }
  func paragraphs(ofPolicy policy: Int) -> [PolicyParagraph] { scenarios[policy].policyParagraphs }

  func isNational(policy: Int) -> Bool { scenarios[policy].isPolicyNational }

  func isDifferent(_ policy: Int, from other: Int) -> Bool {
    Scenario.partingDay(of: [scenarios[policy], scenarios[other]]) != nil
  }

  /// The run of a policy's scenario where its replication begins: at its first event or, where its past is known,
  /// at the end of that.
  func start(_ policy: Int, _ number: Int) throws(PastFault) -> Run {
    guard let draws else { return Run(worlds[policy], replication: number) }
    return try Run.following(draws.draw(number), of: draws.pasts, in: scenarios[policy])
  }

  func failed(_ fault: PastFault) -> RunOutcomes {
    .failed(
      fault.message, outcomes: Scenario.outcomes.count, areas: scenarios[0].studyAreas.count)
  }

  /// Lets a run go on to its end, and keeps what is asked for.
  func outcomes(of run: inout Run, keeping detail: Detail) -> RunOutcomes {
    run.finish(areaMonths: detail.contains(.areaMonths)).keeping(detail)
  }

  func rerun(
    _ number: Int, policy: Int, recording selection: StorySelection,
    to record: (StoryLine) throws -> Void
  ) throws -> RunOutcomes {
    var run: Run
    // Where luck is taken anew, and by which number: the last is that of the continuation.
    var turns: [(day: CalendarDate, child: Int)] = []
    if let draws {
      let (past, continuation) = draws.draw(number)
      let valued = scenarios[policy].with(past, of: draws.pasts)
      run = Run(Run.world(of: valued), replication: past.replication)
      turns = zip(draws.pasts.dates, past.lineage).filter { $1 > 0 }.map { ($0, $1) }
      turns.append((draws.pasts.end, continuation))
    } else {
      run = Run(worlds[policy], replication: number)
    }
    run.adopt(policyOf: scenarios[policy])
    let calendar = calendar
    var day = calendar.start
    while day < calendar.end {
      if let turn = turns.first, turn.day == day {
        run.rekey(lineage: turn.child)
        turns.removeFirst()
        continue
      }
      day = min(day.startOfNextMonth, calendar.end, turns.first?.day ?? calendar.end)
      var refusal: (any Error)?
      run.run(until: day, recording: selection) { line in
        guard refusal == nil else { return }
        do { try record(line) } catch { refusal = error }
      }
      if let refusal { throw refusal }
    }
    return run.finish(areaMonths: false)
  }

  func plan(with setting: Setting, at path: String) -> Plan? {
    guard scenarios[0].variedField(at: path) != nil else { return nil }
    let changed = scenarios.map { scenario in
      var scenario = scenario
      scenario.variedField(at: path)?.write(setting, &scenario)
      return scenario
    }
    return try? Plan(comparing: changed, from: draws)
  }
}
