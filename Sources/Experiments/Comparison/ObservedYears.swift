// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
import Declarations

/// What was observed over some calendar years, beside what was simulated for the same years.
///
/// The model never reads an observation; this is for people to judge the model by.
public struct ObservedYears: Sendable {
  /// What was observed.
  public let observation: Observation
  /// Mean and variance of the simulated values, one from each replication.
  public private(set) var simulated = Moments()
  /// Quantiles of the simulated values: an observation is one history, and is compared with single
  /// histories rather than with their mean.
  public private(set) var quantiles = Quantiles()

  private let outcome: Int
  private let months: Range<CalendarDate>

  /// The observations of a plan's first scenario that the simulated years can be compared with.
  public static func all(of plan: Plan) -> [ObservedYears] {
    let settings = plan.scenarios[0].settings
    return plan.scenarios[0].observations.compactMap { observation in
      guard let years = observation.years,
        let outcome = Outcome.all.firstIndex(where: { $0.name == observation.outcome }),
        let first = CalendarDate(year: years.lowerBound, month: 1, day: 1),
        let end = CalendarDate(year: years.upperBound + 1, month: 1, day: 1),
        settings.start <= first, end <= settings.end
      else { return nil }
      return ObservedYears(observation: observation, outcome: outcome, months: first..<end)
    }
  }

  private init(observation: Observation, outcome: Int, months: Range<CalendarDate>) {
    self.observation = observation
    self.outcome = outcome
    self.months = months
  }

  /// Adds the run of the first policy of a replication.
  ///
  /// An outcome whose unit says "per year" where a month's does not is a total, and is added up over
  /// the months of a year; any other is a state or a share, and the mean of the months that have it
  /// is taken.
  public mutating func add(_ replication: Replication) {
    let run = replication.runs[0]
    let width = Outcome.all.count
    let values = run.months.indices
      .filter { months.contains(run.months[$0]) }
      .map { run.monthly[$0 * width + outcome] }
      .filter { !$0.isNaN }
    let isTotal = Outcome.all[outcome].unit != Outcome.all[outcome].monthlyUnit
    let years = Double(months.upperBound.parts.year - months.lowerBound.parts.year)
    let value = values.reduce(0, +) / (isTotal ? years : Double(values.count))
    guard !value.isNaN else { return }
    simulated.add(value)
    quantiles.add(value)
  }
}
