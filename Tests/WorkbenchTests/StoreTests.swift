// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Foundation
import Testing

@testable import Workbench

@Suite("What the workbench keeps")
struct StoreTests {
  private func run(_ number: Int) -> RunOutcomes {
    RunOutcomes(
      counted: Array(repeating: Double(number), count: 100), areas: [], months: [],
      monthly: Array(repeating: 1, count: 1_000), events: number)
  }

  private func key(_ future: Int, _ what: String = "a policy") -> RunStore.Key {
    RunStore.Key(what: what, future: future)
  }

  @Test("A run is counted by what its arrays take, and what was used last stays")
  func runs() {
    var store = RunStore(most: 200_000)
    #expect((8 * 1_100..<8 * 1_100 + 1_000).contains(run(1).byteCount))
    for number in 1...50 {
      store.keep(run(number), as: key(number))
      #expect(store.bytesOfRuns <= 100_000)
      // Somebody asks for the first one all along.
      #expect(store.run(key(1)) == run(1))
    }
    let left = (1...50).filter { store.hasRun(key($0)) }
    #expect(left.count > 8 && left == [1] + (52 - left.count...50))
    // The allocator may give one array a little more room than another of the same length.
    let bytes = left.reduce(0) { $0 + (store.run(key($1))?.byteCount ?? 0) }
    #expect(store.bytesOfRuns == bytes)
    // What is there already is not counted once more.
    store.keep(run(50), as: key(50))
    #expect(store.bytesOfRuns == bytes)
  }

  @Test("Histories of a world that nobody asks for go first, then those of late futures")
  func histories() throws {
    let test = try TestBench()
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let question = BenchQuestion(mine: .init(levers: ["acceptance": "20%"]), policies: ["mine"])
    let history = try #require(test.bench.setting(question).plan.history(1))
    var store = RunStore(most: 2_000)
    func futures(of world: String) -> [Int] {
      // A copy is looked into, so that looking is no use.
      var copy = store
      return (1...20).filter { copy.history(key($0, world)) != nil }
    }
    for future in 1...8 { store.keep(history, as: key(future, "before"), bytes: 100) }
    for future in 1...4 { store.keep(history, as: key(future, "now"), bytes: 100) }
    #expect(futures(of: "now") == [1, 2, 3, 4] && futures(of: "before") == [1, 2, 3, 4, 5, 6])
    for future in 5...20 {
      store.keep(history, as: key(future, "now"), bytes: 100)
      #expect(store.bytesOfHistories <= 1_000)
    }
    #expect(futures(of: "before").isEmpty && Array(futures(of: "now").prefix(8)) == Array(1...8))
  }

  @Test("A run that is no longer kept is simulated again, the same to the last bit")
  func again() async throws {
    // Room for two histories and the runs of some futures.
    let test = try TestBench(bytes: 8 << 20)
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let question = BenchQuestion(
      mine: .init(levers: ["acceptance": "20%"]), policies: ["cooperate", "mine"])
    let setting = try test.bench.setting(question)
    let watch = BenchWatch(setting.planned, area: nil, target: 3) { _ in nil }
    let fresh = (1...3).map { test.worker.replication($0, of: watch) }
    #expect(test.worker.counts.simulated == 9)
    let known = (1...3).map { test.worker.replication($0, of: watch) }
    #expect(test.worker.counts.simulated == 9)
    let counts = test.worker.counts
    #expect(counts.runBytes <= 4 << 20 && counts.historyBytes <= 4 << 20 && counts.historyBytes > 0)
    let none = BenchWorker(threads: 1, bytes: 0)
    let again = (1...3).map { none.replication($0, of: watch) }
    #expect(none.counts.runBytes == 0 && none.counts.historyBytes == 0)
    _ = none.replication(1, of: watch)
    #expect(none.counts.simulated == 12)
    for future in 1...3 {
      let plain = setting.plan.replicate(future)
      for other in [fresh[future - 1], known[future - 1], again[future - 1]] {
        #expect(zip(plain.runs, other.runs).allSatisfy { $0.isIdentical(to: $1) })
        #expect(other.number == future && other.runs.count == 3)
      }
    }
  }
}
