// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  fileprivate static let stateDifferences = Figure.Chart(
    "state-differences", PackageResources.state_differences_json)
}

/// The paired difference in each state of a sweep.
extension Page {
  var stateDifferences: Section? {
    let shown = outcomes.filter { outcome in
      states.kept.contains {
        $0.differences.contains { $0.outcome == outcome && $0.mean.isFinite }
      }
    }
    guard let first = shown.first, let second = others.first else { return nil }
    let figure = Figure(
      id: "by-state", chart: .stateDifferences,
      title:
        "\(baseline) less \(others.count == 1 ? second : "another policy"), state by state",
      caption: """
        A mark is the mean difference over the futures of one state of the world, its line the 95 per \
        cent interval of that mean. The grey stretch is what is too small to matter. A full mark is \
        decided, its whole line beyond that stretch, and has the colour of the policy that does better, or \
        grey where neither direction is better; a hollow one is not decided. Of 100 states without a \
        difference that matters up to 5 would seem to have one.\(part)
        """,
      description: """
        The paired difference from \(baseline) with its interval in each of \(counted(states.kept.count, "state")); \
        the tables below have them
        """,
      signals: [("first", baseline), ("second", second), ("outcome", first.name)], legend: keys,
      controls: controls(shown),
      tables: [table(shown), world],
      evidence: mark([first]))
    return Section(
      id: "differences", heading: "Differences, state by state", body: figure.html,
      charts: [.stateDifferences])
  }

  /// What the page says if it does not show every state.
  private var part: String {
    guard states.kept.count < sweep.states else { return "" }
    return
      " Shown are \(counted(states.kept.count, of: sweep.states, "state")), evenly taken; "
      + "differences.csv has all."
  }

  private func controls(_ shown: [Outcome]) -> HTML {
    func options(_ all: [(value: String, title: String)]) -> [HTML] {
      all.map { HTML("<option value=\"\($0.value)\">\($0.title)</option>") }
    }
    let orders =
      [("", "the difference")] + sweep.factors.map { (value: $0.path, title: $0.path) }
    let against: HTML =
      others.count > 1
      ? """
      <label>Less <select data-signal="second">\(options(others.map { ($0, $0) }))</select></label>

      """
      : ""
    return """
      <p class="controls"><label>Outcome <select data-signal="outcome">\
      \(options(shown.map { ($0.name, $0.title) }))</select></label>
      <label>States in the order of <select data-signal="order">\(options(orders))</select></label>
      \(against)</p>

      """
  }

  private func table(_ shown: [Outcome]) -> DataTable {
    DataTable(
      title: "Differences from \(baseline) in each state",
      columns: [
        .init("title", "Outcome", .text), .init("state", "State", .text),
        .init("policy_b", "Second", .text), .init("mean_difference", "First less second"),
        .init("ci_low", "Interval from"), .init("ci_high", "to"), .init("unit", "Unit", .text),
        .init("matters", "Matters from"), .init("n", "Futures"),
        .init("decided", "Decided", .text), .init("better", "Does better", .text),
        .init("verdict", "Verdict", .text),
        .init("outcome", "Name in tables", .text),
      ],
      rows: shown.flatMap { outcome in
        states.kept.flatMap { state in
          state.differences.lazy.filter { $0.outcome.name == outcome.name }
            .map { row($0, inState: state.number) }
        }
      })
  }

  private func row(_ difference: Difference, inState state: Int) -> [DataTable.Cell] {
    let readable = Readable(standardError: difference.standardError, size: difference.mean)
    return [.text(difference.outcome.title), .text("\(state)"), .text(difference.second)]
      + [difference.mean, difference.interval.low, difference.interval.high].map {
        .number($0.rounded6, shown: readable($0, signed: true))
      } + [
        .text(difference.outcome.unit), .number(difference.matters),
        .number(Double(difference.count)), .text(difference.verdict.isDecided ? "yes" : "no"),
        .text(difference.favoured ?? ""), .text(difference.verdictWords),
        .text(difference.outcome.name),
      ]
  }

  private static func words(_ best: BestPolicy) -> String {
    switch best {
    case .policy(let name): name
    case .none: noBest
    case .notKnown: notKnown
    }
  }

  /// The values of each state, and which policy is best there.
  private var world: DataTable {
    DataTable(
      name: "states",
      title: states.kept.count < sweep.states
        ? "The best policy in \(counted(states.kept.count, of: sweep.states, "state"))"
        : "The best policy in each state",
      columns: [.init("state", "State", .text)] + sweep.factors.map(DataTable.Column.init)
        + states.counts.map { .init($0.outcome.name, $0.outcome.title, .text) },
      rows: states.kept.map { state in
        [.text("\(state.number)")]
          + zip(sweep.factors, state.values).map { factor, value in
            let words = factor.kind.text(of: value)
            guard case .number(let number) = value, number.isFinite else { return .text(words) }
            return .number(factor.kind.unit?.number(ofCanonical: number) ?? number, shown: words)
          } + state.winners.map { .text(Self.words($0)) }
      })
  }
}

extension DataTable.Column {
  /// The column of a factor; numbers are in the declared unit, as in other tables.
  fileprivate init(_ factor: Sweep.Factor) {
    self.init(factor.path, factor.path, factor.kind.unit == nil ? .text : .number, isVaried: true)
  }
}
