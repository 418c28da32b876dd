// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Synchronization
import Testing

@Suite("Execution of plans")
struct ExecutionTests {
  private func replications(of plan: Plan, threads: Int) async throws -> [Replication] {
    var all: [Replication] = []
    try await plan.execute(threads: threads, checking: false) { all.append($0) }
    return all
  }

  private func areIdentical(_ one: [Replication], _ other: [Replication]) -> Bool {
    one.map(\.number) == other.map(\.number)
      && zip(one, other).allSatisfy { one, other in
        zip(one.runs, other.runs).allSatisfy { $0.isIdentical(to: $1) }
      }
  }

  @Test("Replications come in order and bit-equal, whatever the number of threads")
  func threads() async throws {
    let plan = try plan(acceptances: ["A": 0.3, "B": 0.9])
    let one = try await replications(of: plan, threads: 1)
    #expect(one.map(\.number) == Array(1...20))
    for threads in [2, 7, 64] {
      #expect(areIdentical(one, try await replications(of: plan, threads: threads)))
    }
  }

  @Test("Each future that is left is begun once, whatever the number of threads")
  func begun() async throws {
    let sweep = Sweep(try plan(acceptances: ["A": 0.3, "B": 0.9]))
    var agenda = Agenda(sweep)
    for position in [0, 2, 3, 19] { agenda.markDone(position) }
    for threads in [1, 2, 3, 64] {
      let begun = Mutex<[Int]>([])
      var delivered: [Int] = []
      try await sweep.execute(
        agenda, threads: threads, checking: false,
        begin: { position in begun.withLock { $0.append(position ?? -1) } },
        deliver: { future, _ in
          delivered.append(sweep.position(of: future))
          return .goOn
        })
      #expect(delivered == [1] + Array(4...18))
      #expect(begun.withLock { $0 }.sorted() == delivered)
    }
  }

  @Test("Replication 17 alone equals replication 17 of 20")
  func alone() async throws {
    let all = try await replications(of: plan(acceptances: ["A": 0.3, "B": 0.9]), threads: 2)
    let alone = try await replications(
      of: plan(acceptances: ["A": 0.3, "B": 0.9], only: 17), threads: 2)
    #expect(areIdentical(alone, [all[16]]))
  }

