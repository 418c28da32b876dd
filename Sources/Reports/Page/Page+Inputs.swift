// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// What drives the results: values with their evidence, deep uncertainties, assumptions.
extension Page {
  var inputs: Section {
    let world = context.inputs.filter(\.isOfTheWorld)
    let deep = world.filter(\.evidence.isDeep)
    let grades = EvidenceGrade.allCases.map { grade -> HTML in
      let count = world.distinct.count { $0.evidence.grade == grade }
      return "<li>Grade \(grade.rawValue), \(grade.meaning): \(counted(count, "value"))</li>"
    }
    let body: HTML =
      context.inputs.isEmpty
      ? "<p class=\"gap\">The values of the scenarios are not known to this report.</p>"
      : """
      <ul class="findings">\(grades)</ul>
      <h3>Deep uncertainties</h3>
      <p>No source measures these responses of behaviour. A verdict that turns within their ranges is a \
      verdict on these guesses. \(context.impactNote)</p>
      \(uncertainties(deep).html)
      <h3>All values</h3>
      <p>A value that is the same for every policy has one row. \
      What each policy sets is in the rows of <code>policy</code>.</p>
      <p class="paper">This table, like those behind the pictures, is on the page itself, not on paper.</p>
      \(table("All values with their evidence", context.inputs).html)
      \(policies)
      """
    return Section(id: "inputs", heading: "What drives it", body: body)
  }

  /// What each policy does, in words.
  private var policies: HTML {
    // Of a way from one policy to another the steps between are told by what they take.
    let shown = sweep.path.map { [$0.start, $0.end] } ?? Array(plan.policies.indices)
    let pieces = shown.map { index -> HTML in
      let policy = plan.policies[index]
      let paragraphs = plan.paragraphs(ofPolicy: index).map { part -> HTML in
        "<p>\(part.heading)</p><ul>\(part.items.map { HTML("<li>\($0)</li>") })</ul>"
      }
      let words: HTML =
        paragraphs.isEmpty ? "<p>What went on before goes on.</p>" : "\(paragraphs)"
      return
        "<details class=\"printed\"><summary>What \(policy) does</summary>\(words)</details>\n"
    }
    return "<h3>The policies</h3>\n\(pieces)"
  }

  private func table(_ title: String, _ inputs: [ReportInput]) -> DataTable {
    DataTable(
      name: nil, title: title,
      columns: [
        .init("path", "Value of", .text), .init("policy", "Policy", .text),
        .init("value", "Value", .text), .init("grade", "Grade", .text),
        .init("deep", "Deep", .text), .init("source", "Source or reason", .text),
        .init("summary", "What it is", .text), .init("origin", "Set in", .text),
      ],
      rows: merged(inputs).map { input, policy in
        [
          .text(input.path), .text(policy), .text(input.value),
          .text(input.evidence.grade.rawValue), .text(input.evidence.isDeep ? "deep" : ""),
          .text(input.evidence.source), .text(input.summary), .text(input.origin),
        ]
      })
  }

  /// The table of deep uncertainties.
  ///
  /// It leaves out what their evidence has in common: it is printed, and paper has little room.
  private func uncertainties(_ inputs: [ReportInput]) -> DataTable {
    DataTable(
      name: nil, title: "Deep uncertainties",
      columns: [
        .init("path", "Value of", .text), .init("policy", "Policy", .text),
        .init("value", "Value", .text), .init("impact", "Impact", .text),
        .init("summary", "What it is", .text), .init("source", "Why it is not known", .text),
      ],
      rows: merged(inputs).map { input, policy in
        [
          .text(input.path), .text(policy), .text(input.value),
          .text(input.impact ?? "not measured"), .text(input.summary), .text(input.evidence.source),
        ]
      }, isPrinted: true)
  }

  /// Values with the policies that have them; one row if all policies do.
  private func merged(_ inputs: [ReportInput]) -> [(input: ReportInput, policy: String)] {
    var indices: [String: Int] = [:]
    var rows: [(input: ReportInput, policies: [String])] = []
    for input in inputs {
      let key = "\(input.path)\u{0}\(input.value)\u{0}\(input.origin)"
      if let index = indices[key] {
        rows[index].policies.append(input.policy)
      } else {
        indices[key] = rows.count
        rows.append((input, [input.policy]))
      }
    }
    let all = Set(context.inputs.map(\.policy)).count
    return rows.map { input, policies in
      (
        input,
        policies.count == all && policies.count > 1
          ? "all" : policies.joined(separator: ", ")
      )
    }
  }

  var assumptions: Section {
    let table = DataTable(
      name: nil, title: "Assumption log",
      columns: [
        .init("mechanism", "Mechanism", .text), .init("assumption", "Assumption", .text),
        .init("reason", "Reason", .text), .init("consequence", "If it is wrong", .text),
      ],
      rows: plan.assumptions.map {
        [.text($0.mechanism), .text($0.statement), .text($0.reason), .text($0.consequence)]
      }, isPrinted: true)
    return Section(
      id: "assumptions", heading: "Assumptions",
      body: """
        <p>How the model assumes that things work, and what changes if they do not.</p>
        \(table.html)
        """)
  }
}
