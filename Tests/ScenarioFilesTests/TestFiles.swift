// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

@testable import ScenarioFiles

/// A folder for the files of one test, removed with it.
final class TestFolder: Sendable {
  let path: String

  /// Creates the folder with the given files.
  init(_ files: [String: String] = [:]) throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("cordon-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
    for (name, text) in files { try write(Array(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: self[name]))
  }

  /// The path of a file in the folder.
  subscript(name: String) -> String { "\(path)/\(name)" }

  /// The scenario in the given file.
  func load(
    _ name: String, settings: [(path: String, value: String)] = []
  ) throws -> LoadedScenario {
    try loadScenario(at: self[name], settings: settings)
  }

  /// The faults of the given file, each without the folder's path.
  func faults(
    of name: String, settings: [(path: String, value: String)] = []
  ) -> [String] {
    do throws(ScenarioFaults) {
      return shown(try loadScenario(at: self[name], settings: settings).warnings)
    } catch {
      return shown(error.faults)
    }
  }

  private func shown(_ faults: [Fault]) -> [String] {
    faults.map { $0.description.replacingOccurrences(of: path + "/", with: "") }
  }
}

/// The faults of a scenario with the given text, each without the file's name.
func faults(in text: String) throws -> [String] {
  let folder = try TestFolder(["scenario.yaml": text])
  return folder.faults(of: "scenario.yaml")
    .map { $0.replacingOccurrences(of: "scenario.yaml:", with: "") }
}
