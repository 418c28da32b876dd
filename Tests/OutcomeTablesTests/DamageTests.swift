// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import GRDB
import Glibc
import Testing

@testable import OutcomeTables

@Suite("A results file that was damaged")
struct DamageTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let tables = ["plan.csv", "runs.csv", "monthly.csv"]

  /// The tables that are made of a results file.
  private func tables(of study: TestStudy, from results: String, in name: String) throws -> [Data] {
    let target = StudyFolder("\(folder.path)/\(name)")
    try target.make()
    let store = try StudyStore(at: results, for: study.sweep)
    let writer = try TableWriter(study.sweep, in: target)
    _ = try store.inputs()
    try store.forEachFuture(of: study.sweep) { try writer.add($0, $1) }
    try writer.finish(Manifest(study.sweep), force: true)
    return try Self.tables.map {
      try Data(contentsOf: URL(fileURLWithPath: "\(target.path)/\($0)"))
    }
  }

  private func fill(_ path: String, _ study: TestStudy) throws {
    let store = try StudyStore(
      at: path, for: study.sweep, texts: [("request", "a request")])
    for replication in study.replications {
      try store.append(.init(state: 0, replication: replication.number), replication)
    }
    try store.commit()
  }

  @Test("by any of 200 flipped bits gives the right tables or is refused, and is never read wrong")
  func flippedBits() throws {
    // Few rows, each of which is hit the more often.
    let study = try TestStudy(replications: 10)
    let path = folder.path + "/results.sqlite"
    try fill(path, study)
    let right = try tables(of: study, from: path, in: "right")
    #expect(access(path + "-wal", F_OK) != 0, "what is in the log is not flipped")
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var luck = SplitMix(seed: 12)
    var refused = 0
    for number in 0..<200 {
      var bytes = whole
      let bit = Int.random(in: 0..<(bytes.count * 8), using: &luck)
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      let copy = folder.path + "/flipped.sqlite"
      for ending in ["", "-wal", "-shm", "-journal"] { unlink(copy + ending) }
      try Data(bytes).write(to: URL(fileURLWithPath: copy))
      do {
        let made = try tables(of: study, from: copy, in: "flipped")
        #expect(made == right, "bit \(bit), the \(number)th, changed a table without a word")
      } catch let fault as StudyFault {
        #expect(!fault.message.isEmpty)
        refused += 1
      }
    }
    #expect(refused > 50, "only \(refused) were seen")
  }

  @Test("says which runs are not as written; they are run again, and the others are kept")
  func damagedRun() throws {
    let study = try TestStudy(replications: 3)
    let path = folder.path + "/results.sqlite"
    try fill(path, study)
    let name = "\"\(Outcome.all[0].name)\""
    for change in ["UPDATE runs SET \(name) = \(name) + 1", "UPDATE series SET monthly = x'0102'"] {
      try DatabaseQueue(path: path).write {
        try $0.execute(sql: "\(change) WHERE replication = 2 AND policy = 1")
      }
      let store = try StudyStore(at: path, for: study.sweep)
      #expect {
        try store.forEachFuture(of: study.sweep) { _, _ in }
      } throws: { error in
        let message = (error as? StudyFault)?.message ?? ""
        return message.contains("1 run is not as written")
          && message.contains("replication 2 of clampdown") && message.contains("`cordon resume`")
      }
      #expect(try store.forgetDamaged(of: study.sweep) == 1)
      var agenda = Agenda(study.sweep)
      try store.note(in: &agenda, of: study.sweep)
      #expect(agenda.done == 2)
      try store.append(.init(state: 0, replication: 2), study.replications[1])
      try store.commit()
      var count = 0
      try store.forEachFuture(of: study.sweep) { _, replication in
        let original = study.replications[replication.number - 1]
        #expect(zip(replication.runs, original.runs).allSatisfy { $0.isIdentical(to: $1) })
        count += 1
      }
      #expect(count == 3)
    }
  }

  @Test("by a text that is not as written is refused")
  func damagedText() throws {
    let study = try TestStudy()
    let path = folder.path + "/results.sqlite"
    try fill(path, study)
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "UPDATE study SET value = 'b request' WHERE key = 'request'")
    }
    #expect {
      _ = try StudyStore(reading: path).text("request")
    } throws: { ($0 as? StudyFault)?.message.contains("`request` is not as written") == true }
  }

  @Test(
    "is told from one of an older or newer layout, or with other outcomes or units",
    arguments: [
      ("PRAGMA user_version = 2", "an older version of Cordon made this study (layout 2;"),
      ("PRAGMA user_version = 99", "a newer version of Cordon made this study (layout 99;"),
      ("UPDATE outcomes SET name = 'wonders' WHERE outcome = 0", "also has wonders"),
      (
        "UPDATE outcomes SET unit = 'miles per year' WHERE name = 'convictions'",
        "than this version of Cordon (convictions in miles per year, and not in convictions per year): use"
      ),
      (
        "UPDATE outcomes SET monthly_unit = 'miles' WHERE name = 'convictions'",
        "than this version of Cordon (convictions in miles, and not in convictions): use"
      ),
    ])
  func otherLayout(change: String, words: String) throws {
    let study = try TestStudy()
    let path = folder.path + "/results.sqlite"
    try fill(path, study)
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: change) }
    func isRefused(_ error: any Error) -> Bool {
      let fault = error as? StudyFault
      return fault?.kind == .refused && fault?.message.contains(words) == true
        && fault?.message.contains("begin anew with another --output") == true
    }
    #expect {
      _ = try StudyStore(at: path, for: study.sweep)
    } throws: {
      isRefused($0)
    }
    // Reports and replays only read.
    #expect {
      try StudyStore(reading: path).forEachFuture(of: study.sweep) { _, _ in }
    } throws: {
      isRefused($0)
    }
  }

  @Test(
    "is told from an older one whose states stand in other units: they are put into the declared ones"
  )
  func olderUnits() throws {
    let scenarios = try TestStudy(replications: 2).plan.scenarios
    let sweep = try Sweep(
      name: "lifetimes",
      factors: [
        Sweep.Factor(
          path: "groups.lifetime", kind: .number(unit: .years, allowed: 0...36_525),
          summary: "How long.")
      ], states: 2, detail: .usual, values: { [.number(365.25 * Double($0 + 1))] },
      scenarios: { _ in scenarios })
    let path = folder.path + "/results.sqlite"
    func rows() throws -> [[Double]] {
      try DatabaseQueue(path: path).read {
        try Row.fetchAll(
          $0, sql: "SELECT id, position, \"groups.lifetime\" FROM states ORDER BY id"
        )
        .map { row in try [row.decode(atIndex: 0), row.decode(atIndex: 1), row.decode(atIndex: 2)] }
      }
    }
    _ = try StudyStore(at: path, for: sweep)
    #expect(try rows() == [[1, 0, 1], [2, 1, 2]])
    try DatabaseQueue(path: path).write {
      try $0.execute(
        sql: """
          UPDATE states SET "groups.lifetime" = "groups.lifetime" * 365.25;
          DELETE FROM study WHERE key = 'units of states'
          """)
    }
    #expect(try rows() == [[1, 0, 365.25], [2, 1, 730.5]])
    _ = try StudyStore(at: path, for: sweep)
    #expect(try rows() == [[1, 0, 1], [2, 1, 2]])
  }

  @Test("is told from one that lists outcomes in another order, which is read by its own list")
  func otherOrder() throws {
    let study = try TestStudy(replications: 2)
    let path = folder.path + "/results.sqlite"
    _ = try StudyStore(at: path, for: study.sweep)
    let count = Outcome.all.count
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "UPDATE outcomes SET outcome = -1 - outcome")
      try $0.execute(sql: "UPDATE outcomes SET outcome = outcome + \(count)")
    }
    try fill(path, study)
    var back: [Replication] = []
    try StudyStore(at: path, for: study.sweep).forEachFuture(of: study.sweep) { back.append($1) }
    #expect(back.count == 2)
    for (one, other) in zip(back, study.replications) {
      #expect(zip(one.runs, other.runs).allSatisfy { $0.isIdentical(to: $1) })
    }
    // The first outcome of the model is the last of the file's series.
    let blob = try DatabaseQueue(path: path).read {
      try Data.fetchOne(
        $0, sql: "SELECT monthly FROM series WHERE replication = 1 AND policy = 0")
    }
    let last = try #require(blob)[((count - 1) * 8)..<(count * 8)]
    let first = study.replications[0].runs[0].monthly[0]
    #expect(Data(last) == withUnsafeBytes(of: first) { Data($0) })
  }
}

/// Sebastiano Vigna's SplitMix64: the same bits are flipped in every run of the test.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
