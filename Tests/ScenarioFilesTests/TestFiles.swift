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

  /// Writes a file, in a folder that is made where there is none.
  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: self[name])
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: self[name], withIntermediateDirectories: false)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: self[name], withDestinationPath: self[target])
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

/// Whether a text is as expected, where three points stand for any text.
func matches(_ text: String, _ expected: String) -> Bool {
  let parts = expected.components(separatedBy: "...")
  guard parts.count > 1 else { return text == expected }
  guard text.hasPrefix(parts[0]) else { return false }
  var rest = text.dropFirst(parts[0].count)
  for part in parts.dropFirst().dropLast() where !part.isEmpty {
    guard let found = rest.range(of: part) else { return false }
    rest = rest[found.upperBound...]
  }
  return rest.hasSuffix(parts[parts.count - 1])
}
