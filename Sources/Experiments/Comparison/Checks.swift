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

extension Check {
  /// What was not tried so that checks stay a small part of the study; nil where all was.
  static func untried(_ subjects: [String]) -> Check? {
    guard !subjects.isEmpty else { return nil }
    return Check(
      .warning,
      "checks take at most \(Unit.share.text(of: CheckAllowance.share)) of a study, so they did not try whether "
        + "these change anything: " + subjects.joined(separator: ", "))
  }
}

extension Plan {
  /// In how many replications something that is set must change nothing before a warning.
  static let idleReplications = 3

  /// Checks the first replication: that the policies have the same history and the same of what no lever
  /// touches, that servers keep pace, and that everything that policies and scenarios set changes something.
  ///
  /// What seems to change nothing is tried in the next replications, too.
  public func checks() -> [Check] {
    if let own = runs.ownChecks { return own }
    var allowance = CheckAllowance.unlimited
    return checks(after: runs.replicateWatched(replications.lowerBound), &allowance)
  }

  /// Checks a replication that was watched, as far as the allowance goes.
  func checks(after first: WatchedReplication, _ allowance: inout CheckAllowance) -> [Check] {
    if let own = runs.ownChecks { return own }
    let (forked, number) = (first.replication, first.replication.number)
    guard forked.runs.allSatisfy({ $0.failure == nil }) else {
      return [
        Check(
          .warning,
          "a run of replication \(number) failed, so the study could not check itself with it"
        )
      ]
    }
    var checks = first.checks
    if policies.count > 1 {
      allowance.spend(runs.days.separately)
      checks.insert(contentsOf: checksOfSharing(forked), at: 0)
    }
    checks += checksOfAreas(in: forked, &allowance)
    var findings = runs.idle(in: forked, after: first.history, among: nil, &allowance)
    let untried = findings.untried
    var last = number
    while !findings.idle.isEmpty, last < replications.upperBound,
      last - number + 1 < Self.idleReplications, allowance.take(runs.days.ofReplication)
    {
      last += 1
      let next = replicate(last, keeping: .all)
      let again = runs.idle(in: next, after: nil, among: findings.idle, &allowance)
      // If it could not be tried there, only the earlier replications count.
      guard again.untried.isEmpty else {
        last -= 1
        break
      }
      findings.idle = again.idle
    }
    let tried = number == last ? "replication \(last)" : "replications \(number) to \(last)"
    checks += findings.idle.map { Check(.warning, "\($0.words) in \(tried)") }
    return checks + [Check.untried(untried.map(\.subject))].compactMap(\.self)
  }

  /// Compares forked runs with runs from the start, and policies with each other until they part.
  func checksOfSharing(_ forked: Replication) -> [Check] {
    func anew(_ parting: CalendarDate?) -> [SeparateRun] {
      runs.replicateSeparately(after: parting, forked.number)
    }
    switch sharing {
    case .luck(let fields):
      return [
        Check(
          .warning,
          "the scenarios differ in more than the policy (\(fields.joined(separator: ", "))), so "
            + "they share luck but no history")
      ]
    case .history(nil):
      let isSame =
        forked.runs.allSatisfy { $0.isIdentical(to: forked.runs[0]) }
        && anew(nil).allSatisfy { firstDifference(forked.runs[0], $0, before: nil) == nil }
      return [
        isSame
          ? Check(.warning, "the policies set all levers alike on every day: nothing to compare")
          : Check(.failed, "the policies set all levers alike on every day, yet their runs differ")
      ]
    case .history(let parting?):
      for separate in anew(parting) {
        let run = forked.runs[separate.policy]
        if let month = firstDifference(forked.runs[0], separate, before: parting) {
          return [Check(.failed, "the policies differ before \(parting), in \(month)")]
        }
        if let month = firstDifference(run, separate, before: nil) {
          return [
            Check(
              .failed,
              "policy '\(policies[separate.policy])' gives other results when its history is simulated anew: "
                + month)
          ]
        }
      }
      return [
        Check(
          .passed,
          "until \(parting) every policy has the same history, bit for bit (replication "
            + "\(forked.number), run anew for each policy)")
      ]
    }
  }

  /// The first month and outcome in which a run that began at its own start differs from another.
  private func firstDifference(
    _ run: RunOutcomes, _ separate: SeparateRun, before day: CalendarDate?
  ) -> String? {
    for (month, first) in separate.months.enumerated() {
      if let day, first.startOfNextMonth > day { return nil }
      for outcome in outcomes.indices {
        let index = month * outcomes.count + outcome
        if run.monthly[index].bitPattern != separate.monthly[index].bitPattern {
          return "\(outcomes[outcome].name) of the month from \(first)"
        }
      }
    }
    return nil
  }
}
