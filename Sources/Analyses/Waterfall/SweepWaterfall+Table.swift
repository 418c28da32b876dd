// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Experiments
import Statistics

/// The way from one policy to another as a table for programs, and as blocks for people.
extension SweepWaterfall {
  /// What a row of the table is about.
  private enum Row: String, CaseIterable {
    case part, interaction, whole
  }

  /// The table, without a row.
  public static let table = AnalysisTable(
    "waterfall",
    "A row for each outcome and part of the way from one policy to another, and two for what the parts do together.",
    key: ["outcome", "row", "part"],
    AnalysisTable.Column.policies.map { column in
      .text(
        column.name,
        column.name == "policy_a" ? "Where the way begins." : "Where it ends.")
    } + [
      .outcome, .unit,
      .whole(
        "n",
        "How many futures are in the numbers: those in which every policy on the way has a value."),
      .text(
        "row",
        "What the row is about: a part, what the parts do only together, or the whole difference.",
        words: Row.allCases.map(\.rawValue)),
      .text("part", "The lever, or triggers for all triggers together; empty in the other rows."),
      .number("before", "The outcome under the policy on the way before the part is switched."),
      .number("after", "The outcome under the policy on the way after it."),
      .number(
        "in_order", "What the part adds on top of those before it; these sum to the whole."),
      .number("in_order_low", "Lower end of its 95 % interval."),
      .number("in_order_high", "Upper end of its 95 % interval."),
      .number(
        "alone", "What the part adds alone; these sum to the whole with the interaction."),
      .number("alone_low", "Lower end of its 95 % interval."),
      .number("alone_high", "Upper end of its 95 % interval."),
    ])

  /// The table of all outcomes.
  public var table: AnalysisTable {
    var table = Self.table
    for found in findings {
      let waterfall = found.waterfall
      func add(
        _ row: Row, _ part: String, _ levels: (before: Double, after: Double), _ inOrder: Measured,
        _ alone: Measured
      ) {
        table.add(
          [
            .text(ends.start), .text(ends.end), .text(found.outcome.name),
            .text(found.outcome.unit), .whole(waterfall.count), .text(row.rawValue), .text(part),
            .number(levels.before), .number(levels.after),
          ] + inOrder.cells + alone.cells)
      }
      for step in waterfall.steps {
        add(.part, step.part, (step.before, step.after), step.inOrder, step.alone)
      }
      add(.interaction, "", (.nan, .nan), .unknown, waterfall.interaction)
      let whole = waterfall.whole
      add(.whole, "", (waterfall.start.value, waterfall.end.value), whole, whole)
    }
    return table
  }

  /// What people read of some outcomes, one after the other.
  public func blocks(_ isShown: (Outcome) -> Bool) -> [AnalysisFindings.Block] {
    findings.filter { isShown($0.outcome) }.map { found in
      var block = AnalysisFindings.Block(
        "\(found.outcome.name) (\(found.outcome.unit))", ["Lever", "in this order", "alone"])
      let waterfall = found.waterfall
      block.rows = [[ends.start, waterfall.start.words, ""]]
      block.rows += waterfall.steps.map { [$0.part, $0.inOrder.change, $0.alone.change] }
      block.rows += [
        ["only together", "", waterfall.interaction.change],
        [ends.end, waterfall.end.words, ""],
        ["difference", waterfall.whole.change, waterfall.whole.change],
      ]
      return block
    }
  }

  /// What must be said beside the numbers, in sentences without a full stop.
  public var notes: [String] {
    let futures = counted(sweep.replications.count, "future")
    return [
      "Each lever is switched from what \(ends.start) says of it to what \(ends.end) says: in this order, each on "
        + "top of those before it, and alone. In order they sum to the difference; alone they do with what they do "
        + "only together. Another order gives other numbers in order, and the same alone",
      "All policies on the way have the luck of the same \(futures)",
    ]
      + (failed > 0
        ? [
          "\(counted(failed, of: sweep.replications.count, "future")) are left out, since a run of them failed"
        ]
        : [])
  }
}

extension Measured {
  /// The value as a change, with its interval: `+540 (+520 to +560)`.
  fileprivate var change: String {
    guard value.isFinite else { return "-" }
    let readable = Readable(standardError: standardError, size: value)
    let number = readable(value, signed: true)
    guard interval.isKnown, interval.low < interval.high else { return number }
    return
      "\(number) (\(readable(interval.low, signed: true)) to \(readable(interval.high, signed: true)))"
  }
}
