// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Statistics

/// What moves the differences between policies, as lines for people.
struct DriversText {
  let drivers: SweepDrivers
  /// The outcomes that are shown; empty for those that a first look needs.
  let outcomes: [String]
  let showsAll: Bool

  /// How many unknowns of an outcome are shown unless all are.
  private static let most = 8

  var lines: [String] {
    let findings = drivers.findings.filter { found in
      outcomes.isEmpty
        ? showsAll || found.outcome.isHeadline : outcomes.contains(found.outcome.name)
    }
    return
      ("Each of \(counted(drivers.unknowns.count, "unknown")) is moved alone between the ends of its range, "
      + "with the same futures at both; the others stay at the centre.").wrapped() + [""]
      + findings.flatMap(lines)
  }

  private func lines(_ found: SweepDrivers.OfOutcome) -> [String] {
    let tornado = found.tornado
    let centre = Readable(
      standardError: tornado.centre.standardError, size: tornado.centre.value)
    let head =
      "\(found.outcome.name) (\(found.outcome.unit)), \(found.first) less \(found.second): "
      + centre(tornado.centre.value, signed: true)
      + " at the centre, \(tornado.verdict.words). It \(tornado.words)."
    let shown = showsAll ? tornado.drivers[...] : tornado.drivers.prefix(Self.most)
    let moving = shown.filter { $0.swing.value != 0 }
    let idle = tornado.drivers.count(where: \.isIdle)
    return head.wrapped() + moving.flatMap(lines(of: found))
      + (idle > 0 ? ["  \(counted(idle, "unknown")) changed nothing in any future."] : []) + [""]
  }

  private func lines(of found: SweepDrivers.OfOutcome) -> (Driver) -> [String] {
    { driver in
      let values = drivers.values(of: drivers.unknowns[driver.unknown])
      func number(_ measured: Measured) -> String {
        Readable(standardError: measured.standardError, size: measured.value)(
          measured.value, signed: true)
      }
      let swing = Readable(
        standardError: driver.swing.standardError, size: driver.swing.value)
      let interval = driver.swing.interval
      let words =
        "\(number(driver.low)) at \(values.low), \(number(driver.high)) at \(values.high); swing "
        + swing(driver.swing.value, signed: true)
        + " (\(swing(interval.low, signed: true)) to \(swing(interval.high, signed: true)))"
        + (driver.standing == .holds ? "" : "; the verdict \(Self.words(driver.standing))")
        + (drivers.switchWords(of: driver, in: found, onlyWithin: true).map { "; the sign \($0)" }
          ?? "")
      return ["  \(values.path)"] + words.wrapped(indent: 6)
    }
  }

  private static func words(_ standing: Driver.Standing) -> String {
    standing == .notKnown ? "is not known" : standing.word
  }
}
