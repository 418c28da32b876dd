// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Statistics

/// What was observed over some months, beside what was simulated for the same months.
///
/// The model never reads an observation; this is for people to judge the model by.
public struct ObservedYears: Sendable {
  /// What was observed.
  public let observation: Observation
  /// Whether the pasts of the study were chosen by it; false too if each future makes its own past.
  public let isFitted: Bool
  /// Mean and variance of the simulated values, one from each replication.
  public private(set) var simulated = Moments()
  /// Quantiles of the simulated values: an observation is one history, and is compared with single
  /// histories rather than with their mean.
  public private(set) var quantiles = Quantiles()

  /// The simulated mean, of a ratio that of all replications together.
  public var mean: Double { ratio?.ratio ?? simulated.mean }
  /// Its standard error.
  public var standardError: Double { ratio?.standardError ?? simulated.standardError }
  /// Its 95 per cent interval, cut at what is possible.
  public var interval: Interval {
    (ratio?.interval() ?? .student(simulated)).cut(to: outcomes[index].possible, about: mean)
      .interval
  }

  private var ratio: RatioOfSums?
  private let outcomes: OutcomeSet
  private let index: Int
  private let period: ObservedPeriod
  private let policy: Int

  /// The observations of a plan's first scenario that the simulated months can be compared with.
  public static func all(of plan: Plan) -> [ObservedYears] {
    plan.observations.compactMap { observation in
      guard let period = observation.period,
        let index = observation.outcome.flatMap(plan.outcomes.index(of:)),
        plan.calendar.start <= period.days.lowerBound,
        period.days.upperBound <= plan.calendar.end
      else { return nil }
      let isFitted =
        plan.draws.map {
          observation.likelihood != nil && period.days.upperBound < $0.pasts.end
        } ?? false
      return ObservedYears(
        observation: observation, isFitted: isFitted, index, of: plan.outcomes, period: period,
        under: plan.reference)
    }
  }

  private init(
    observation: Observation, isFitted: Bool, _ index: Int, of outcomes: OutcomeSet,
    period: ObservedPeriod, under policy: Int
  ) {
    self.observation = observation
    self.isFitted = isFitted
    self.index = index
    self.period = period
    self.policy = policy
    self.outcomes = outcomes
    ratio = outcomes.isRatio(index) ? RatioOfSums() : nil
  }

  /// With fewer futures than these a band of nine of ten says nothing.
  private static let fewestFutures = 20

  /// Whether what was observed lies outside the band of nine of ten futures; nil if there are too few of them.
  public var isOutside: Bool? {
    guard simulated.count >= Self.fewestFutures else { return nil }
    let band = quantiles([0.05, 0.95])
    return observation.value < band[0] || observation.value > band[1]
  }

  /// Adds a replication: its run under the policy from which the others differ, which the record is nearest to.
  public mutating func add(_ replication: Replication) {
    let run = replication.runs[policy]
    // A run that failed, or whose months are not kept, simulated nothing to compare with.
    guard
      let (value, weight) = period.value(
        of: index, among: outcomes, months: run.months, values: run.monthly)
    else { return }
    simulated.add(value)
    ratio?.add(value * weight, over: weight)
    quantiles.add(value)
  }
}
