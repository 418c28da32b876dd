// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
import Digests
public import Experiments
import Foundation
import Glibc

/// Writes the tables of a study from its results, all of them or none.
///
/// Tables grow in hidden files beside the final ones and take their names when all of them are whole, as
/// ``Publication`` says. A writer that is dropped before leaves nothing behind, and one that is killed
/// leaves hidden files that the next one writes over. Memory does not depend on the number of runs.
public final class TableWriter {
  private let sweep: Sweep
  private let folder: StudyFolder
  private var files: [(table: Table, file: GrowingFile)] = []
  private var state = 0
  private var stateFields: [UInt8]
  /// The position of the next future of the plan.
  private var nextPosition = 0
  /// What files may be, beside what the description of the tables says of them.
  private let publication: Publication

  /// Makes ready to write the tables of a sweep; `recordsEvents` where events are among them.
  ///
  /// - Throws: A fault when the folder cannot be written.
  public init(
    _ sweep: Sweep, in folder: StudyFolder, recordsEvents: Bool = false
  ) throws(StudyFault) {
    self.sweep = sweep
    self.folder = folder
    publication = Publication(in: folder)
    try publication.recover()
    stateFields = TableRow.fields(ofState: 0, in: sweep)
    for table in Table.all(of: sweep, recordsEvents: recordsEvents) {
      files.append((table, try GrowingFile(table.rawValue, in: folder)))
      var header = TableRow()
      for column in table.columns(of: sweep) { header.add(column.name) }
      header.end()
      try files[files.count - 1].file.write(header.bytes)
    }
  }

  /// Adds a future's rows; futures come in the order of the plan, and those that are not run are left out.
  public func add(_ future: Sweep.Future, _ replication: Replication) throws(StudyFault) {
    let position = sweep.position(of: future)
    try addPending(upTo: position)
    enter(future.state)
    nextPosition = position + 1
    for (table, file) in files {
      var row = TableRow()
      row.add(replication, to: table, of: sweep, position: position, state: stateFields)
      try file.write(row.bytes)
    }
  }

  /// Adds the rows of what was found in a state; states come in the order of the plan.
  ///
  /// Of several states with one replication each there is nothing to sum up, and nothing is added: `runs.csv` has
  /// all that is known.
  public func add(_ comparison: Comparison, ofState state: Int) throws(StudyFault) {
    guard sweep.states == 1 || sweep.replications.count > 1 else { return }
    let fields = state == self.state ? stateFields : TableRow.fields(ofState: state, in: sweep)
    for (table, file) in files {
      var row = TableRow()
      row.add(comparison, to: table, state: fields)
      try file.write(row.bytes)
    }
  }

  /// Adds what moves the differences of the sweep.
  public func add(_ drivers: SweepDrivers) throws(StudyFault) {
    for (table, file) in files where table == .drivers {
      var row = TableRow()
      row.add(drivers)
      try file.write(row.bytes)
    }
  }

  /// Adds the events of a run; runs come in the order of the plan.
  public func add(_ rows: EventRows) throws(StudyFault) {
    for (table, file) in files where table == .events { try file.write(rows.bytes) }
  }

  /// Writes what describes the tables, and gives all of them their names.
  ///
  /// - Parameters:
  ///   - manifest: How to repeat the study.
  ///   - pages: Sealed texts that are written beside the tables, by their names.
  ///   - isWhole: Whether the futures that are not there will never come, since the study knows enough
  ///     without them.
  ///   - force: Whether files that were changed by somebody else are replaced.
  /// - Throws: A refusal if there are such files; a fault when the disk refuses.
  public func finish(
    _ manifest: Manifest, pages: [(name: String, text: String)] = [], isWhole: Bool = false,
    force: Bool = false
  ) throws(StudyFault) {
    if !isWhole { try addPending(upTo: sweep.futures) }
    var described: [DataPackage.File] = []
    for (table, file) in files {
      described.append(
        try file.finish(
          table.summary, columns: table.columns(of: sweep), key: table.key(of: sweep)))
    }
    try publication.publish(
      files.map(\.file), described, of: sweep, manifest, pages: pages, force: force, before: onStep)
  }

  /// Called before each step that changes the folder when the files take their names: for tests.
  var onStep: (String) -> Void = { _ in }

  private func addPending(upTo end: Int) throws(StudyFault) {
    while nextPosition < end {
      let future = sweep.future(at: nextPosition)
      enter(future.state)
      for (table, file) in files where table == .plan {
        var row = TableRow()
        row.addPending(future, position: nextPosition, of: sweep, state: stateFields)
        try file.write(row.bytes)
      }
      nextPosition += 1
    }
  }

  private func enter(_ state: Int) {
    guard state != self.state else { return }
    self.state = state
    stateFields = TableRow.fields(ofState: state, in: sweep)
  }
}
