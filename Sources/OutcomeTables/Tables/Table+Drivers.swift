// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Statistics

extension Table {
  static let driverColumns: [Column] = {
    let head: [Column] = [
      .text("policy_a", "The first policy."), .text("policy_b", "The second policy."),
      .text("outcome", "The outcome."),
      .text("unit", "The unit of the outcome and of all differences of the row."),
      .whole("rank", "The rank of the unknown, 1 for the widest swing."),
      .text("unknown", "The path of the unknown, as a file writes it."),
    ]
    let ends = [
      ("low", "at the low end of its range"), ("centre", "at the centre"),
      ("high", "at the high end of its range"),
    ].flatMap { name, words -> [Column] in
      [
        .text("value_at_\(name)", "The value of the unknown \(words), as a file writes it."),
        .number("difference_at_\(name)", "The mean difference, first less second, \(words)."),
        .number("ci_low_at_\(name)", "Lower end of its 95 % interval."),
        .number("ci_high_at_\(name)", "Upper end of its 95 % interval."),
        .text("verdict_at_\(name)", "The verdict on it.", words: Verdict.allWords),
      ]
    }
    let rest: [Column] = [
      .number(
        "swing",
        "By how much the difference grows from the low end to the high one, with the same luck."),
      .number("swing_ci_low", "Lower end of its 95 % interval."),
      .number("swing_ci_high", "Upper end of its 95 % interval."),
      .text(
        "standing", "What becomes of the verdict at the ends.",
        words: Driver.Standing.allCases.map(\.word)),
      .text(
        "switch", "Whether the sign of the difference turns within the range, or would beyond it.",
        words: SwitchFinding.allWords),
      .text("switch_value", "The value at which it turns first, as a file writes it."),
      .text("switch_low", "Lower end of the 95 % interval of that value, as a file writes it."),
      .text("switch_high", "Upper end of the 95 % interval of that value, as a file writes it."),
      .text("is_idle", "Whether the unknown changed nothing in any future.", words: ["yes", "no"]),
    ]
    return head + ends + rest
  }()
}

extension TableRow {
  /// The rows of what moves the differences of a sweep.
  mutating func add(_ drivers: SweepDrivers) {
    for found in drivers.findings {
      for (rank, driver) in found.tornado.drivers.enumerated() {
        let unknown = drivers.unknowns[driver.unknown]
        let values = drivers.values(of: unknown)
        add(found.first)
        add(found.second)
        add(found.outcome.name)
        add(found.outcome.unit)
        add(rank + 1)
        add(values.path)
        for (value, measured, verdict) in [
          (values.low, driver.low, driver.verdictAtLow),
          (values.centre, found.tornado.centre, found.tornado.verdict),
          (values.high, driver.high, driver.verdictAtHigh),
        ] {
          add(value)
          add(measured)
          add(verdict.word)
        }
        add(driver.swing)
        add(driver.standing.word)
        let finding = found.switches[driver.unknown]
        add(finding?.word ?? "")
        let texts = finding?.points.first.map { point in
          [point.value, point.interval.low, point.interval.high].map {
            drivers.text($0, of: unknown)
          }
        }
        for text in texts ?? ["", "", ""] { add(text) }
        add(driver.isIdle ? "yes" : "no")
        end()
      }
    }
  }

  private mutating func add(_ measured: Measured) {
    add(measured.value)
    add(measured.interval.low)
    add(measured.interval.high)
  }
}
