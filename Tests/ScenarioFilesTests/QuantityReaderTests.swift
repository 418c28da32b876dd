// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Mutations
import Testing

@testable import ScenarioFiles

@Suite("A quantity in a file")
struct QuantityReaderTests {
  @Test(
    "is read in any unit of its dimension",
    arguments: [
      ("14 days", Unit.days, 14.0), ("2 weeks", .days, 14), ("1 week", .hours, 7),
      ("36 hours", .days, 1.5), ("2 years", .years, 730.5), ("0", .days, 0),
      ("3 per month", .perYear, 3 * 12 / 365.25), ("120000 GBP", .pounds, 120_000),
      ("1.5e3 GBP", .pounds, 1_500), ("61_000_000 people", .count("people"), 61_000_000),
      ("1500", .count("viewers"), 1_500), ("1 viewer", .count("viewers"), 1), ("40%", .share, 0.4),
      ("0.6%", .share, 0.006), ("29%", .share, 0.29), (".4", .share, 0.4), ("1e-3", .share, 0.001),
      ("2.5e1%", .share, 0.25), ("-1.5", .factor, -1.5),
      ("  7   days ", .days, 7), ("8 officer-hours", .officerHours, 8),
    ] as [(String, Unit, Double)])
  func isRead(text: String, unit: Unit, value: Double) throws {
    #expect(try QuantityReader(unit: unit).value(of: text) == value)
  }

