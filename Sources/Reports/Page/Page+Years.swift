// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  fileprivate static let years = Figure.Chart("years", PackageResources.years_json)
}

/// What happens seldom, year by year.
extension Page {
  var rareYears: Section? {
    let shown = outcomes.filter(main.yearly.contains)
    guard !years.isEmpty, !shown.isEmpty else { return nil }
    let pooled: HTML =
      hasStates ? " The futures of all \(counted(sweep.states, "state")) are pooled." : ""
    return Section(
      id: "years", heading: "Year by year",
      body: """
        <p>What happens seldom is counted by year: a month has none or one of it. Mark: the mean; bar: half of the \
        futures; line: nine of ten; notch: the median. These are of single futures, not intervals of a mean.\
        \(pooled)</p>
        \(keys.html)<div class="grid">\(shown.map { figure($0).html })</div>

        """, charts: [.years])
  }

  private func figure(_ outcome: Outcome) -> Figure {
    Figure(
      id: "years-\(outcome.name)", chart: .years, title: outcome.title,
      caption: "\(outcome.summary) In \(outcome.monthlyUnit) of a year.",
      description:
        "\(outcome.title) in each counted year: mean and bands of futures under each policy; the table below has "
        + "them",
      signals: [("unit", outcome.monthlyUnit)],
      tables: [table(outcome)], evidence: mark([outcome], isShort: true))
  }

  private func table(_ outcome: Outcome) -> DataTable {
    func row(
      _ policy: String, _ start: CalendarDate, _ year: YearlyCounts.Year
    ) -> [DataTable.Cell] {
      let bands = year.quantiles(MonthlyFans.shares).map { DataTable.Cell.number($0.rounded6) }
      return [
        .text(policy), .text(Self.name(ofYearFrom: start)), .text(start.description),
        .number(year.mean.rounded6),
      ] + bands + [.number(Double(year.occurred)), .number(Double(year.count))]
    }
    let rows = plan.policies.enumerated().flatMap { policy, name in
      zip(years.starts, years.years(of: outcome, policy: policy)).map { row(name, $0, $1) }
    }
    return DataTable(
      title: "\(outcome.title) by year",
      columns: [
        .init("policy", "Policy", .text), .init("year", "Year", .text),
        .init("start", "From", .date), .init("mean", "Mean"), .init("p05", "5 %"),
        .init("p25", "25 %"), .init("p50", "Median"), .init("p75", "75 %"), .init("p95", "95 %"),
        .init("any", "Futures with any"), .init("futures", "of"),
      ], rows: rows)
  }

  /// `2017`, or `2017/18` for a year that does not begin with January.
  private static func name(ofYearFrom day: CalendarDate) -> String {
    let (year, isWhole) = (day.parts.year, day.parts.month == 1 && day.parts.day == 1)
    let next = (year + 1) % 100
    return isWhole ? "\(year)" : "\(year)/\(next < 10 ? "0" : "")\(next)"
  }
}
