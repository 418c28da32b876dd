// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Reports
import Statistics
import Studies

/// What the page is told after so many futures: the first screen, with intervals that hold while one watches.
struct AnswerEvent: Encodable {
  struct Number: Encodable {
    let mean: Double?
    let shown: String
  }

  struct Cell: Encodable {
    let policy: String
    let mean: Double?
    let shown: String
    let difference: Double?
    let change: String
    let low, high: Double?
    /// The interval in words; empty if there is none.
    let range: String
    /// The interval that holds at this number alone.
    let fixedLow, fixedHigh: Double?
    let fixedRange: String
    let verdict: String
    let kind: String
    let word: String
    let words: String
    let known: Bool
  }

  struct Row: Encodable {
    let outcome: String
    let title: String
    let unit: String
    let mark: String?
    let matters: Double
    let better: String
    let reference: Number
    let cells: [Cell]
  }

  struct Days: Encodable {
    let policy: String
    let sentence: String
  }

  let futures: Int
  let of: Int
  let isEnough: Bool
  /// How many cells are known, in words.
  let enough: String
  let sentence: String
  let condition: String?
  let rows: [Row]
  let price: String
  let record: String?
  let triggeredDays: [Days]
  let figures: [String: DrawnFigure]

  /// The number of futures at which the intervals are tightest.
  static let tightest = 100.0
  private static let sequence = ConfidenceSequence(tightestAt: tightest)

  /// What has been found; nil if there is nothing to compare.
  init?(_ found: BenchWatch.Found, of setting: BenchSetting, _ context: ReportContext) {
    let plan = setting.plan
    let fixed = (found.ofArea ?? found.builder).comparison()
    let comparison = fixed.watched(by: Self.sequence)
    let observed = found.ofArea == nil ? found.observed : []
    guard
      let answer = Answer(
        comparison, of: plan, observed: observed, showing: setting.outcomes),
      let once = Answer(fixed, of: plan, showing: setting.outcomes)
    else { return nil }
    futures = found.count
    of = plan.replications.count
    let cells = answer.rows.flatMap(\.cells)
    let known = cells.count(where: \.isKnown)
    isEnough = known == cells.count && futures >= BenchWatch.first
    enough = "\(known) of \(cells.count) known"
    sentence = answer.sentence
    let own =
      plan.draws == nil
      ? "Only chance varies here: unknowns are at the values that are set." : nil
    let sentences = [own, setting.condition.map { "The study that is open says: \($0)" }]
      .compactMap(\.self)
    condition = sentences.isEmpty ? nil : sentences.joined(separator: " ")
    rows = zip(answer.rows, once.rows).map { row, once in
      Row(
        outcome: row.outcome.name, title: row.head.title, unit: row.head.unit,
        mark: row.outside > 0 ? "†" : nil,
        matters: row.cells.first?.difference.matters ?? row.outcome.matters,
        better: (row.cells.first?.difference.better ?? row.outcome.better).rawValue,
        reference: Number(
          mean: row.reference.mean.ifFinite, shown: EstimateText(row.reference).value),
        cells: zip(row.cells, once.cells).map { Cell($0, fixed: $1.difference) })
    }
    let student =
      found.count > 1 ? LawQuantiles.student(0.975, degrees: Double(found.count - 1)) : .nan
    let times =
      Self.sequence.halfWidth(of: found.count) * Double(found.count).squareRoot() / student
    price =
      times.isFinite
      ? "These intervals hold while you watch, however often you look and whenever you stop; they are "
        + "\(Unit.factor.text(of: (times * 10).rounded() / 10)) times as wide as intervals that are read once."
      : "A few more futures are needed before intervals can be given that hold while you watch."
    record = answer.recordSentence
    triggeredDays = comparison.triggeredDays(of: plan).map {
      Days(policy: $0.policy, sentence: $0.sentence)
    }
    figures =
      ReportBuilder(setting.planned.sweep).figure(of: answer, comparison, context: context)
      .map { ["times": $0] } ?? [:]
  }
}

extension Answer.Cell {
  /// Whether more futures would hardly change what is said.
  fileprivate var isKnown: Bool { difference.verdict.isDecided || difference.verdict.isAlike }
}

extension AnswerEvent.Cell {
  init(_ cell: Answer.Cell, fixed: Difference) {
    let difference = cell.difference
    let text = EstimateText(difference)
    policy = cell.summary.policy
    mean = cell.summary.mean.ifFinite
    shown = EstimateText(cell.summary).value
    self.difference = difference.count == 0 ? nil : difference.mean.ifFinite
    change = difference.count == 0 ? "" : text.value
    (low, high) = (difference.interval.low.ifFinite, difference.interval.high.ifFinite)
    range = text.interval
    (fixedLow, fixedHigh) = (fixed.interval.low.ifFinite, fixed.interval.high.ifFinite)
    fixedRange = EstimateText(fixed).interval
    verdict = difference.verdict.words
    kind = cell.kind.rawValue
    word = difference.verdict.word
    words = cell.smallWords
    known = cell.isKnown
  }
}
