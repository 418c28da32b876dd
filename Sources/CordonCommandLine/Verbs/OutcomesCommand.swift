// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CordonModel
import Declarations
import Experiments
import Studies
import Texts

/// `cordon outcomes`.
struct OutcomesCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "outcomes",
    abstract: "Lists every outcome: unit, better direction, smallest difference that matters.",
    discussion: """
      The names are the columns of the tables. Under `outcomes` a scenario may state another \
      direction, or another smallest difference that matters. With words, the list has only the \
      outcomes with all of them in their name, section or description.

      Examples:
        cordon outcomes | less
        cordon outcomes officers
        cordon outcomes --json
      """)

  @Argument(help: ArgumentHelp("Lists only what these words are about.", valueName: "word"))
  var words: [String] = []

  @Flag(help: "Prints JSON, for programs.")
  var json = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let outcomes = Outcome.all.about(words) { "\($0.section.title) \($0.name) \($0.summary)" }
    if json {
      try console.output(jsonText(outcomes.map(OutcomeReport.init)))
      return .success
    }
    guard !outcomes.isEmpty else { throw ValidationError("no outcome is about that") }
    for (index, outcome) in outcomes.enumerated() {
      if index == 0 || outcomes[index - 1].section != outcome.section {
        console.print(console.headline(outcome.section.title.uppercased()))
        console.print()
      }
      console.print(console.headline(outcome.name) + " (\(outcome.unit))")
      for line in outcome.summary.wrapped(indent: 2) { console.print(line) }
      for line in OutcomeReport(outcome).valuationWords.wrapped(indent: 2) { console.print(line) }
      console.print()
    }
    return .success
  }
}
