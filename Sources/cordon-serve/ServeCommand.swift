// SPDX-License-Identifier: GPL-3.0-or-later

#if Workbench
import ArgumentParser
import Foundation
import OutcomeTables
import ScenarioFiles
import Studies
import Workbench

/// `cordon-serve [SCENARIO|STUDY]`.
@main
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cordon serve",
    abstract:
      "Opens the workbench: a page on this machine, where policies are changed and answers seen.",
    discussion: """
      It prints a link with a token: whoever has the link may use the workbench while it runs. Nothing leaves \
      this machine, and no other machine can reach it unless --host says so. Ctrl-C ends it; studies that were \
      saved stay. What is simulated is kept in memory, 256 MB of it at most.

      Examples:
        cordon serve
        cordon serve scenarios/england-and-wales.yaml --port 8080
        cordon serve notebooks-out/cooperate-clampdown-1a2b3c4d
      """)

  @Argument(
    help: ArgumentHelp(
      "A scenario, its name, or the folder of a finished study.", valueName: "scenario"))
  var scenario = "base"

  @Option(help: ArgumentHelp("The port; 0 takes a free one.", valueName: "port"))
  var port = 0

  @Option(
    help: ArgumentHelp(
      "The address at which it listens; any but 127.0.0.1 lets other machines in.",
      valueName: "address"))
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp("How many futures are simulated at a time.", valueName: "n"))
  var threads = max(1, ProcessInfo.processInfo.activeProcessorCount)

  @Option(help: ArgumentHelp("The folder in which studies are kept.", valueName: "folder"))
  var output = "notebooks-out"

  @Flag(help: "Opens the page in a browser, if there is one.")
  var open = false

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is a number from 0 to 65535")
    }
    guard (1...1_024).contains(threads) else {
      throw ValidationError("--threads is a number from 1 to 1024")
    }
  }

  func run() async throws {
    // Only what is wrong with the server is of interest here.
    setenv("LOG_LEVEL", "critical", 0)
    let search = SearchPath(
      environment: ProcessInfo.processInfo.environment, program: Self.program,
      directory: FileManager.default.currentDirectoryPath)
    let bench: Bench
    do {
      let name = search.path(
        ofArgument: scenario, in: FileManager.default.currentDirectoryPath)
      bench = try Bench(opening: name, searching: search)
    } catch let faults as ScenarioFaults {
      throw Failure(faults.description)
    } catch let fault as RequestFault {
      throw Failure(fault.message)
    } catch let fault as StudyFault {
      throw Failure(fault.description)
    }
    try await WebServer(
      bench, host: host, port: port, output: output, threads: threads, opens: open
    ).run()
  }

  /// The path of this program; nil if it is not known.
  private static var program: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }
}

/// Why the workbench cannot open something, in words.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ words: String) { description = words }
}
#endif
