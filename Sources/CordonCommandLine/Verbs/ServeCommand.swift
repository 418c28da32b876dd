// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import Glibc
import OutcomeTables
import Studies

/// `cordon serve [SCENARIO|STUDY]`.
struct ServeCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract:
      "Opens the workbench: a page on this machine, where policies are changed and answers seen.",
    discussion: """
      The workbench shows the status quo, presets and a policy of your own side by side. Its answers come within a \
      second and grow with every future; each setting leaves as a file that `cordon compare` takes, with the same \
      numbers. It prints a link; nothing leaves this machine.

      It is a program of its own, cordon-serve, which `make serve` builds: this verb finds it beside cordon or on \
      the PATH and becomes it. `cordon serve --help` then lists its options: --port, --host, --threads, --output, \
      --open.

      Examples:
        cordon serve
        cordon serve scenarios/england-and-wales.yaml --port 8080
        cordon serve notebooks-out/cooperate-clampdown-1a2b3c4d
      """)

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp(
      "A scenario or the folder of a finished study, and the options of cordon-serve.",
      valueName: "arguments"))
  var arguments: [String] = []

  func perform(arguments: [String], console: Console) async throws -> Exit {
    guard let program = Self.program else {
      throw StudyFault(
        .unusable, "cordon serve",
        "the workbench is not installed: `make serve` in Cordon's folder builds it and opens it")
    }
    let words = [program] + self.arguments
    var pointers = words.map { strdup($0) } + [nil]
    execv(program, &pointers)
    throw StudyFault(.unusable, program, String(cString: strerror(errno)))
  }

  /// The path of the program: in the folder that `make serve` builds in, beside this one, or on the PATH.
  private static var program: String? {
    let name = "cordon-serve"
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folder = URL(filePath: own).deletingLastPathComponent().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    // First, for a build without the trait has a program beside it that only says so.
    let built = folder.firstRange(of: "/.build").map {
      "\(folder[..<$0.lowerBound])/.build-serve/release/\(name)"
    }
    let places =
      (built.map { [$0] } ?? []) + ["\(folder)/\(name)"]
      + path.split(separator: ":").map { "\($0)/\(name)" }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
