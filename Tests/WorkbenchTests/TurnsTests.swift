// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Foundation
import ScenarioFiles
import Studies
import Testing

@testable import Workbench

@Suite("Where the answer turns with an unknown")
struct TurnsTests {
  private struct Told: Decodable {
    struct Turn: Decodable {
      let value: Double
      let words: String
    }
    let path: String
    let futures: Int
    let turns: [Turn]
    let sentences: [String]
  }

  @Test("is what a sweep over the ends of the unknown says of the same futures")
  func drivers() async throws {
    let test = try TestBench()
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let unknown = "public.deterrence"
    try #require(test.bench.unknowns.contains { $0.path == unknown })
    // Its own value, which the reader has moved, does not count.
    let settled = try await test.post(
      "api/settings",
      BenchQuestion(
        unknowns: [unknown: "0.003"], policies: ["cooperate"], outcomes: ["stings", "convictions"])
    ).value(Settled.self)
    var reply = await test.get("api/settings/\(settled.id)/turns?unknown=\(unknown)")
    while reply.status == 202 {
      try await Task.sleep(for: .milliseconds(200))
      reply = await test.get("api/settings/\(settled.id)/turns?unknown=\(unknown)")
    }
    #expect(reply.status == 200, "\(reply.text)")
    let told = try reply.value(Told.self)
    #expect(told.path == unknown)
    #expect(told.futures >= BenchTurns.futures.shown)

    let file = test.folder.appending(path: "ends.yaml").path
    let yaml = settled.yaml.split(separator: "\n").filter { !$0.hasPrefix(unknown) }
    try Data(
      (yaml + ["states:", "  design: ends", "  vary: {\(unknown): plausible}"]).joined(
        separator: "\n"
      ).utf8
    )
    .write(to: URL(filePath: file))
    let sweep = try StudyRequest(
      verb: .sweep, files: [file], values: [("replications", "\(told.futures)")],
      baseline: settled.reference, detail: .usual, statusQuo: .ifPossible,
      searching: SearchPath([TestBench.scenarios])
    ).plan(searching: SearchPath([TestBench.scenarios])).sweep
    var drivers = try #require(SweepDrivers(sweep))
    for state in 0..<sweep.states {
      let plan = try sweep.plan(ofState: state)
      for future in 1...told.futures {
        drivers.add(Sweep.Future(state: state, replication: future), plan.replicate(future))
      }
    }
    let found = drivers.findings.filter { ["stings", "convictions"].contains($0.outcome.name) }
    var (expected, points, holding): ([String], [Double], Int) = ([], [], 0)
    for one in found {
      let driver = try #require(one.tornado.drivers.first)
      if let words = drivers.switchWords(of: driver, in: one, onlyWithin: true) {
        expected.append("\(one.outcome.title), \(one.second): \(words).")
      }
      switch try #require(one.switches.first ?? nil).answer {
      case .within(let found): points += found.map(\.value)
      case .nowhere: holding += 1
      case .beyond, .notKnown: break
      }
    }
    #expect(Array(told.sentences.dropLast()) == expected)
    #expect(zip(told.turns.map(\.value), points).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(told.turns.count == points.count)
    let last = try #require(told.sentences.last)
    #expect(last.hasPrefix("Of \(counted(found.count, "difference")) from status-quo "))
    #expect(holding == 0 || last.contains("keep their sign"))
  }

  @Test("is refused of what is no unknown, with one that is meant")
  func refusal() async throws {
    let test = try TestBench()
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let settled = try await test.post("api/settings", BenchQuestion(policies: ["cooperate"]))
      .value(Settled.self)
    let reply = await test.get("api/settings/\(settled.id)/turns?unknown=public.deterrenc")
    #expect(reply.status == 422)
    #expect(reply.text.contains("public.deterrence"))
    #expect(await test.get("api/settings/\(settled.id)/turns").status == 422)
  }
}
