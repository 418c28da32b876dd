// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables
import Testing

@testable import Studies

/// A study as a value, without a command line.
@Suite("A study")
struct StudyTests {
  let files: TestFiles
  init() throws { files = try TestFiles() }

  @Test("A plan says what would be run, under which luck, and writes nothing")
  func plan() throws {
    let planned = try files.planned(seed: 7)
    let report = try PlanReport(of: planned.sweep, pilot: 2, threads: 2)
    #expect(report.policies == ["open", "shut"] && report.factors == ["stings.streamed"])
    #expect(report.states == 2 && report.replications == 3 && report.runs == 12)
    #expect(report.seed == 7 && report.luckOfStates == "own" && report.pilotReplications == 2)
    let seconds = try #require(report.seconds)
    // Six replications, two at a time, are three rounds; checks may take as long as one more, on one of two threads.
    #expect(abs(seconds - report.pilotSeconds / 2 * 3.5) <= 1e-9 * seconds)
    #expect(try #require(report.bytes) > 0 && report.failure == nil)
    #expect(
      !FileManager.default.fileExists(atPath: files.folder(of: planned, in: "plan").path))
  }

  @Test("The luck of a state follows from the seed and from what the state says")
  func luck() throws {
    let sweeps = try [1, 2].map { try files.planned(seed: $0).sweep }
    let seeds = try sweeps.flatMap { sweep in try [0, 1].map { try sweep.plan(ofState: $0).seed } }
    #expect(Set(seeds).count == 4)
    #expect(sweeps.map(\.seed) == [1, 2])
    #expect(try files.planned(seed: 1).sweep.plan(ofState: 1).seed == seeds[1])
  }

  @Test("Two studies at work in one process at a time give the tables that each gives alone")
  func atTheSameTime() async throws {
    let planned = try [1, 2].map { try files.planned(seed: $0) }
    var alone: [[String: Data]] = []
    for planned in planned {
      let folder = files.folder(of: planned, in: "alone")
      _ = try await Study(planned, in: folder).perform()
      alone.append(try files.tables(in: folder))
    }
    #expect(alone[0]["runs.csv"] != alone[1]["runs.csv"])
    let studies = planned.map { planned in
      Study(
        planned, in: files.folder(of: planned, in: "together"), options: StudyOptions(threads: 2))
    }
    async let first = studies[0].perform()
    async let second = studies[1].perform()
    for ending in try await [first, second] { #expect(ending.isWell && ending.isNew) }
    for (study, alone) in zip(studies, alone) {
      let tables = try files.tables(in: study.folder)
      #expect(
        Set(tables.keys).isSuperset(of: ["plan.csv", "runs.csv", "events.csv", "notebook.ipynb"]))
      #expect(tables == alone)
    }
  }

  @Test("What is put together while it is simulated is what its results say")
  func draft() async throws {
    let planned = try files.planned(seed: 3)
    let folder = files.folder(of: planned, in: "draft")
    let study = Study(planned, in: folder, options: StudyOptions(threads: 2))
    let found = try #require(try await study.perform().assessment)
    let drafted = try files.tables(in: folder)
    for name in drafted.keys {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }
    let read = try #require(try await study.write(try study.openResults()).assessment)
    #expect(try files.tables(in: folder) == drafted)
    // What is not known is not equal to itself; its words are.
    let words = [read, found].map { "\($0.comparison.summaries) \($0.comparison.differences)" }
    #expect((words[0] == words[1]) && words[0].contains("convictions"))
    #expect(read.checks == found.checks && !read.checks.isEmpty)
    #expect(read.runs.there == 12 && found.runs.there == 12)
  }

  @Test(
    "Tables that cannot be written are refused when all runs are there, and nothing is run again")
  func draftless() async throws {
    let planned = try files.planned(seed: 3)
    let folder = files.folder(of: planned, in: "barred")
    // A folder has the name that the table has while it is written.
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let bar = "\(folder.path)/.runs.csv.part"
    try FileManager.default.createDirectory(atPath: bar, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: "\(folder.path)/results.sqlite"))
    await #expect(throws: StudyFault.self) { try await Study(planned, in: folder).perform() }
    try FileManager.default.removeItem(atPath: bar)
    let ending = try await Study(planned, in: folder).perform()
    #expect(!ending.isNew && ending.runs.there == 12)
    let whole = files.folder(of: planned, in: "unbarred")
    _ = try await Study(planned, in: whole).perform()
    #expect(try files.tables(in: folder) == files.tables(in: whole))
  }

  @Test("tells what is planned, then how far it is, what its checks found, and that it is finished")
  func events() async throws {
    let events = Events()
    let planned = try files.planned(seed: 1)
    let folder = files.folder(of: planned, in: "watched")
    let ending = try await Study(planned, in: folder, watch: events.add).perform()
    // The last progress is of the events that are told.
    #expect(events.kinds == ["planned", "progress", "checked", "progress", "finished"])
    guard case .planned(let forecast) = events.all.first else { return }
    #expect(forecast.runs == 12 && forecast.runsNow == 12 && forecast.states == 2)
    #expect(ending.runs.there == 12)
    #expect(ending.findings?.failedRuns == 0)

    let again = Events()
    let same = try await Study(planned, in: folder, watch: again.add).perform()
    #expect(!same.isNew)
    guard case .remark(.nothingToRun(12)) = again.all.first else {
      Issue.record("\(again.all)")
      return
    }
  }

  @Test("can be watched through a stream")
  func stream() async throws {
    let planned = try files.planned(seed: 1)
    let (stream, continuation) = AsyncStream.makeStream(of: StudyEvent.self)
    let study = Study(planned, in: files.folder(of: planned, in: "stream")) {
      continuation.yield($0)
    }
    async let ending = study.perform()
    var runs = 0
    for await event in stream {
      if case .progress(let progress) = event { runs = max(runs, progress.done) }
      if case .finished = event { continuation.finish() }
    }
    #expect(runs == 12)
    #expect(try await ending.isWell)
  }

  @Test("Its shards, run by studies at work at the same time and merged, give its own tables")
  func shards() async throws {
    let planned = try files.planned(seed: 1)
    let whole = files.folder(of: planned, in: "whole")
    _ = try await Study(planned, in: whole).perform()
    let study = Study(planned, in: files.folder(of: planned, in: "parts"))
    #expect(try study.writePlan() == 0)
    let parts = try (1...2).map { try #require(Shard(number: $0, of: 2)) }
    async let first = study.run(parts[0])
    async let second = study.run(parts[1])
    for ending in try await [first, second] { #expect(ending.there == 6 && ending.failed == 0) }
    let set = try ShardSet(in: study.folder)
    try set.refuseIncomplete()
    _ = try await study.merge(set)
    #expect(try files.tables(in: study.folder) == files.tables(in: whole))
  }

  @Test(
    "A fault of the program is noted by the study that the faulting thread works for, and by no other"
  )
  func crashes() throws {
    let results = ["one", "two"].map { "\(files.folder)/\($0).sqlite" }
    let notes = results.map { CrashNotes(of: $0) }
    defer { for note in notes { note.stop() } }
    notes[0].begin(3)
    notes[1].begin(5)
    CrashWatches.write(4)
    #expect(CrashNotes.take(results[0]).isEmpty)
    let taken = CrashNotes.take(results[1])
    #expect(taken.map(\.position) == [5] && taken.map(\.signal) == [4])
    // What a thread did for a study that has ended is no longer said.
    notes[1].stop()
    CrashWatches.write(4)
    #expect(CrashNotes.take(results[1]).isEmpty)
  }

  @Test("Runs that do not repeat are told, one or several")
  func unrepeatable() {
    #expect(
      StudyRemark.unrepeatable(runs: 1).words
        == "failed: 1 run does not repeat as the results have it, so events.csv leaves it out: another program "
        + "made it, and --force makes all anew.")
    #expect(
      StudyRemark.unrepeatable(runs: 2).words
        == "failed: 2 runs do not repeat as the results have them, so events.csv leaves them out: another program "
        + "made them, and --force makes all anew.")
  }

  @Test("Its JSON says which observed numbers its pasts were fitted to, and which they predict")
  func fitted() async throws {
    var scenario = Scenario()
    scenario.settings.start = "2017-03-01"
    scenario.settings.policyFrom = "2017-05-01"
    scenario.settings.warmUp = 0
    scenario.settings.counted = 1
    scenario.settings.replications = 2
    scenario.observations = [3, 4].map { month in
      var observation = Observation(
        quantity: "stings of month \(month)", value: 40, unit: "stings",
        evidence: Evidence(.b, "the test"), outcome: "stings",
        period: ObservedPeriod(from: (2017, month), through: (2017, month)))
      observation.likelihood = .poisson
      return observation
    }
    let pasts = KnownPasts(
      source: "the test", madeFrom: scenario.pastDigest(without: []), unknowns: [],
      dates: ["2017-04-02"], counts: [],
      pasts: (1...40).map {
        .init(replication: $0, lineage: [0], weight: 1, simulated: [], values: [])
      })
    let plan = try Plan(comparing: [scenario], from: PastDraws(pasts, replications: 2))
    let planned = PlannedStudy(Sweep(plan))
    let ending = try await Study(planned, in: files.folder(of: planned, in: "fitted")).perform()
    let json = try jsonText(try #require(ending.findings))
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let observed = try #require(object?["observations"] as? [[String: Any]])
    #expect(
      observed.map { $0["quantity"] as? String } == ["stings of month 3", "stings of month 4"])
    #expect(observed.map { $0["is_fitted"] as? Bool } == [true, false])
  }

  @Test("A request that cannot be is refused in words, before anything is written")
  func area() async throws {
    let planned = try files.planned(seed: 1)
    let folder = files.folder(of: planned, in: "area")
    await #expect(throws: RequestFault.self) {
      try await Study(planned, in: folder).perform(area: "Nowhere")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }
}
