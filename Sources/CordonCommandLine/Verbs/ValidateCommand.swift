// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import ScenarioFiles

/// `cordon validate FILE...`.
struct ValidateCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Says everything that is wrong with scenario files, without running them.",
    discussion: """
      Each fault is one line: file:line:column, what is wrong, what is allowed, and a suggestion. The \
      exit code is 2 if there is an error.

      Example:
        cordon validate scenarios/*.yaml
      """)

  @Argument(
    help: ArgumentHelp("Scenario files.", valueName: "file"), completion: .scenarioFile,
    transform: userPath)
  var files: [String]

  func perform(arguments: [String], console: Console) async throws -> Exit {
    var ending = Exit.success
    var reported: Set<Fault> = []
    let search = SearchPath.ofProcess
    for file in search.paths(ofArguments: files) {
      do throws(ScenarioFaults) {
        let loaded = try loadStudy(at: file, searching: search)
        for warning in loaded.warnings where reported.insert(warning).inserted {
          console.remark(warning.description)
        }
        console.print("\(file): ok")
      } catch {
        for fault in error.faults where reported.insert(fault).inserted {
          console.remark(fault.description)
        }
        ending = .badInput
      }
    }
    return ending
  }
}
