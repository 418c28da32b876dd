// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// How an outcome follows from measures added up over a stretch of months.
enum Formula: Hashable, Sendable {
  /// The total: per year over the counted years, and as it is in a month.
  case total([Measure])
  /// The sum of the first measures over that of the second ones.
  case ratio([Measure], per: [Measure], scale: Double = 1)
  /// The mean over time of a measure in level-days.
  case timeMean(Measure)
  /// The measure at the end of the stretch.
  case atEnd(Measure)
  /// Whether there was at least one: the share of counted years that saw one; 0 or 1 in a month.
  case anyInYear(Measure)

  /// The measures that it uses, without time.
  var measures: [Measure] {
    switch self {
    case .total(let measures): measures
    case .ratio(let measures, let per, _): measures + per
    case .timeMean(let measure), .atEnd(let measure), .anyInYear(let measure): [measure]
    }
  }

  /// The value over one stretch: a month, or all of the counted years where `perYear` is set.
  ///
  /// NaN if the stretch cannot say, such as a mean over no cases. The totals are those of the
  /// stretch, by raw value of the measure; of what there is at a month's end, those of its last month.
  func value(_ totals: ArraySlice<Double>, perYear: Bool) -> Double {
    func total(_ measure: Measure) -> Double { totals[totals.startIndex + measure.rawValue] }
    func sum(_ measures: [Measure]) -> Double { measures.reduce(0) { $0 + total($1) } }
    switch self {
    case .total(let measures):
      let years = perYear ? total(.days) / Unit.years.inCanonicalUnits : 1
      return sum(measures) / years
    case .ratio(let measures, let per, let scale):
      let whole = sum(per)
      return whole > 0 ? scale * sum(measures) / whole : .nan
    case .timeMean(let measure):
      return total(measure) / total(.days)
    case .atEnd(let measure):
      return total(measure)
    case .anyInYear(let measure):
      return total(measure) > 0 ? 1 : 0
    }
  }
}
