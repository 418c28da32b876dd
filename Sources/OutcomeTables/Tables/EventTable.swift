// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Experiments
import Foundation
import Glibc

/// Writes the events of a run into a table of their own, whole or not at all.
///
/// The table grows in a hidden file, which takes its name when it is complete. A writer that is dropped before it
/// is finished leaves nothing behind.
public final class EventTable {
  private let path: String
  private let hidden: String
  private var rows: EventRows
  private var file: BufferedFile

  /// Makes ready to write a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - plan: The plan of the run.
  ///   - force: Whether a file of that name may be replaced.
  /// - Throws: A fault when the file is there already and may not be replaced, or cannot be written.
  public init(at path: String, of plan: Plan, force: Bool) throws(StudyFault) {
    guard force || access(path, F_OK) != 0 else {
      throw StudyFault(.refused, path, "this file is there already; --force replaces it")
    }
    let url = URL(fileURLWithPath: path)
    let suffix = String(UInt32.random(in: .min ... .max), radix: 16)
    self.path = path
    rows = EventRows(of: plan)
    hidden = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent)-\(suffix)"
    file = try BufferedFile(creating: hidden)
    var header = TableRow()
    for column in EventRows.columns(plan.story) { header.add(column.name) }
    header.end()
    try file.write(header.bytes)
  }

  deinit { unlink(hidden) }

  /// Adds an event.
  public func add(_ line: StoryLine) throws(StudyFault) {
    rows.add(line)
    try file.write(rows.take())
  }

  /// Writes what is left and gives the file its name.
  public func finish() throws(StudyFault) {
    try file.finish()
    guard rename(hidden, path) == 0 else { throw .system(path, "cannot be written") }
  }
}
