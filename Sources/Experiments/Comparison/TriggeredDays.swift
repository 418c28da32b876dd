// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import Statistics

/// On what share of the counted days a policy answers to something that has happened.
///
/// A policy that opens up and is shut by its own trigger for most of a year is another policy than it seems.
public struct TriggeredDays: Hashable, Sendable {
  /// The policy's name.
  public let policy: String
  /// How many triggers it has.
  public let triggers: Int
  /// The mean share of days on which one of them is active, 0 to 1; of several areas the mean over areas.
  public let share: Double
  /// Its standard error.
  public let standardError: Double
  /// Its 95 % interval.
  public let interval: Interval
  /// In how many futures any was ever active.
  public let occurred: Int
  /// How many futures there are.
  public let count: Int

  /// What a summary says of a policy with triggers.
  init(_ summary: Summary, triggers: Int) {
    let year = Unit.years.inCanonicalUnits
    policy = summary.policy
    self.triggers = triggers
    share = summary.mean / year
    standardError = summary.standardError / year
    interval = Interval(low: summary.interval.low / year, high: summary.interval.high / year)
    (occurred, count) = (summary.occurred, summary.count)
  }

  /// The share with its interval, and in how many futures there is any, in a sentence.
  public var sentence: String {
    let percent = Readable(standardError: standardError * 100, size: share * 100)
    let isKnown = interval.isKnown && interval.low < interval.high
    let range =
      isKnown ? " (\(percent(interval.low * 100)) to \(percent(interval.high * 100)) %)" : ""
    let what = triggers == 1 ? "the trigger" : "one of the \(triggers) triggers"
    return
      "Under \(policy) \(what) is active on \(percent(share * 100)) % of days\(range), and at some time in "
      + "\(counted(occurred, of: count, "future"))."
  }
}

extension Comparison {
  /// How long each policy with triggers is under them; empty if none has any, or nothing is known.
  public func triggeredDays(of plan: Plan) -> [TriggeredDays] {
    guard let outcome = plan.outcomes.first(as: .daysUnderTrigger),
      let index = plan.outcomes.index(of: outcome.name)
    else { return [] }
    return zip(plan.policies.indices, summaries).compactMap { policy, summaries in
      let triggers = plan.paragraphs(ofPolicy: policy).count(where: \.isAnswer)
      guard triggers > 0, summaries[index].mean.isFinite else { return nil }
      return TriggeredDays(summaries[index], triggers: triggers)
    }
  }
}
