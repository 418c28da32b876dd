// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Foundation
import Testing

/// The calibration of one process, which tests share: it is made once, and removed when they are through.
private struct WholeCalibration: SuiteTrait, TestScoping {
  struct Found: Sendable {
    let session: Session
    let making: Task<Session.Ending, Never>
  }

  @TaskLocal static var found: Found?

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let tests = try CalibrateTests()
    let making = Task { await tests.calibrate("--threads", "2") }
    let found = Found(session: tests.session, making: making)
    try await Self.$found.withValue(found) { try await function() }
    _ = await making.value
  }
}

@Suite("A calibration", WholeCalibration())
struct CalibrateTests {
  let session: Session

  /// Two counts of the half-year before policies part, near what two score groups do.
  init() throws {
    session = try Session()
    try session.write(
      "record.yaml",
      """
      extends: base.yaml
      name: Record
      groups.initial: 40 groups
      uncertainties:
        chats.end-in-meeting: {prior: {log: 3% to 15%}, reason: a test}
        groups.members: [{gamma: {mean: 6 people, sd: 3 people}}, {gamma: {mean: 9 people, sd: 3 people}}]
      observed:
        - {quantity: a count, value: 30, unit: stings, source: a test, outcome: stings, years: 2016-12,
           likelihood: {negative-binomial: {cv: 20%}}, reason: a test}
        - {quantity: a count, value: 40, unit: stings, source: a test, outcome: stings, years: 2017-02,
           likelihood: {negative-binomial: {cv: 20%}}}
        - {quantity: a later count, value: 50, unit: stings, source: a test, outcome: stings, years: 2017-09,
           likelihood: poisson}
        - {quantity: what is looked at, value: 40, unit: groups, source: a test, outcome: groups-active,
           years: 2017-01}
      """)
    for (name, acceptance) in [("open", "95%"), ("shut", "5%")] {
      try session.write(
        "from-\(name).yaml",
        """
        extends: record.yaml
        name: \(name)
        policy: {name: \(name), levers: {acceptance: \(acceptance)}}
        """)
    }
  }

  /// Puts the calibration of one process into this session; returns what the process said.
  @discardableResult
  private func takeWhole() async throws -> Session.Ending {
    let whole = try #require(WholeCalibration.found)
    let ending = await whole.making.value
    #expect(ending.exit == .success, "\(ending.remarks)")
    try FileManager.default.copyItem(atPath: whole.session.studies, toPath: session.studies)
    return ending
  }

  private var folder: String {
    get throws {
      "\(session.studies)/\(try #require(session.studyNames().first { $0.hasPrefix("pasts") }))"
    }
  }

