// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The folders in which to look for a file that is not beside the file that names it.
///
/// With them `extends: base.yaml` and presets mean the same wherever a scenario lies.
public struct SearchPath: Hashable, Sendable {
  /// The folders, in the order in which they are searched.
  public let folders: [String]
  /// The variable that may name more folders; nil if none is asked.
  private let variable: String?

  /// No folder: files lie beside the file that names them.
  public static let none = SearchPath([])

  /// The environment variable that names folders, with colons between them.
  public static let variable = "CORDON_SCENARIOS"

  /// A path of these folders.
  public init(_ folders: [String]) { (self.folders, variable) = (folders, nil) }

  /// The folders that an environment names, then those of the scenarios that come with a program.
  ///
  /// - Parameters:
  ///   - environment: The environment's variables.
  ///   - program: The path of the program; nil if it is not known.
  ///   - directory: Where relative folders of the environment begin.
  public init(environment: [String: String], program: String?, directory: String) {
    let asked = (environment[Self.variable] ?? "").split(separator: ":").map(String.init)
      .map { $0.hasPrefix("/") ? $0 : InputFile.path($0, namedIn: directory + "/") }
    let shipped = program.flatMap(Self.scenarios(of:))
    variable = Self.variable
    folders = (asked + [shipped].compactMap(\.self)).reduce(into: []) { folders, folder in
      if !folders.contains(folder) { folders.append(folder) }
    }
  }

  /// The scenarios of a program: for an installed one in `share/cordon` beside its `bin`, for a built one beside
  /// the folder of the build.
  private static func scenarios(of program: String) -> String? {
    let parts = program.split(separator: "/").map(String.init)
    func folder(_ parts: ArraySlice<String>, _ rest: String) -> String {
      "/" + (parts + [rest]).joined(separator: "/")
    }
    var folders = [folder(parts.dropLast(2), "share/cordon/scenarios")]
    if let build = parts.lastIndex(where: { $0.hasPrefix(".build") }) {
      folders.append(folder(parts[..<build], "scenarios"))
    }
    return folders.first { FileSource.disk.isFile($0 + "/base.yaml") }
  }

  /// The folders in words, for messages, or the variable that may name some; nil if neither is there.
  var words: String? {
    folders.isEmpty ? variable.map { "a folder of \($0)" } : folders.joined(separator: ", ")
  }

  /// The path of a file that an argument names.
  ///
  /// It is the argument itself or, for a name such as `cooperate`, the file of that name with its ending, here or
  /// in one of the folders. If there is no such file, it is the argument.
  ///
  /// - Parameters:
  ///   - argument: A path, or the name of a scenario.
  ///   - directory: The present folder; a path within it is given without it.
  /// - Returns: The path of a file, or the argument.
  public func path(ofArgument argument: String, in directory: String) -> String {
    let source = FileSource.disk
    guard !argument.isEmpty, !argument.hasPrefix("/"), !source.exists(argument) else {
      return argument
    }
    let isFile = [".yaml", ".yml"].contains { argument.hasSuffix($0) }
    let name = isFile ? argument : argument + ".yaml"
    if !isFile, source.isFile(name) { return name }
    guard let path = path(of: name, in: source) else { return argument }
    return path.hasPrefix(directory + "/") ? String(path.dropFirst(directory.count + 1)) : path
  }

  /// The first file of that name in the folders; nil if there is none or the name leads out of them.
  func path(of name: String, in source: FileSource) -> String? {
    guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return nil }
    return folders.map { InputFile.path(name, namedIn: $0 + "/") }.first(where: source.isFile)
  }
}
