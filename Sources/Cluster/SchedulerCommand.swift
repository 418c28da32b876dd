// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutcomeTables
import Studies

/// A command of a scheduler, such as `sbatch`.
public struct SchedulerCommand: Sendable {
  /// The program and its arguments.
  let words: [String]

  /// A command of these words.
  public init(words: [String]) { self.words = words }

  /// Runs the command and returns what it printed.
  ///
  /// - Throws: A fault with its message if the command is not there or fails.
  public func run() throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // What a scheduler says is short: neither pipe can fill up while the other is read.
    let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw StudyFault(
        .unusable, words[0],
        process.terminationStatus == 127
          ? "this command is not there: is this a machine of the cluster? --dry-run prints the scripts, "
            + "--prepare writes them"
          : "\(message.isEmpty ? "it failed" : message) (\(text))")
    }
    return printed
  }

  /// The command as a shell reads it.
  public var text: String { shellCommand(words) }
}
