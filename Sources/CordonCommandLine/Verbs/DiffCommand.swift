// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CordonModel
import ScenarioFiles
import Studies
import Texts

/// `cordon diff A B`.
struct DiffCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says in words what differs between two scenarios, and where each value comes from.",
    discussion: """
      It compares the values that hold. A lever that a policy does not set has its value of history, \
      and a value that a file repeats is no difference. Names, descriptions and evidence are not \
      compared. The exit code is 0, with differences or without.

      Examples:
        cordon diff scenarios/cooperate.yaml scenarios/clampdown.yaml | less
        cordon diff scenarios/base.yaml mine.yaml --json
      """)

  @Argument(
    help: ArgumentHelp("The first scenario file.", valueName: "a"), completion: .scenarioFile,
    transform: userPath)
  var first: String

  @Argument(
    help: ArgumentHelp("The second scenario file.", valueName: "b"), completion: .scenarioFile,
    transform: userPath)
  var second: String

  @OptionGroup(title: "Values of both") var values: ValueOptions

  @Flag(help: "Prints JSON, for programs.")
  var json = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let loaded = try values.load([first, second])
    for warning in Set(loaded.flatMap(\.warnings)).sorted(by: { $0.description < $1.description }) {
      console.remark(warning.description)
    }
    let differences = loaded[0].differences(from: loaded[1])
    if json {
      try console.output(jsonText(DifferencesReport(loaded, [first, second], differences)))
      return .success
    }
    guard !differences.isEmpty else {
      console.print("\(first) and \(second) say the same.")
      return .success
    }
    for (label, (file, loaded)) in zip(["A", "B"], zip([first, second], loaded)) {
      for line in "\(label)  \(file): \(loaded.scenario.name)".wrapped() { console.print(line) }
    }
    let text = DifferencesText(differences: differences, headline: console.headline)
    for line in text.lines { console.print(line) }
    return .success
  }
}
