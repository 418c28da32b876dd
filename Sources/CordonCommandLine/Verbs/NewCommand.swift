// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import Glibc
import OutcomeTables
import ScenarioFiles
import Texts

/// `cordon new FILE`.
struct NewCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Writes a scenario to begin with: a policy of your own, with every lever explained.",
    discussion: """
      The file extends base.yaml and begins with the preset cooperate; every other lever stands in a \
      remark, with what it means and its present value. It runs as it is. A file that is there already \
      is never overwritten.

      base.yaml and presets are looked for beside the file, then in the folders of CORDON_SCENARIOS, \
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
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    try write(startingScenario(named: name))
    do throws(ScenarioFaults) {
      _ = try loadStudy(at: file, searching: .ofProcess)
    } catch {
      // What cannot be run is no start; nobody has seen it yet.
      unlink(file)
      throw error
    }
    console.print("Wrote \(file).")
    console.print("Read what it does: cordon explain \(file.escaped(for: .shell))")
    console.print("Compare it:        cordon compare cooperate \(file.escaped(for: .shell))")
    return .success
  }

  /// Writes a file that is not there yet.
  private func write(_ text: String) throws {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST {
        throw StudyFault(.refused, file, "this is there already, and nothing was written")
      }
      throw StudyFault(.unusable, file, "it cannot be made: \(String(cString: strerror(errno)))")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do { try handle.write(contentsOf: Data(text.utf8)) } catch {
      unlink(file)
      throw StudyFault(.unusable, file, "it cannot be written: \(error.localizedDescription)")
    }
  }
}
