// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
public import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles
import Statistics

/// Writes a value as JSON; keys are sorted and a number that does not exist is left out.
///
/// - Throws: An error of the encoder.
public func jsonText(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.keyEncodingStrategy = .convertToSnakeCase
  return try String(decoding: encoder.encode(value), as: UTF8.self) + "\n"
}

extension Double {
  /// The number; nil if it is NaN or infinite, which JSON does not know.
  public var ifFinite: Double? { isFinite ? self : nil }
}

/// Everything that a study found, for programs.
public struct Findings: Encodable, Sendable {
  /// The values of an outcome under a policy.
  public struct SummaryReport: Encodable, Sendable {
    /// The name of the policy.
    public let policy: String
    /// The name of the outcome.
    public let outcome: String
    /// Its unit.
    public let unit: String
    /// How many futures have a value.
    public let n: Int
    /// How many futures have no value because there was no case.
    public let missing: Int
    /// How many runs failed.
    public let failed: Int
    /// The mean.
    public let mean: Double?
    /// The standard deviation.
    public let sd: Double?
    /// The lower end of the 95 % interval of the mean.
    public let ciLow: Double?
    /// The upper end of the 95 % interval of the mean.
    public let ciHigh: Double?
    /// How the interval was made.
    public let interval: String
    /// Quantiles of the futures, by their shares.
    public let quantiles: [String: Double]
    /// In how many futures it occurred at all.
    public let runsWithAny: Int
  }

  /// How an outcome differs between two policies, future by future.
  public struct DifferenceReport: Encodable, Sendable {
    /// The policy from which the other one is subtracted.
    public let policyA: String
    /// The policy that is subtracted.
    public let policyB: String
    /// The name of the outcome.
    public let outcome: String
    /// Its unit.
    public let unit: String
    /// How many pairs of futures have a value.
    public let n: Int
    /// The mean difference.
    public let meanDifference: Double?
    /// The lower end of its 95 % interval.
    public let ciLow: Double?
    /// The upper end of its 95 % interval.
    public let ciHigh: Double?
    /// How the interval was made.
    public let interval: String
    /// The lower end of the interval by the bootstrap.
    public let bootstrapLow: Double?
    /// The upper end of the interval by the bootstrap.
    public let bootstrapHigh: Double?
    /// Which direction is better.
    public let better: String
    /// In how many pairs there is less under the first policy.
    public let lower: Int
    /// In how many pairs there is the same.
    public let equal: Int
    /// In how many pairs there is more under the first policy.
    public let higher: Int
    /// How many times as many runs would be needed without shared luck.
    public let gainFromPairing: Double?
    /// The smallest difference that matters.
    public let matters: Double
    /// The verdict.
    public let verdict: Verdict
    /// How the difference turns over the years; nil if it does not.
    public let turning: Turning?
  }

  /// In how many states each of two policies has more of an outcome.
  public struct VerdictReport: Encodable, Sendable {
    /// The first policy.
    public let policyA: String
    /// The second policy.
    public let policyB: String
    /// The name of the outcome.
    public let outcome: String
    /// Which direction is better.
    public let better: String
    /// In how many states there is more under the first policy.
    public let statesMoreUnderA: Int
    /// In how many states there is more under the second policy.
    public let statesMoreUnderB: Int
    /// In how many states the difference is less than matters.
    public let statesAlike: Int
    /// In how many states the runs do not decide.
    public let statesUndecided: Int
    /// In how many states nothing is known.
    public let statesUnknown: Int
    /// In how many states the difference turns over the years.
    public let statesTurning: Int
    /// In how many states a policy may seem to have more by chance alone.
    public let mostByChance: Int
    /// How many pairs of futures there are in all states.
    public let pairs: Int
    /// How many of these are equal.
    public let equalPairs: Int
  }

  /// How much of all that is seen of an outcome over states is due to chance, ignorance or policy.
  public struct ShareReport: Encodable, Sendable {
    /// The name of the outcome.
    public let outcome: String
    /// To what it is due.
    public let part: String
    /// The share; one that is not told from nothing may be below 0.
    public let share: Double?
    /// The lower end of its 95 % interval.
    public let ciLow: Double?
    /// The upper end of its 95 % interval.
    public let ciHigh: Double?
  }

  /// How long a policy is under its triggers.
  public struct TriggerReport: Encodable, Sendable {
    /// The name of the policy.
    public let policy: String
    /// How many triggers it has.
    public let triggers: Int
    /// The mean share of the counted days on which one is active, 0 to 1.
    public let shareOfDays: Double
    /// The lower end of its 95 % interval.
    public let ciLow: Double?
    /// The upper end of its 95 % interval.
    public let ciHigh: Double?
    /// In how many futures any was ever active.
    public let runsWithAny: Int
  }

  /// A check that the study made of itself.
  public struct CheckReport: Encodable, Sendable {
    /// How it ended.
    public let result: String
    /// What was found, in a sentence.
    public let finding: String
  }

  /// What was observed, beside what is simulated for the same time.
  public struct ObservationReport: Encodable, Sendable {
    /// What was observed.
    public let quantity: String
    /// Its unit.
    public let unit: String
    /// The outcome that simulates it; nil if none does.
    public let outcome: String?
    /// The time of the observation.
    public let period: String?
    /// The value that was observed.
    public let observed: Double
    /// The grade of its evidence.
    public let grade: String
    /// Where it is from.
    public let source: String
    /// The mean of the simulated values.
    public let simulated: Double?
    /// The lower end of the 95 % interval of the mean.
    public let ciLow: Double?
    /// The upper end of the 95 % interval of the mean.
    public let ciHigh: Double?
    /// The value that 5 % of the futures lie below.
    public let p05: Double?
    /// The value that 95 % of the futures lie below.
    public let p95: Double?
    /// Whether the pasts of the study were chosen by it.
    public let isFitted: Bool
  }

