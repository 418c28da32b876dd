// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables
import Testing

@testable import Studies

@Suite("The way from one policy to another")
struct WaterfallStudyTests {
  let files: TestFiles
  init() throws { files = try TestFiles() }

  private func planned(
    _ policies: String, values: [(path: String, value: String)] = [], adds: Bool = true,
    isWaterfall: Bool = true, baseline: String? = nil, varies: Bool = false
  ) throws -> PlannedStudy {
    // The study's own file varies something.
    let text = try String(contentsOfFile: files.folder + "/study.yaml", encoding: .utf8)
    let world = try text.prefix(upTo: #require(text.range(of: "policies:")).lowerBound)
    let states = varies ? "\nstates: {vary: {stings.streamed: [40%, 80%]}}" : ""
    try Data("\(world)policies: \(policies)\(states)\n".utf8)
      .write(to: URL(fileURLWithPath: files.folder + "/way.yaml"))
    return try StudyRequest(
      verb: .compare, files: [files.folder + "/way.yaml"], values: values, baseline: baseline,
      detail: .usual, statusQuo: adds ? .required : nil, isWaterfall: isWaterfall
    ).plan()
  }

  private func refusal(_ plan: () throws -> PlannedStudy) -> String? {
    do {
      _ = try plan()
      return nil
    } catch {
      return (error as? RequestFault)?.message
    }
  }

  private static let mixed = """
    [{name: mixed, levers: {acceptance: 95%, enforcement: 5%, liaison: 4%}, triggers:
      [{when: stings > 3 within 30 days, then: {levers: {enforcement: 20%}}, for: 20 days}]}]
    """

  @Test("switches levers in the order of the file, then triggers, each on top and each alone")
  func policies() throws {
    let sweep = try planned(Self.mixed).sweep
    #expect(
      sweep.policies == [
        "status-quo", "mixed", "acceptance alone", "up to enforcement", "up to liaison",
        "enforcement alone", "liaison alone", "triggers alone",
      ])
    let path = try #require(sweep.path)
    #expect(path.parts == ["acceptance", "enforcement", "liaison", "triggers"])
    #expect(path.inOrder == [0, 2, 3, 4, 1] && path.alone == [2, 5, 6, 7])
    let scenarios = try #require(sweep.first.scenarios(of: Scenario.self))
    let levers = scenarios.map { Set($0.policy.changes.map(\.lever)) }
    let all: [Set<String>] = [
      [], ["acceptance", "enforcement", "liaison"], ["acceptance"], ["acceptance", "enforcement"],
      ["acceptance", "enforcement", "liaison"], ["enforcement"], ["liaison"], [],
    ]
    #expect(levers == all)
    #expect(scenarios.map(\.policy.triggers.count) == [0, 1, 0, 0, 0, 0, 0, 1])
    #expect(sweep.name == "status-quo to mixed lever by lever")
  }

