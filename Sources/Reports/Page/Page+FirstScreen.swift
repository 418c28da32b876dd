// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  static let times = Figure.Chart("times", PackageResources.times_json)
}

/// What a reader sees first of a study of policies: a line, a table, a picture, and what the policies do.
extension Page {
  /// What the study says first; nil if it has several states, one policy, or steps of a way.
  var firstAnswer: Answer? {
    hasStates || sweep.path != nil ? nil : Answer(comparison, of: plan, observed: observed)
  }

  /// The line, the table beside the picture, and what the policies do.
  func firstScreen(_ answer: Answer) -> HTML {
    """
    <p class="lead" id="line">\(answer.sentence)</p>
    \(condition(answer))\
    <div class="first\(HTML(verbatim: answer.policies.count > 3 ? " many" : ""))">
    <div class="scroll plain" role="region" tabindex="0" aria-label="The answer, outcome by outcome">
    \(table(answer))\(record(answer))</div>
    \(picture(answer)?.html ?? "")
    </div>
    \(deeds)
    """
  }

  /// How far the answer holds when unknowns have other values, or that this was not looked at.
  private func condition(_ answer: Answer) -> HTML {
    guard let condition else { return "" }
    let line = condition.line(baseline, plan.compared, of: answer.rows.map(\.outcome))
    return "<p class=\"condition\" id=\"condition\">\(line)</p>\n"
  }

  /// The same outcome by outcome, for those who want to know.
  var conditions: HTML {
    guard let condition, condition.isKnown else { return "" }
    let found = others.map { other -> HTML in
      let sentences = condition.sentences(baseline, other) { outcomes.contains($0) }
      return """
        <h4>\(baseline) against \(other)</h4>
        <ul class="findings">\(sentences.map { HTML("<li>\($0).</li>\n") })</ul>

        """
    }
    return """
      <details><summary>How far that holds, outcome by outcome</summary>
      \(found)<p>\(condition.notes.map { "\($0)." }.joined(separator: " "))</p></details>

      """
  }

  /// Policies as columns, the reference first; outcomes as rows.
  private func table(_ answer: Answer) -> HTML {
    let heads = ([answer.reference] + answer.policies).map { policy -> HTML in
      "<th scope=\"col\">\(policy)</th>"
    }
    let rows = answer.rows.map { row -> HTML in
      let mark = row.outside > 0 ? " †" : ""
      let unit: HTML = row.head.unit.isEmpty ? "" : " <small>\(row.head.unit)</small>"
      let cells = row.cells.map { cell($0) }
      return """
        <tr><th scope="row">\(row.head.title)\(mark)\(unit)</th>\
        <td>\(number(row.reference.mean, EstimateText(row.reference).value))</td>\(cells)</tr>

        """
    }
    return """
      <table id="first-table">
      <thead><tr><th scope="col">Mean a year, and change</th>\(heads)</tr></thead>
      <tbody>
      \(rows)</tbody></table>

      """
  }

  /// The mean under a policy, the difference with its verdict, and how sure it is.
  private func cell(_ cell: Answer.Cell) -> HTML {
    let difference = cell.difference
    let (kind, word, sure) = (cell.kind, difference.verdict.word, cell.smallWords)
    let glyph = [.better: "▲ ", .worse: "▼ ", .open: "? "][kind] ?? ""
    let change: HTML =
      difference.count == 0
      ? "" : number(difference.mean, EstimateText(difference).value, tag: "span")
    let small: HTML = sure.isEmpty ? "" : "<small>\(sure)</small>"
    let verdictWord: HTML =
      kind == .alike
      ? "<small>\(word)</small>" : "<span class=\"word\">\(glyph)\(word)</span>"
    return """
      <td class="\(kind.rawValue)" data-policy="\(cell.summary.policy)">\
      \(number(cell.summary.mean, EstimateText(cell.summary).value)) \(change) \
      \(verdictWord)\(small)</td>
      """
  }