  /// What the study says first: each outcome of the first screen under each policy.
  public struct AnswerReport: Encodable, Sendable {
    /// An outcome under a policy, and how far it is from the reference.
    public struct Cell: Encodable, Sendable {
      /// The name of the policy.
      public let policy: String
      /// The name of the outcome.
      public let outcome: String
      /// Its unit.
      public let unit: String
      /// The mean under the policy.
      public let mean: Double?
      /// The mean under the reference.
      public let reference: Double?
      /// The policy less the reference.
      public let change: Double?
      /// The lower end of its 95 % interval.
      public let ciLow: Double?
      /// The upper end of its 95 % interval.
      public let ciHigh: Double?
      /// How many times what matters the change is, positive where it is better.
      public let timesWhatMatters: Double?
      /// The verdict's word and numbers.
      public let verdict: String
      /// In how many futures the outcome is on the side of its mean.
      public let howSure: String?
    }

    /// The policy from which the others differ.
    public let reference: String
    /// Whether nothing changes under it.
    public let isStatusQuo: Bool
    /// The answer in a sentence.
    public let sentence: String
    /// Outcome by outcome, policy by policy.
    public let cells: [Cell]
  }

  /// What the study says first; nil if it has several states, one policy, or steps of a way.
  public let answer: AnswerReport?
  /// The study's folder.
  public let path: String
  /// Whether anything was run.
  public let isNew: Bool
  /// The area of which these are the outcomes; nil for the country.
  public let area: String?
  /// The names of the policies.
  public let policies: [String]
  /// What was set beside the files: `stings.streamed = 40%`.
  public let assumptions: [String]
  /// How many states there are.
  public let states: Int
  /// How many replications each state has.
  public let replications: Int
  /// The seed of all chance.
  public let seed: Int
  /// Which luck the states have, `own` or `shared`; nil if nothing varies.
  public let luckOfStates: String?
  /// How many runs failed.
  public let failedRuns: Int
  /// Why runs failed: the first few reasons, each once.
  public let failures: [String]
  /// How precise differences are, in sentences; empty if the study does not ask for precision.
  public let precision: [String]
  /// The values of each outcome under each policy; empty if there are several states, which only tables show.
  public let summaries: [SummaryReport]
  /// How outcomes differ between policies; empty if there are several states.
  public let differences: [DifferenceReport]
  /// In how many states each policy has more; empty if there is one state.
  public let verdicts: [VerdictReport]
  /// To what the spread over states is due; none of one state, or where analyses are refused.
  public let shares: [ShareReport]
  /// How long policies are under their triggers; nil if none has any, or there are several states.
  public let triggers: [TriggerReport]?
  /// What each part of the way from one policy to another does; nil if the study does not go that way.
  public let waterfall: AnalysisReport?
  /// How far the answer holds; nil unless it is that of a comparison in one state.
  public let condition: AnalysisReport?
  /// What the study found when it checked itself.
  public let checks: [CheckReport]
  /// What was observed, beside what is simulated; empty for an area, of which nothing was.
  public let observations: [ObservationReport]

  /// The findings of an assessment.
  init(_ assessment: Assessment, area: String?, path: String, isNew: Bool) {
    let comparison = assessment.ofArea ?? assessment.comparison
    answer = assessment.answer.map(AnswerReport.init)
    self.path = path
    self.isNew = isNew
    self.area = area
    policies = assessment.sweep.policies
    assumptions = assessment.sweep.assumptions.map(\.description)
    states = assessment.sweep.states
    replications = assessment.sweep.replications.count
    seed = assessment.sweep.seed
    luckOfStates = assessment.sweep.luck?.rawValue
    failedRuns = assessment.runs.failed
    failures = assessment.reasons
    precision = assessment.precision?.sentences ?? []
    // If there are several states, only tables show each of them.
    let isOne = states == 1
    summaries = isOne ? comparison.summaries.joined().map(SummaryReport.init) : []
    differences = isOne ? comparison.differences.joined().map(DifferenceReport.init) : []
    verdicts =
      isOne
      ? []
      : assessment.verdicts.all.joined().map { VerdictReport($0, of: assessment.sweep.policies) }
    shares = assessment.shares.map {
      ShareReport(
        outcome: $0.outcome.name, part: $0.part, share: $0.share.value.ifFinite,
        ciLow: $0.share.interval.low.ifFinite, ciHigh: $0.share.interval.high.ifFinite)
    }
    let triggered = isOne ? comparison.triggeredDays(of: assessment.sweep.first) : []
    triggers =
      triggered.isEmpty
      ? nil
      : triggered.map {
        TriggerReport(
          policy: $0.policy, triggers: $0.triggers, shareOfDays: $0.share,
          ciLow: $0.interval.low.ifFinite, ciHigh: $0.interval.high.ifFinite,
          runsWithAny: $0.occurred)
      }
    waterfall = assessment.waterfall.map(AnalysisReport.init)
    condition = assessment.condition.map(AnalysisReport.init)
    checks = assessment.checks.map {
      CheckReport(result: $0.result.rawValue, finding: $0.finding)
    }
    // What was observed is of the country.
    observations = area == nil ? assessment.observed.map(ObservationReport.init) : []
  }
}
