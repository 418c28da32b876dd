// SPDX-License-Identifier: GPL-3.0-or-later

import Clinic
import Declarations
import Experiments
import Foundation
import Glibc
import OutcomeTables
import Reports
import StatisticalTesting
import Studies
import Testing

/// A model of two files meets the contract of studies and gets all that Cordon's own model gets.
@Suite("A clinic, studied by the same machinery as any model")
struct ClinicTests {
  private let folder = NSTemporaryDirectory() + "clinic-\(UUID().uuidString)"

  private func study(_ name: String, replications: Int = 12, threads: Int = 2) throws -> Study {
    Study(
      PlannedStudy(try clinicSweep(replications: replications)),
      in: StudyFolder("\(folder)/\(name)"), options: StudyOptions(threads: threads))
  }

  private func tables(_ study: Study) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: study.folder.path)
      .filter { $0.hasSuffix(".csv") }
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, FileManager.default.contents(atPath: "\(study.folder.path)/\($0)") ?? Data())
      })
  }

  /// The mean wait in the queue M/M/c, in days, by Erlang's second formula.
  private func wait(_ nurses: Int, arrivals: Double, service: Double = 0.1) -> Double {
    let load = arrivals * service
    var blocked = 1.0
    for server in 1...nurses { blocked = load * blocked / (Double(server) + load * blocked) }
    let delayed = blocked / (1 - load / Double(nurses) * (1 - blocked))
    return delayed * service / (Double(nurses) - load)
  }

  @Test("gives the waits of M/M/c under each policy, all with the same luck (family-wise 1e-4)")
  func exact() async throws {
    let plan = try Plan(
      comparing: [Clinic("three"), Clinic("four", nurses: 4), Clinic("advice", advised: 0.25)])
    var runs: [[RunOutcomes]] = []
    let checks = try await plan.execute(threads: 2) { runs.append($0.runs) }
    #expect(plan.sharing == .history(until: "2020-03-01"))
    #expect(!checks.contains { $0.result == .failed })
    let expected: [(seen: Double, wait: Double, advised: Double)] = [
      (20 * 365, wait(3, arrivals: 20), 0), (20 * 365, wait(4, arrivals: 20), 0),
      (15 * 365, wait(3, arrivals: 15), 5 * 365),
    ]
    for (policy, exact) in expected.enumerated() {
      for (outcome, value) in [exact.seen, exact.wait, exact.advised].enumerated() {
        let samples = runs.map { $0[policy].counted[outcome] }
        let found = meanTest(of: samples, equals: value, tests: 9)
        #expect(!found.isRejected, "\(plan.policies[policy]) \(Clinic.outcomes[outcome].name)")
      }
    }
    // The same patients come, but for those whom the advice keeps away.
    for replication in runs {
      let arrived = replication.map { $0.counted[0] + $0.counted[2] }
      #expect(arrived.allSatisfy { abs($0 - arrived[0]) < 40 })
    }
  }

  @Test("is refused with all reasons where it cannot be, and warned of what changes nothing")
  func validated() throws {
    #expect {
      try Plan(comparing: [Clinic("two", nurses: 2), Clinic("one", nurses: 1)])
    } throws: { error in
      (error as? PlanFaults)?.messages.count == 2
    }
    let plan = try Plan(comparing: [Clinic("three"), Clinic("same", nurses: 3)])
    let idle = plan.checks().filter { $0.finding.contains("changed nothing") }
    #expect(idle.map(\.finding).contains { $0.contains("lever nurses of policy 'three'") })
  }

  @Test("is swept, sharded, merged and reported with the same tables, whatever the threads")
  func swept() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let whole = try study("whole", threads: 1)
    let ending = try await whole.perform()
    #expect(ending.isWell && ending.runs.there == 72)
    let parts = try study("parts")
    _ = try parts.writePlan()
    for number in 1...3 {
      let shard = try #require(Shard(number: number, of: 3))
      #expect(try await parts.run(shard).failed == 0)
    }
    _ = try await parts.merge(ShardSet(in: parts.folder))
    #expect(try tables(parts) == tables(whole))
    #expect(
      try tables(whole)["runs.csv"].map { String(decoding: $0, as: UTF8.self) }?
        .hasPrefix("state,arrivals,policy,replication,seen,wait,advised\r\n") == true)
    let page = try String(
      contentsOfFile: "\(whole.folder.path)/\(StudyFolder.report)", encoding: .utf8)
    #expect(page.contains("four") && page.contains("patients per year"))
  }

  @Test("is killed, resumed and extended, and ends with the tables of a study that was not")
  func killed() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let whole = try study("whole", replications: 200)
    _ = try await whole.perform()
    let killed = try study("killed", replications: 200)
    try FileManager.default.createDirectory(
      atPath: folder + "/killed", withIntermediateDirectories: true)
    var kills = 0
    for round in 1...8 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Self.program)
      process.arguments = [killed.folder.path, "200", "2"]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(40_000 * round))
      Glibc.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { kills += 1 }
    }
    #expect(kills > 0)
    let ending = try await killed.perform()
    #expect(ending.isWell)
    #expect(try tables(killed) == tables(whole))
  }

  private static let program: String = {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: tests ?? "/").deletingLastPathComponent().path + "/clinic-study"
  }()

  @Test("A copy with luck of its own is the same until then and another one after")
  func rekeyed() {
    let clinic = Clinic("three")
    var parent = ClinicRun(clinic, replication: 1)
    parent.run(until: "2020-07-01")
    func child(_ lineage: Int) -> RunOutcomes {
      var run = parent
      run.rekey(lineage: lineage)
      return run.finish(areaMonths: false)
    }
    let (first, second) = (child(1), child(2))
    #expect(first == child(1))
    let width = Clinic.outcomes.count
    let before = first.months.filter { $0 < "2020-07-01" }.count * width
    #expect(first.monthly.prefix(before) == second.monthly.prefix(before))
    #expect(first.counted != second.counted)
  }
}
