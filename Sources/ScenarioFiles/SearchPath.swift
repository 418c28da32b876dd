// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The folders in which a file is looked for that is not beside the file that names it.
///
/// They make `extends: base.yaml` and presets mean the same wherever a scenario stands.
public struct SearchPath: Hashable, Sendable {
  /// The folders, the first first.
  public let folders: [String]
  /// The variable that more folders may stand in; nil where none is asked.
  private let variable: String?

  /// Nowhere: files stand beside what names them.
  public static let none = SearchPath([])

  /// The name of the environment's variable of folders, with colons between them.
  public static let variable = "CORDON_SCENARIOS"

  /// These folders.
  public init(_ folders: [String]) { (self.folders, variable) = (folders, nil) }

  /// What an environment asks for, and then the scenarios that come with a program.
  ///
  /// - Parameters:
  ///   - environment: The environment's variables.
  ///   - program: The path of the program; nil where nobody knows.
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

  /// The scenarios of an installed program, in `share/cordon` beside its `bin`; of a built one, beside the
  /// folder of the build.
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

  /// The folders in words, for messages, or where they may be given; nil where nothing is searched.
  var words: String? {
    folders.isEmpty ? variable.map { "a folder of \($0)" } : folders.joined(separator: ", ")
  }

  /// The path of a file that an argument names.
  ///
  /// It is the argument as it stands or, of a name such as `cooperate`, that with its ending, here or in one
  /// of the folders. What is nowhere is left as it stands.
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

  /// The first file of that name in the folders; nil where there is none, or the name leads out of them.
  func path(of name: String, in source: FileSource) -> String? {
    guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return nil }
    return folders.map { InputFile.path(name, namedIn: $0 + "/") }.first(where: source.isFile)
  }
}
