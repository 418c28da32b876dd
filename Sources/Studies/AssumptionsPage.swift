// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Texts

/// `docs/assumptions.md`, from the declarations and the assumption log.
public enum AssumptionsPage {
  /// The whole page, in Markdown.
  public static var text: String {
    // Settings are choices, not guesses; the levers of a policy are those of history once more.
    let guesses = FieldReport.all.filter {
      $0.grade == EvidenceGrade.d.rawValue && $0.section != FieldReport.settings
        && $0.section != FieldReport.policy
    }
    let deep = guesses.filter(\.deep)
    var lines = [
      "# Assumptions", "",
      "`make generate` writes this page from the declarations in the code; a test holds it to them.",
      "", "## Deep uncertainties", "",
      "No source measures these \(deep.count) responses of behaviour. A verdict that turns within their ranges",
      "is a verdict on these guesses.", "",
    ]
    lines += [MeasuredImpacts.known.note, ""] + table(of: deep)
    lines += [
      "", "## Other values of grade D", "",
      "Estimates and assumptions of this project. A dash stands where no range is stated.",
    ]
    var section = ""
    for field in guesses where !field.deep {
      let own = heading(of: field)
      if own != section {
        lines += ["", "### \(own)", ""] + tableHead
        section = own
      }
      lines.append(row(of: field))
    }
    lines += [
      "", "## Assumption log", "",
      "How the model assumes that things work, and what changes if they do not.", "",
      "| mechanism | assumption | reason | if it is wrong |", "|---|---|---|---|",
    ]
    lines += ModelAssumption.log.map {
      "| \($0.mechanism) | \($0.statement) | \($0.reason) | \($0.consequence) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let tableHead = [
    "| name | value | plausible | what it is | reason |", "|---|---|---|---|---|",
  ]

  private static func table(of fields: [FieldReport]) -> [String] {
    [
      "| name | value | plausible | impact | what it is | reason |", "|---|---|---|---|---|---|",
    ] + fields.map { row(of: $0, impact: $0.impact ?? "not measured") }
  }

  private static func row(of field: FieldReport, impact: String? = nil) -> String {
    let cells =
      ["`\(field.path)`", field.default, field.plausible ?? "-"] + [impact].compactMap(\.self)
      + [field.summary, field.source]
    return "| \(cells.map { $0.escaped(for: .markdownCell) }.joined(separator: " | ")) |"
  }

  /// Parameters stand by mechanism, the first part of their paths; the rest by section.
  private static func heading(of field: FieldReport) -> String {
    guard field.section == FieldReport.parameters else { return field.section }
    return String(field.path.prefix { $0 != "." }).capitalised
  }
}
