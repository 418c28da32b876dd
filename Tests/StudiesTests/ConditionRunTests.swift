// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles
import Testing

@testable import Studies

@Suite("The short study that says how far an answer holds")
struct ConditionRunTests {
  let files: TestFiles
  init() throws { files = try TestFiles() }

  /// Two files of the test's world, each with a policy.
  private func pair(otherWorld: Bool = false) throws -> [String] {
    let base = try String(contentsOfFile: files.folder + "/study.yaml", encoding: .utf8)
    // A month before policies part: the short study has hundreds of runs.
    let world = try base.prefix(upTo: #require(base.range(of: "policies:")).lowerBound)
      .replacing("start: 2016-11-01", with: "start: 2017-04-01")
    let policies = [("open", "95%"), ("shut", "5%")]
    return try policies.map { name, acceptance in
      let more = otherWorld && name == "shut" ? "stings.streamed: 11%\n" : ""
      let text = "\(world)\(more)policy: {name: \(name), levers: {acceptance: \(acceptance)}}\n"
      let path = "\(files.folder)/\(name).yaml"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      return path
    }
  }

  private func planned(
    _ files: [String], runs: Bool = true, values: [(path: String, value: String)] = [],
    only: Int? = nil, adds: Bool = false, isWaterfall: Bool = false
  ) throws -> PlannedStudy {
    try StudyRequest(
      verb: .compare, files: files, values: values, only: only, detail: [],
      statusQuo: adds ? .required : nil,
      isWaterfall: isWaterfall, drivers: runs ? .required : nil
    ).plan()
  }

  /// Whether a study that is stopped within its short one goes on, on other threads, to the same tables.
  private func expectStopped(_ planned: PlannedStudy, resumesTo whole: StudyFolder) async throws {
    let folder = files.folder(of: planned, in: "stopped")
    let events = Events()
    let task = Task {
      try await Study(planned, in: folder, options: StudyOptions(threads: 2)) { event in
        events.add(event)
        let hasBegun = events.all.contains { event in
          if case .planned(let forecast) = event { forecast.isOfCondition } else { false }
        }
        if hasBegun, case .progress = event { withUnsafeCurrentTask { $0?.cancel() } }
      }.perform()
    }
    let interruption = await #expect(throws: Interruption.self) { _ = try await task.value }
    #expect(interruption?.folder == folder)
    #expect((interruption?.there ?? 0) < (interruption?.planned ?? 0))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/condition.csv"))
    let stored = try StoredStudy(in: folder)
    let study = Study(try stored.planned(), in: folder, options: StudyOptions(threads: 2))
    _ = try await study.resume()
    #expect(try files.tables(in: folder) == files.tables(in: whole))
    let own = [folder, whole].map { StudyFolder("\($0.path)/\(ConditionRun.folder)") }
    #expect(try files.tables(in: own[0]) == files.tables(in: own[1]))
  }

  private func rows(_ table: String, in folder: StudyFolder) throws -> [String] {
    String(decoding: try #require(try files.tables(in: folder)[table]), as: UTF8.self)
      .split(separator: "\r\n").map(String.init)
  }

  @Test("moves each deep unknown of both files alone, and stands in tables, JSON and text")
  func whole() async throws {
    let planned = try planned(try pair())
    let folder = files.folder(of: planned, in: "whole")
    let events = Events()
    let ending = try await Study(
      planned, in: folder, options: StudyOptions(threads: 1), watch: events.add
    ).perform()
    try await expectStopped(planned, resumesTo: folder)
    let condition = try #require(ending.assessment?.condition)
    #expect(condition.source == .ends(futures: ConditionRun.futures))
    let forecasts = events.all.compactMap { event in
      if case .planned(let forecast) = event { forecast } else { nil }
    }
    #expect(forecasts.map(\.isOfCondition) == [false, true])
    let announced = try #require(forecasts[0].condition)
    #expect(announced.futures == ConditionRun.futures && announced.states == forecasts[1].states)
    #expect(forecasts[0].words.contains("The condition takes about"))
    #expect(forecasts[1].words.hasPrefix("The condition: 2 policies x"))
    #expect(events.kinds.count(where: { $0 == "finished" }) == 1)

    // The short study is one by itself, of the same policies, and one command makes both.
    let own = StudyFolder("\(folder.path)/\(ConditionRun.folder)")
    let stored = try StoredStudy(in: own)
    let sweep = try stored.planned().sweep
    #expect(sweep.policies == ["open", "shut"] && sweep.design == .ends && sweep.luck == .shared)
    #expect(sweep.replications.count == ConditionRun.futures && sweep.states == announced.states)
    #expect(stored.request.command == planned.request?.command)
    #expect(planned.request?.command.hasSuffix(" --drivers") == true)
    #expect(try stored.request.with(replications: 9).plan().sweep.replications.count == 9)

    let headlines = planned.sweep.first.outcomes.filter(\.isHeadline).map(\.name)
    #expect(condition.findings.allSatisfy { headlines.contains($0.outcome.name) })
    let found = try #require(condition.findings.first)
    #expect(found.unknowns.count == sweep.factors.count)
    let table = try rows("condition.csv", in: folder)
    #expect(
      table.count == 1 + condition.findings.count
        * (sweep.factors.count + condition.notLookedAt.count))
    #expect(condition.notLookedAt.contains("groups.restraint"))
    #expect(!Set(condition.notLookedAt).contains(found.unknowns[0].path))
    let json = try jsonText(#require(ending.findings))
    #expect(json.contains("\"condition\"") && json.contains("\"standing\""))
    let passages = try #require(ending.assessment).conditionPassages(\.isHeadline)
    #expect("\(passages)".contains("Each of \(sweep.factors.count) unknowns was moved"))
    let manifest = try String(contentsOfFile: "\(folder.path)/manifest.json", encoding: .utf8)
    #expect(manifest.contains("condition.csv"))

    // The difference at an end by hand: that of all futures, and what the end adds in a few of them.
    let outcomes = sweep.first.outcomes
    let index = try #require(outcomes.index(of: found.outcome.name))
    func difference(_ study: StoredStudy, _ sweep: Sweep, _ future: Sweep.Future) throws -> Double {
      let replication = try study.store.replication(future, of: sweep)
      let runs = try #require(replication).runs
      return runs[0].counted[index] - runs[1].counted[index]
    }
    let main = try StoredStudy(in: folder)
    let futures = try (1...3).map {
      try difference(main, planned.sweep, Sweep.Future(state: 0, replication: $0))
    }
    // The first unknown of the short study moves in its first two states.
    let path = sweep.factors[0].path
    let added = try (1...ConditionRun.futures).map { replication in
      let states = try [0, 1].map {
        try difference(stored, sweep, Sweep.Future(state: $0, replication: replication))
      }
      return states[1] - states[0]
    }
    let expected = futures.reduce(0, +) / 3 + added.reduce(0, +) / Double(added.count)
    let unknown = try #require(found.unknowns.first { $0.path == path })
    #expect(
      [unknown.differenceAtLow, unknown.differenceAtHigh]
        .contains { abs($0.value - expected) < 1e-9 * max(1, abs(expected)) })
    // Both have the same luck, so the centre is the comparison itself.
    for (number, own) in futures.enumerated() {
      #expect(
        try difference(stored, sweep, Sweep.Future(state: 0, replication: number + 1)) == own)
    }
  }

