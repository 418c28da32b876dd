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

  /// The commit of the repository, and whether files differ from it; nil unless the program still lies in the folder
  /// in which it was built.
  static let source: (commit: String, isDirty: Bool)? = {
    guard let repository, let commit = git(["rev-parse", "HEAD"], in: repository) else {
      return nil
    }
    let changes = git(["status", "--porcelain", "--untracked-files=no"], in: repository)
    return (commit, changes != nil)
  }()

  /// Finds out what the program is, on a thread of its own: to read its file and to ask git takes tenths of a second,
  /// in which a study can begin.
  ///
  /// If there is no such thread, who asks first waits.
  static func lookUp() async {
    await withCheckedContinuation { done in
      let held = Unmanaged.passRetained(Waiting(done))
      var thread = pthread_t()
      let code = pthread_create(&thread, nil, findOut, held.toOpaque())
      if code == 0 { pthread_detach(thread) } else { held.takeRetainedValue().done.resume() }
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

/// Who waits until the program is known.
private final class Waiting {
  let done: CheckedContinuation<Void, Never>
  init(_ done: CheckedContinuation<Void, Never>) { self.done = done }
}

private func findOut(_ held: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  _ = (Program.identity, Program.source)
  if let held { Unmanaged<Waiting>.fromOpaque(held).takeRetainedValue().done.resume() }
  return nil
}

extension Manifest {
  /// Fills in the commit if the program still lies in the folder in which it was built.
  mutating func describeProgram() {
    (commit, isDirty) = (Program.source?.commit, Program.source?.isDirty)
  }
}

/// The text of a field of `utsname`.
private func text<Bytes>(_ bytes: inout Bytes) -> String {
  withUnsafeBytes(of: &bytes) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}
