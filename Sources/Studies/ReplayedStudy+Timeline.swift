// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
public import Declarations
public import Experiments
public import OutcomeTables
import Reports

extension ReplayedStudy {
  /// Runs every policy of a future again, and writes the page that shows them side by side.
  ///
  /// - Parameters:
  ///   - future: The future.
  ///   - selection: Which events are told; without kinds, those that people care about.
  ///   - file: Where the page goes.
  /// - Returns: Whether the runs are the study's, and what is said of each.
  /// - Throws: A fault of the results or of the file.
  /// - Complexity: O(policies) runs, twice where the study has kept none; memory O(events that are told).
  public func writeTimeline(
    of future: Sweep.Future, telling selection: StorySelection, to file: NewFile
  ) throws -> (areEqual: Bool, endings: [String]) {
    let plan = try sweep.plan(ofState: future.state)
    let kept = try kept(future)
    let (found, replays) = try Timeline.of(
      plan, future.replication, telling: selection, against: kept, titled: title(of: future))
    var timeline = found
    timeline.remarks = heading(of: future, policy: 0, in: plan).dropFirst().map {
      "\($0.name) \($0.rest)"
    }
    timeline.command = command(for: future, policy: plan.policies[0])
    try file.write(timeline.html().utf8)
    try file.finish()
    let endings = try replays.enumerated().map { policy, replay in
      let ending = try ending(of: replay, future.replication, wasKept: kept != nil)
      return "\(plan.policies[policy]): \(ending)"
    }
    return (replays.allSatisfy(\.isEqualToStudy), endings)
  }

  private func title(of future: Sweep.Future) -> String {
    let state = sweep.factors.isEmpty ? "" : "state \(future.state + 1), "
    return "One future of \(sweep.name): \(state)replication \(future.replication)"
  }

  private func command(for future: Sweep.Future, policy: String) -> String {
    let state = sweep.factors.isEmpty ? [] : ["--state", "\(future.state + 1)"]
    return shellCommand(
      ["cordon", "replay"] + files + commandWords(settingOf: values) + state
        + ["--replication", "\(future.replication)", "--policy", policy, "--all", "--page", "all"])
  }
}

extension Plan {
  /// Runs every policy of a future again, and makes the page that shows them side by side.
  ///
  /// - Parameters:
  ///   - replication: The future.
  ///   - kept: The runs that are known of it; nil if none are.
  ///   - title: Which future it is, in words.
  ///   - command: The command that prints every event.
  /// - Returns: The page; nil if a run is not the known one.
  /// - Throws: What the record of a run throws; nothing, as it is kept in memory.
  /// - Complexity: O(policies) runs; memory O(events that are told).
  public func timelinePage(
    of replication: Int, against kept: [RunOutcomes]?, titled title: String, command: String
  ) throws -> String? {
    let (found, replays) = try Timeline.of(
      self, replication, telling: StorySelection(), against: kept, titled: title)
    guard replays.allSatisfy(\.isEqualToStudy) else { return nil }
    var timeline = found
    timeline.command = command
    return timeline.html()
  }
}

extension Timeline {
  /// A future with what is told of it, and its runs.
  fileprivate static func of(
    _ plan: Plan, _ replication: Int, telling selection: StorySelection,
    against kept: [RunOutcomes]?, titled title: String
  ) throws -> (timeline: Timeline, replays: [Replay]) {
    let isUsual = selection.kinds.isEmpty && !selection.hasAllKinds && selection.isOfAllEntities
    var told: [[Event]] = plan.policies.map { _ in [] }
    let replays = try plan.replay(replication, recording: selection, against: kept) {
      policy, line in
      if !isUsual || line.kind.isOnTimelines { told[policy].append(Event(line, among: plan.areas)) }
    }
    let courses = plan.policies.indices.map {
      Course(policy: plan.policies[$0], events: told[$0], outcomes: replays[$0].outcomes)
    }
    var timeline = Timeline(title, courses, of: plan, counting: countedByMonth)
    timeline.omissions = omissions(isUsual: isUsual, in: plan)
    return (timeline, replays)
  }

  /// The outcomes that a month of a timeline counts: what happens to people, in the order of its way.
  private static let countedByMonth = [
    "groups-founded", "stings", "serious-disorder", "injuries", "arrests", "charges", "convictions",
    "acquittals", "collapses", "volunteers-arrested", "volunteers-charged", "volunteers-convicted",
    "injunctions", "suicides",
  ]

  private static func omissions(isUsual: Bool, in plan: Plan) -> [String] {
    let kinds =
      isUsual
      ? "Contacts, chats, the steps of a case between arrest and charge, and the police's own cases are not listed."
      : "Events are those that were asked for; counts are of all events in the whole country."
    return [
      kinds,
      "Counts by month add up to what the run has in the tables of the study.",
    ]
      + (plan.calendar.warmUp > 0
        ? ["The warm-up before \(plan.calendar.start) is not shown."] : [])
  }
}

extension StorySelection {
  /// Whether no group, contact or case is asked for.
  fileprivate var isOfAllEntities: Bool { identifiers == StoryIdentifiers() }
}

extension StoryKind {
  /// Whether people care about its events enough to see them on a page of a whole future.
  fileprivate var isOnTimelines: Bool {
    [
      "period-begins", "levers-change", "day-begins", "founding-candidate", "group-stops",
      "conversion-candidate", "sting-starts", "police-take-over", "file-read", "escalates",
      "charge-decision", "plea-heard", "trial-ends", "volunteers-tried", "suicide",
    ].contains(name)
  }
}

extension Timeline.Event {
  /// A line of a story; of what was counted, things and not amounts of time or money.
  fileprivate init(_ line: StoryLine, among areas: [String]) {
    let heading =
      line.kind.name == "escalates"
      ? ([line.kind.words] + line.details).joined(separator: "; ") : line.kind.words
    let counts = line.countsWords { !$0.isAmount }
    self.init(
      time: line.time, minute: line.minute, heading: heading,
      words: line.words(among: areas) + (counts.isEmpty ? "" : " (\(counts))"),
      isOfPolicy: line.kind.name == "levers-change")
  }
}