  @Test(
    "is refused, with what was meant where that is plain",
    arguments: [
      ("14days", Unit.days, "14 days"), ("1,500", .count("viewers"), "1500"),
      ("1,500 viewers", .count("viewers"), "1500 viewers"), ("14", .days, "14 days"),
      ("14 dys", .days, "14 days"), ("007", .factor, "7"), ("00", .factor, "0"),
      ("08.5 days", .days, "8.5 days"), ("days", .days, nil), ("14 14 days", .days, nil),
      ("1e", .factor, nil), ("1e5e5", .factor, nil), (".", .factor, nil), ("-", .factor, nil),
      ("", .factor, nil), ("1.2.3", .factor, nil), ("٣", .factor, nil), ("40 %%", .share, nil),
      ("40%", .factor, nil), ("1e99999", .factor, nil), ("0x1p3", .factor, nil),
      ("1,5 years", .years, "1.5 years"), ("0,125", .share, "0.125"), ("0,4", .share, "0.4"),
      ("40,5%", .share, "40.5%"), ("-1,5", .factor, "-1.5"), ("1.234,5", .factor, "1234.5"),
      ("1,234,567", .factor, "1234567"), ("1,234.5", .factor, "1234.5"),
      ("0,5", .perYear, "0.5 per year"), ("1,50 GBP", .pounds, "1.50 GBP"),
      ("+1.5", .factor, "1.5"), ("+5%", .share, "5%"), ("+ 5 days", .days, "5 days"),
      ("infinity", .factor, nil), ("nan", .factor, nil), ("1 per day", .days, nil),
    ] as [(String, Unit, String?)])
  func isRefused(text: String, unit: Unit, suggestion: String?) {
    let refusal = #expect(throws: QuantityReader.Refusal.self) {
      _ = try QuantityReader(unit: unit).value(of: text)
    }
    #expect(refusal?.suggestion?.text == suggestion)
  }

  /// What is allowed, the text, and what is suggested.
  @Test(
    "is never suggested where it would be refused in turn",
    arguments: [
      (Unit.years, 0...7305.0, "365", "365 days"), (.years, 0...7305, "10", "10 years"),
      (.years, 0...100, "365", nil), (.share, 0...1, "1,5", nil), (.share, 0...1, "70", "70%"),
      (.share, 0...1, "700", nil), (.count("groups"), 1...10, "0,5", nil),
      (.factor, 0...3, "1,500", "1.500"), (.days, 0...10, "14days", nil),
      (.perYear, 0...0.01, "5", nil),
    ] as [(Unit, ClosedRange<Double>, String, String?)])
  func isTried(unit: Unit, allowed: ClosedRange<Double>, text: String, suggestion: String?) {
    let refusal = #expect(throws: QuantityReader.Refusal.self) {
      _ = try QuantityReader(unit: unit, allowed: allowed).value(of: text)
    }
    #expect(refusal?.suggestion?.text == suggestion)
  }

  @Test(
    "that may be a change of what holds is refused, with every reading that is allowed",
    arguments: [
      (Unit.share, 0.25, "+5%", "5% or 26.25%"), (.share, 0.99, "+5%", "5%"),
      (.share, 0.1, "+10%", "10% or 11%"), (.share, 0.25, "-5%", "23.75%"),
      (.factor, 2, "+5%", "2.1"), (.factor, 2, "+1", "1 or 3"), (.factor, 2, "-5%", "1.9"),
      (.days, 14, "+2 days", "2 days or 16 days"), (.count("groups"), 3, "+10%", "3.3 groups"),
    ] as [(Unit, Double, String, String?)])
  func isChange(unit: Unit, present: Double, text: String, suggestion: String?) {
    let top = unit == .share ? 1.0 : 100
    let refusal = #expect(throws: QuantityReader.Refusal.self) {
      _ = try QuantityReader(unit: unit, allowed: 0...top, present: present).value(of: text)
    }
    #expect(refusal?.suggestion?.text == suggestion)
  }

  @Test(
    "may be a range, whose first end may leave out the unit",
    arguments: [
      ("1 to 30 days", Unit.days, 1.0...30.0), ("1 day to 1 week", .days, 1...7),
      ("10% to 90%", .share, 0.1...0.9), ("10 to 90%", .share, 0.1...0.9),
      ("0 to 1.5", .factor, 0...1.5), ("-1 to 1", .factor, -1...1),
      ("100 to 300000", .count("viewers"), 100...300_000),
    ] as [(String, Unit, ClosedRange<Double>)])
  func isRange(text: String, unit: Unit, range: ClosedRange<Double>) throws {
    #expect(try QuantityReader(unit: unit).range(of: text) == range)
  }

  /// Every unit of every dimension, with values over many orders of magnitude.
  @Test(
    "reads back exactly from its text, whatever its value",
    arguments: Unit.Dimension.allCases)
  func readsBackExactly(dimension: Unit.Dimension) throws {
    var random = SplitMix(state: 20_170_416)
    for unit in units(of: dimension) {
      for _ in 0..<2_000 {
        let value = random.value(upTo: dimension == .share ? 0 : 9)
        let text = unit.text(of: value)
        guard try QuantityReader(unit: unit).value(of: text) == value else {
          Issue.record("\(value) is printed as \(text)")
          return
        }
      }
    }
  }

  /// Numbers that people write keep their few digits in every unit.
  @Test("is printed as it was written", arguments: Unit.Dimension.allCases)
  func isPrintedAsWritten(dimension: Unit.Dimension) throws {
    var random = SplitMix(state: 42)
    for unit in units(of: dimension) {
      for _ in 0..<500 {
        let number = Double(random.next() % 100_000) / 100
        let text = unit.text(of: try #require(unit.canonical(decimal: "\(number)")))
        guard dimension != .share else { continue }
        let digits = DecimalText.text(of: number)
        #expect(text.split(separator: " ").first.map(String.init) == digits, "\(unit) \(number)")
      }
    }
  }

  private func units(of dimension: Unit.Dimension) -> [Unit] {
    switch dimension {
    case .share: [.share]
    case .factor: [.factor]
    case .count: [.count("groups")]
    case .duration: Unit.days.accepted
    case .rate: Unit.perDay.accepted
    case .work: [.officerHours]
    case .money: [.pounds]
    }
  }
}

extension SplitMix {
  /// A positive number with all its binary digits, of a magnitude from 1e-9 to ten to the power.
  mutating func value(upTo power: Double) -> Double {
    let exponent = Double.random(in: -9...power, using: &self)
    var value = 1.0
    for _ in 0..<Int(exponent.magnitude) { value *= exponent < 0 ? 0.1 : 10 }
    return min(value * Double.random(in: 0.1...1, using: &self), power == 0 ? 1 : .infinity)
  }
}
