// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles
import Testing

@testable import Studies

@Suite("The status quo as a policy")
struct StatusQuoTests {
  let files: TestFiles
  init() throws { files = try TestFiles() }

  private func planned(
    _ verb: StudyRequest.Verb = .sweep, _ names: [String] = ["study.yaml"],
    values: [(path: String, value: String)] = [], wish: StatusQuo.Wish? = .required
  ) throws -> PlannedStudy {
    try StudyRequest(
      verb: verb, files: names.map { "\(files.folder)/\($0)" }, values: values,
      detail: verb == .sweep ? [] : .usual, events: verb == .sweep ? 1 : nil, statusQuo: wish
    ).plan()
  }

  /// Writes a scenario of the same world as the study's, which a policy may change.
  private func write(_ name: String, _ text: String) throws {
    let base = try String(contentsOfFile: files.folder + "/study.yaml", encoding: .utf8)
    let world = try base.prefix(upTo: #require(base.range(of: "policies:")).lowerBound)
    try Data("\(world)\(text)\n".utf8).write(to: URL(fileURLWithPath: "\(files.folder)/\(name)"))
  }

  private func refusal(_ plan: () throws -> PlannedStudy) -> String? {
    do {
      _ = try plan()
      return nil
    } catch {
      return (error as? RequestFault)?.message
    }
  }

  /// The rows of a table that are of some policies.
  private func rows(
    _ table: String, in folder: StudyFolder, of policies: [String]
  ) throws -> [String] {
    let tables = try files.tables(in: folder)
    return String(decoding: try #require(tables[table]), as: UTF8.self)
      .split(separator: "\r\n").map(String.init)
      .filter { row in policies.contains { row.contains(",\($0),") } }
  }

  @Test("is the last policy and what the others differ from, in the world of each state")
  func last() throws {
    let sweep = try planned().sweep
    #expect(sweep.policies == ["open", "shut", "status-quo"])
    for state in 0..<2 {
      let plan = try sweep.plan(ofState: state)
      #expect(plan.baseline == 0 && plan.reference == 2)
      #expect(plan.sharing == .history(until: plan.calendar.policyFrom))
      let scenarios = try #require(plan.scenarios(of: Scenario.self))
      #expect(scenarios[2].policy == Policy(name: "status-quo"))
      for other in scenarios { #expect(scenarios[2].differences(from: other) == []) }
    }
    #expect(try planned(wish: nil).sweep.policies == ["open", "shut"])
    #expect(try planned().loaded.map(\.scenario.policy.name) == sweep.policies)
    #expect(try planned().loaded[2].resolved.allSatisfy { $0.section != .policy })
  }

  @Test("changes no run of the other policies, and is the run of a scenario without a policy")
  func runs() async throws {
    let (with, without) = (try planned(), try planned(wish: nil))
    let folders = [with, without].map { files.folder(of: $0, in: "both") }
    _ = try await Study(with, in: folders[0]).perform()
    _ = try await Study(without, in: folders[1]).perform()
    #expect(folders[0].path != folders[1].path)
    let others = try folders.map { try rows("runs.csv", in: $0, of: ["open", "shut"]) }
    #expect(others[0].count == 12 && others[0] == others[1])

    let plain = try planned(values: [("policies", "[{name: as before}]")], wish: nil)
    let folder = files.folder(of: plain, in: "plain")
    _ = try await Study(plain, in: folder).perform()
    let own = try rows("runs.csv", in: folders[0], of: ["status-quo"])
    let before = try rows("runs.csv", in: folder, of: ["as before"])
    #expect(own.count == 6)
    #expect(own.map { $0.replacing("status-quo", with: "as before") } == before)
  }

  @Test("is there in shards, when a study is read again from its folder, and in its command")
  func kept() async throws {
    let planned = try planned()
    let whole = files.folder(of: planned, in: "whole")
    _ = try await Study(planned, in: whole).perform()
    let study = Study(planned, in: files.folder(of: planned, in: "parts"))
    #expect(try study.writePlan() == 0)
    for number in 1...2 {
      _ = try await study.run(try #require(Shard(number: number, of: 2)))
    }
    _ = try await study.merge(try ShardSet(in: study.folder))
    #expect(try files.tables(in: study.folder) == files.tables(in: whole))

    let stored = try StoredStudy(in: whole)
    #expect(stored.request.statusQuo == .required)
    #expect(try stored.planned().sweep.digest == planned.sweep.digest)
    try Study(planned, in: whole).refuseOtherFiles(than: stored, searching: .none)
    let replayed = try ReplayedStudy([whole.path], values: [], replication: 2, searching: .none)
    #expect(try replayed.policy("status-quo") == 2)
    let kept = try replayed.kept(Sweep.Future(state: 1, replication: 2), policy: 2)
    #expect(kept != nil && kept?.failure == nil)
  }

  @Test("is compared with one scenario alone, which is nothing to compare without it")
  func alone() throws {
    try write("open.yaml", "policy: {name: open, levers: {acceptance: 95%}}")
    let planned = try planned(.compare, ["open.yaml"])
    #expect(planned.sweep.policies == ["open", "status-quo"])
    #expect(planned.sweep.name == "open")
    #expect(planned.request?.command.hasSuffix("open.yaml --status-quo --no-drivers") == true)
    let refused = refusal { try self.planned(.compare, ["open.yaml"], wish: nil) }
    #expect(refused?.contains("compare needs two scenario files or more") == true)
  }

  @Test("is refused between worlds, where it is already, and where its name is taken")
  func refused() throws {
    try write("open.yaml", "policy: {name: open, levers: {acceptance: 95%}}")
    try write(
      "other.yaml",
      "stings.streamed: 11%\nhistory.liaison: 9%\npolicy: {name: shut, levers: {acceptance: 5%}}")
    let worlds = try #require(refusal { try planned(.compare, ["open.yaml", "other.yaml"]) })
    #expect(worlds.contains("(stings.streamed, history.liaison)"))
    #expect(worlds.contains("leave the status quo out"))
    #expect(!worlds.contains("\n"))

    try write("before.yaml", "policy: {name: as before}")
    try write("clash.yaml", "policy: {name: Status-Quo, levers: {acceptance: 5%}}")
    let both = try #require(
      refusal { try planned(.compare, ["open.yaml", "before.yaml", "clash.yaml"]) })
    let reasons = both.split(separator: "\n")
    #expect(reasons.count == 2)
    #expect(reasons.contains { $0.hasPrefix("a policy is called 'Status-Quo'") })
    #expect(reasons.contains { $0.hasPrefix("'as before' changes nothing") })
  }

  @Test(
    "is added where it can be, and left out with a reason where it cannot, unless it is asked for")
  func ifPossible() throws {
    try write("open.yaml", "policy: {name: open, levers: {acceptance: 95%}}")
    try write("shut.yaml", "policy: {name: shut, levers: {acceptance: 5%}}")
    try write("other.yaml", "stings.streamed: 11%\npolicy: {name: other, levers: {acceptance: 5%}}")
    try write("before.yaml", "policy: {name: as before}")
    try write("clash.yaml", "policy: {name: Status-Quo, levers: {acceptance: 5%}}")
    let possible = try planned(.compare, ["open.yaml", "shut.yaml"], wish: .ifPossible)
    #expect(possible.sweep.policies == ["open", "shut", "status-quo"])
    #expect(possible.withoutStatusQuo == nil)
    #expect(try planned(.compare, ["open.yaml"], wish: .ifPossible).sweep.policies.count == 2)
    // It is there already: nothing is to be said.
    let there = try planned(.compare, ["before.yaml", "open.yaml"], wish: .ifPossible)
    #expect(there.sweep.policies == ["as before", "open"] && there.withoutStatusQuo == nil)
    #expect(there.sweep.first.reference == 0)
    let worlds = try planned(.compare, ["open.yaml", "other.yaml"], wish: .ifPossible)
    #expect(worlds.sweep.policies == ["open", "other"])
    #expect(worlds.withoutStatusQuo?.contains("stings.streamed") == true)
    let clash = try planned(.compare, ["open.yaml", "clash.yaml"], wish: .ifPossible)
    #expect(clash.withoutStatusQuo?.contains("'Status-Quo'") == true)
    let alone = refusal { try planned(.compare, ["before.yaml"], wish: .ifPossible) }
    #expect(alone?.contains("compare needs two") == true)
    #expect(alone?.contains("'as before' changes nothing") == true)
  }

  @Test("is in the text of a study and in its command only as far as it was said")
  func text() throws {
    func request(_ wish: StatusQuo.Wish?) -> StudyRequest {
      StudyRequest(
        verb: .compare, files: ["a"], values: [], detail: .usual, statusQuo: wish,
        drivers: .ifShort)
    }
    let wishes: [(StatusQuo.Wish?, String)] = [
      (.required, " --status-quo"), (.ifPossible, ""), (nil, " --no-status-quo"),
    ]
    for (wish, option) in wishes {
      let request = request(wish)
      #expect(try StudyRequest(text: request.text) == request)
      #expect(request.command == "cordon compare a" + option)
    }
    #expect(try !request(nil).text.contains("statusQuo"))
  }
}
