// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import OutcomeTables
import Studies
import Synchronization

/// A folder with a small sweep: two policies over two states, quick in a debug build.
final class TestFiles {
  let folder = NSTemporaryDirectory() + "cordon-studies-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = """
      name: Before
      start: 2016-11-01
      warm-up: 0 days
      counted: 1 years
      replications: 3
      investigation.referrals: 100 per year
      investigation.arrests: 60 per year
      investigation.undercover-arrests: 5 per year
      forensics.other-devices: 10 per year
      forensics.backlog: 500 sets
      policies:
        - {name: open, levers: {acceptance: 95%}}
        - {name: shut, levers: {acceptance: 5%}}
      states:
        vary:
          stings.streamed: [40%, 80%]
      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/study.yaml"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The plan of the sweep with a seed.
  func planned(seed: Int) throws -> PlannedStudy {
    try StudyRequest(
      verb: .sweep, files: [folder + "/study.yaml"], values: [("seed", "\(seed)")], detail: [],
      events: 1
    ).plan()
  }

  /// The plan of a sweep that moves two unknowns one at a time.
  func plannedEnds() throws -> PlannedStudy {
    try StudyRequest(
      verb: .sweep, files: [folder + "/study.yaml"],
      values: [
        ("states.design", "ends"),
        ("states.vary", "{stings.streamed: 20% to 90%, groups.lifetime: [500 days, 900 days]}"),
        ("replications", "6"),
      ], detail: []
    ).plan()
  }

  /// The folder of a study below another one.
  func folder(of planned: PlannedStudy, in output: String) -> StudyFolder {
    StudyFolder(of: planned.sweep, in: "\(folder)/\(output)")
  }

  /// What stands in the tables of a study, by their names.
  func tables(in folder: StudyFolder) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".csv") || $0 == "datapackage.json" || $0 == "notebook.ipynb" }
    return Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, FileManager.default.contents(atPath: "\(folder.path)/\(name)") ?? Data())
      })
  }
}

/// The events of a study, in the order in which it told them.
final class Events: Sendable {
  private let events = Mutex<[StudyEvent]>([])

  /// Takes an event.
  @Sendable func add(_ event: StudyEvent) { events.withLock { $0.append(event) } }

  var all: [StudyEvent] { events.withLock { $0 } }

  /// The kinds of the events, neighbours of one kind once.
  var kinds: [String] {
    all.map { event in
      switch event {
      case .planned: "planned"
      case .progress: "progress"
      case .failed: "failed"
      case .checked: "checked"
      case .remark: "remark"
      case .finished: "finished"
      }
    }.reduce(into: []) { kinds, kind in if kinds.last != kind { kinds.append(kind) } }
  }
}
