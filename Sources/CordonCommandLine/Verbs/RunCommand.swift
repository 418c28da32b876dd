// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// `cordon run FILE`.
struct RunCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs one scenario and says what comes out.",
    discussion: """
      Shows each outcome's mean with its 95 % interval, the band in which nine of ten futures lie, \
      and the observations of the scenario beside the simulated values of the same years.

      Examples:
        cordon run scenarios/cooperate.yaml
        cordon run scenarios/base.yaml --replications 20 --set policy.levers.acceptance=90%
        cordon run scenarios/base.yaml --only 17
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"))
  var file: String

  @OptionGroup var options: StudyOptions

  func perform(arguments: [String], console: Console) async throws -> Exit {
    try await Study(files: [file], options: options, arguments: arguments)
      .perform(console: console)
  }
}
