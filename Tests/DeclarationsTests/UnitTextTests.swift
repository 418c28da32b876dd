// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Testing

@testable import Declarations

@Suite("A quantity as text")
struct UnitTextTests {
  @Test(
    "has its unit, in the singular for one",
    arguments: [
      (Unit.days, 14.0, "14 days"), (.days, 1, "1 day"), (.years, 730.5, "2 years"),
      (.years, 500, "500 days"), (.years, 121.75, "121.75 days"), (.years, 400.5, "400.5 days"),
      (.minutes, 27.0 / 1_440, "27 minutes"), (.minutes, 10.0 / 1_440, "10 minutes"),
      (.perMonth, 3 * 12 / 365.25, "3 per month"),
      (.perYear, 4 / 365.25, "4 per year"), (.pounds, 120_000, "120000 GBP"),
      (.officerHours, 1, "1 officer-hour"), (.count("people"), 1, "1 person"),
      (.count("benches"), 1, "1 bench"), (.count("bodies"), 1, "1 body"), (.share, 0.7, "70%"),
      (.share, 0.07, "7%"), (.share, 0.006, "0.6%"), (.share, 1, "100%"), (.factor, 1.5, "1.5"),
    ] as [(Unit, Double, String)])
  func hasItsUnit(unit: Unit, value: Double, text: String) {
    #expect(unit.text(of: value) == text)
  }

  @Test(
    "is written without an exponent as far as people do",
    arguments: [
      (0.0, "0"), (61_000_000, "61000000"), (1e16, "10000000000000000"), (1e17, "1e17"),
      (0.000_1, "0.0001"), (1e-9, "1e-9"), (-2.5, "-2.5"), (123_456.789, "123456.789"),
      (1.25e-7, "0.000000125"), (1.25e-12, "1.25e-12"),
      (1.797_693_134_862_315_7e308, "1.7976931348623157e308"),
    ] as [(Double, String)])
  func hasNoExponent(value: Double, text: String) {
    #expect(DecimalText.text(of: value) == text)
    #expect(Double(text) == value)
  }

  @Test(
    "shifts the decimal point without rounding",
    arguments: [(0.29, "29"), (0.57, "57"), (1e-5, "0.001"), (0.123_456_789, "12.3456789")])
  func shiftsThePoint(value: Double, text: String) {
    #expect(DecimalText.text(of: value, timesTenTo: 2) == text)
  }

  @Test("is the shortest of the numbers so near that they may read back as the value")
  func isShortest() {
    var random = Luck(seed: 11, replication: 1).stream(
      StreamAddress(kind: 1, number: 0, purpose: 0))
    var lengths: Set<Bool> = []
    for unit in [Unit.share, .factor, .years, .minutes, .perYear] {
      for places in 0..<200 {
        // Numbers with few digits, and any others.
        let scale = [1, 10, 1e3, 1e8, 1e15][places % 5]
        let drawn = 2 * random.fineUniform()
        let value = ((drawn * scale).rounded() / scale + 1e-7) * unit.inCanonicalUnits
        let quotient = value / unit.inCanonicalUnits
        let near = [
          quotient, quotient.nextUp, quotient.nextDown, quotient.nextUp.nextUp,
          quotient.nextDown.nextDown,
        ].map { DecimalText.text(of: $0) }.filter { unit.canonical(decimal: $0) == value }
        let text = unit.decimal(of: value)
        #expect(text == near.min { $0.count < $1.count }, "\(value) in \(unit)")
        lengths.insert((text?.count ?? 99) <= 15)
      }
    }
    #expect(lengths.count == 2)
  }

  @Test("has the digits of Swift's own notation, in whichever place the point is")
  func hasTheDigits() {
    var random = Luck(seed: 12, replication: 1).stream(
      StreamAddress(kind: 1, number: 0, purpose: 0))
    func digits(_ text: some StringProtocol) -> String {
      var digits = text.prefix { $0 != "e" }.filter { $0.isNumber }.drop { $0 == "0" }
      while digits.last == "0" { digits.removeLast() }
      return String(digits)
    }
    for _ in 0..<2_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite, value != 0 else { continue }
      let text = DecimalText.text(of: value)
      #expect(Double(text) == value)
      #expect(digits(text) == digits(value.description))
    }
  }

  @Test("is found again by each of its names, but not by another unit's")
  func isFoundByName() {
    #expect(Unit.days.accepted(as: "weeks") == .weeks)
    #expect(Unit.days.accepted(as: "week") == .weeks)
    #expect(Unit.days.accepted(as: "per week") == nil)
    #expect(Unit.count("groups").accepted(as: "officers") == nil)
    #expect(Unit.count("groups").accepted(as: "group") == .count("groups"))
  }

  @Test("of a range names a common unit once and leaves open ends open")
  func isRange() {
    let duration = FieldKind.number(unit: .days, allowed: 0...365)
    #expect(duration.text(of: 0...365) == "0 to 365 days")
    #expect(duration.text(of: 1...(.infinity)) == "1 day or more")
    #expect(duration.text(of: -.infinity...2) == "2 days or less")
    #expect(duration.text(of: -.infinity...(.infinity)) == "any number")
    #expect(FieldKind.law(unit: .share).text(of: 0.1...0.9) == "10% to 90%")
  }

  @Test("of a law states its arguments in its unit, and a fixed law is just its value")
  func isLaw() {
    let kind = FieldKind.law(unit: .hours)
    #expect(kind.text(of: .law(.fixed(2))) == "48 hours")
    #expect(
      kind.text(of: .law(.erlang(mean: 0.5, stages: 3)))
        == "{erlang: {mean: 12 hours, stages: 3}}")
    #expect(
      kind.text(of: .law(.normal(mean: 1, sd: 0.5, from: 0)))
        == "{normal: {mean: 24 hours, sd: 12 hours, from: 0 hours}}")
  }
}
