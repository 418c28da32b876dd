// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Designs

/// A count of the record.
///
/// Pasts are fitted to it, or it is only predicted.
public struct RecordedCount: Hashable, Sendable {
  /// The outcome's name.
  public let outcome: String
  /// When it was observed.
  public let period: ObservedPeriod
  /// What was observed.
  public let observed: Double
  /// The likelihood of the observed number, given that of a run; nil if the count is only predicted.
  public let likelihood: Likelihood?

  /// Creates a count.
  public init(
    _ outcome: String, _ period: ObservedPeriod, _ observed: Double, _ likelihood: Likelihood?
  ) {
    self.outcome = outcome
    self.period = period
    self.observed = observed
    self.likelihood = likelihood
  }

  /// The outcome and the period, for example `volunteer-cases 2016`.
  public var words: String { "\(outcome) \(period)" }

  /// The first day at whose beginning every run has closed its months.
  ///
  /// The first event of a month closes the month before.
  var day: CalendarDate { CalendarDate(dayNumber: period.days.upperBound.dayNumber + 1) }
}

/// Which unknowns are learnt from which counts, with how many pasts.
///
/// It knows no model.
public struct Calibration: Sendable {
  /// A day on which counts are known.
  struct Step: Sendable {
    let day: CalendarDate
    /// The counts that are known then, by their indices.
    let counts: [Int]
  }

  /// The unknowns.
  ///
  /// The law or range of each factor is its prior.
  public let unknowns: [Factor]
  /// The counts, in the order of their ends.
  public let record: [RecordedCount]
  /// How many pasts an island has.
  public let pasts: Int
  /// How many pasts an island simulates at most at a date until as many fit as it has.
  ///
  /// An island that simulates each date once, whatever fits, has ``pasts`` here.
  public let most: Int
  /// How many islands there are.
  ///
  /// They are samples that know nothing of each other.
  public let islands: Int
  /// The points of the unknowns, island by island.
  let points: Design
  let steps: [Step]

  /// The days on which pasts are weighted, and may part from their copies.
  public var dates: [CalendarDate] { steps.map(\.day) }
  /// The indices of the counts to which pasts are fitted.
  public var fitted: [Int] { record.indices.filter { record[$0].likelihood != nil } }

  /// A calibration.
  ///
  /// - Parameters:
  ///   - unknowns: The unknowns, at least one.
  ///   - record: The counts, at least one of them with a likelihood.
  ///   - pasts: How many pasts an island has, at least 2.
  ///   - most: How many pasts an island simulates at most at a date until as many fit as it has; nil if it
  ///     simulates each date once.
  ///   - islands: How many islands there are, at least 1.
  ///   - seed: The seed of the points.
  /// - Throws: If the unknowns cannot be sampled so often.
  init(
    _ unknowns: [Factor], _ record: [RecordedCount], pasts: Int, most: Int? = nil, islands: Int,
    seed: UInt32
  ) throws(DesignError) {
    precondition(pasts > 1 && islands > 0, "nothing to learn from")
    precondition(most ?? pasts >= pasts, "an island must be able to have all its pasts")
    self.unknowns = unknowns
    let record = record.sorted { $0.period.days.upperBound < $1.period.days.upperBound }
    self.record = record
    self.pasts = pasts
    self.most = most ?? pasts
    self.islands = islands
    points = try Design.sobol(unknowns, points: self.most * islands, seed: seed)
    var days: [CalendarDate] = []
    for count in record where count.likelihood != nil && days.last != count.day {
      days.append(count.day)
    }
    precondition(!days.isEmpty, "no count has a likelihood")
    steps = days.map { day in
      // A count that is only predicted belongs to the next count that is fitted, or to the last one.
      Step(
        day: day,
        counts: record.indices.filter { index in
          (days.first { $0 >= record[index].day } ?? days[days.count - 1]) == day
        })
    }
  }

  /// Whether an island goes on at each date until as many pasts fit as it has.
  public var goesOn: Bool { most > pasts }

  /// The first point of an island.
  func firstPoint(ofIsland island: Int) -> Int { island * most }

  /// The values of the unknowns at a point; points are numbered from 0.
  public func values(ofPoint point: Int) -> [Setting] { points.values(of: point) }
}
