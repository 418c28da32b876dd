// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
import Digests
public import Experiments
import Foundation
import Glibc

/// Writes the tables of a study from its results, all of them or none.
///
/// Tables grow in hidden files and take their names when all of them are complete: see ``Publication``. A writer
/// that is dropped before leaves nothing behind. If it is killed, it leaves hidden files, which the next one
/// overwrites. Memory does not grow with the number of runs.
public final class TableWriter {
  private let sweep: Sweep
  private let folder: StudyFolder
  private var files: [(table: Table, file: GrowingFile)] = []
  private var state = 0
  private var stateFields: [UInt8]
  /// The position of the next future of the plan.
  private var nextPosition = 0
  /// What earlier processes have left under way.
  private let publication: Publication

  /// Prepares to write the tables of a sweep; `recordsEvents` says whether events are among them.
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
    let tables = Table.all(of: sweep, recordsEvents: recordsEvents, hasCondition: false)
    for table in tables { files.append((table, try begin(table))) }
  }

  /// Prepares to write the condition of the answer, too.
  ///
  /// - Throws: A fault when the folder cannot be written.
  public func expectCondition() throws(StudyFault) {
    let later = Table.allCases.drop { $0 != .condition }
    let place = files.firstIndex { later.contains($0.table) } ?? files.count
    files.insert((.condition, try begin(.condition)), at: place)
  }

  private func begin(_ table: Table) throws(StudyFault) -> GrowingFile {
    let file = try GrowingFile(table.rawValue, in: folder)
    var header = TableRow()
    for column in table.columns(of: sweep) { header.add(column.name) }
    header.end()
    try file.write(header.bytes)
    return file
  }

  /// Adds a future's rows.
  ///
  /// Futures come in the order of the plan, without those that are not run.
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

  /// Adds the findings of a state; states come in the order of the plan.
  ///
  /// If there are several states with one replication each, there is nothing to sum up, and it adds nothing:
  /// `runs.csv` has all that is known.
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

  /// Adds how far the answer holds.
  public func add(_ condition: AnswerCondition) throws(StudyFault) { try add([condition.table]) }

  /// Adds what the parts of the way from one policy to another do.
  public func add(_ waterfall: SweepWaterfall) throws(StudyFault) { try add([waterfall.table]) }

  /// Adds what an analysis found in the states of the sweep.
  public func add(_ found: AnalysisFindings) throws(StudyFault) { try add(found.tables) }

  private func add(_ tables: [AnalysisTable]) throws(StudyFault) {
    for (name, file) in files {
      for table in tables where "\(table.name).csv" == name.rawValue {
        var row = TableRow()
        row.add(table)
        try file.write(row.bytes)
      }
    }
  }

  /// Adds the events of a run; runs come in the order of the plan.
  public func add(_ rows: EventRows) throws(StudyFault) {
    for (table, file) in files where table == .events { try file.write(rows.bytes) }
  }

  /// Writes the description of the tables, and gives all files their names.
  ///
  /// - Parameters:
  ///   - manifest: How to repeat the study.
  ///   - pages: Sealed texts that are written beside the tables, by their names.
  ///   - isWhole: Whether the study is complete without the futures that are not there, because it is precise enough.
  ///   - force: Whether files that somebody has changed are replaced.
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

  /// For tests: called before each change of the folder while the files take their names.
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
