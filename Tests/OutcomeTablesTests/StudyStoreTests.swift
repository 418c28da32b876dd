// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import Glibc
import Testing

@testable import OutcomeTables

@Suite("The results of a study")
struct StudyStoreTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.path + "/results.sqlite" }

  private func fill(_ store: StudyStore, _ replications: some Sequence<Replication>) throws {
    for replication in replications {
      try store.append(.init(state: 0, replication: replication.number), replication)
    }
    try store.commit()
  }

  private func read(_ store: StudyStore, _ sweep: Sweep) throws -> [Replication] {
    var all: [Replication] = []
    try store.forEachFuture(of: sweep) { all.append($1) }
    return all
  }

  @Test("come back bit for bit, in the order of the plan, however they were added")
  func roundTrip() throws {
    let study = try TestStudy()
    do {
      let store = try StudyStore(at: path, for: study.sweep)
      try fill(store, study.replications.reversed())
    }
    let back = try read(StudyStore(at: path, for: study.sweep), study.sweep)
    #expect(back.map(\.number) == [1, 2, 3, 4])
    for (one, other) in zip(back, study.replications) {
      #expect(zip(one.runs, other.runs).allSatisfy { $0.isIdentical(to: $1) })
    }
  }

  @Test("are known before they are written: zeros have no sign, failed runs no numbers")
  func asRead() throws {
    let study = try TestStudy()
    var strange = study.replications[1].runs
    strange[0].counted[0] = -0.0
    strange[0].counted[1] = -Double.nan
    strange[0].monthly[0] = -0.0
    strange[1].failure = "it was too long"
    let all = [study.replications[0], Replication(number: 2, runs: strange)]
    let store = try StudyStore(at: path, for: study.sweep)
    try fill(store, all)
    let known = all.map { $0.asRead(of: study.sweep) }
    for (one, other) in zip(try read(store, study.sweep), known) {
      for (one, other) in zip(one.runs, other.runs) {
        #expect(one.isIdentical(to: other) && one.areaMonthly == other.areaMonthly)
      }
    }
    #expect(known[1].runs[0].counted[0].sign == .plus)
    #expect(!known[1].runs[0].isIdentical(to: strange[0]))
    #expect(known[1].runs[1].months.isEmpty && known[1].runs[1].events == 0)
  }

  @Test("say of a failed run why it failed, and are run again only when asked")
  func failures() throws {
    let study = try TestStudy()
    let store = try StudyStore(at: path, for: study.sweep)
    let failed = Replication(
      number: 2,
      runs: [
        .failed("it was too long", outcomes: Outcome.all.count, areas: 1),
        study.replications[1].runs[1],
      ])
    try fill(store, [study.replications[0], failed])
    #expect(try store.counts() == (4, 1))
    #expect(try read(store, study.sweep)[1].runs[0].failure == "it was too long")
    var agenda = Agenda(study.sweep)
    try store.note(in: &agenda, of: study.sweep)
    #expect(agenda.done == 2)
    try store.forgetFailures()
    agenda = Agenda(study.sweep)
    try store.note(in: &agenda, of: study.sweep)
    #expect(agenda.done == 1)
  }

  @Test("belong to one process at a time, and a second one is told which")
  func twoProcesses() throws {
    let study = try TestStudy()
    let store = try StudyStore(at: path, for: study.sweep)
    #expect {
      _ = try StudyStore(at: path, for: study.sweep)
    } throws: { error in
      let fault = error as? StudyFault
      return fault?.kind == .refused && fault?.message.contains("process \(getpid()) on ") == true
    }
    withExtendedLifetime(store) {}
  }

  @Test("of another plan are refused with the keys that differ")
  func otherPlan() throws {
    let study = try TestStudy()
    _ = try StudyStore(at: path, for: study.sweep)
    var scenarios = study.plan.scenarios
    for index in scenarios.indices {
      scenarios[index].settings.seed += 1
      scenarios[index].parameters.stings.streamed = 0.123
    }
    let other = try Sweep(Plan(comparing: scenarios))
    #expect {
      _ = try StudyStore(at: path, for: other)
    } throws: { error in
      guard let fault = error as? StudyFault, fault.kind == .refused else { return false }
      let seed = Settings().seed
      return fault.message.contains("clampdown: seed: \(seed) there, \(seed + 1) asked for")
        && fault.message.contains("clampdown: stings.streamed: ")
        && fault.message.split(separator: "\n").count == 5
    }
  }

  @Test(
    "take more replications when they are extended, and keep the others when they are taken back")
  func extension_() throws {
    let (small, large) = try (TestStudy(replications: 3), TestStudy(replications: 5))
    try fill(StudyStore(at: path, for: small.sweep), small.replications)
    #expect {
      _ = try StudyStore(at: path, for: large.sweep)
    } throws: { error in
      guard let fault = error as? StudyFault else { return false }
      return fault.message.contains("replications: 1 to 3 there, 1 to 5 asked for")
        && fault.message.contains("`cordon extend` changes the plan")
    }
    do {
      let store = try StudyStore(at: path, for: large.sweep, isExtension: true)
      var agenda = Agenda(large.sweep)
      try store.note(in: &agenda, of: large.sweep)
      #expect(agenda.done == 3 && agenda.left == 2)
      try fill(store, large.replications.suffix(2))
      #expect(try store.counts().there == 10)
    }
    do {
      let store = try StudyStore(at: path, for: small.sweep, isExtension: true)
      #expect(try store.counts().there == 6)
      #expect(try store.runsBeyondPlan() == 4)
      #expect(try read(store, small.sweep).map(\.number) == [1, 2, 3])
    }
    let store = try StudyStore(at: path, for: large.sweep, isExtension: true)
    #expect(try store.runsBeyondPlan() == 0)
    #expect(try read(store, large.sweep).map(\.number) == [1, 2, 3, 4, 5])
  }

  @Test("know a session from its beginning, and with each commit how far it has come")
  func sessions() throws {
    let study = try TestStudy()
    let store = try StudyStore(at: path, for: study.sweep)
    let note = Manifest.Session(program: "one", started: Date(), threads: 2, machine: "this")
    try store.begin(note)
    #expect(try StudyStore(reading: path).sessions().map(\.runs) == [0])
    try fill(store, study.replications.prefix(3))
    // What another process would read if this one were killed here.
    let killed = try StudyStore(reading: path).sessions()
    #expect(killed.map(\.runs) == [6] && killed.map(\.isOver) == [false])
    #expect(try #require(killed.first).wallSeconds > 0)
    try fill(store, study.replications.suffix(1))
    try store.endSession()
    try store.begin(Manifest.Session(program: "two", started: Date(), threads: 1, machine: "that"))
    let all = try StudyStore(reading: path).sessions()
    #expect(all.map(\.program) == ["one", "two"])
    #expect(all.map(\.runs) == [8, 0] && all.map(\.isOver) == [true, false])
  }

  @Test("survive a loss of power: what a torn log still has is used, the rest is run again")
  func tornLog() throws {
    let study = try TestStudy(replications: 40)
    var luck = SystemRandomNumberGenerator()
    for attempt in 0..<20 {
      let torn = folder.path + "/torn-\(attempt).sqlite"
      do {
        let store = try StudyStore(at: path, for: study.sweep)
        for replication in study.replications {
          try store.append(.init(state: 0, replication: replication.number), replication)
          try store.commit()
        }
        // The copy is what is on disk while the process is at work.
        for ending in ["", "-wal"] where access(path + ending, F_OK) == 0 {
          try FileManager.default.copyItem(atPath: path + ending, toPath: torn + ending)
        }
      }
      for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
      let size = try #require(
        try FileManager.default.attributesOfItem(atPath: torn + "-wal")[.size] as? Int)
      // The plan is committed first; the cut falls somewhere into what came after.
      truncate(torn + "-wal", Int.random(in: (size / 4)...size, using: &luck))
      let store = try StudyStore(at: torn, for: study.sweep)
      let there = try read(store, study.sweep)
      for replication in there {
        let original = study.replications[replication.number - 1]
        #expect(zip(replication.runs, original.runs).allSatisfy { $0.isIdentical(to: $1) })
      }
      var agenda = Agenda(study.sweep)
      try store.note(in: &agenda, of: study.sweep)
      #expect(agenda.done == there.count)
    }
  }
}
