// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Foundation
import Studies

extension Bench {
  /// The control of a lever.
  func control(of member: LeverGroup.Member) -> BenchDescription.Control? {
    guard let entry = Scenario.catalogue[.lever, member.lever],
      let history = Scenario.catalogue[.history, member.lever]
    else { return nil }
    let setting = history.field.read(scenario)
    var control = BenchDescription.Control(
      name: member.lever, label: member.label, summary: entry.summary, kind: entry.kind.controlWord,
      today: entry.kind.text(of: setting), grade: entry.evidence.grade.rawValue)
    control.isNational = Levers.national.contains(member.lever)
    let needs = Levers.needs.filter { $0.lever == member.lever }.map { need in
      BenchDescription.Need(levers: need.needed.map(\.lever), reason: need.reason)
    }
    control.needs = needs.isEmpty ? nil : needs
    switch entry.kind {
    case .number(let unit, let allowed, let none, let isWhole):
      let scale = SliderScale(unit)
      let others = policies.flatMap(\.policy.changes).filter { $0.lever == member.lever }
        .map(\.setting)
      let numbers = (others + [setting]).compactMap { setting -> Double? in
        if case .number(let number) = setting, number.isFinite { number } else { nil }
      }
      let usual =
        entry.evidence.plausible
        ?? min(
          allowed.lowerBound, 0)...min(
          allowed.upperBound, max(2 * (numbers.max() ?? 0), scale.few))
      control.suffix = scale.suffix
      if case .number(let number) = setting { control.todayNumber = scale(number).ifFinite }
      (control.least, control.most) = (
        scale(allowed.lowerBound).ifFinite, scale(allowed.upperBound).ifFinite
      )
      control.usual = [scale(usual.lowerBound), scale(usual.upperBound)]
      control.step = scale.step(over: usual, isWhole: isWhole)
      control.none = none
    case .choice(let names):
      control.choices = names.enumerated().map { index, name in
        BenchDescription.Choice(
          value: name,
          words: entry.field.sentences.indices.contains(index) ? entry.field.sentences[index] : name
        )
      }
    case .flag:
      control.choices = zip(["no", "yes"], entry.field.sentences).map {
        BenchDescription.Choice(value: $0, words: $1)
      }
    case .law, .shares, .date: return nil
    }
    return control
  }

  /// The unknowns of the world with a plausible range, those that move most first.
  var unknowns: [BenchDescription.Unknown] {
    let known = MeasuredImpacts.known
    let entries = Scenario.catalogue[.world].filter { entry in
      guard case .number = entry.kind, entry.evidence.plausible != nil else { return false }
      return entry.evidence.isDeep || uncertain.contains(entry.path)
    }
    let strengths = entries.map { known.strength(of: $0.path, in: Outcome.all) }
    let order = entries.indices.sorted { (strengths[$1], $0) < (strengths[$0], $1) }
    return order.compactMap { index -> BenchDescription.Unknown? in
      let entry = entries[index]
      guard let plausible = entry.evidence.plausible,
        case .number(let unit, let allowed, _, let isWhole) = entry.kind,
        case .number(let today) = entry.field.read(scenario), today.isFinite
      else { return nil }
      let scale = SliderScale(unit)
      let (least, most) = (
        allowed.lowerBound.isFinite ? allowed.lowerBound : plausible.lowerBound,
        allowed.upperBound.isFinite ? allowed.upperBound : plausible.upperBound
      )
      return BenchDescription.Unknown(
        path: entry.path, label: entry.path.labelWords, summary: entry.summary,
        suffix: scale.suffix, today: entry.kind.text(of: .number(today)),
        todayNumber: scale(today), low: scale(plausible.lowerBound),
        high: scale(plausible.upperBound), least: scale(least), most: scale(most),
        step: scale.step(over: plausible, isWhole: isWhole),
        grade: entry.evidence.grade.rawValue,
        impact: known.words(
          of: entry.path, entry.kind, centre: entry.standard, entry.evidence))
    }
  }
}

/// How a slider counts a quantity: in its declared unit, a share in per cent.
struct SliderScale {
  private let unit: Declarations.Unit
  private let isShare: Bool

  init(_ unit: Declarations.Unit) { (self.unit, isShare) = (unit, unit.dimension == .share) }

  /// What follows a number in a file.
  var suffix: String { isShare ? "%" : unit.name.isEmpty ? "" : " \(unit.name)" }

  /// A few of the unit, in canonical units: how far a slider goes where nothing says it.
  var few: Double { isShare ? 1 : 10 * unit.inCanonicalUnits }

  /// A canonical number as the slider has it.
  func callAsFunction(_ number: Double) -> Double {
    // To nine digits, so that 0.55 is 55 and not 55.000000000000007.
    let value = isShare ? number * 100 : number / unit.inCanonicalUnits
    guard value.isFinite, value != 0 else { return value }
    return Double(String(format: "%.9g", value)) ?? value
  }

  /// The step of a slider over a range: a hundredth of it or less, 1, 2 or 5 times a power of ten.
  func step(over range: ClosedRange<Double>, isWhole: Bool) -> Double {
    let width = (self(range.upperBound) - self(range.lowerBound)) / 100
    guard width > 0, width.isFinite else { return 1 }
    let power = pow(10, log10(width).rounded(.down))
    let step = [5, 2, 1].map { $0 * power }.first { $0 <= width * 1.000_001 } ?? power
    let tidy = Double(String(format: "%.3g", step)) ?? step
    return isWhole ? max(1, tidy.rounded()) : tidy
  }
}

extension FieldKind {
  /// The kind of control for it.
  fileprivate var controlWord: String {
    switch self {
    case .number(let unit, _, _, _): unit.dimension == .share ? "share" : "number"
    case .choice: "choice"
    case .flag: "flag"
    case .law, .shares, .date: "text"
    }
  }
}

extension String {
  /// The words of a path: `Hide after enforcement (behaviour)`.
  fileprivate var labelWords: String {
    let parts = split(separator: ".").map { $0.replacing("-", with: " ") }
    let name = parts.last.map(String.init) ?? self
    let rest = parts.dropLast().joined(separator: ", ")
    return name.prefix(1).uppercased() + name.dropFirst() + (rest.isEmpty ? "" : " (\(rest))")
  }
}
