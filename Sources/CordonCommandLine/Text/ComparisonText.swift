// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics
import Texts

/// The findings of a study as lines for people.
struct ComparisonText {
  let comparison: Comparison
  let plan: Plan
  /// Whether all outcomes are shown, or the few that a first look needs.
  let showsAll: Bool
  /// Whether these are the outcomes of one area, which has no outcome of the country's.
  var isOfArea = false
  let ink: Ink

  /// The outcomes by the part of the question that they answer, each with its policies and their
  /// differences from the baseline; then what the study found when it checked itself.
  var lines: [String] {
    var lines: [String] = []
    for section in plan.outcomes.sections {
      let indices = plan.outcomes.indices.filter {
        plan.outcomes[$0].section == section && isShown(plan.outcomes[$0])
      }
      guard !indices.isEmpty else { continue }
      lines += [ink(section.title.uppercased(), .bold), ""]
      for index in indices { lines += block(of: index).map(\.withoutTrailingSpaces) + [""] }
    }
    lines += comparison.triggeredDays(of: plan).flatMap { $0.sentence.wrapped() }
    return lines + cuts + checkLines(comparison.checks, ink) + more
  }

  /// What a word beside intervals means, where one has it.
  private var cuts: [String] {
    let isCut =
      comparison.summaries.joined().contains { isShown($0.outcome) && $0.kind == .cut }
      || comparison.differences.joined().contains { isShown($0.outcome) && $0.kind == .cut }
    return isCut
      ? "cut: the interval would reach beyond what is possible, less than 0 or a share above 1."
        .wrapped() : []
  }

  private func isShown(_ outcome: Outcome) -> Bool {
    (showsAll || outcome.isHeadline) && !(isOfArea && outcome.isNational)
  }

  /// Where the outcomes are that are not shown.
  private var more: [String] {
    let hidden = plan.outcomes.count { !$0.isHeadline }
    return showsAll ? [] : "\(hidden) further outcomes: --all shows them.".wrapped()
  }

  private func block(of index: Int) -> [String] {
    let outcome = plan.outcomes[index]
    let summaries = comparison.summaries.map { $0[index] }
    let differences = comparison.differences.map { $0[index] }
    let baseline = plan.policies[plan.baseline]
    let means = Column(summaries.map { EstimateText($0) })
    let gaps = differences.filter { $0.first == baseline }
    let labels = gaps.map { gaps.count == 1 ? "difference" : "less \($0.second)" }
    let nameWidth = (plan.policies + labels).map(\.count).max() ?? 0

    var lines = "\(outcome.name) (\(outcome.unit))".wrapped().map { ink($0, .bold) }
    if summaries.count == 1 {
      let futures = summaries[0].futures.map { "9 of 10 futures: \($0)" } ?? ""
      return lines + ["  \(plan.policies[0])  \(means.text(0))   \(futures)"]
        + rareness(of: summaries)
    }
    lines += rows(
      plan.policies, means, summaries.map { ($0.mean, $0.interval) }, nameWidth, marksZero: false)
    lines += rows(
      labels, Column(gaps.map { EstimateText($0) }), gaps.map { ($0.mean, $0.interval) }, nameWidth,
      marksZero: true)
    lines += differences.flatMap { difference -> [String] in
      let colour = difference.turning == nil ? difference.verdict.colour : .yellow
      return difference.sentence(isOnlyPair: plan.policies.count == 2).wrapped(indent: 2).map {
        ink($0, colour)
      }
    }
    return lines + rareness(of: summaries)
  }

  /// Names with their numbers, and bars on one scale where the page has room for them.
  private func rows(
    _ names: [String], _ column: Column, _ values: [(mean: Double, interval: Interval)],
    _ nameWidth: Int, marksZero: Bool
  ) -> [String] {
    let margin = 2 + nameWidth + 2 + column.width + 2
    let bars = IntervalBars(
      values.map { ($0.mean, $0.interval.isKnown ? $0.interval.low...$0.interval.high : nil) },
      width: pageWidth - margin, marksZero: marksZero)
    return names.indices.map { row in
      let numbers = "  " + names[row].padded(to: nameWidth) + "  " + column.text(row) + "  "
      return numbers + ink(bars.text(row), .cyan)
    }
  }

  /// How often something rare happens at all, as natural frequencies.
  private func rareness(of summaries: [Summary]) -> [String] {
    guard summaries.allSatisfy(\.outcome.section.isOfRareEvents) else { return [] }
    return summaries.compactMap(\.rareness).flatMap { $0.wrapped(indent: 2) }
  }
}

/// What a study found when it checked itself.
func checkLines(_ checks: [Check], _ ink: Ink) -> [String] {
  checks.flatMap { check in
    let (sign, colour): (String, Ink.Colour?) =
      switch check.result {
      case .passed: ("Checked: ", nil)
      case .warning: ("Warning: ", .yellow)
      case .failed: ("FAILED: ", .red)
      }
    return (sign + check.finding + ".").wrapped().map { ink($0, colour) }
  }
}

/// Cells below each other, numbers aligned on the right.
private struct Column {
  private let cells: [EstimateText]
  private let valueWidth: Int
  private let intervalWidth: Int

  /// How wide each row is.
  var width: Int { valueWidth + 1 + intervalWidth }

  init(_ cells: [EstimateText]) {
    self.cells = cells
    valueWidth = cells.map(\.value.count).max() ?? 0
    intervalWidth = cells.map(\.interval.count).max() ?? 0
  }

  func text(_ row: Int) -> String {
    cells[row].value.aligned(to: valueWidth) + " " + cells[row].interval.padded(to: intervalWidth)
  }
}
