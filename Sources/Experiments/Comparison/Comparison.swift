// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Statistics

/// One outcome under one policy, over all replications.
public struct Summary: Hashable, Sendable {
  /// The shares of runs whose quantiles are given.
  public static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// The policy's name.
  public let policy: String
  /// The outcome.
  public let outcome: Outcome
  /// How many runs have a value.
  public let count: Int
  /// How many runs have none, as when there was no case, or the run failed.
  public let missing: Int
  /// How many runs of the policy failed.
  public let failed: Int
  /// The mean over the runs that have a value, of a ratio that of all runs together; NaN if none has.
  public let mean: Double
  /// The standard error of the mean.
  public let standardError: Double
  /// The standard deviation between runs.
  public let standardDeviation: Double
  /// The 95 per cent interval of the mean: what more replications would narrow.
  public let interval: Interval
  /// What the interval is.
  public let kind: Interval.Kind
  /// Quantiles of the runs at `shares`: what single futures look like, however many are simulated.
  public let quantiles: [Double]
  /// In how many runs the outcome is not zero.
  public let occurred: Int
  /// The exact 95 per cent interval of the probability that the outcome is not zero.
  public let occurrence: Interval
}

/// The difference of an outcome between two policies with the same luck, first less second.
public struct Difference: Hashable, Sendable {
  /// The first policy's name.
  public let first: String
  /// The second policy's name.
  public let second: String
  /// The outcome.
  public let outcome: Outcome
  /// How many replications there are.
  public let replications: Int
  /// How many of them have a value under both policies.
  public let count: Int
  /// The mean difference, first less second; of a ratio the difference of those of all runs together.
  public let mean: Double
  /// The standard error of the mean difference.
  public let standardError: Double
  /// The 95 per cent interval of the mean difference, cut at what is possible.
  public let interval: Interval
  /// Whether the interval is Student's or a ratio's, or was cut.
  public let kind: Interval.Kind
  /// The 95 per cent bootstrap interval of the mean difference, which needs no normal law.
  public let bootstrap: Interval
  /// In how many replications the first policy has the lower value.
  public let lower: Int
  /// In how many replications both policies have the same value.
  public let equal: Int
  /// In how many replications the first policy has the higher value.
  public let higher: Int
  /// How many times as many unpaired runs the same precision would have cost.
  ///
  /// The variance of a difference of unpaired runs over that of paired ones; infinite if every
  /// pair has the same difference, NaN if nothing varies.
  public let gainFromPairing: Double
  /// The smallest difference that matters.
  public let matters: Double
  /// The better direction.
  public let better: Outcome.Direction
  /// What it means.
  public let verdict: Verdict
  /// How its sign turns over the counted years; nil if it does not, or where no months are kept.
  public let turning: Turning?
}

/// What a study found: summaries by policy and outcome, differences by pair and outcome, checks.
public struct Comparison: Sendable {
  /// By policy, in the order of the plan, then outcome.
  public let summaries: [[Summary]]
  /// By pair of policies, those with the baseline first, then outcome; empty for one policy.
  public let differences: [[Difference]]
  /// By policy, area and outcome; empty if the country is one area.
  public let areas: [AreaSummary]
  /// How far each policy is from the reference, by policy, area and count; empty if the country is one area.
  public let areaDifferences: [AreaDifference]
  /// What the study found when it checked itself.
  public let checks: [Check]
}

extension ComparisonBuilder {
  /// What was found.
  ///
  /// - Parameters:
  ///   - checks: The findings of checks made elsewhere.
  ///   - hasSummaries: Whether each policy alone is summed up; where only differences are asked for, that is left out.
  /// - Returns: Summaries, differences and all checks.
  public func comparison(checks: [Check] = [], hasSummaries: Bool = true) -> Comparison {
    let policies = plan.policies
    // Only what can be nothing but zero or one has a mean that is a probability. A number of things is
    // none, though in few futures it may happen to be no more than one.
    let outcomes = plan.outcomes
    let areBinary = outcomes.indices.map { outcome in
      outcomes[outcome].isYesOrNo && singles.allSatisfy { $0[outcome].isBinary }
    }
    return Comparison(
      summaries: (hasSummaries ? policies.indices : 0..<0).map { policy in
        outcomes.indices.map { outcome in
          Summary(
            singles[policy][outcome], policy: policies[policy], outcome: outcomes[outcome],
            failed: failures[policy], isBinary: areBinary[outcome])
        }
      },
      differences: pairs.indices.map { index in
        let pair = pairs[index]
        return outcomes.indices.map { number in
          let valuation = valuations[number]
          return Difference(
            differences[index][number],
            bootstrap: bootstrapInterval(pair: index, outcome: number),
            first: policies[pair.first], second: policies[pair.second], outcome: outcomes[number],
            replications: count, better: valuation.better, matters: valuation.matters,
            gap: gap(index, number),
            turning: years.turning(pair: index, outcome: number, matters: valuation.matters))
        }
      },
      areas: areaSummaries?.all ?? [], areaDifferences: areaDifferences?.all ?? [],
      checks: checks + ownChecks())
  }