  @Test("between two policies takes back what only the first does, and passes over what both do")
  func back() throws {
    let sweep = try planned(
      """
      [{name: one, levers: {acceptance: 95%, notice: 50%, liaison: 4%}},
       {name: two, levers: {liaison: 4%, acceptance: 5%}}]
      """, adds: false
    ).sweep
    #expect(sweep.path?.parts == ["acceptance", "notice"])
    let scenarios = try #require(sweep.first.scenarios(of: Scenario.self))
    let alone = scenarios[try #require(sweep.path?.alone[1])].policy
    #expect(Set(alone.changes.map(\.lever)) == ["acceptance", "liaison"])
    #expect(alone.name == "notice alone")
  }

  @Test("sums to the whole in every outcome, in order and alone, and ends where the policies are")
  func sums() async throws {
    let planned = try planned(
      "[{name: open, levers: {acceptance: 95%, enforcement: 5%, liaison: 6%}}]",
      values: [("replications", "6")])
    let folder = files.folder(of: planned, in: "way")
    let ending = try await Study(planned, in: folder).perform()
    #expect(ending.isWell)
    let waterfall = try #require(ending.assessment?.waterfall)
    #expect(waterfall.ends == ("status-quo", "open") && waterfall.failed == 0)
    let summaries = try #require(ending.assessment?.comparison.summaries)
    #expect(waterfall.findings.count > 50)
    var isMoved = false
    for found in waterfall.findings {
      let way = found.waterfall
      let index = try #require(planned.sweep.first.outcomes.index(of: found.outcome.name))
      let scale = abs(way.start.value) + abs(way.end.value)
      func close(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= 1e-9 * scale }
      let inOrder = way.steps.reduce(0) { $0 + $1.inOrder.value }
      let alone = way.steps.reduce(way.interaction.value) { $0 + $1.alone.value }
      guard inOrder.isFinite, alone.isFinite else { continue }
      #expect(close(inOrder, way.whole.value), "\(found.outcome.name)")
      #expect(close(alone, way.whole.value), "\(found.outcome.name)")
      #expect(close(way.start.value + way.whole.value, way.end.value))
      guard summaries[0][index].missing == 0, way.count == 6 else { continue }
      #expect(close(summaries[0][index].mean, way.start.value), "\(found.outcome.name)")
      #expect(close(summaries[1][index].mean, way.end.value), "\(found.outcome.name)")
      isMoved = isMoved || way.interaction.value != 0
    }
    #expect(isMoved)

    let table = String(
      decoding: try #require(files.tables(in: folder)["waterfall.csv"]), as: UTF8.self)
    let rows = table.split(separator: "\r\n")
    #expect(rows[0].hasPrefix("policy_a,policy_b,outcome,unit,n,row,part,before,after,in_order,"))
    // Three levers, what they do together, and the whole.
    #expect(rows.count == 1 + 5 * waterfall.findings.count)
    let json = try jsonText(ending.findings)
    #expect(json.contains("\"waterfall\"") && json.contains("\"in_order\""))
    let stored = try StoredStudy(in: folder)
    #expect(stored.request.isWaterfall == true)
    #expect(try stored.planned().sweep.path == planned.sweep.path)
    #expect(
      planned.request?.command.hasSuffix(
        "way.yaml --replications 6 --status-quo --no-drivers --waterfall") == true)
  }

  @Test("is refused where there are not two policies, one state, and something to switch")
  func refused() throws {
    let three = "[{name: a, levers: {acceptance: 9%}}, {name: b, levers: {acceptance: 8%}}]"
    let all = try #require(
      refusal { try planned(three, baseline: "a", varies: true) })
    let reasons = all.split(separator: "\n")
    #expect(reasons.count == 3)
    #expect(reasons[0].hasSuffix("are 3: name two of status-quo, a, b"))
    let same = "[{name: a, levers: {acceptance: 9%}}, {name: b, levers: {acceptance: 9%}}]"
    #expect(
      refusal { try planned(same, adds: false) }
        == "'a' and 'b' do the same, so no lever leads from one to the other")
    #expect(try planned(three, isWaterfall: false).sweep.path == nil)
  }

  @Test(
    "A policy with triggers says on what share of days it is under them, and others say nothing")
  func triggers() async throws {
    func trigger(_ name: String, _ limit: String) -> String {
      """
      {name: \(name), levers: {acceptance: 95%}, triggers:
        [{when: stings \(limit) within 30 days, then: {levers: {acceptance: 5%}}, for: 30 days}]}
      """
    }
    let planned = try planned(
      "[\(trigger("always", ">= 0")), \(trigger("never", "> 1000000"))]", isWaterfall: false)
    let ending = try await Study(planned, in: files.folder(of: planned, in: "triggers")).perform()
    let assessment = try #require(ending.assessment)
    let found = assessment.comparison.triggeredDays(of: planned.sweep.first)
    #expect(found.map(\.policy) == ["always", "never"] && found.map(\.triggers) == [1, 1])
    #expect(found[0].share > 0.9 && found[0].share <= 1 && found[0].occurred == 3)
    #expect(found[1].share == 0 && found[1].occurred == 0)
    #expect(
      found[1].sentence
        == "Under never the trigger is active on 0 % of days, and at some time in 0 of 3 futures.")
    let json = try jsonText(ending.findings)
    #expect(json.contains("\"share_of_days\" : 0,"))
    let page = try String(
      contentsOfFile: files.folder(of: planned, in: "triggers").path + "/report.html",
      encoding: .utf8)
    #expect(page.contains("<b>\(found[0].sentence)</b></li>"))
    let without = try self.planned(
      "[{name: a, levers: {acceptance: 9%}}]", isWaterfall: false)
    let other = try await Study(without, in: files.folder(of: without, in: "without")).perform()
    #expect(try !jsonText(other.findings).contains("triggers"))
  }
}