  private func tables(_ folder: String) throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".csv") }
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8))
      })
  }

  private func rows(_ name: String) throws -> [[String]] {
    try #require(tables(folder)[name]).split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  fileprivate func calibrate(_ arguments: String...) async -> Session.Ending {
    await session.cordon(
      [
        "calibrate", "record.yaml", "--output", session.studies, "--pasts", "400", "--island",
        "100",
      ]
        + arguments)
  }

  @Test("writes pasts, parameters and counts, and a verdict on itself")
  func whole() async throws {
    let ending = try await takeWhole()
    #expect(
      ending.remarks.contains("\n4 islands x 100 pasts = 400 pasts at most"),
      "\(ending.remarks)")
    #expect(ending.output.contains("independent pasts match the record"))
    #expect(!ending.output.contains("2017-09"), "what came later is not fitted")
    let pasts = try rows("posterior.csv")
    #expect(
      pasts[0] == [
        "past", "made_from", "replication", "lineage 2017-01-02", "lineage 2017-03-02", "weight",
        "log_likelihood", "stings 2016-12", "groups-active 2017-01", "stings 2017-02",
        "chats.end-in-meeting", "groups.members",
      ])
    let weights = pasts.dropFirst().compactMap { Double($0[5]) }
    #expect(weights.count == pasts.count - 1 && abs(weights.reduce(0, +) - 1) < 1e-9)
    #expect(pasts.dropFirst().allSatisfy { $0[4] == "0" })
    // After the first count copies have luck of their own, and other counts.
    let copied = pasts.dropFirst().filter { $0[3] != "0" }
    #expect(!copied.isEmpty)
    #expect(Set(copied.map { "\($0[2]) \($0[3])" }).count == copied.count)
    let parameters = try rows("parameters.csv").map(\.first)
    #expect(parameters.dropFirst() == ["chats.end-in-meeting", "groups.members", "groups.members"])
    let checks = try rows("checks.csv")
    #expect(checks.map { $0[0] } == ["outcome", "stings", "groups-active", "stings"])
    #expect(checks[2][3] == "predicted" && checks[2].suffix(5).allSatisfy(\.isEmpty))
    // Told again, in JSON, without a run.
    let again = await calibrate("--json")
    #expect(again.exit == .success)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any])
    #expect(json["is_new"] as? Bool == false && json["pasts"] as? Int == 400)
    #expect((json["effective_size"] as? Double ?? 0) > 100)
  }

  @Test("has the same bytes with any number of threads and shards, and ends when it is enough")
  func same() async throws {
    try await takeWhole()
    let whole = try tables(folder)
    try FileManager.default.removeItem(atPath: session.studies)
    for (number, threads) in [(2, 1), (3, 3), (1, 5)] {
      let ending = await calibrate("--shard", "\(number)/3", "--threads", "\(threads)")
      #expect(ending.exit == .success)
    }
    #expect(await session.cordon("merge", try folder).exit == .success)
    #expect(try tables(folder) == whole)
    // More islands are added, and those that are there are not run again.
    let more = await session.cordon("extend", try folder, "--replications", "6")
    #expect(more.exit == .success && more.remarks.contains("of which 2 now"), "\(more.remarks)")
    try FileManager.default.removeItem(atPath: session.studies)
    let enough = await session.cordon(
      "calibrate", "record.yaml", "--output", session.studies, "--pasts", "6000", "--island", "100",
      "--effective", "100")
    #expect(enough.exit == .success)
    #expect(enough.remarks.contains("still to come") == false)
    #expect(try rows("posterior.csv").count < 3_000)
  }

  @Test("is given to a cluster as a sweep is, and its shards give the tables of one process")
  func submitted() async throws {
    try await takeWhole()
    let whole = try tables(folder)
    try FileManager.default.removeItem(atPath: session.studies)
    func submit(_ file: String, _ more: String...) async -> Session.Ending {
      await session.cordon(["submit", file, "--output", session.studies] + more)
    }
    let plan = ["--pasts", "400", "--island", "100"]
    // What each scheduler would be given; nothing is written.
    for (engine, more, mark) in [
      ("slurm", [], "#SBATCH"), ("pbs", [], "#PBS"),
      ("kubernetes", ["--image", "cordon:1", "--claim", "studies"], "completionMode: Indexed"),
    ] {
      let dry = await session.cordon(
        ["submit", "record.yaml", "--engine", engine, "--shards", "3", "--dry-run", "--output"]
          + [session.studies] + plan + more)
      #expect(dry.exit == .success, "\(dry.remarks)")
      #expect(dry.output.contains(mark) && dry.output.contains("pasts-of-record"), "\(dry.output)")
      #expect(!FileManager.default.fileExists(atPath: session.studies))
    }
    let prepared = await session.cordon(
      ["submit", "record.yaml", "--engine", "slurm", "--shards", "3", "--prepare", "--output"]
        + [session.studies] + plan)
    #expect(prepared.exit == .success, "\(prepared.remarks)")
    #expect(prepared.output.contains("4 islands in 3 shards."), "\(prepared.output)")
    for number in [3, 1] {
      let ending = await session.cordon(
        "resume", try folder, "--as-planned", "--shard", "\(number)/3")
      #expect(ending.exit == .success, "\(ending.remarks)")
    }
    #expect(await session.cordon("merge", try folder).exit == .refused)
    let again = await session.cordon("submit", try folder, "--prepare")
    #expect(again.output.contains("Shards 1,3: done already."), "\(again.output)")
    #expect(await session.cordon("resume", try folder, "--shard", "2/3").exit == .success)
    #expect(await session.cordon("merge", try folder).exit == .success)
    #expect(try tables(folder) == whole)
    // What a calibration does not have, and what only it has.
    for (arguments, words) in [
      (["--pasts", "600", "--replications", "3"], "a calibration has no replications"),
      (["--pasts", "600", "--months"], "a calibration keeps pasts"),
      (["--island", "100"], "give --pasts too"),
      (["--pasts", "400", "--shards", "3"], "the plan has only 2 islands to share out"),
    ] {
      let ending = await session.cordon(
        ["submit", "record.yaml", "--engine", "slurm", "--dry-run"] + arguments)
      #expect(ending.exit == .badInput && ending.remarks.contains(words), "\(ending.remarks)")
    }
    let set = await session.cordon("submit", try folder, "--pasts", "600", "--prepare")
    #expect(set.exit == .badInput && set.remarks.contains("a study's folder keeps its plan"))
  }

  @Test("goes on in each island until enough pasts fit, and says how long that took")
  func search() async throws {
    try session.write(
      "narrow.yaml",
      """
      extends: record.yaml
      name: Narrow
      observed:
        - {quantity: a count, value: 30, unit: stings, source: a test, outcome: stings, years: 2016-12,
           likelihood: {within: 12}, reason: a test}
      """)
    func calibrate(_ output: String, _ more: String...) async -> Session.Ending {
      await session.cordon(
        ["calibrate", "narrow.yaml", "--pasts", "120", "--island", "20", "--output"]
          + [session.path(output)] + more)
    }
    /// Without the breaks of lines.
    func words(_ ending: Session.Ending) -> String {
      ending.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let once = await calibrate("once")
    #expect(once.exit == .refused, "\(once.output)")
    let ending = await calibrate("search", "--most", "1000", "--threads", "1")
    #expect(ending.exit == .success, "\(ending.output)\(ending.remarks)")
    #expect(
      ending.remarks.contains("6 islands x 20 pasts that fit, of at most 6,000 at a date"),
      "\(ending.remarks)")
    #expect(
      words(ending).contains("an island goes on until 20 pasts fit, or 1,000 are simulated"),
      "\(ending.output)")
    // The last past of each island has no weight.
    let study = try #require(
      FileManager.default.contentsOfDirectory(atPath: session.path("search")).first)
    let found = try tables(session.path("search") + "/" + study)
    #expect(try #require(found["posterior.csv"]).split(separator: "\r\n").count == 1 + 6 * 19)
    #expect(await calibrate("again", "--most", "1000", "--threads", "3").exit == .success)
    #expect(try tables(session.path("again") + "/" + study) == found)
    // The plan keeps the bound, which is small here.
    let few = await calibrate("few", "--most", "21")
    #expect(words(few).contains("fewer than 20 pasts fit after 21 were simulated"), "\(few.output)")
    #expect(await calibrate("wrong", "--most", "19").remarks.contains("--most must be from 20"))
  }

  @Test("is refused where too few pasts match, and says what would help")
  func refused() async throws {
    let ending = await session.cordon(
      "calibrate", "record.yaml", "--output", session.studies, "--pasts", "40", "--island", "20")
    #expect(ending.exit == .refused)
    #expect(ending.output.contains("REFUSED") && ending.output.contains("pasts would "))
    let from = await session.cordon(
      "run", "from-open.yaml", "--from", try folder, "--output", session.path("a"))
    #expect(from.exit == .badInput && from.remarks.contains("fewer say nothing"))
    let none = await session.cordon("calibrate", "open.yaml", "--output", session.studies)
    #expect(none.exit == .badInput && none.remarks.contains("uncertainties"))
  }

  @Test("gives pasts from which policies part, with the same luck, in any number of shards")
  func from() async throws {
    try await takeWhole()
    let pasts = try folder
    func compare(_ output: String, _ more: String...) async -> Session.Ending {
      await session.cordon(
        [
          "compare", "from-open.yaml", "from-shut.yaml", "--no-status-quo", "--from", pasts,
          "--output",
          session.path(output),
        ] + more)
    }
    func study(_ output: String) throws -> String {
      "\(session.path(output))/"
        + (try #require(
          FileManager.default.contentsOfDirectory(atPath: session.path(output)).first))
    }
    let ending = await compare("a")
    #expect(ending.exit == .success, "\(ending.remarks)")
    #expect(ending.output.contains("pasts that match the record until 2017-03-02"))
    let first = try tables(study("a"))
    let page = try String(contentsOfFile: study("a") + "/report.html", encoding: .utf8)
    #expect(page.contains("match the record") && page.contains("same history, bit for bit"))
    #expect(await compare("b", "--threads", "1").exit == .success)
    #expect(try tables(study("b")) == first)
    // The very pasts, under both policies, until they part.
    let monthly = try #require(first["monthly.csv"]).split(separator: "\r\n")
    let before = monthly.filter { $0.contains(",2016-") || $0.contains(",2017-0[1-4]") }
    #expect(Set(before.map { $0.drop { $0 != "," } }).count == before.count / 2)
    // A run is replayed, and a study grows.
    let replay = await session.cordon(
      "replay", try study("a"), "--replication", "3", "--policy", "shut")
    #expect(replay.exit == .success, "\(replay.remarks)")
    let more = await session.cordon("extend", try study("a"), "--replications", "7")
    #expect(more.exit == .success)
    let old = try #require(first["runs.csv"]).split(separator: "\r\n").map(String.init)
    let new = try #require(tables(study("a"))["runs.csv"]).split(separator: "\r\n").map(String.init)
    #expect(new.count == 15 && Set(old).isSubset(of: new))
  }

  @Test("is refused to studies with another past, and says what differs")
  func foreign() async throws {
    try await takeWhole()
    let other = await session.cordon(
      "run", "from-open.yaml", "--from", try folder, "--set", "groups.lifetime=1 years", "--output",
      session.path("a"))
    #expect(other.exit == .badInput && other.remarks.contains("has another past"))
    try session.write(
      "states.yaml",
      """
      extends: record.yaml
      policies: [{name: open, levers: {acceptance: 95%}}, {name: shut, levers: {acceptance: 5%}}]
      states: {vary: {chats.end-in-meeting: [5%, 6%]}}
      """)
    let varied = await session.cordon(
      "sweep", "states.yaml", "--from", try folder, "--output", session.path("b"))
    #expect(varied.exit == .badInput && varied.remarks.contains("own value of it"))
    // What reaches back although nothing says so is found by the counts.
    let table = try folder + "/posterior.csv"
    let text = try String(contentsOfFile: table, encoding: .utf8)
    var lines = text.split(separator: "\r\n").map { $0.split(separator: ",").map(String.init) }
    for index in lines.indices.dropFirst() { lines[index][7] = "1000" }
    try session.write(
      "changed.csv", lines.map { $0.joined(separator: ",") }.joined(separator: "\r\n"))
    let changed = await session.cordon(
      "run", "from-open.yaml", "--from", session.path("changed.csv"), "--output", session.path("c"))
    #expect(changed.exit == .someFailed && changed.remarks.contains("its past has"))
    try session.write("broken.csv", "past,weight\r\n1,x\r\n")
    let broken = await session.cordon(
      "run", "from-open.yaml", "--from", session.path("broken.csv"), "--output", session.path("d"))
    #expect(broken.exit == .badInput && broken.remarks.contains("not a table of pasts"))
  }
}
