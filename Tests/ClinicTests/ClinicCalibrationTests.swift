// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Clinic
import Declarations
import Designs
import Experiments
import Foundation
import OutcomeTables
import StatisticalTesting
import Studies
import Testing

/// The clinic is calibrated, and its policies part from the pasts, by the machinery of any model.
@Suite("A clinic, calibrated to a month of its patients")
struct ClinicCalibrationTests {
  private let folder = NSTemporaryDirectory() + "clinic-\(UUID().uuidString)"

  private func problem(islands: Int) throws -> CalibrationProblem<Clinic> {
    let arrivals = try #require(Clinic.catalogue["arrivals"])
    let january = try #require(ObservedPeriod(from: (2020, 1), through: (2020, 1)))
    return try CalibrationProblem(
      Clinic("three"), unknowns: [Factor("arrivals", arrivals.kind, .range(12...28))],
      record: [RecordedCount("seen", january, 620, .negativeBinomial(cv: 0.1))], pasts: 100,
      islands: islands)
  }

  private func calibrated(_ name: String, threads: Int) async throws -> StudyEnding {
    let study = Study(
      PlannedStudy(calibrating: try problem(islands: 8), named: "pasts"),
      in: StudyFolder("\(folder)/\(name)"), options: StudyOptions(threads: threads))
    return try await study.perform()
  }

  @Test("finds the rate of arrivals, and gives the same tables whatever the threads")
  func found() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let ending = try await calibrated("one", threads: 1)
    let found = try #require(ending.calibration)
    #expect(ending.isWell && found.isUsable && ending.assessment == nil)
    // 620 in 31 days with an error of a tenth, and Poisson's: 20 +- 2.2 a day.
    let learnt = try #require(found.posterior.learnt(0))
    #expect(abs(learnt.mean - 20) < 0.5 && (1.8...2.6).contains(learnt.deviation), "\(learnt)")
    #expect(!learnt.isSetByPrior)
    _ = try await calibrated("three", threads: 3)
    for name in ["posterior.csv", "parameters.csv", "checks.csv"] {
      let files = ["one", "three"].map {
        FileManager.default.contents(atPath: "\(folder)/\($0)/\(name)")
      }
      #expect(files[0] != nil && files[0] == files[1])
    }
  }

  @Test("lets policies part from its pasts, with the arrivals of each")
  func from() async throws {
    let problem = try problem(islands: 4)
    let posterior = Posterior((0..<4).map { problem.island($0) }, of: problem.calibration)
    let pasts = try #require(
      posterior.known(
        as: "the test", madeFrom: problem.scenario.pastDigest(without: ["arrivals"])))
    #expect(pasts.effectiveSize > 100)
    let draws = PastDraws(pasts, replications: 32)
    var scenarios = [Clinic("three"), Clinic("four", nurses: 4)]
    for index in scenarios.indices { scenarios[index].replications = 32 }
    let plan = try Plan(comparing: scenarios, from: draws)
    var seen: [[Double]] = []
    let checks = try await plan.execute(threads: 2) { replication in
      let (past, _) = draws.draw(replication.number)
      for run in replication.runs {
        #expect(run.failure == nil && run.monthly[0] == past.simulated[0])
      }
      seen.append(replication.runs.map { $0.counted[0] })
    }
    #expect(checks.contains { $0.result == .passed && $0.finding.contains("bit for bit") })
    #expect(!checks.contains { $0.result == .failed })
    // As many come in the year as the past's rate says.
    for (number, runs) in seen.enumerated() {
      guard case .number(let rate) = draws.draw(number + 1).past.values[0] else { continue }
      let expected = rate * 365
      #expect(runs.allSatisfy { abs($0 - expected) < 5 * expected.squareRoot() })
    }
    // Another world has another past.
    scenarios[0].demand.service = 0.05
    scenarios[1].demand.service = 0.05
    #expect(throws: PlanFaults.self) { try Plan(comparing: scenarios, from: draws) }
    // A run that does not repeat is found out by its counts.
    let wrong = KnownPasts(
      source: "the test", madeFrom: pasts.madeFrom, unknowns: pasts.unknowns, dates: pasts.dates,
      counts: pasts.counts,
      pasts: pasts.pasts.map {
        KnownPasts.Past(
          replication: $0.replication + 1, lineage: $0.lineage, weight: $0.weight,
          simulated: $0.simulated, values: $0.values)
      })
    let failed = try Plan(
      comparing: [Clinic("three")], from: PastDraws(wrong, replications: 40)
    ).replicate(1)
    #expect(failed.runs[0].failure?.contains("its past has") == true)
  }

  @Test("draws pasts by their weights, the first of more as the first of fewer")
  func draws() throws {
    let weights = [0.4, 0.05, 0.3, 0, 0.25]
    let pasts = KnownPasts(
      source: "the test", madeFrom: "", unknowns: [], dates: ["2020-02-02"], counts: [],
      pasts: weights.enumerated().map {
        KnownPasts.Past(
          replication: $0 + 1, lineage: [0], weight: $1, simulated: [], values: [])
      })
    let many = PastDraws(pasts, replications: 256)
    for (index, weight) in weights.enumerated() {
      let count = (1...256).count { many.draw($0).past.replication == index + 1 }
      #expect(abs(Double(count) - 256 * weight) <= 1, "\(index)")
    }
    let few = PastDraws(pasts, replications: 20)
    for number in 1...20 {
      #expect(few.draw(number).past == many.draw(number).past)
      #expect(few.draw(number).continuation == many.draw(number).continuation)
    }
    // Each time a past is drawn it goes on as another continuation.
    let pairs = (1...256).map { "\(many.draw($0).past.replication) \(many.draw($0).continuation)" }
    #expect(Set(pairs).count == 256)
    #expect(agree(pasts.effectiveSize, 1 / (0.16 + 0.0025 + 0.09 + 0.0625)))
  }
}
