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
  /// How many futures are added together, and how many seconds they wait at most.
  ///
  /// What is kept of a state takes more memory than a core has near it, and simulation needs that, too. Some short
  /// futures together take the time of a single one.
  private static let (futures, seconds) = (8, 0.05)

  /// What takes the rows of the tables.
  let writer: TableWriter
  private var builder: AssessmentBuilder
  private let sweep: Sweep
  private var waiting: [(future: Sweep.Future, replication: Replication)] = []
  private var last = ContinuousClock.now

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
    waiting.append((future, replication))
    let isDue = last.duration(to: .now).seconds >= Self.seconds
    if isDue || waiting.count >= Self.futures { try addWaiting() }
  }

  /// What was found.
  ///
  /// - Parameters:
  ///   - checks: What the study found when it checked itself.
  ///   - condition: What is known of how far the answer holds; nil where that is not said.
  /// - Returns: All of it.
  /// - Throws: A fault of the tables.
  mutating func finish(checks: [Check], condition: ConditionFound?) throws -> Assessment {
    try addWaiting()
    return try builder.finish(checks: checks, condition: condition)
  }

  private mutating func addWaiting() throws {
    for (future, replication) in waiting {
      try builder.add(future, replication.asRead(of: sweep))
    }
    waiting.removeAll(keepingCapacity: true)
    last = .now
  }
}
