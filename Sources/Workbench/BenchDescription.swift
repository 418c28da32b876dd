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

  /// The outcomes of a trade-off, by name, before somebody chooses others.
  struct TradeOff: Encodable {
    let x, y: String
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
  let tradeOff: TradeOff?
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
    let (gain, risk) = (Outcome.all.first(as: .gain), Outcome.all.first(as: .risk))

    tradeOff = gain.flatMap { gain in risk.map { TradeOff(x: gain.name, y: $0.name) } }
    futures = Futures(first: BenchWatch.first, most: Bench.mostFutures)
    remarks = bench.remarks
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