  @Test("is not run unless it is asked for, and what would is said")
  func none() async throws {
    let planned = try planned(try pair(), runs: false)
    let folder = files.folder(of: planned, in: "none")
    let ending = try await Study(planned, in: folder).perform()
    let condition = try #require(ending.assessment?.condition)
    #expect(!condition.isKnown)
    #expect(condition.notes.count == 1)
    #expect(condition.notes[0].hasPrefix("Only chance varies here: unknowns are at their central"))
    #expect(condition.notes[0].contains(" --drivers` moves each of them alone"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/\(ConditionRun.folder)"))
    #expect(try files.tables(in: folder)["condition.csv"] == nil)
  }

  @Test("is run by itself where it has no more than twice as many futures as the comparison")
  func proportion() throws {
    func isRun(_ replications: Int, _ wish: ConditionRun.Wish?) throws -> Bool {
      let planned = try StudyRequest(
        verb: .compare, files: try pair(), values: [("replications", "\(replications)")],
        detail: [],
        drivers: wish
      ).plan()
      return try Study(planned, in: files.folder(of: planned, in: "any")).conditionStudy() != nil
    }
    let paths = Parameters.fields.filter { $0.evidence.grade == .d && $0.evidence.isDeep }
    let enough = paths.count * ConditionRun.futures
    #expect(try isRun(enough, .ifShort) && !isRun(enough - 1, .ifShort))
    #expect(try isRun(2, .required) && !isRun(enough, nil))
  }

  @Test("cannot be of two worlds, of one future, or of the way between policies")
  func impossible() async throws {
    func study(_ planned: PlannedStudy) -> Study {
      Study(planned, in: files.folder(of: planned, in: "impossible"))
    }
    let worlds = study(try planned(try pair(otherWorld: true)))
    #expect(try worlds.conditionStudy() == nil)
    #expect(
      try worlds.conditionFound()?.reason.contains("(stings.streamed), so unknowns have no") == true
    )
    let one = study(try planned(try pair(), only: 2))
    #expect(try one.conditionFound()?.reason.hasSuffix("one future says nothing of others") == true)
    let way = study(try planned(try pair(), isWaterfall: true))
    #expect(try !way.hasAnswer && way.conditionFound() == nil)
    // The status quo is compared, too.
    let quo = try #require(try study(try planned(try pair(), adds: true)).conditionStudy())
    #expect(quo.sweep.policies == ["open", "shut", "status-quo"])
  }

  @Test("is kept in the text of a request, and not asked for by that of an older one")
  func text() throws {
    let wishes: [(ConditionRun.Wish?, String)] = [
      (.required, " --drivers"), (.ifShort, ""), (nil, " --no-drivers"),
    ]
    for (wish, option) in wishes {
      let request = StudyRequest(
        verb: .compare, files: ["a"], values: [], detail: .usual, statusQuo: .ifPossible,
        drivers: wish)
      for request in [request, request.ofCondition] {
        #expect(try StudyRequest(text: request.text) == request)
      }
      #expect(request.command == "cordon compare a" + option)
    }
  }
}
