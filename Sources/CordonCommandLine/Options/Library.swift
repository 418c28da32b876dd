// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import ScenarioFiles

extension SearchPath {
  /// The folders of this process: those of the environment, then the program's own scenarios.
  static let ofProcess = SearchPath(
    environment: ProcessInfo.processInfo.environment,
    program: try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
    directory: FileManager.default.currentDirectoryPath)

  /// The paths of the files that arguments name: `cooperate` is a scenario of a folder that is searched.
  func paths(ofArguments arguments: [String]) -> [String] {
    arguments.map { path(ofArgument: $0, in: FileManager.default.currentDirectoryPath) }
  }
}
