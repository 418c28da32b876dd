// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import Studies

/// All that the page offers, made from the declarations: policies, levers, triggers, unknowns and outcomes.
struct BenchDescription: Encodable {
  struct Calendar: Encodable {
    let start, from, end: String
    let years: Int
  }

  /// What a policy does from a day, in an area or on an occasion.
  struct Paragraph: Encodable {
    /// A sentence, with the lever that it is about; nil where it is about several.
    struct Item: Encodable {
      let lever: String?
      let words: String
    }

    let heading: String
    let items: [Item]
  }

  struct OpenPolicy: Encodable {
    let name: String
    let paragraphs: [Paragraph]
    let levers: [String: String]
    let isPreset, isShown: Bool
  }

  struct Choice: Encodable {
    let value, words: String
  }

  struct Need: Encodable {
    let levers: [String]
    let reason: String
  }

  /// A lever or an unknown, with what a control needs.
  struct Control: Encodable {
    let name, label, summary: String
    let kind: String
    var suffix = ""
    let today: String
    var todayNumber: Double?
    var least, most, step: Double?
    var usual: [Double]?
    var choices: [Choice]?
    var none: String?
    var needs: [Need]?
    let grade: String
    var isNational = false
  }

  struct Group: Encodable {
    let group: String
    let levers: [Control]
  }

  struct Named: Encodable {
    let name, title, unit: String
  }

  struct Range: Encodable {
    let least, most: Double
  }

  struct Triggers: Encodable {
    let outcomes: [Named]
    let comparisons: [Choice]
    let presets: [String]
    let most: Int
    let days: Range
    let scopes: [Choice]
  }

  struct Unknown: Encodable {
    let path, label, summary, suffix, today: String
    let todayNumber, low, high, least, most, step: Double
    let grade: String
    let impact: String?
  }

  struct OutcomeItem: Encodable {
    let name, title, unit, better: String
    let matters: Double
    let group, summary: String
    let isFirst: Bool
  }

  struct Futures: Encodable {
    let first, most: Int
  }

  let title, source, version: String
  let calendar: Calendar
  let areas: [String]
  let reference: String
  let policies: [OpenPolicy]
  let levers: [Group]
  let triggers: Triggers
  let unknowns: [Unknown]
  let outcomes: [OutcomeItem]
  let futures: Futures
  let remarks: [String]

  init(_ bench: Bench, firstOutcomes: [Outcome]) {
    let scenario = bench.scenario
    title = bench.title
    source = bench.source
    version = cordonVersion
    let days = scenario.calendar
    calendar = Calendar(
      start: "\(days.start)", from: "\(days.policyFrom)", end: "\(days.end)", years: days.counted)
    areas = scenario.areas.count > 1 ? scenario.areas.map(\.name) : []
    reference = StatusQuo.name
    let statusQuo = OpenPolicy(
      name: StatusQuo.name, paragraphs: [], levers: [:], isPreset: false, isShown: true)
    policies =
      [statusQuo]
      + bench.policies.map { open in
        OpenPolicy(
          name: open.name,
          paragraphs: open.policy.told(in: scenario), levers: open.policy.texts,
          isPreset: open.isPreset,
          isShown: open.isShown)
      }
    levers = LeverGroup.all.map { group in
      Group(group: group.title, levers: group.members.compactMap { bench.control(of: $0) })
    }
    triggers = Triggers(
      outcomes: Outcome.triggering.map {
        Named(name: $0.name, title: $0.title, unit: $0.monthlyUnit)
      },
      comparisons: Trigger.Condition.Comparison.allCases.map {
        Choice(value: $0.rawValue, words: $0.words)
      },
      presets: bench.policies.filter(\.isPreset).map(\.name), most: BenchQuestion.mostTriggers,
      days: Range(least: 1, most: 10 * Declarations.Unit.years.inCanonicalUnits),
      scopes: Trigger.Scope.allCases.map { Choice(value: $0.rawValue, words: $0.words) })
    unknowns = bench.unknowns
    outcomes = Outcome.all.map { outcome in
      OutcomeItem(
        name: outcome.name, title: outcome.title, unit: outcome.unit,
        better: outcome.better.rawValue, matters: scenario.matters(outcome),
        group: outcome.section.title, summary: outcome.summary,
        isFirst: firstOutcomes.contains(outcome))
    }
    futures = Futures(first: BenchWatch.first, most: Bench.mostFutures)
    remarks = bench.remarks
  }
}

extension Bench {
  /// The control of a lever.
  fileprivate func control(of member: LeverGroup.Member) -> BenchDescription.Control? {
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
  fileprivate var unknowns: [BenchDescription.Unknown] {
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

extension Policy {
  /// What the policy does, in words, each with its lever.
  func told(in scenario: Scenario) -> [BenchDescription.Paragraph] {
    func paragraphs(_ policy: Policy) -> [PolicyParagraph] {
      policy.paragraphs(after: scenario.history, until: scenario.settings.end)
    }
    // A policy of one lever says of it what this one says.
    let levers = Set(changes.map(\.lever)).sorted()
    let sentences = levers.flatMap { lever in
      paragraphs(Policy(name: name, changes: changes.filter { $0.lever == lever }))
        .flatMap(\.items).map { ($0, lever) }
    }
    let known = Dictionary(sentences) { first, _ in first }
    return paragraphs(self).map { paragraph in
      BenchDescription.Paragraph(
        heading: paragraph.heading,
        items: paragraph.items.map {
          BenchDescription.Paragraph.Item(
            lever: paragraph.isAnswer ? nil : known[$0], words: $0)
        })
    }
  }
}

/// How a slider counts a quantity: in its declared unit, a share in per cent.
private struct SliderScale {
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

extension Trigger.Condition.Comparison {
  fileprivate var words: String {
    switch self {
    case .atLeast: "at least"
    case .above: "more than"
    case .atMost: "at most"
    case .below: "fewer than"
    }
  }
}

extension Trigger.Scope {
  fileprivate var words: String {
    switch self {
    case .national: "in the whole country"
    case .each: "in each area on its own"
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
