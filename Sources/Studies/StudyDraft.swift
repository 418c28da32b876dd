// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import OutcomeTables

/// What is found in a study, and the tables of it, put together while it is simulated.
///
/// So nothing has to be read and nothing written row by row when the last future is there. Only a study that begins
/// with its first future has a draft: any other one reads what is there. A draft is no part of the results: it goes
/// with its process, and what it says is what the results say.
struct StudyDraft {
  /// What takes the rows of the tables.
  let writer: TableWriter
  /// What is found.
  private(set) var builder: AssessmentBuilder
  private let sweep: Sweep

  /// A draft before the first future.
  ///
  /// - Throws: A fault of the folder, or of the name of the area.
  init(of study: Study, in store: StudyStore, area: String?) throws {
    sweep = study.sweep
    writer = try TableWriter(
      sweep, in: study.folder, recordsEvents: try study.replicationsRecorded(in: store) > 0)
    builder = try AssessmentBuilder(sweep, area: area, writer: writer)
  }

  /// Adds the next future of the plan.
  ///
  /// - Throws: A fault of the tables.
  mutating func add(_ future: Sweep.Future, _ replication: Replication) throws {
    try builder.add(future, replication.asRead(of: sweep))
  }
}
