// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
import Declarations
import Experiments
import Statistics
public import Texts

/// What moves the differences between policies, for people.
extension SweepDrivers {
  /// How many unknowns of an outcome are shown unless all are.
  private static let most = 8

  /// The verdict of each outcome at the centre, and what each unknown does to it.
  ///
  /// - Parameters:
  ///   - names: The outcomes that are shown; empty for those that a first look needs.
  ///   - showsAll: Whether all outcomes and all unknowns are shown.
  /// - Returns: The passages.
  public func passages(outcomes names: [String], showsAll: Bool) -> [Passage] {
    let shown = findings.filter { found in
      names.isEmpty ? showsAll || found.outcome.isHeadline : names.contains(found.outcome.name)
    }
    return [
      Passage(
        "Each of \(counted(unknowns.count, "unknown")) is moved alone between the ends of its range, with the same "
          + "futures at both; the others stay at the centre."), .gap,
    ] + shown.flatMap { passages($0, showsAll: showsAll) }
  }

  private func passages(_ found: OfOutcome, showsAll: Bool) -> [Passage] {
    let tornado = found.tornado
    let head =
      "\(found.outcome.name) (\(found.outcome.unit)), \(found.first) less \(found.second): "
      + Self.number(tornado.centre)
      + " at the centre, \(tornado.verdict.words). It \(tornado.words)."
    let shown = showsAll ? tornado.drivers[...] : tornado.drivers.prefix(Self.most)
    let idle = tornado.drivers.count(where: \.isIdle)
    return [Passage(head)]
      + shown.filter { $0.swing.value != 0 }.flatMap { passages($0, found) }
      + (idle > 0
        ? [Passage("\(counted(idle, "unknown")) changed nothing in any future.", indent: 2)] : [])
      + [.gap]
  }

  private func passages(_ driver: Driver, _ found: OfOutcome) -> [Passage] {
    let values = values(of: unknowns[driver.unknown])
    let swing = Readable(standardError: driver.swing.standardError, size: driver.swing.value)
    let interval = driver.swing.interval
    let standing = driver.standing == .notKnown ? "is not known" : driver.standing.word
    let words =
      "\(Self.number(driver.low)) at \(values.low), \(Self.number(driver.high)) at \(values.high); swing "
      + swing(driver.swing.value, signed: true)
      + " (\(swing(interval.low, signed: true)) to \(swing(interval.high, signed: true)))"
      + (driver.standing == .holds ? "" : "; the verdict \(standing)")
      + (switchWords(of: driver, in: found, onlyWithin: true).map { "; the sign \($0)" } ?? "")
    return [Passage(values.path, indent: 2), Passage(words, indent: 6)]
  }

  private static func number(_ measured: Measured) -> String {
    Readable(standardError: measured.standardError, size: measured.value)(
      measured.value, signed: true)
  }
}