  /// A number as people read it, with its exact value.
  private func number(_ value: Double, _ shown: String, tag: HTML = "b") -> HTML {
    let exact: HTML = value.isFinite ? " data-v=\"\(DecimalText.text(of: value))\"" : ""
    return "<\(tag)\(exact)>\(shown)</\(tag)>"
  }

  /// Which rows stand on a past that is not that of the record.
  private func record(_ answer: Answer) -> HTML {
    answer.recordSentence.map { "<p class=\"meta record\"><a href=\"#observed\">\($0)</a></p>\n" }
      ?? ""
  }

  /// All differences on one scale; nil if none has an interval.
  func picture(_ answer: Answer) -> Figure? {
    let table = timesTable(answer)
    guard table.rows.contains(where: { !$0[4].exact.isEmpty }) else { return nil }
    let marks = keys.filter { answer.policies.contains($0.policy) }
    return Figure(
      id: "times", chart: .times, title: "How far from \(answer.referenceWords)",
      caption: """
        In multiples of what matters; hollow: not decided.
        """,
      description:
        "Differences of \(counted(answer.rows.count, "outcome")) from \(answer.referenceWords), in multiples of what matters; the table below has them",
      legend: marks, tables: [table], evidence: mark(answer.rows.map(\.outcome), isShort: true))
  }

  private func timesTable(_ answer: Answer) -> DataTable {
    DataTable(
      title: "Differences in multiples of what matters",
      columns: [
        .init("title", "Outcome", .text), .init("policy", "Policy", .text), .init("row", "Row"),
        .init("times", "Times what matters"), .init("low", "from"), .init("high", "to"),
        .init("direction", "Better", .text), .init("verdict", "Verdict", .text),
        .init("decided", "Decided", .text), .init("shown", "In short", .text),
        .init("unit", "Unit", .text), .init("outcome", "Name in tables", .text),
      ],
      rows: answer.rows.enumerated().flatMap { number, row in
        row.cells.map { cell in
          let difference = cell.difference
          let ends = [difference.interval.low, difference.interval.high].map(cell.times)
          let times = [cell.times(difference.mean), ends.min() ?? .nan, ends.max() ?? .nan]
          let readable = Readable(
            standardError: difference.matters > 0
              ? difference.standardError / difference.matters : .nan, size: times[0])
          return [
            .text(row.outcome.title), .text(cell.summary.policy), .number(Double(number + 1)),
          ]
            + times.map { .number($0.rounded6, shown: readable($0, signed: true)) } + [
              .text(difference.better.rawValue), .text(difference.verdictWords),
              .text(difference.verdict.isDecided ? "yes" : "no"),
              .text(EstimateText(difference).words), .text(row.outcome.unit),
              .text(row.outcome.name),
            ]
        }
      })
  }

  /// What the policies do, and how long each is under its triggers.
  private var deeds: HTML {
    let triggered = comparison.triggeredDays(of: plan)
    let items = plan.policies.indices.filter { $0 != plan.statusQuo }.compactMap { index -> HTML? in
      let policy = plan.policies[index]
      let parts = plan.paragraphs(ofPolicy: index).map { part -> HTML in
        "\(part.heading.uncapitalisedWords) \(part.items.joined(separator: "; "))."
      }
      guard !parts.isEmpty else { return nil }
      let shut =
        triggered.first { $0.policy == policy }.map { HTML(" <b>\($0.sentence)</b>") } ?? ""
      return "<li><b>\(policy)</b> \(parts.joined(by: " "))\(shut)</li>\n"
    }
    guard !items.isEmpty else { return "" }
    return """
      <details id="deeds" open><summary>What the policies do</summary>
      <ul class="findings deeds">\(items)</ul></details>

      """
  }
}

extension String {
  /// The text with its first letter in lower case: for the beginning of our own sentences.
  fileprivate var uncapitalisedWords: String { prefix(1).lowercased() + dropFirst() }
}
