// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Something that every study checks about itself, and what was found.
public struct Check: Hashable, Sendable {
  /// How a check ended.
  public enum Result: String, Hashable, Sendable {
    case passed
    case warning
    case failed
  }

  /// How it ended.
  public let result: Result
  /// What was found, in a sentence.
  public let finding: String

  /// Creates a finding.
  public init(_ result: Result, _ finding: String) {
    self.result = result
    self.finding = finding
  }
}

extension Plan {
  /// In how many replications something that is set must have changed nothing to be warned of.
  static let idleReplications = 3

  /// Checks the first replication against runs of each policy from its own start, what no lever touches in
  /// them, and whether their servers keep pace; and what each policy and scenario sets against runs without
  /// it, in the next replications too where it seems to do nothing.
  public func checks() -> [Check] {
    if let own = runs.ownChecks { return own }
    let forked = replicate(replications.lowerBound, keeping: .all)
    guard forked.runs.allSatisfy({ $0.failure == nil }) else {
      return [
        Check(
          .warning,
          "a run of replication \(forked.number) failed, so the study could not check itself with it"
        )
      ]
    }
    let watched = runs.replicateInStep(forked.number)
    var checks = policies.count > 1 ? checksOfSharing(forked, watched.separate) : []
    checks += watched.checks
    checks += checksOfAreas(in: forked)
    var idle = runs.idleParts(in: forked) + runs.idleFields(in: forked, among: nil)
    var last = forked.number
    while !idle.isEmpty, last < replications.upperBound,
      last - forked.number + 1 < Self.idleReplications
    {
      last += 1
      let next = replicate(last, keeping: .all)
      let alsoIdle = runs.idleParts(in: next) + runs.idleFields(in: next, among: idle)
      idle.removeAll { !alsoIdle.contains($0) }
    }
    let tried =
      forked.number == last ? "replication \(last)" : "replications \(forked.number) to \(last)"
    checks += idle.map { Check(.warning, "\($0.words) in \(tried)") }
    return checks
  }

  /// Compares forked runs with runs from the start, and policies with each other until they part.
  func checksOfSharing(_ forked: Replication, _ separate: Replication) -> [Check] {
    switch sharing {
    case .luck(let fields):
      return [
        Check(
          .warning,
          "the scenarios differ in more than the policy (\(fields.joined(separator: ", "))), so "
            + "they share luck but no history")
      ]
    case .history(nil):
      let isSame = separate.runs.allSatisfy { $0.isIdentical(to: separate.runs[0]) }
      return [
        isSame
          ? Check(.warning, "the policies set all levers alike on every day: nothing to compare")
          : Check(.failed, "the policies set all levers alike on every day, yet their runs differ")
      ]
    case .history(let parting?):
      if let month = firstDifference(separate.runs, before: parting) {
        return [Check(.failed, "the policies differ before \(parting), in \(month)")]
      }
      for (policy, (one, other)) in zip(policies, zip(forked.runs, separate.runs))
      where !one.isIdentical(to: other) {
        return [
          Check(
            .failed,
            "policy '\(policy)' gives other results when its history is simulated anew: "
              + (firstDifference([one, other], before: nil) ?? "in the number of events"))
        ]
      }
      return [
        Check(
          .passed,
          "until \(parting) every policy has the same history, bit for bit (replication "
            + "\(forked.number), run anew for each policy)")
      ]
    }
  }

  /// The first month and outcome in which any of the runs differs from the first run.
  private func firstDifference(_ runs: [RunOutcomes], before day: CalendarDate?) -> String? {
    for (month, first) in runs[0].months.enumerated() {
      if let day, first.startOfNextMonth > day { return nil }
      for outcome in outcomes.indices {
        let index = month * outcomes.count + outcome
        let bits = runs.map { $0.monthly[index].bitPattern }
        if bits.contains(where: { $0 != bits[0] }) {
          return "\(outcomes[outcome].name) of the month from \(first)"
        }
      }
    }
    return nil
  }
}
