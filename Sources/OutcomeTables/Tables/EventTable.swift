// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Experiments

/// Writes the events of a run into a table of their own, whole or not at all.
public final class EventTable {
  private var rows: EventRows
  private let file: NewFile

  /// Makes ready to write a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - plan: The plan of the run.
  ///   - force: Whether a file of that name may be replaced.
  /// - Throws: A fault when the file is there already and may not be replaced, or cannot be written.
  public init(at path: String, of plan: Plan, force: Bool) throws(StudyFault) {
    file = try NewFile(at: path, force: force)
    rows = EventRows(of: plan)
    var header = TableRow()
    for column in EventRows.columns(plan.story) { header.add(column.name) }
    header.end()
    try file.write(header.bytes)
  }

  /// Adds an event.
  public func add(_ line: StoryLine) throws(StudyFault) {
    rows.add(line)
    try file.write(rows.take())
  }

  /// Writes what is left and gives the file its name.
  public func finish() throws(StudyFault) { try file.finish() }
}