  @Test("A policy's runs are the same alone and beside others")
  func company() async throws {
    let both = try await replications(of: plan(acceptances: ["A": 0.3, "B": 0.9]), threads: 2)
    let second = try await replications(of: plan(acceptances: ["B": 0.9]), threads: 2)
    #expect(
      zip(both, second).allSatisfy { both, second in both.runs[1].isIdentical(to: second.runs[0]) })
  }

  @Test("Different seeds and different replications give different runs")
  func chance() async throws {
    let one = try await replications(of: plan(acceptances: ["A": 0.3]), threads: 2)
    let other = try await replications(
      of: plan(acceptances: ["A": 0.3]) { $0.settings.seed += 1 }, threads: 2)
    #expect(!one[0].runs[0].isIdentical(to: one[1].runs[0]))
    #expect(!one[1].runs[0].isIdentical(to: other[0].runs[0]))
    #expect(!one[0].runs[0].isIdentical(to: other[0].runs[0]))
  }

  @Test("With all levers set alike every paired difference is exactly zero, and that is told")
  func alike() async throws {
    let plan = try plan(acceptances: ["A": 0.5, "B": 0.5])
    var builder = ComparisonBuilder(plan)
    let checks = try await plan.execute(threads: 2) { builder.add($0) }
    let found = builder.comparison(checks: checks)
    #expect(found.differences[0].allSatisfy { $0.lower == 0 && $0.higher == 0 })
    #expect(found.differences[0].allSatisfy { $0.count == 0 || $0.mean == 0 })
    #expect(found.checks.contains { $0.result == .warning && $0.finding.contains("alike") })
  }

  @Test("The history before policies part is checked to be bit-equal in runs from the start")
  func history() async throws {
    let checks = try await plan(acceptances: ["A": 0.3, "B": 0.9]).execute(threads: 2) { _ in }
    #expect(checks.first?.result == .passed)
    #expect(checks.first?.finding.contains("2017-05-01") == true)
  }

  @Test("A lever that sets what was so already is warned of by name")
  func idleLever() async throws {
    let history = Levers().acceptance
    let checks = try await plan(acceptances: ["A": 0.31, "B": history]).execute(threads: 1) { _ in }
    let idle = checks.filter { $0.finding.contains("changed nothing") }
    #expect(idle.map(\.result) == [.warning])
    #expect(idle.first?.finding.hasPrefix("lever acceptance of policy 'B'") == true)
  }

  @Test("A trigger that makes no difference is warned of by its number, one that fires is not")
  func idleTrigger() async throws {
    func trigger(_ threshold: Double) -> Trigger {
      Trigger(
        when: .init("chats", .atLeast, threshold, within: 30),
        changes: [.init(lever: "enforcement", setting: .number(0.5))], days: 60)
    }
    // So many replications that both are tried to the end.
    var scenarios = try plan(acceptances: ["A": 0.31, "B": 0.31], replications: 40).scenarios
    scenarios[1].policy.triggers = [trigger(1), trigger(1e9)]
    let plan = try Plan(comparing: scenarios)
    #expect(plan.sharing == .history(until: scenarios[0].settings.policyFrom))
    let checks = try await plan.execute(threads: 1) { _ in }
    #expect(!checks.contains { $0.result == .failed })
    let idle = checks.filter { $0.finding.contains("changed nothing") }
    #expect(idle.map(\.result) == [.warning])
    #expect(idle.first?.finding.hasPrefix("trigger 2 of policy 'B'") == true)
  }

  @Test("Progress counts runs and ends with all of them")
  func progress() async throws {
    var seen: [Progress] = []
    var guesses: [Double] = []
    let plan = try plan(acceptances: ["A": 0.3, "B": 0.9])
    try await plan.execute(
      threads: 2, plannedSeconds: { guesses.append($0) }, progress: { seen.append($0) },
      deliver: { _ in })
    #expect(seen.map(\.done) == Array(stride(from: 2, through: 40, by: 2)))
    #expect(seen.last?.secondsLeft == 0)
    #expect(guesses.count == 1)
  }

  @Test("An error of the receiver ends the study at once")
  func failure() async throws {
    struct Full: Error {}
    var received = 0
    let plan = try plan(acceptances: ["A": 0.3], replications: 1_000)
    await #expect(throws: Full.self) {
      try await plan.execute(threads: 2) { replication in
        received += 1
        if replication.number == 5 { throw Full() }
      }
    }
    #expect(received == 5)
  }

  @Test("A state whose values cannot be simulated together gives failed runs, and the others go on")
  func excessiveState() async throws {
    let scenario = try plan(acceptances: ["A": 0.3], replications: 1).scenarios[0]
    let sweep = try Sweep(
      name: "test", factors: [], states: 3, detail: [], values: { _ in [] },
      scenarios: { state in
        var changed = scenario
        if state == 1 { changed.areas[0].population = 1e12 }
        return [changed]
      })
    var failures: [String?] = []
    try await sweep.execute(Agenda(sweep), threads: 1, checking: false) { _, replication in
      failures.append(replication.runs[0].failure)
      return .goOn
    }
    #expect(failures.map { $0 == nil } == [true, false, true])
    #expect(failures[1]?.contains("country.residents") == true)
  }

  @Test("A cancelled study stops")
  func cancellation() async throws {
    let plan = try plan(acceptances: ["A": 0.3], replications: 1_000_000)
    let study = Task {
      try await plan.execute(threads: 2) { _ in withUnsafeCurrentTask { $0?.cancel() } }
    }
    await #expect(throws: CancellationError.self) { try await study.value }
  }
}