  private func bootstrapInterval(pair: Int, outcome: Int) -> Interval {
    guard let bootstrap else { return .unknown }
    let width = plan.outcomes.count
    guard let number = ratios.firstIndex(of: outcome) else {
      return bootstrap.interval(of: pair * width + outcome)
    }
    return bootstrap.interval(
      ofRatiosFrom: pairs.count * width + 4 * (pair * ratios.count + number))
  }

  /// Why nothing is known of an outcome of a pair; nil if something is.
  ///
  /// A run that fails is not one like others: where a policy leads to what cannot be simulated, the runs
  /// that are left say less of it than they seem to.
  private func gap(_ index: Int, _ outcome: Int) -> Gap? {
    guard count > 0 else { return nil }
    let (first, second) = pairs[index]
    let worst = failures[first] < failures[second] ? second : first
    if failures[worst] > 0 {
      return .failed(failures[worst], of: count, under: plan.policies[worst])
    }
    guard differences[index][outcome].difference.count == 0 else { return nil }
    // If each has a value now and then, they have none in the same replication.
    return .noCase(
      under: [first, second].filter { singles[$0][outcome].moments.count == 0 }
        .map { plan.policies[$0] })
  }

  private func ownChecks() -> [Check] {
    guard area == nil else { return [] }
    var checks: [Check] = []
    if let (number, earlier) = firstRepetition {
      checks.append(
        Check(
          .warning,
          "\(counted(repetitions, of: count, "replication")) "
            + "\(inflected(repetitions, "repeats", "repeat")) an earlier one bit "
            + "for bit (first: \(number) is \(earlier)): chance may play no part"))
    }
    for (index, (pair, kept)) in zip(pairs, differences).enumerated() where areDifferent[index] {
      let pairs = kept.map(\.difference.count).max() ?? 0
      if pairs > 0, kept.allSatisfy({ $0.lower + $0.higher + $0.apart == 0 }) {
        let names = plan.policies
        checks.append(
          Check(
            .warning,
            "'\(names[pair.first])' and '\(names[pair.second])' have the same outcomes in every "
              + (pairs == count
                ? "replication" : "one of \(grouped(pairs)) replications in which neither failed")
          ))
      }
    }
    return checks
  }
}

extension Summary {
  fileprivate init(
    _ kept: ComparisonBuilder.Single, policy: String, outcome: Outcome, failed: Int,
    isBinary: Bool
  ) {
    self.policy = policy
    self.outcome = outcome
    count = kept.moments.count
    missing = kept.missing
    self.failed = failed
    mean = kept.ratio?.ratio ?? kept.moments.mean
    standardError = kept.ratio?.standardError ?? kept.moments.standardError
    standardDeviation = kept.moments.standardDeviation
    occurred = kept.occurred
    occurrence = .clopperPearson(kept.occurred, of: kept.moments.count)
    if isBinary, kept.moments.count > 0 {
      (interval, kind) = (occurrence, .exact)
    } else {
      let whole = kept.ratio?.interval() ?? .student(kept.moments)
      (interval, kind) = whole.cut(
        to: outcome.possible, about: mean, kind: kept.ratio == nil ? .student : .ratio)
    }
    quantiles = kept.quantiles(Summary.shares)
  }
}

extension Difference {
  fileprivate init(
    _ kept: ComparisonBuilder.Pair, bootstrap: Interval, first: String, second: String,
    outcome: Outcome, replications: Int, better: Outcome.Direction, matters: Double, gap: Gap?,
    turning: Turning?
  ) {
    self.first = first
    self.second = second
    self.outcome = outcome
    self.better = better
    self.matters = matters
    self.replications = replications
    count = kept.difference.count
    mean = kept.ratios?.difference ?? kept.difference.mean
    standardError = kept.ratios?.standardError ?? kept.difference.standardError
    let width = outcome.possible.upperBound - outcome.possible.lowerBound
    let whole = kept.ratios?.interval() ?? .student(kept.difference)
    (interval, kind) = whole.cut(
      to: -width...width, about: mean, kind: kept.ratios == nil ? .student : .ratio)
    self.bootstrap = bootstrap
    lower = kept.lower
    equal = kept.equal
    higher = kept.higher
    gainFromPairing =
      kept.ratios?.gainFromPairing
      ?? (kept.first.variance + kept.second.variance) / kept.difference.variance
    self.turning = turning
    verdict =
      gap.map(Verdict.unknown)
      ?? Verdict(
        interval, of: kept.ratios.map(Spread.init) ?? Spread(kept.difference), matters: matters,
        better: better)
  }
}
