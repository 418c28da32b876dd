// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import OutcomeTables
public import ScenarioFiles

/// A scenario file to begin with.
public enum NewScenario {
  /// Writes a scenario with the name of its file; it can be run as it is.
  ///
  /// - Parameters:
  ///   - file: The path of the file.
  ///   - search: The folders in which this process looks for files.
  /// - Throws: A refusal if the file is there already; a fault if it cannot be written; the faults
  ///   of the files that it extends. Then no file is left.
  public static func write(to file: String, searching search: SearchPath) throws {
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    try write(startingScenario(named: name), to: file)
    do throws(ScenarioFaults) {
      _ = try loadStudy(at: file, searching: search)
    } catch {
      // A file that cannot be run is no start, and nobody has seen it yet.
      unlink(file)
      throw error
    }
  }

  /// Writes a file that is not there yet.
  private static func write(_ text: String, to file: String) throws(StudyFault) {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST {
        throw StudyFault(.refused, file, "this file is there already; nothing was written")
      }
      throw StudyFault(
        .unusable, file, "the file cannot be made: \(String(cString: strerror(errno)))")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do { try handle.write(contentsOf: Data(text.utf8)) } catch {
      unlink(file)
      throw StudyFault(.unusable, file, "the file cannot be written: \(error.localizedDescription)")
    }
  }
}
