// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Foundation
import Synchronization
import Testing

@testable import Workbench

@Suite("The worker of the workbench")
struct WorkerTests {
  /// Waits until something holds, for ten minutes at most: other tests may have the processors.
  private func wait(for isTrue: () -> Bool) async throws -> Bool {
    for _ in 0..<60_000 {
      if isTrue() { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return isTrue()
  }

  private func id(_ acceptance: String, _ test: TestBench) async throws -> String {
    let question = BenchQuestion(
      mine: .init(levers: ["acceptance": acceptance]), policies: ["cooperate", "mine"])
    return try await test.post("api/settings", question).value(Settled.self).id
  }

  /// Simulates so many futures of a question, all of them, and says how many runs that took.
  private func simulate(
    _ acceptance: String, _ policies: [String], futures: Int, _ test: TestBench
  ) async throws -> Int {
    let question = BenchQuestion(
      mine: .init(levers: ["acceptance": acceptance]), policies: policies)
    let planned = try test.bench.setting(question).planned
    let watch = BenchWatch(planned, area: nil, target: futures) { _ in nil }
    let before = test.worker.counts.simulated
    let events = watch.listen()
    test.worker.serve(watch)
    // It ends with the last future.
    for await _ in events {}
    #expect(watch.count == futures)
    return test.worker.counts.simulated - before
  }

  @Test("A lever that is moved runs its own policy alone; back again, nothing is run")
  func moved() async throws {
    let test = try TestBench()
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let policies = ["cooperate", "mine"]
    // The status quo, too, in each of four futures.
    #expect(try await simulate("20%", policies, futures: 4, test) == 12)
    #expect(try await simulate("80%", policies, futures: 4, test) == 4)
    #expect(try await simulate("20%", policies, futures: 4, test) == 0)
    // So does another column, and further futures have all policies.
    #expect(try await simulate("80%", policies + ["licence"], futures: 4, test) == 4)
    #expect(try await simulate("80%", policies, futures: 6, test) == 6)
    #expect(try await wait { test.worker.counts.threads == 0 })
  }

  @Test("While nobody listens no thread runs, and a listener that leaves ends the work")
  func idle() async throws {
    let test = try TestBench()
    defer { try? FileManager.default.removeItem(at: test.folder) }
    #expect(test.worker.counts.threads == 0)
    let id = try await id("20%", test)
    #expect(test.worker.counts.threads == 0 && test.worker.counts.simulated == 0)
    _ = try #require(await test.answer(id, futures: 1))
    #expect(try await wait { test.worker.counts.threads == 0 && test.worker.counts.watches == 0 })
    let done = test.worker.counts.simulated
    try await Task.sleep(for: .milliseconds(50))
    #expect(test.worker.counts.simulated == done)
  }

  @Test("What is kept stays below its bound, and what was dropped is run again, bit for bit")
  func bound() async throws {
    let test = try TestBench(bytes: 400_000)
    defer { try? FileManager.default.removeItem(at: test.folder) }
    var means: [Double] = []
    for acceptance in ["10%", "90%", "50%", "10%"] {
      // A question that shows other rows is another one, so that nothing is remembered but runs.
      let outcomes = means.count == 3 ? ["convictions", "cost"] : ["convictions"]
      let question = BenchQuestion(
        mine: .init(levers: ["acceptance": acceptance]), policies: ["mine"], outcomes: outcomes)
      let settled = try await test.post("api/settings", question).value(Settled.self)
      let answer = try #require(await test.answer(settled.id, futures: 3))
      let counts = test.worker.counts
      #expect(counts.runBytes + counts.historyBytes <= 400_000)
      let told = try #require(answer.firstMatch(of: /"cells":\[\{[^\]]*?"mean":([0-9.]+)/)).output.1
      // A listener who is slow is told of more futures.
      let futures = try #require(answer.firstMatch(of: /"futures":(\d+)/).flatMap { Int($0.1) })
      let plan = try test.bench.setting(question).plan
      var builder = ComparisonBuilder(plan)
      for future in 1...futures { builder.add(plan.replicate(future)) }
      let row = try #require(
        Answer(builder.comparison(), of: plan)?.rows.first { $0.outcome.name == "convictions" })
      #expect(Double(told) == row.cells[0].summary.mean)
      means.append(row.cells[0].summary.mean)
    }
    #expect(means[0] != means[1])
  }

  @Test("Listeners of one setting are told the same, and a late one the last answer at once")
  func listeners() async throws {
    let test = try TestBench()
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let id = try await id("20%", test)
    let (one, two) = (
      try #require(await test.answer(id, futures: 2)),
      try #require(await test.answer(id, futures: 2))
    )
    #expect(one.hasPrefix("event: answer\ndata: {") && two.hasPrefix("event: answer\ndata: {"))
    #expect(one.hasSuffix("}\n\n") && !one.dropLast(2).contains("\n\n"))
  }
}
