// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
import Experiments
import Statistics

/// How the study is reported and repeated.
extension Page {
  /// An item of the reporting guideline, with the study's answer; nil if it has none.
  private typealias Item = (number: String, name: String, answer: String?)

  /// The items of STRESS-DES.
  ///
  /// Source: T. Monks, C. S. M. Currie, B. S. Onggo, S. Robinson, M. Kunc and S. J. E. Taylor,
  /// Journal of Simulation 13 (2019) 55-67, table 1.
  var stress: Section {
    let rows = items.map { item -> HTML in
      let answer: HTML =
        item.answer.map { "\($0)" }
        ?? "<span class=\"gap\">Gap: to be said by the study’s authors.</span>"
      return "<tr><th scope=row>\(item.number)<td class=text>\(item.name)<td class=text>\(answer)\n"
    }
    let gaps = items.count { $0.answer == nil }
    return Section(
      id: "stress", heading: "Reporting checklist (STRESS-DES)",
      body: """
        <p>The items of the STRESS-DES guideline, filled in from what the study knows of itself; \
        \(gaps) of \(items.count) are left to its authors.</p>
        <div class="scroll plain" role="region" tabindex="0" aria-label="STRESS-DES items">
        <table><thead><tr><th scope=col>Item<th scope=col>Asks for<th scope=col>Answer</thead><tbody>
        \(rows)</tbody></table></div>
        """)
  }

  private var items: [Item] {
    let calendar = plan.calendar
    let world = context.inputs.filter(\.isOfTheWorld).distinct
    let grades = EvidenceGrade.allCases
      .map { grade in "\(world.count { $0.evidence.grade == grade }) of grade \(grade.rawValue)" }
      .joined(separator: ", ")
    return [
      ("1.1", "Purpose of the model", plan.summary.isEmpty ? nil : plan.summary),
      (
        "1.2", "Model outputs",
        "\(plan.outcomes.count) outcomes, \(outcomes.count) of them in the pictures; the tables of this "
          + "page give their units"
      ),
      (
        "1.3", "Experimentation aims",
        plan.policies.count > 1
          ? "Comparison of \(others.joined(separator: ", ")) with \(baseline) under common random "
            + "numbers"
            + (hasStates
              ? " in \(counted(sweep.states, "state")) of the world, which differ in "
                + sweep.factors.map(\.path).joined(separator: ", ") : "")
          : nil
      ),
      ("2.1", "Base model overview diagram", "State diagrams in docs/figures of the program"),
      ("2.2", "Base model logic", "docs/model.md of the program, by the ODD protocol"),
      (
        "2.3", "Scenario logic",
        "What each policy does is under “What drives it”, in words and value by value"
      ),
      ("2.4", "Algorithms", "docs/model.md of the program: equations mechanism by mechanism"),
      (
        "2.5", "Components: entities, activities, resources, queues, entry and exit points",
        "docs/model.md of the program; \(plan.areas.count == 1 ? "one area" : counted(plan.areas.count, "area")); queues at "
          + main.queues.map(\.station).joined(separator: ", ")
      ),
      (
        "3.1", "Data sources",
        world.isEmpty ? nil : "Source or reason beside each value on this page"
      ),
      ("3.2", "Pre-processing", nil),
      (
        "3.3", "Input parameters",
        world.isEmpty
          ? nil : "\(counted(world.count, "value")) of the world: \(grades); all on this page"
      ),
      (
        "3.4", "Assumptions",
        "The assumption log on this page: \(plan.assumptions.count) entries"
      ),
      (
        "4.1", "Initialisation",
        "Warm-up of \(Unit.days.text(of: calendar.warmUp)) before \(calendar.start); counted from "
          + "\(calendar.policyFrom)"
          + (plan.wordsOfPasts.map {
            "; \($0), and each with luck of its own from there on (calibration by a particle filter: "
              + "docs/calibration.md of the program)"
          } ?? "")
      ),
      ("4.2", "Run length", "\(counted(calendar.counted, "counted year")), until \(calendar.end)"),
      (
        "4.3", "Estimation approach",
        "\(counted(plan.replications.count, "replication")) with common random numbers; Student and "
          + "bootstrap intervals of paired differences, Clopper-Pearson intervals of rare events"
      ),
      ("5.1", "Software or programming language", "Cordon \(context.version), written in Swift"),
      (
        "5.2", "Random sampling",
        "Philox 4x32-10 streams keyed by seed, replication, kind, number and purpose, under the laws of "
          + "GSL \(context.gslVersion); seed \(sweep.seed)"
          + (sweep.luck.map { "; \($0.words)" } ?? "")
      ),
      (
        "5.3", "Model execution",
        "Discrete events in total order of time, priority and sequence; replications in parallel, "
          + "results independent of the number of threads"
      ),
      (
        "5.4", "System specification",
        context.machine.isEmpty
          ? nil
          : context.machine + (context.wallSeconds.map { "; it took \(Self.words($0))" } ?? "")
      ),
      (
        "6.1", "Computer model sharing statement",
        "Free software under GPL-3.0-or-later" + (context.commit.map { "; commit \($0)" } ?? "")
      ),
    ]
  }

  /// A length of time to a second.
  private static func words(_ seconds: Double) -> String {
    Readable(standardError: seconds < 10 ? 0.1 : 1, size: seconds)(seconds) + " s"
  }

  /// How to repeat the study.
  var repetition: Section {
    let command = context.command.isEmpty ? nil : context.command
    let commit = context.commit.map { $0 + (context.isChanged ? ", with changed files" : "") }
    let facts: [(String, String?)] = [
      ("Version", context.version), ("Commit", commit),
      ("Seed", "\(sweep.seed)" + (sweep.luck.map { "; \($0.words)" } ?? "")),
      ("Replications", "\(plan.replications.lowerBound) to \(plan.replications.upperBound)"),
      ("GNU Scientific Library", context.gslVersion),
      ("Plan", sweep.digest.hexadecimal),
      ("Machine", context.machine.isEmpty ? nil : context.machine),
      ("Wall time", context.wallSeconds.map(Self.words)),
    ]
    let rows = facts.map { name, value -> HTML in
      let value: HTML = value.map { "\($0)" } ?? "<span class=\"gap\">not known</span>"
      return "<tr><th scope=row>\(name)<td class=text>\(value)\n"
    }
    let shown: HTML =
      command.map { "<pre tabindex=\"0\">\($0)</pre>" }
      ?? "<p class=\"gap\">The command is not known to this report.</p>"
    return Section(
      id: "repeat", heading: "How to repeat it",
      body: """
        <p>The same command with the same version gives the same tables, byte for byte, on any number \
        of threads.</p>
        \(shown)
        <table><tbody>\(rows)</tbody></table>
        """)
  }
}
