// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
import Statistics

/// What a comparison keeps of the replications: constant memory, whatever their number.
public struct ComparisonBuilder: Sendable {
  /// What is kept of one outcome under one policy.
  struct Single: Sendable {
    private(set) var moments = Moments()
    /// Of all runs together, where the outcome is a ratio.
    private(set) var ratio: RatioOfSums?
    /// Of no values while there is one alone: a sweep of one replication a state takes no room for it.
    private var all = Self.none
    private var first = Double.nan
    /// Runs in which the outcome has no value, as when there was no case.
    private(set) var missing = 0
    /// Runs in which the outcome is not zero.
    private(set) var occurred = 0
    /// Whether every value so far is 0 or 1.
    private(set) var isBinary = true

    private static let none = Quantiles()

    init(isRatio: Bool) { ratio = isRatio ? RatioOfSums() : nil }

    /// Adds the value of a run and its two sums, which are NaN if the run failed.
    mutating func add(_ value: Double, sums: PairedDifference.Side) {
      if !sums.whole.isNaN { ratio?.add(sums.part, over: sums.whole) }
      guard !value.isNaN else {
        missing += 1
        return
      }
      switch moments.count {
      case 0: first = value
      case 1: for value in [first, value] { all.add(value) }
      default: all.add(value)
      }
      moments.add(value)
      if value != 0 { occurred += 1 }
      if value != 0, value != 1 { isBinary = false }
    }

    /// The values below which the given shares of runs lie; NaN without a value.
    func quantiles(_ shares: [Double]) -> [Double] {
      moments.count > 1 ? all(shares) : shares.map { _ in first }
    }
  }

  /// What is kept of one outcome under two policies in the same replications.
  struct Pair: Sendable {
    var difference = Moments()
    /// Of all runs together, where the outcome is a ratio.
    var ratios: RatioDifference?
    var first = Moments()
    var second = Moments()
    var lower = 0
    var equal = 0
    var higher = 0
    /// Replications in which one policy has a value and the other has none.
    var apart = 0

    mutating func add(
      _ one: Double, _ other: Double,
      sums: (one: PairedDifference.Side, other: PairedDifference.Side)
    ) {
      if !sums.one.whole.isNaN, !sums.other.whole.isNaN { ratios?.add(sums.one, sums.other) }
      guard !one.isNaN, !other.isNaN else {
        if one.isNaN != other.isNaN { apart += 1 }
        return
      }
      difference.add(one - other)
      first.add(one)
      second.add(other)
      if one < other { lower += 1 } else if one > other { higher += 1 } else { equal += 1 }
    }
  }

  /// How many policies are compared all with all; more are compared with the baseline and the status quo only.
  static let allPairsLimit = 4
  /// How many replications are remembered to find identical ones among them and later ones.
  static let rememberedLimit = 4_096

  let plan: Plan
  /// The area that is compared; nil for the country.
  let area: Int?
  /// The indices of the policies in each pair.
  let pairs: [(first: Int, second: Int)]
  /// By pair: whether its policies ever set their levers differently.
  let areDifferent: [Bool]
  /// By outcome: the better direction, and the smallest difference that matters.
  let valuations: [(better: Outcome.Direction, matters: Double)]
  /// What is kept of each area, where it is the country that is compared.
  private(set) var areaSummaries: AreaSummaries?
  /// How areas differ between policies, where it is the country that is compared.
  private(set) var areaDifferences: AreaDifferences?
  /// By policy, then outcome.
  private(set) var singles: [[Single]]
  /// By pair, then outcome.
  private(set) var differences: [[Pair]]
  /// By pair, then outcome, one after the other; then by pair and ratio four series, as
  /// ``Bootstrap/interval(ofRatiosFrom:confidence:)`` has them; nil where only an answer is asked for.
  private(set) var bootstrap: Bootstrap?
  /// The positions of the outcomes that are ratios, and of each outcome whether it is one.
  let ratios: [Int]
  private let areRatios: [Bool]
  /// What is kept of each counted year, by pair.
  private(set) var years: YearlyDifferences
  /// By policy: how many runs failed.
  private(set) var failures: [Int]
  /// How many replications were added.
  public private(set) var count = 0
  /// How many replications repeat an earlier one, bit for bit.
  private(set) var repetitions = 0
  /// The first of them, and the earlier one.
  private(set) var firstRepetition: (number: Int, earlier: Int)?
  private var remembered: [Digest: Int] = [:]

