// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Cluster
import Declarations
import Experiments
import Foundation
import OutcomeTables
import Studies
import Texts

/// `cordon status STUDY`.
struct StatusCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Says how many runs of a study are done, failed and still to come.",
    discussion: """
      It reads the files, and may do so while the study is at work. Of more than 32 shards it shows \
      those that are not done or have failed runs; --all shows each. The line 'merged' has the runs \
      that `cordon merge` has put together.

      Example:
        cordon status notebooks-out/study-1a2b3c4d
      """)

  @OptionGroup var named: StudyArgument

  @Flag(help: "Shows every shard.")
  var all = false

  @Flag(help: "Prints the numbers as JSON, for programs.")
  var json = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let report = try StudyStatus(of: named.folder)
    if json {
      try console.output(jsonText(report))
    } else {
      show(report, console)
    }
    return .success
  }

  private func show(_ report: StudyStatus, _ console: Console) {
    let rows =
      [["", "planned", "done", "failed", "to come"]]
      + report.rows(all: all).map { name, counts in
        [name] + [counts.planned, counts.done, counts.failed, counts.pending].map(grouped)
      }
    for line in columns(rows, numbersFrom: 1) { console.print(line) }
    if let words = report.submitted?.words { console.print("Submitted to \(words)") }
  }
}
