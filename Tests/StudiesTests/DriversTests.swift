// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles
import Testing

@testable import Studies

@Suite("A study that moves one unknown at a time")
struct DriversTests {
  let files: TestFiles
  init() throws { files = try TestFiles() }

  @Test("says what moves its differences, as its runs have it, and in drivers.csv")
  func drivers() async throws {
    let planned = try files.plannedEnds()
    let sweep = planned.sweep
    // The states say themselves what was set.
    #expect(sweep.assumptions.isEmpty)
    let folder = files.folder(of: planned, in: "drivers")
    let ending = try await Study(planned, in: folder).perform()
    let drivers = try #require(ending.assessment?.drivers)
    #expect(drivers.unknowns.map { drivers.values(of: $0).path }.contains("stings.streamed"))
    let unknown = try #require(
      drivers.unknowns.first { drivers.values(of: $0).path == "stings.streamed" })
    #expect(drivers.values(of: unknown).low == "20%" && drivers.values(of: unknown).high == "90%")

    // The same swing by hand, from the results themselves.
    let stored = try StoredStudy(in: folder)
    let found = try #require(drivers.findings.first { $0.tornado.centre.value != 0 })
    let index = try #require(sweep.first.outcomes.index(of: found.outcome.name))
    func difference(_ state: Int, _ replication: Int) throws -> Double {
      let future = Sweep.Future(state: state, replication: replication)
      let runs = try #require(try stored.store.replication(future, of: sweep)).runs
      return runs[0].counted[index] - runs[1].counted[index]
    }
    let swings = try (1...6).map {
      try difference(unknown.high, $0) - difference(unknown.low, $0)
    }
    let driver = try #require(
      found.tornado.drivers.first { drivers.unknowns[$0.unknown] == unknown })
    #expect(abs(driver.swing.value - swings.reduce(0, +) / 6) < 1e-9)
    #expect(found.tornado.futures == 6)

    let table = String(
      decoding: try #require(try files.tables(in: folder)["drivers.csv"]), as: UTF8.self)
    let rows = table.split(separator: "\r\n")
    #expect(rows.count == 1 + drivers.findings.count * drivers.unknowns.count)
    #expect(rows[0].hasPrefix("policy_a,policy_b,outcome,unit,rank,unknown,value_at_low"))
    let page = try String(contentsOfFile: "\(folder.path)/report.html", encoding: .utf8)
    #expect(page.contains("What would change the answer"))
    let json = try jsonText(DriversReport(drivers, folder: folder.path))
    #expect(json.contains("\"standing\"") && json.contains("stings.streamed"))
  }

  @Test("has the same luck in all states, so that what nothing reads changes nothing, bit for bit")
  func luck() async throws {
    let planned = try StudyRequest(
      verb: .sweep, files: [files.folder + "/study.yaml"],
      values: [
        ("states.design", "ends"),
        ("states.vary", "{stings.streamed: 20% to 90%, licence.training: 20% to 90%}"),
      ], detail: []
    ).plan()
    #expect(planned.sweep.luck == .shared)
    let ending = try await Study(planned, in: files.folder(of: planned, in: "luck")).perform()
    let drivers = try #require(ending.assessment?.drivers)
    // No policy of these has licences.
    let idle = try #require(
      drivers.unknowns.firstIndex { drivers.values(of: $0).path == "licence.training" })
    for found in drivers.findings {
      #expect(found.tornado.drivers.first { $0.unknown == idle }?.isIdle == true)
    }
    #expect(throws: ScenarioFaults.self) {
      try StudyRequest(
        verb: .sweep, files: [files.folder + "/study.yaml"],
        values: [
          ("states.design", "ends"), ("states.vary", "{stings.streamed: 20% to 90%}"),
          ("states.luck", "own"),
        ], detail: []
      ).plan()
    }
  }

  @Test("is told from a grid, of which nothing of that kind is said")
  func grid() throws {
    #expect(SweepDrivers(try files.planned(seed: 1).sweep) == nil)
    #expect(SweepDrivers(try files.plannedEnds().sweep) != nil)
  }
  @Test("may move a single unknown away from an end, as two listed values do not")
  func one() throws {
    func drivers(_ design: String, _ values: String) throws -> SweepDrivers? {
      SweepDrivers(
        try StudyRequest(
          verb: .sweep, files: [files.folder + "/study.yaml"],
          values: [
            ("states.design", design),
            ("states.vary", "{behaviour.deterrence-by-certainty: \(values)}"),
          ], detail: []
        ).plan().sweep)
    }
    let found = try #require(try drivers("ends", "0 to 5"))
    #expect(found.unknowns.map { found.values(of: $0).low } == ["0"])
    #expect(found.unknowns.map { found.values(of: $0).high } == ["5"])
    #expect(try drivers("grid", "[0, 5]") == nil)
  }
}
