// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables
import Statistics
import Testing

@Suite("Tables")
struct TablesTests {
  let folder: TemporaryFolder
  let study: TestStudy
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    study = try TestStudy()
    path = try study.write(in: folder).path
  }

  private func table(_ name: String) throws -> [[String: String]] {
    let records = try records(at: "\(path)/\(name)")
    let header = try #require(records.first)
    #expect(records.allSatisfy { $0.count == header.count })
    return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  private func number(_ text: String?) -> Double { text.flatMap(Double.init) ?? .nan }

  @Test("Runs stand in the order of the plan, with full precision and empty fields for no case")
  func runs() throws {
    let rows = try table("runs.csv")
    #expect(rows.map { $0["replication"] } == ["1", "1", "2", "2", "3", "3", "4", "4"])
    #expect(rows[0]["policy"] == "Co-operate, \"fully\"")
    for (index, row) in rows.enumerated() {
      let run = study.replications[index / 2].runs[index % 2]
      for (outcome, value) in zip(Outcome.all, run.counted) {
        #expect(row[outcome.name] == "" ? value.isNaN : number(row[outcome.name]) == value)
      }
    }
  }

  @Test("Months are ISO dates, one row for each run and month")
  func monthly() throws {
    let rows = try table("monthly.csv")
    #expect(rows.count == 4 * 2 * 2)
    #expect(rows[0]["month"] == study.replications[0].runs[0].months[0].description)
    let days = study.replications[0].runs[0].daysOfMonths(
      until: study.plan.scenarios[0].settings.end)
    #expect(rows.prefix(2).map { $0["days"] } == days.map(String.init))
    let last = study.replications[3].runs[1]
    #expect(number(rows[15][Outcome.all[0].name]) == last.monthly[Outcome.all.count])
  }

  @Test("Summaries can be computed again from the runs")
  func summary() throws {
    let runs = try table("runs.csv")
    for row in try table("summary.csv") {
      let outcome = try #require(row["outcome"])
      let own = runs.filter { $0["policy"] == row["policy"] }
      let values = own.map { number($0[outcome]) }.filter { !$0.isNaN }
      #expect(row["n"] == "\(values.count)")
      #expect(row["missing"] == "\(4 - values.count)")
      guard !values.isEmpty else {
        #expect(row["mean"] == "")
        continue
      }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance =
        values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count - 1)
      #expect(
        values.count > 1 ? abs(number(row["sd"]) - variance.squareRoot()) < 1e-12 : row["sd"] == "")
      if values.count == 4 {
        #expect(abs(number(row["p50"]) - (values.sorted()[1] + values.sorted()[2]) / 2) < 1e-12)
      }
      let pairs = try parts(of: outcome, in: own)
      guard pairs.isEmpty else {
        let whole = pairs.map(\.whole).reduce(0, +)
        #expect(abs(number(row["mean"]) - pairs.map(\.part).reduce(0, +) / whole) < 1e-9)
        #expect(["ratio", "cut"].contains(row["interval"]))
        if row["interval"] == "ratio", row["ci_low"] != "" {
          // Fieller's ends: there the difference from nothing is just significant.
          for end in ["ci_low", "ci_high"] {
            let gaps = Moments(pairs.map { $0.part - number(row[end]) * $0.whole })
            let half = 3.182_446_305_284_263 * gaps.standardError
            #expect(abs(gaps.mean.magnitude - half) < 1e-6 * max(1, whole))
          }
        }
        continue
      }
      #expect(values.count == 4)
      #expect(abs(number(row["mean"]) - mean) < 1e-12)
      // Student's quantile with 3 degrees of freedom: 3.182446305284263.
      let half = 3.182_446_305_284_263 * (variance / 4).squareRoot()
      let top = row["unit"]?.hasPrefix("share") == true ? 1 : Double.infinity
      let isCut = (0...top).contains(mean) && (mean < half || mean + half > top)
      let (low, high) = (mean - half, mean + half)
      #expect(row["interval"] == (isCut ? "cut" : "student"))
      #expect(abs(number(row["ci_low"]) - (isCut ? max(0, low) : low)) < 1e-9)
      #expect(abs(number(row["ci_high"]) - (isCut ? min(top, high) : high)) < 1e-9)
    }
  }

  /// What a ratio divides in each run, and by what, from the columns that count it; none for other outcomes.
  private func parts(
    of name: String, in runs: [[String: String]]
  ) throws -> [(part: Double, whole: Double)] {
    let outcome = try #require(Outcome.named(name))
    guard !outcome.per.isEmpty else { return [] }
    return runs.map { run in
      let whole = outcome.per.map { number(run[$0]) }.reduce(0, +)
      return (whole > 0 ? whole * number(run[name]) : 0, whole)
    }
  }

  @Test("Runs are numbered from 1, and a chance has its interval about the share of runs")
  func numbers() throws {
    #expect(try table("plan.csv").map { $0["run"] } == (1...8).map { "\($0)" })
    for row in try table("summary.csv") where row["mean"] != "" {
      let share = number(row["runs_with_any"]) / number(row["n"])
      #expect(number(row["share_with_any_low"]) <= share)
      #expect(share <= number(row["share_with_any_high"]))
    }
  }

  @Test("Differences can be computed again from the runs")
  func differences() throws {
    let runs = try table("runs.csv")
    let rows = try table("differences.csv")
    #expect(rows.count == Outcome.all.count)
    for row in rows {
      let outcome = try #require(row["outcome"])
      func values(_ policy: String?) -> [Double] {
        runs.filter { $0["policy"] == policy }.map { number($0[outcome]) }
      }
      let gaps = zip(values(row["policy_a"]), values(row["policy_b"])).map(-).filter { !$0.isNaN }
      #expect(row["n"] == "\(gaps.count)")
      guard !gaps.isEmpty else {
        #expect(row["verdict"] == "no case")
        #expect(row["verdict_in_words"]?.hasPrefix("no case under Co-operate") == true)
        continue
      }
      let ratios = try ["policy_a", "policy_b"].map { policy in
        let pairs = try parts(of: outcome, in: runs.filter { $0["policy"] == row[policy] })
        return pairs.map(\.part).reduce(0, +) / pairs.map(\.whole).reduce(0, +)
      }
      let difference =
        ratios[0].isNaN ? gaps.reduce(0, +) / Double(gaps.count) : ratios[0] - ratios[1]
      #expect(abs(number(row["mean_difference"]) - difference) < 1e-9)
      #expect(number(row["share_higher"]) == Double(gaps.count { $0 > 0 }) / Double(gaps.count))
      #expect(number(row["share_lower"]) == Double(gaps.count { $0 < 0 }) / Double(gaps.count))
    }
  }

  @Test("The shares of pairs that are lower, equal and higher stand in their own columns")
  func shares() throws {
    let folder = try TemporaryFolder()
    // Three pairs of lower values, two of equal ones, one of a higher one.
    let gaps: [Double] = [-1, -2, -1, 0, 0, 3]
    let study = try TestStudy(replications: gaps.count)
    let replications = zip(study.replications, gaps).map { replication, gap in
      var runs = replication.runs
      runs[0].counted = runs[1].counted.map { $0 + gap }
      return Replication(number: replication.number, runs: runs)
    }
    let written = try writeStudy(study.sweep, replications, in: folder)
    let all = try records(at: "\(written.path)/differences.csv")
    let rows = all.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(all[0], $0)) }
    for row in rows where row["n"] != "0" {
      #expect(number(row["share_lower"]) == 0.5)
      #expect(number(row["share_equal"]) == 2.0 / 6)
      #expect(number(row["share_higher"]) == 1.0 / 6)
    }
    #expect(rows.contains { $0["verdict"] == "undecided" && $0["further_replications"] != "" })
  }

  @Test("Every table has the unit of each outcome as it is declared")
  func units() throws {
    for name in ["summary.csv", "differences.csv"] {
      for row in try table(name) {
        let outcome = try #require(Outcome.all.first { $0.name == row["outcome"] })
        #expect(row["unit"] == outcome.unit)
      }
    }
  }

  @Test("The manifest says what is needed to repeat the study")
  func manifest() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path + "/manifest.json"))
    let manifest = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(manifest["written_by"] as? String == "cordon")
    #expect(manifest["version"] as? String == cordonVersion)
    #expect(manifest["gsl_version"] as? String == gslVersion)
    #expect(manifest["seed"] as? Int == study.plan.seed)
    #expect(manifest["last_replication"] as? Int == 4)
    #expect(manifest["policies"] as? [String] == study.plan.policies)
  }
}
