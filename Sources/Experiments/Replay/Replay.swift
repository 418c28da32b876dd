// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// A run of a study, made again on its own.
public struct Replay: Sendable {
  /// What came out of it.
  public let outcomes: RunOutcomes
  /// Whether that equals what the study has for this policy and replication, bit for bit.
  public let isEqualToStudy: Bool
}

extension Plan {
  /// Runs one policy in one replication from its start, and records what happens.
  ///
  /// - Parameters:
  ///   - number: The replication.
  ///   - policy: The index of the policy in the plan.
  ///   - selection: Which events are recorded.
  ///   - record: Called with each of them, in the order in which they happen.
  /// - Returns: What came out, all that a study usually keeps of it.
  /// - Throws: Whatever `record` throws; the run is then given up at the end of the month.
  public func rerun(
    _ number: Int, policy: Int, recording selection: StorySelection,
    to record: (StoryLine) throws -> Void
  ) throws -> RunOutcomes {
    try runs.rerun(number, policy: policy, recording: selection, to: record)
  }

  /// Runs one policy in one replication from its start, records what happens, and holds it against the
  /// study's own way to that run.
  ///
  /// Where the study has kept nothing of the run, it is simulated once more as the study would: with a
  /// shared history that is forked, while the run that is recorded has a history of its own.
  ///
  /// - SeeAlso: ``rerun(_:policy:recording:to:)``
  public func replay(
    _ number: Int, policy: Int, recording selection: StorySelection,
    against kept: RunOutcomes? = nil, to record: (StoryLine) throws -> Void
  ) throws -> Replay {
    let outcomes = try rerun(number, policy: policy, recording: selection, to: record)
    return Replay(
      outcomes: outcomes,
      isEqualToStudy: kept.map { outcomes.agrees(with: $0) }
        ?? outcomes.isIdentical(to: replicate(number, keeping: .usual).runs[policy]))
  }

  /// Runs every policy in one replication from its start, one after the other, and holds each against the study's own
  /// way to its run.
  ///
  /// - Parameters:
  ///   - number: The replication.
  ///   - selection: Which events are recorded.
  ///   - kept: What the study has kept of the runs; nil if it has nothing.
  ///   - record: Called with the index of the policy and each event, in the order in which they happen.
  /// - Returns: One for each policy, in the order of the plan.
  /// - Throws: Whatever `record` throws.
  public func replay(
    _ number: Int, recording selection: StorySelection, against kept: [RunOutcomes]? = nil,
    to record: (_ policy: Int, StoryLine) throws -> Void
  ) throws -> [Replay] {
    let runs = try policies.indices.map { policy in
      try rerun(number, policy: policy, recording: selection) { try record(policy, $0) }
    }
    let forked = kept == nil ? replicate(number, keeping: .usual).runs : []
    return runs.enumerated().map { policy, run in
      Replay(
        outcomes: run,
        isEqualToStudy: kept.map { run.agrees(with: $0[policy]) }
          ?? run.isIdentical(to: forked[policy]))
    }
  }
}

extension RunOutcomes {
  /// Whether this run, of which all is known, is the one of which a study has kept a part, bit for bit.
  public func agrees(with kept: RunOutcomes) -> Bool {
    func isSame(_ one: [Double], _ two: [Double]) -> Bool {
      // A missing value comes back from the results as one NaN of many.
      one.elementsEqual(two) { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
    }
    return failure == kept.failure && isSame(counted, kept.counted)
      && (kept.failure != nil || events == kept.events)
      && (kept.monthly.isEmpty || isSame(monthly, kept.monthly))
      && (kept.areas.isEmpty || areas.elementsEqual(kept.areas, by: isSame))
  }
}
