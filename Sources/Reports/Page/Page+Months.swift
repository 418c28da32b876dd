// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  static let fan = Figure.Chart("fan", PackageResources.fan_json)
}

/// Outcomes month by month: the median, and the bands in which half and nine of ten futures lie.
extension Page {
  /// The name in a row that holds for every policy alike.
  private static let everybody = "all policies"

  var months: Section? {
    guard !fans.months.isEmpty else { return withoutMonths }
    let dashed = parting.map { " The dashed upright line is \($0), when policies part." } ?? ""
    return Section(
      id: "months", heading: "Month by month",
      body: "<p>\(legend)\(dashed)</p>\n"
        + grid(monthly), charts: [.fan])
  }

  /// The outcomes that have a picture by month, with its title.
  private var monthly: [(outcome: Outcome, title: String)] {
    outcomes.filter(main.monthly.contains).map { ($0, $0.title) }
  }

  /// The pictures of outcomes, backlogs and waits by month; none where no months are kept.
  var fanFigures: [Figure] {
    guard !fans.months.isEmpty else { return [] }
    return (monthly + waits).filter { hasValue($0.outcome) }.map { outcome, title in
      var figure = fan(outcome, title: title)
      figure.legend = keys
      return figure
    }
  }

  var queues: Section? {
    guard !fans.months.isEmpty, !main.queues.isEmpty else { return nil }
    return Section(
      id: "queues", heading: "Backlogs and waits",
      body: "<p>\(legend)</p>\n" + grid(waits), charts: [.fan])
  }

  /// The backlogs and waits of stations, with the titles of their pictures.
  private var waits: [(outcome: Outcome, title: String)] {
    main.queues.flatMap { queue in
      [(queue.backlog, "Backlog: \(queue.station)"), (queue.wait, "Wait: \(queue.station)")]
    }
  }

  /// The section of a study that keeps no months.
  private var withoutMonths: Section? {
    guard !plan.detail.contains(.months) else { return nil }
    return Section(
      id: "months", heading: "Month by month",
      body: """
        <p>This study keeps no months, so there are no pictures of outcomes, backlogs and waits over \
        time; <code>cordon sweep --months</code> keeps them.</p>
        """)
  }

  /// How to read the fans, and whose futures they show.
  private var legend: HTML {
    let pooled: HTML =
      hasStates
      ? """
       The futures of all \(counted(sweep.states, "state")) are pooled, each state with the same weight: a \
      band shows chance and what is not known together.
      """
      : ""
    let cut: HTML =
      fans.cut.isEmpty
      ? ""
      : """
       The months from \(fans.cut.map(\.description).joined(separator: ", ")) are left out, since only \
      a part of each is simulated or counted.
      """
    return """
      Thick: the median future. Dark band: half of the futures; light band: nine of ten. Thin: the \
      mean; for a share or a wait, that of all cases of all futures together. These are bands of single \
      futures, month by month, not intervals of a mean.\(pooled)\(cut)
      """
  }

  /// The fans of outcomes under one legend, and the outcomes without a value in any future.
  private func grid(_ outcomes: [(outcome: Outcome, title: String)]) -> HTML {
    let drawn = outcomes.filter { hasValue($0.outcome) }
    let empty = outcomes.filter { !hasValue($0.outcome) }.map { $0.title.lowercased() }
    let note: HTML =
      empty.isEmpty
      ? "" : "<p>Without a case in any future: \(empty.joined(separator: ", ")).</p>\n"
    let figures = drawn.map { fan($0.outcome, title: $0.title).html }
    return "\(keys.html)<div class=\"grid\">\(figures)</div>\n\(note)"
  }

  private func hasValue(_ outcome: Outcome) -> Bool {
    plan.policies.indices.contains { policy in
      fans.months(of: outcome, policy: policy).contains { !$0.mean.isNaN }
    }
  }

  /// The day on which policies part; nil if they share no history, or never part.
  private var parting: CalendarDate? {
    guard case .history(let day) = plan.sharing else { return nil }
    return day
  }

  /// How many months are the same under every policy.
  private var shared: Int {
    guard plan.policies.count > 1, case .history(let day) = plan.sharing else { return 0 }
    guard let day else { return fans.months.count }
    return fans.months.count { $0.startOfNextMonth <= day }
  }

  private func fan(_ outcome: Outcome, title: String) -> Figure {
    let unit = outcome.monthlyUnit == "share" ? "As a share" : "In \(outcome.monthlyUnit)"
    return Figure(
      id: "fan-\(outcome.name)", chart: .fan, title: title,
      caption: "\(outcome.summary) \(unit), month by month.",
      description:
        "\(title) by month, in \(outcome.monthlyUnit): median and bands of futures under each policy; "
        + "the table below has them",
      signals: [("unit", outcome.monthlyUnit), ("parting", parting?.description ?? "")],
      tables: [table(outcome, title)], evidence: mark([outcome], isShort: true))
  }

  private func table(_ outcome: Outcome, _ title: String) -> DataTable {
    let policies = plan.policies.indices.map { fans.months(of: outcome, policy: $0) }
    func row(_ policy: String, _ month: Int, _ kept: MonthlyFans.Month) -> [DataTable.Cell] {
      [.text(policy), .text(fans.months[month].description), .number(kept.mean.rounded6)]
        + kept.quantiles(MonthlyFans.shares).map { .number($0.rounded6) }
    }
    let shared = shared
    var rows = (0..<shared).map { row(Self.everybody, $0, policies[0][$0]) }
    for (policy, kept) in zip(plan.policies, policies) {
      rows += (shared..<fans.months.count).map { row(policy, $0, kept[$0]) }
    }
    return DataTable(
      title: "\(title) by month",
      columns: [
        .init("policy", "Policy", .text), .init("month", "Month from", .date),
        .init("mean", "Mean"), .init("p05", "5 %"), .init("p25", "25 %"), .init("p50", "Median"),
        .init("p75", "75 %"), .init("p95", "95 %"),
      ], rows: rows)
  }
}
