// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// `cordon compare A B [...]`.
struct CompareCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Runs several policies with the same luck and says what differs.",
    discussion: """
      The first scenario is the baseline; a difference is the first policy less the other. All \
      policies share one simulated history until the day on which they part, and the same luck \
      after it, so that few futures tell much. Each interval is a 95 % interval of a mean or of a \
      mean difference: more replications make it narrower.

      Examples:
        cordon compare scenarios/cooperate.yaml scenarios/clampdown.yaml
        cordon compare a.yaml b.yaml c.yaml --replications 1000 --seed 7
        cordon compare a.yaml b.yaml --json --quiet > findings.json
      """)

  @Argument(help: ArgumentHelp("Scenario files, two or more.", valueName: "file"))
  var files: [String]

  @OptionGroup var options: StudyOptions

  func validate() throws {
    guard files.count >= 2 else {
      throw ValidationError("compare needs two scenario files or more; `cordon run` takes one")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    try await Study(files: files, options: options, arguments: arguments)
      .perform(console: console)
  }
}
