// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import Testing

@testable import Workbench

@Suite("Questions to the workbench")
struct QuestionTests {
  private struct Refused: Decodable { let faults: [BenchFault] }

  private func withBench(
    _ text: String = TestBench.short, _ body: (TestBench) async throws -> Void
  ) async throws {
    let test = try TestBench(text)
    defer { try? FileManager.default.removeItem(at: test.folder) }
    try await body(test)
  }

  @Test("All faults come at once, each where it was set, and a suggestion is accepted")
  func faults() async throws {
    try await withBench { test in
      var question = BenchQuestion(
        mine: .init(levers: ["acceptance": "140%", "enforcment": "1%", "liaison": "2 days"]),
        unknowns: ["stings.streamd": "60%"], policies: ["mine"])
      let reply = await test.post("api/settings", question)
      #expect(reply.status == 422)
      let faults = try reply.value(Refused.self).faults
      let paths = Set(faults.compactMap(\.path))
      #expect(
        paths == [
          "policy.levers.acceptance", "policy.levers.enforcment", "policy.levers.liaison",
          "stings.streamd",
        ], "\(faults)")
      #expect(faults.allSatisfy { !$0.message.isEmpty })
      let lever = try #require(faults.first { $0.path == "policy.levers.enforcment" }?.suggestion)
      let unknown = try #require(faults.first { $0.path == "stings.streamd" }?.suggestion)
      let name = try #require(lever.split(separator: ".").last.map(String.init))
      question = BenchQuestion(
        mine: .init(levers: [name: "1%"]), unknowns: [unknown: "60%"], policies: ["mine"])
      #expect(await test.post("api/settings", question).status == 200)
    }
  }

  @Test("A value stays a value, whatever is written in it")
  func injection() async throws {
    try await withBench { test in
      for value in [
        "1%\npolicies: [cooperate]", "{preset: clampdown}", "[1%, 2%]", "1% # remark", "*x",
        "&a 1%",
        "'1%", "1%\u{0}", "!!str 1%", "\u{2028}",
      ] {
        let question = BenchQuestion(mine: .init(levers: ["acceptance": value]), policies: ["mine"])
        let reply = await test.post("api/settings", question)
        #expect(reply.status == 422, "\(value): \(reply.text)")
        let fault = try reply.value(Refused.self).faults.first
        #expect(fault?.path == "policy.levers.acceptance", "\(value): \(reply.text)")
      }
      let key = BenchQuestion(mine: .init(levers: ["a: 1\nname": "1%"]), policies: ["mine"])
      #expect(await test.post("api/settings", key).status == 422)
      let names = BenchQuestion(policies: ["../../etc/passwd", "cooperate"])
      #expect(await test.post("api/settings", names).status == 422)
    }
  }

  @Test("A policy that changes nothing has no column, and a warning stands at its lever")
  func unchanged() async throws {
    try await withBench { test in
      let same = BenchQuestion(
        mine: .init(levers: ["acceptance": test.bench.today("acceptance")]),
        policies: ["mine", "clampdown"])
      let settled = try await test.post("api/settings", same).value(Settled.self)
      #expect(settled.policies == ["clampdown"] && settled.reference == "status-quo")
      let idle = BenchQuestion(mine: .init(levers: ["standby-officers": "2"]), policies: ["mine"])
      let warned = try await test.post("api/settings", idle).value(Settled.self)
      #expect(warned.policies == ["mine"])
      let own = warned.warnings.filter { $0.path != nil }
      #expect(own.map(\.path) == ["policy.levers.standby-officers"])
      #expect(own.first?.message.contains("notice") == true)
    }
  }

  @Test("A scenario with a policy of its own has a column for it, and mine may begin with nothing")
  func own() async throws {
    let text = TestBench.short + "policy: {name: bold, levers: {acceptance: 80%, liaison: 1%}}\n"
    try await withBench(text) { test in
      #expect(test.bench.policies.first?.name == "bold")
      #expect(test.bench.policies.first?.isPreset == false)
      let question = BenchQuestion(
        mine: .init(levers: ["enforcement": "5%"]), policies: ["bold", "mine"])
      let setting = try test.bench.setting(question)
      let scenarios = try #require(setting.plan.scenarios(of: Scenario.self))
      #expect(scenarios.map(\.policy.name) == ["bold", "mine", "status-quo"])
      let history = scenarios[0].history
      let levers = scenarios[1].policy.steps(after: history, in: ["all"]).last?.levers.first
      #expect(levers?.acceptance == history.acceptance && levers?.liaison == history.liaison)
      #expect(levers?.enforcement == 0.05)
    }
  }

  @Test("Every lever has one control, with what its declaration says")
  func levers() async throws {
    #expect(
      LeverGroup.all.flatMap(\.members).map(\.lever).sorted() == Levers.fields.map(\.path).sorted())
    try await withBench { test in
      struct Offer: Decodable {
        struct Group: Decodable { let levers: [Control] }
        struct Control: Decodable {
          let name, kind, today: String
          let usual: [Double]?
          let step: Double?
        }
        let levers: [Group]
        let unknowns: [Path]
        struct Path: Decodable {
          let path: String
          let low, high, least, most: Double
        }
      }
      let offer = try await test.get("api/bench").value(Offer.self)
      let controls = offer.levers.flatMap(\.levers)
      #expect(controls.count == Levers.fields.count)
      for control in controls {
        #expect(control.today == test.bench.today(control.name))
        guard ["share", "number"].contains(control.kind) else { continue }
        let usual = try #require(control.usual)
        #expect(usual[0] < usual[1] && (control.step ?? 0) > 0, "\(control)")
      }
      #expect(offer.unknowns.count > 5)
      #expect(
        offer.unknowns.allSatisfy { $0.least <= $0.low && $0.low < $0.high && $0.high <= $0.most })
      // Every value that is offered is one that a file may have.
      let question = BenchQuestion(
        mine: .init(
          levers: Dictionary(uniqueKeysWithValues: controls.map { ($0.name, $0.today) })),
        policies: ["mine", "cooperate"])
      #expect(await test.post("api/settings", question).status == 200)
    }
  }
}
