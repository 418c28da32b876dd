// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import ScenarioFiles
import Statistics
import Studies
import Testing

@testable import Workbench

@Suite("Answers that stream")
struct AnswerStreamTests {
  private struct Told: Decodable {
    struct Row: Decodable {
      let outcome: String
      let reference: Number
      let cells: [Cell]
    }
    struct Number: Decodable { let mean: Double? }
    struct Cell: Decodable {
      let policy: String
      let mean, difference, fixedLow, fixedHigh, low, high: Double?
    }
    let futures: Int
    let rows: [Row]
  }

  @Test("The exported file gives the numbers of the page, bit for bit")
  func export() async throws {
    let test = try TestBench()
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let question = BenchQuestion(
      mine: .init(
        from: "cooperate", levers: ["acceptance": "30%", "stream-removal": "none"],
        triggers: [
          .init(
            outcome: "stings", comparison: ">=", threshold: 1, within: 30, then: "clampdown",
            for: 60, until: nil, scope: "national", rest: 10)
        ]), unknowns: ["stings.streamed": "60%"], policies: ["cooperate", "mine", "clampdown"])
    let reply = await test.post("api/settings", question)
    #expect(reply.status == 200, "\(reply.text)")
    let settled = try reply.value(Settled.self)
    #expect(settled.reference == "status-quo")
    #expect(settled.policies == ["cooperate", "mine", "clampdown"])
    let event = try #require(await test.answer(settled.id, futures: 3))
    let data = try #require(event.split(separator: "\n").last?.dropFirst("data: ".count))
    let told = try JSONDecoder().decode(Told.self, from: Data(data.utf8))

    // What `cordon compare` does with the file that is saved.
    let file = test.folder.appending(path: "mine.yaml").path
    try Data(await test.get("api/settings/\(settled.id)/scenario.yaml").text.utf8)
      .write(to: URL(filePath: file))
    let planned = try StudyRequest(
      verb: .compare, files: [file], values: [("replications", "\(told.futures)")], detail: .usual,
      statusQuo: .ifPossible, searching: SearchPath([TestBench.scenarios])
    ).plan(searching: SearchPath([TestBench.scenarios]))
    let plan = planned.sweep.first
    var builder = ComparisonBuilder(plan)
    _ = try await plan.execute(threads: 2, checking: false) { builder.add($0) }
    let answer = try #require(Answer(builder.comparison(), of: plan))
    #expect(told.rows.map(\.outcome) == answer.rows.map(\.outcome.name))
    var (seen, differing) = (0, 0)
    for (told, row) in zip(told.rows, answer.rows) {
      #expect(told.reference.mean == row.reference.mean.ifFinite)
      for (told, cell) in zip(told.cells, row.cells) {
        #expect(told.policy == cell.summary.policy)
        #expect(told.mean == cell.summary.mean.ifFinite)
        guard cell.difference.count > 0 else { continue }
        #expect(told.difference == cell.difference.mean.ifFinite)
        #expect(told.fixedLow == cell.difference.interval.low.ifFinite)
        #expect(told.fixedHigh == cell.difference.interval.high.ifFinite)
        seen += 1
        if cell.difference.mean != 0 { differing += 1 }
      }
    }
    #expect(seen > 10 && differing > 5)
  }

  @Test("A trade-off has the outcomes that are asked for, each future with its own values")
  func tradeOff() async throws {
    struct Figure: Decodable {
      struct Table: Decodable { let rows: [[Cell]] }
      let title: String
      let tables: [Table]
    }
    /// A text, a number, or a number with its words.
    enum Cell: Decodable {
      case text
      case number(Double)
      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        self = (try? .number(value.decode(Double.self))) ?? .text
      }
      var number: Double? { if case .number(let number) = self { number } else { nil } }
    }
    let test = try TestBench()
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let question = BenchQuestion(
      mine: .init(levers: ["acceptance": "20%"]), policies: ["cooperate", "mine"])
    let id = try await test.post("api/settings", question).value(Settled.self).id
    _ = try #require(await test.answer(id, futures: 3))
    let path = "api/settings/\(id)/figures/trade-off"
    let (cost, suicides) = (
      try #require(Outcome.named("cost")), try #require(Outcome.named("suicides"))
    )
    let figure = try #require(
      await test.get("\(path)?x=cost&y=suicides").value([Figure].self).first)
    #expect(figure.title.contains(cost.title))
    let plan = try test.bench.setting(question).plan
    let rows = figure.tables[0].rows
    #expect(rows.count >= 9 && rows.count.isMultiple(of: 3))
    let (x, y) = (
      try #require(plan.outcomes.index(of: "cost")),
      try #require(plan.outcomes.index(of: suicides.name))
    )
    for (row, run) in zip(rows, plan.replicate(1).runs) {
      #expect(row[3].number == 1)
      #expect(abs(try #require(row[4].number) / run.counted[x] - 1) < 1e-5)
      #expect(abs(try #require(row[5].number) - run.counted[y]) < 1e-5)
    }
    // Without a name it has those of the model, and a name that there is not is none.
    let usual = try #require(await test.get(path).value([Figure].self).first)
    #expect(usual.title != figure.title)
    #expect(await test.get("\(path)?x=cost&y=nothing").status == 404)
  }
}
