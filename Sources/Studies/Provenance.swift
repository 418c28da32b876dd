// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
import Experiments
import Foundation
import Glibc
import OutcomeTables
import Statistics

/// The program that runs, and the machine it runs on.
enum Program {
  /// The version, and the beginning of the digest of the program's own file.
  static let identity: String = {
    let digest = Digest.ofFile(at: "/proc/self/exe")?.digest.short ?? "unknown"
    return "cordon \(cordonVersion), build \(digest)"
  }()

  /// The system and the number of cores, in words.
  static let machine: String = {
    var name = utsname()
    let system =
      uname(&name) == 0
      ? [text(&name.sysname), text(&name.release), text(&name.machine)] : ["unknown system"]
    return system.joined(separator: " ")
      + ", \(counted(ProcessInfo.processInfo.processorCount, "core"))"
  }()
}

extension Manifest {
  /// Fills in the commit if the program still lies in the folder in which it was built.
  mutating func describeProgram() {
    guard let repository = Self.repository else { return }
    commit = Self.git(["rev-parse", "HEAD"], in: repository)
    if commit != nil {
      isDirty = Self.git(["status", "--porcelain", "--untracked-files=no"], in: repository) != nil
    }
  }

  /// The repository below which the program was built; nil for an installed program.
  private static var repository: String? {
    guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    else { return nil }
    var folder = URL(fileURLWithPath: program)
    while folder.path != "/" {
      let isBuildFolder = folder.lastPathComponent.hasPrefix(".build")
      folder.deleteLastPathComponent()
      if isBuildFolder, FileManager.default.fileExists(atPath: folder.path + "/.git") {
        return folder.path
      }
    }
    return nil
  }

  /// What git prints, without the last line feed; nil if it prints nothing or fails.
  private static func git(_ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return process.terminationStatus == 0 && !text.isEmpty ? text : nil
  }
}

/// The text of a field of `utsname`.
private func text<Bytes>(_ bytes: inout Bytes) -> String {
  withUnsafeBytes(of: &bytes) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}
