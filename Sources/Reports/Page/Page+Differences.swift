// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  fileprivate static let differences = Figure.Chart(
    "differences", PackageResources.differences_json)
}

/// The paired differences with their intervals, each in its own unit.
extension Page {
  var differences: Section? {
    guard !hasStates else { return stateDifferences }
    guard !comparison.differences.isEmpty else { return nil }
    let shown = outcomes.flatMap { outcome in
      comparison.differences.lazy.flatMap(\.self)
        .filter { $0.outcome == outcome && $0.first == baseline && $0.count > 1 }
    }
    guard !shown.isEmpty else {
      return Section(
        id: "differences", heading: "Differences",
        body: """
          <p>A difference needs two futures under both policies to have an interval: more \
          <code>--replications</code> give it one, and a picture.</p>
          \(tables(shown).map(\.html))
          """)
    }
    let second = others.count == 1 ? others[0] : "the other policy"
    let figure = Figure(
      id: "paired", chart: .differences, title: "\(baseline) less \(second)",
      caption: """
        A diamond is the mean difference over all futures, the line its 95 per cent interval: an \
        interval of the mean, not a band of futures. The grey box holds what is too small to matter. \
        Each row has a scale of its own, in the outcome’s unit; the upright line marks no difference. A \
        full diamond is decided: its whole line lies beyond the box. A hollow one is not. \(order) \(bootstrap(shown))
        """,
      description:
        "Paired differences of \(counted(shown.count, "outcome")) with their intervals; the table below has them",
      signals: [("first", baseline), ("second", second)],
      legend: keys.filter { $0.policy != baseline },
      tables: tables(shown), evidence: mark(outcomes))
    return Section(
      id: "differences", heading: "Differences", body: figure.html, charts: [.differences])
  }

  /// The differences in the picture, if it has any, and all differences.
  private func tables(_ shown: [Difference]) -> [DataTable] {
    (shown.isEmpty ? [] : [Self.table("Differences from \(baseline) in the picture", shown)]) + [
      Self.table(
        "All differences of all outcomes", comparison.differences.flatMap(\.self), name: nil),
      Self.table("All means", comparison.summaries.flatMap(\.self)),
    ]
  }

  /// Whether the bootstrap interval, which needs no normal law, says the same about zero.
  private func bootstrap(_ shown: [Difference]) -> String {
    guard shown.contains(where: { $0.count >= 10 }) else {
      return "Bootstrap intervals are in the tables; with so few futures they are too narrow."
    }
    let parted = shown.filter { $0.interval.covers(0) != $0.bootstrap.covers(0) }
      .map { $0.outcome.title.lowercased() }
    return "Bootstrap intervals, which need no normal law, are in the tables; "
      + (parted.isEmpty
        ? "they cover zero where these do."
        : "they disagree on whether there is a difference in \(parted.joined(separator: ", ")).")
  }

  private var order: String {
    main.valued > 0
      ? "The outcomes that the scenario values come first, then the largest differences, as multiples of the smallest that matters."
      : "The largest differences come first, as multiples of the smallest that matters."
  }

  private static func table(
    _ title: String, _ differences: [Difference], name: String? = "rows"
  ) -> DataTable {
    DataTable(
      name: name, title: title,
      columns: [
        .init("title", "Outcome", .text), .init("policy_a", "First", .text),
        .init("policy_b", "Second", .text), .init("mean_difference", "First less second"),
        .init("ci_low", "Interval from"), .init("ci_high", "to"),
        .init("bootstrap_low", "Bootstrap interval from"), .init("bootstrap_high", "to"),
        .init("unit", "Unit", .text), .init("matters", "Matters from"),
        .init("lower", "Lower under first"),
        .init("equal", "Equal"), .init("higher", "Higher under first"), .init("n", "Futures"),
        .init("gain_from_pairing", "Gain from pairing"), .init("verdict", "Verdict", .text),
        .init("decided", "Decided", .text), .init("shown", "In short", .text),
        .init("outcome", "Name in tables", .text),
      ],
      rows: differences.map { difference in
        let readable = Readable(standardError: difference.standardError, size: difference.mean)
        let gain = difference.gainFromPairing
        return [
          .text(difference.outcome.title), .text(difference.first), .text(difference.second),
          .number(difference.mean, shown: readable(difference.mean, signed: true)),
        ]
          + [difference.interval, difference.bootstrap].flatMap { [$0.low, $0.high] }.map {
            .number($0, shown: readable($0, signed: true))
          } + [
            .text(difference.outcome.unit), .number(difference.matters),
            .number(Double(difference.lower)), .number(Double(difference.equal)),
            .number(Double(difference.higher)), .number(Double(difference.count)),
            .number(gain, shown: Readable(standardError: gain / 9, size: gain)(gain)),
            .text(difference.verdictWords), .text(difference.verdict.isDecided ? "yes" : "no"),
            .text(EstimateText(difference).words), .text(difference.outcome.name),
          ]
      })
  }

  private static func table(_ title: String, _ summaries: [Summary]) -> DataTable {
    DataTable(
      name: nil, title: title,
      columns: [
        .init("title", "Outcome", .text), .init("policy", "Policy", .text), .init("mean", "Mean"),
        .init("ci_low", "Interval of the mean from"), .init("ci_high", "to"),
        .init("interval", "Kind of interval", .text),
        .init("p05", "9 of 10 futures from"), .init("p95", "to"), .init("unit", "Unit", .text),
        .init("n", "Futures"), .init("missing", "Without a value"), .init("failed", "Failed"),
        .init("outcome", "Name in tables", .text),
      ],
      rows: summaries.map { summary in
        let readable = Readable(standardError: summary.standardError, size: summary.mean)
        let band = Readable(standardError: summary.standardDeviation / 5, size: summary.mean)
        let (low, high) = (summary.quantiles.first ?? .nan, summary.quantiles.last ?? .nan)
        return [
          .text(summary.outcome.title), .text(summary.policy),
          .number(summary.mean, shown: readable(summary.mean)),
          .number(summary.interval.low, shown: readable(summary.interval.low)),
          .number(summary.interval.high, shown: readable(summary.interval.high)),
          .text(summary.kind.rawValue), .number(low, shown: band(low)),
          .number(high, shown: band(high)),
          .text(summary.outcome.unit), .number(Double(summary.count)),
          .number(Double(summary.missing)), .number(Double(summary.failed)),
          .text(summary.outcome.name),
        ]
      })
  }
}
