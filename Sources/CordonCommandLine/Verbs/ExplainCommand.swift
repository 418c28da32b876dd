// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CordonModel
import Declarations
import ScenarioFiles
import Studies

/// `cordon explain FILE`.
struct ExplainCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what a policy does, and every value of a scenario with where it comes from.",
    discussion: """
      It shows what the policy does in words, then the levers that it sets, then all other values. \
      Each line has a path as --set takes it, the value with its unit, the grade of its evidence and \
      where it is set. The grades are A (official or peer reviewed), B (freedom of information), C \
      (single report) and D (estimate or assumption). `cordon parameters` says what each value means.

      Examples:
        cordon explain scenarios/cooperate.yaml | less
        cordon explain scenarios/cooperate.yaml --json
      """)

  @Argument(
    help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarioFile,
    transform: userPath)
  var file: String

  @OptionGroup(title: "Values") var values: ValueOptions

  @Flag(help: "Prints JSON, for programs.")
  var json = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let loaded = try values.load([file])[0]
    for warning in loaded.warnings { console.remark(warning.description) }
    if json {
      try console.output(jsonText(loaded.resolved.map(ResolvedReport.init)))
      return .success
    }
    console.print(console.headline(loaded.scenario.name))
    for line in loaded.scenario.summary.wrapped() { console.print(line) }
    show(loaded.scenario, console)
    for section in Self.order {
      let values = loaded.resolved.filter { $0.section == section }
      guard !values.isEmpty else { continue }
      console.print()
      console.print(console.headline(section.title(of: loaded.scenario.policy.name)))
      for line in ResolvedText(values: values).lines { console.print(line) }
    }
    return .success
  }

  /// The policy comes first: what it does has just been shown.
  private static let order: [ResolvedValue.Section] =
    [.policy] + ResolvedValue.Section.allCases.filter { $0 != .policy }

  /// What the policy does, in words.
  private func show(_ scenario: Scenario, _ console: Console) {
    console.print()
    console.print(console.headline("WHAT \(scenario.policy.name) DOES"))
    let paragraphs = scenario.policy.paragraphs(
      after: scenario.history, until: scenario.settings.end)
    if paragraphs.isEmpty { console.print("All levers stay as they were.") }
    for paragraph in paragraphs {
      for line in paragraph.heading.wrapped() { console.print(line) }
      for item in paragraph.items {
        for (index, line) in item.wrapped(indent: 4).enumerated() {
          console.print(index == 0 ? "  - " + line.dropFirst(4) : line)
        }
      }
    }
  }
}