  /// What is kept of a plan, before its first replication.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - area: The area whose outcomes are compared, an index of the scenarios' areas; nil for the
  ///     country's.
  ///   - isOfAnswer: Whether only means, differences and their intervals are asked for. Then nothing is resampled,
  ///     areas are left out, and a tenth of the memory is taken.
  public init(_ plan: Plan, area: Int? = nil, isOfAnswer: Bool = false) {
    self.plan = plan
    self.area = area
    areaSummaries = area == nil && !isOfAnswer ? AreaSummaries(plan) : nil
    areaDifferences = area == nil && !isOfAnswer ? AreaDifferences(plan) : nil
    // The status quo comes last unless it is the baseline: a difference from it is that of the other policy.
    let others = plan.policies.indices.filter { $0 != plan.baseline }
    let policies =
      [plan.baseline] + others.filter { $0 != plan.statusQuo }
      + others.filter { $0 == plan.statusQuo }
    let hasAll = policies.count <= Self.allPairsLimit
    pairs = policies.indices.flatMap { first in
      policies.indices.filter { second in
        second > first && (first == 0 || hasAll || policies[second] == plan.statusQuo)
      }.map { (policies[first], policies[$0]) }
    }
    areDifferent = pairs.map { plan.runs.isDifferent($0.first, from: $0.second) }
    let outcomes = plan.outcomes
    valuations = outcomes.map { plan.valuation(of: $0, inArea: area) }
    let areRatios = outcomes.indices.map(outcomes.isRatio)
    ratios = areRatios.indices.filter { areRatios[$0] }
    self.areRatios = areRatios
    singles = policies.map { _ in
      areRatios.map { Single(isRatio: $0) }
    }
    differences = pairs.map { _ in
      areRatios.map { Pair(ratios: $0 ? RatioDifference() : nil) }
    }
    years = YearlyDifferences(plan)
    failures = policies.map { _ in 0 }
    bootstrap =
      isOfAnswer
      ? nil
      : Bootstrap(
        series: pairs.count * (outcomes.count + 4 * ratios.count), seed: plan.seed,
        forCopiesWith: plan.replications.count > 1 ? Range(plan.replications) : 0..<0)
  }

  /// Adds a replication.
  ///
  /// - Complexity: O(policies squared times outcomes), times resamples of the bootstrap.
  public mutating func add(_ replication: Replication) {
    count += 1
    let runs = replication.runs.map { run in
      let values = values(of: run)
      let sums = values.indices.map { outcome -> PairedDifference.Side in
        areRatios[outcome] ? plan.outcomes.sums(of: outcome, in: values) : (values[outcome], 1)
      }
      return (values: values, sums: sums)
    }
    for (policy, run) in replication.runs.enumerated() {
      if run.failure != nil { failures[policy] += 1 }
      for (outcome, value) in runs[policy].values.enumerated() {
        singles[policy][outcome].add(value, sums: runs[policy].sums[outcome])
      }
    }
    var gaps: [Double] = []
    var parts: [Double] = []
    gaps.reserveCapacity(pairs.count * (plan.outcomes.count + 4 * ratios.count))
    parts.reserveCapacity(pairs.count * 4 * ratios.count)
    for (index, pair) in pairs.enumerated() {
      let (one, other) = (runs[pair.first], runs[pair.second])
      for outcome in one.values.indices {
        differences[index][outcome].add(
          one.values[outcome], other.values[outcome],
          sums: (one.sums[outcome], other.sums[outcome]))
        gaps.append(one.values[outcome] - other.values[outcome])
      }
      for outcome in ratios {
        let (one, other) = (one.sums[outcome], other.sums[outcome])
        for sum in [one.part, one.whole, other.part, other.whole] { parts.append(sum) }
      }
    }
    if !gaps.isEmpty { bootstrap?.add(gaps + parts, replication: replication.number) }
    if area == nil { years.add(replication.runs, pairs) }
    areaSummaries?.add(replication)
    areaDifferences?.add(replication)
    if area == nil, replication.runs.allSatisfy({ $0.failure == nil }) { remember(replication) }
  }

  /// The outcomes that are compared: of the country, or of the area.
  ///
  /// What only the country has is no outcome of an area.
  private func values(of run: RunOutcomes) -> [Double] {
    guard let area else { return run.counted }
    return zip(run.areas[area], plan.outcomes).map { $1.isNational ? .nan : $0 }
  }

  private mutating func remember(_ replication: Replication) {
    var bytes: [UInt8] = []
    for run in replication.runs {
      (run.monthly.isEmpty ? run.counted : run.monthly).withUnsafeBytes {
        bytes.append(contentsOf: $0)
      }
    }
    let digest = Digest(of: bytes)
    if let earlier = remembered[digest] {
      repetitions += 1
      if firstRepetition == nil { firstRepetition = (replication.number, earlier) }
    } else if remembered.count < Self.rememberedLimit {
      remembered[digest] = replication.number
    }
  }
}
