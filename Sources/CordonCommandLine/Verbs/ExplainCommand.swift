// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CordonModel
import Declarations
import ScenarioFiles
import Studies
import Texts

/// `cordon explain FILE`.
struct ExplainCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what policies do, and every value of a scenario with where it comes from.",
    discussion: """
      It shows what each policy does in words and the levers that it sets, what varies between states, \
      and all other values. Each line has a path as --set takes it, the value with its unit, the grade \
      of its evidence and where it is set. The grades are A (official or peer reviewed), B (freedom of \
      information), C (single report) and D (estimate or assumption). `cordon parameters` says what a value means.

      Examples:
        cordon explain scenarios/cooperate.yaml | less
        cordon explain scenarios/sweeps/small-grid.yaml --json
      """)

  @Argument(
    help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarioFile,
    transform: userPath)
  var file: String

  @OptionGroup(title: "Values") var values: ValueOptions

  @Flag(help: "Prints JSON, for programs.")
  var json = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let search = SearchPath.ofProcess
    let study = try loadStudy(
      at: search.paths(ofArguments: [file])[0], settings: values.settings, searching: search)
    for warning in study.warnings { console.remark(warning.description) }
    if json {
      try console.output(jsonText(study.resolvedReports))
      return .success
    }
    console.print(console.headline(study.scenarios[0].scenario.name))
    for line in study.scenarios[0].scenario.summary.wrapped() { console.print(line) }
    for loaded in study.scenarios { show(loaded, console) }
    console.print(study.passagesOfStates)
    // All else is the same under every policy.
    for section in ResolvedValue.Section.allCases where section != .policy {
      show(section, of: study.scenarios[0], console)
    }
    return .success
  }

  private func show(_ part: ResolvedValue.Section, of loaded: LoadedScenario, _ console: Console) {
    let values = loaded.resolved.filter { $0.section == part }
    guard !values.isEmpty else { return }
    console.print([.gap, Passage(part.title(of: loaded.scenario.policy.name), isHeading: true)])
    for line in ResolvedText(values: values).lines { console.print(line) }
  }

  /// What the policy does, in words, and the levers that it sets.
  private func show(_ loaded: LoadedScenario, _ console: Console) {
    let policy = loaded.scenario.policy
    console.print([.gap, Passage("WHAT \(policy.name) DOES", isHeading: true)])
    let paragraphs = policy.paragraphs(
      after: loaded.scenario.history, until: loaded.scenario.settings.end)
    if paragraphs.isEmpty { console.print("All levers stay as they were.") }
    for paragraph in paragraphs {
      for line in paragraph.heading.wrapped() { console.print(line) }
      for item in paragraph.items {
        console.print("  - " + item.wrapped(indent: 4).joined(separator: "\n").dropFirst(4))
      }
    }
    show(.policy, of: loaded, console)
  }
}
