// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import ScenarioFiles
import Studies
import Texts

/// `cordon new FILE`.
struct NewCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Writes a scenario to begin with: a policy of your own, with every lever explained.",
    discussion: """
      The file extends base.yaml, begins with the preset cooperate, and runs as it is. Every other \
      lever stands in a remark with what it means and its present value. A file that exists is never \
      overwritten.

      Cordon looks for base.yaml and presets beside the file, then in the folders of CORDON_SCENARIOS, \
      then among the scenarios that come with the program.

      Examples:
        cordon new mine.yaml
        cordon compare cooperate mine.yaml
      """)

  @Argument(
    help: ArgumentHelp("The file to write.", valueName: "file"), completion: .scenarioFile,
    transform: userPath)
  var file: String

  func validate() throws {
    guard [".yaml", ".yml"].contains(where: { file.hasSuffix($0) }) else {
      throw ValidationError("a scenario file ends in .yaml: cordon new \(file).yaml")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    try NewScenario.write(to: file, searching: .ofProcess)
    console.print("Wrote \(file).")
    console.print("Read what it does: cordon explain \(file.escaped(for: .shell))")
    console.print("Compare it:        cordon compare cooperate \(file.escaped(for: .shell))")
    return .success
  }
}
