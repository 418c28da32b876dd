// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import Foundation
import OutcomeTables

/// `cordon status STUDY`.
struct StatusCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Says how many runs of a study are done, failed and still to come.",
    discussion: """
      Reads the files, at any time, also while the study is at work.

      Example:
        cordon status notebooks-out/study-1a2b3c4d
      """)

  @Argument(help: ArgumentHelp("The folder of a study.", valueName: "study"))
  var study: String

  @Flag(help: "Prints the numbers as JSON, for programs.")
  var json = false

  private struct Line: Encodable {
    let part: String
    let planned: Int
    let done: Int
    let failed: Int
    let pending: Int
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let folder = StudyFolder(study)
    var lines: [Line] = []
    var sweep: Sweep?
    func line(_ name: String, _ path: String, _ work: (Sweep) -> Work) throws -> Line {
      let known = try sweep ?? StoredStudy(at: path).planned().sweep
      sweep = known
      let planned = work(known).places.count * known.policies.count
      let counts = try StudyStore(reading: path).counts()
      return Line(
        part: name, planned: planned, done: counts.there - counts.failed, failed: counts.failed,
        pending: planned - counts.there)
    }
    if let shards = try? ShardSet(in: folder) {
      for number in 1...shards.count {
        guard let path = shards.there.first(where: { $0.number == number })?.path else {
          guard let sweep else { continue }
          let places = Work(shard: number, of: shards.count, in: sweep).places.count
          let planned = places * sweep.policies.count
          lines.append(
            Line(part: "shard \(number)", planned: planned, done: 0, failed: 0, pending: planned))
          continue
        }
        lines.append(
          try line("shard \(number)", path) { Work(shard: number, of: shards.count, in: $0) })
      }
    }
    if FileManager.default.fileExists(atPath: folder.results) || lines.isEmpty {
      lines.append(try line("study", folder.results) { Work($0) })
    }
    if json {
      try console.output(jsonText(lines))
    } else {
      let head = ["", "planned", "done", "failed", "to come"]
      let rows = lines.map {
        [$0.part] + [$0.planned, $0.done, $0.failed, $0.pending].map(grouped)
      }
      let widths = head.indices.map { column in
        ([head] + rows).map { $0[column].count }.max() ?? 0
      }
      for row in [head] + rows {
        let cells = zip(row, widths).enumerated().map { number, cell in
          number == 0 ? cell.0.padded(to: cell.1) : cell.0.aligned(to: cell.1)
        }
        console.print(cells.joined(separator: "  "))
      }
    }
    return .success
  }
}
