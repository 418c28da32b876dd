// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import ScenarioFiles
import Studies
import Texts

/// `cordon parameters`.
struct ParametersCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "parameters",
    abstract: "Lists everything that a scenario may set: unit, range, default, evidence.",
    discussion: """
      Scenario files and --set take the path. Each entry has the default, the grade of its evidence \
      and the source; 'deep' marks a response of behaviour that no source measures. With words, the \
      list has only the entries with all of them in their path, section or description.

      Examples:
        cordon parameters | less
        cordon parameters policy.levers
        cordon parameters arrest --deep
        cordon parameters --yaml > mine.yaml
        cordon parameters --json
      """)

  @Argument(help: ArgumentHelp("Lists only what these words are about.", valueName: "word"))
  var words: [String] = []

  @Flag(help: "Lists only the deep uncertainties: responses that no source measures.")
  var deep = false

  @Flag(help: "Prints a base scenario of all defaults, as in scenarios/base.yaml.")
  var yaml = false

  @Flag(help: "Prints docs/assumptions.md: what rests on estimates, and the assumption log.")
  var assumptions = false

  @Flag(help: "Prints JSON, for programs.")
  var json = false

  func validate() throws {
    guard words.isEmpty || !(yaml || assumptions) else {
      throw ValidationError("--yaml and --assumptions print all: words do not narrow them")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    if yaml {
      console.output(baseYAML())
      return .success
    }
    if assumptions {
      console.output(AssumptionsPage.text)
      return .success
    }
    let fields = FieldReport.all.filter { $0.deep || !deep }.about(words) {
      "\($0.section) \($0.path) \($0.summary)"
    }
    if json {
      try console.output(jsonText(fields))
      return .success
    }
    guard !fields.isEmpty else { throw ValidationError("nothing that may be set is about that") }
    console.print([FieldReport.legend, .gap])
    for (index, field) in fields.enumerated() {
      if index == 0 || fields[index - 1].section != field.section {
        console.print(console.headline(field.section.uppercased()))
        console.print()
      }
      let heading = "  \(field.path) = \(field.default)"
      let fits = heading.count <= pageWidth
      console.print(
        "  " + console.headline(field.path)
          + (fits ? heading.dropFirst(2 + field.path.count) : " ="))
      if !fits { console.print([Passage(field.default, indent: 6)]) }
      console.print(field.passages + [.gap])
    }
    return .success
  }
}
