// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables
import Testing

@Suite("Tables of areas")
struct AreaTablesTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static func plan(areaMonths: Bool) throws -> Plan {
    try Plan(
      comparing: ["open", "shut"].map { name in
        var scenario = Scenario()
        scenario.settings.start = CalendarDate(
          dayNumber: scenario.settings.policyFrom.dayNumber - 61)
        scenario.settings.warmUp = 0
        scenario.settings.counted = 1
        scenario.settings.replications = 3
        scenario.areas = ["Ash", "Birch, \"Great\""].map { name in
          var area = Area()
          area.name = name
          area.population = 2e6
          return area
        }
        scenario.policy = Policy(
          name: name,
          changes: [
            Policy.Change(
              lever: "acceptance", setting: .number(name == "open" ? 0.9 : 0.1),
              from: scenario.settings.policyFrom)
          ])
        return scenario
      }, detail: areaMonths ? [.usual, .areaMonths] : .usual)
  }

  /// Writes a study and gives back its tables, its replications and what it found.
  private func study(areaMonths: Bool) throws -> (
    path: String, plan: Plan, replications: [Replication], comparison: Comparison
  ) {
    let plan = try Self.plan(areaMonths: areaMonths)
    var builder = ComparisonBuilder(plan)
    let replications = plan.replications.map(plan.replicate)
    for replication in replications { builder.add(replication) }
    let path = try writeStudy(Sweep(plan), replications, in: folder).path
    return (path, plan, replications, builder.comparison())
  }

  private func table(_ path: String) throws -> [[String: String]] {
    let records = try records(at: path)
    let header = try #require(records.first)
    #expect(records.allSatisfy { $0.count == header.count })
    return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  @Test("Each area has its row, without the outcomes that only the country has")
  func areas() throws {
    let study = try study(areaMonths: false)
    let rows = try table(study.path + "/areas.csv")
    #expect(rows.count == 2 * 3 * 2)
    #expect(
      rows.prefix(4).map { $0["area"] } == ["Ash", "Birch, \"Great\"", "Ash", "Birch, \"Great\""])
    #expect(rows.prefix(4).map { $0["policy"] } == ["open", "open", "shut", "shut"])
    #expect(rows[0]["publicity"] == nil && rows[0]["public-trust"] == nil)
    let index = try #require(Outcome.all.firstIndex { $0.name == "cost" })
    for (number, row) in rows.enumerated() {
      let run = study.replications[number / 4].runs[number / 2 % 2]
      #expect(row["cost"].flatMap(Double.init) == run.areas[number % 2][index])
    }
    #expect(!FileManager.default.fileExists(atPath: study.path + "/area-monthly.csv"))
  }

  @Test("Means by area can be computed again from the rows of the areas")
  func summary() throws {
    let study = try study(areaMonths: false)
    let rows = try table(study.path + "/areas.csv")
    let summaries = try table(study.path + "/area-summary.csv")
    #expect(summaries.count == 2 * 2 * Outcome.all.count { !$0.isNational })
    for summary in summaries {
      let outcome = try #require(summary["outcome"])
      let values = rows.filter {
        $0["policy"] == summary["policy"] && $0["area"] == summary["area"]
      }
      .filter { $0[outcome].flatMap(Double.init) != nil }
      #expect(summary["n"] == "\(values.count)")
      guard !values.isEmpty else { continue }
      // A ratio is one of sums: each run counts as much as it has of what the ratio is a mean of.
      let per = try #require(Outcome.named(outcome)).per
      func number(_ row: [String: String], _ name: String) -> Double {
        row[name].flatMap(Double.init) ?? .nan
      }
      let weights = values.map { row in
        per.isEmpty ? 1 : per.map { number(row, $0) }.reduce(0, +)
      }
      let sum = zip(values, weights).map { number($0, outcome) * $1 }.reduce(0, +)
      let mean = sum / weights.reduce(0, +)
      let told = try #require(summary["mean"].flatMap(Double.init))
      #expect(abs(told - mean) <= 1e-9 * max(1, abs(mean)), "\(outcome)")
    }
  }

  @Test("Months of areas are written on request, and make another study")
  func months() throws {
    let study = try study(areaMonths: true)
    let rows = try table(study.path + "/area-monthly.csv")
    let months = study.replications[0].runs[0].months
    #expect(rows.count == 2 * 3 * 2 * months.count)
    #expect(rows[1]["month"] == months[1].description)
    let index = try #require(Outcome.all.firstIndex { $0.name == "cost" })
    let run = study.replications[0].runs[0]
    #expect(rows[1]["cost"].flatMap(Double.init) == run.areaMonthly[0][Outcome.all.count + index])
    #expect(try Sweep(Self.plan(areaMonths: false)).digest != Sweep(study.plan).digest)
  }

  @Test("The comparison of one area is that of its rows, and says nothing of the country")
  func oneArea() throws {
    let study = try study(areaMonths: false)
    var builder = ComparisonBuilder(study.plan, area: 1)
    for replication in study.replications { builder.add(replication) }
    let found = builder.comparison()
    let index = try #require(Outcome.all.firstIndex { $0.name == "cost" })
    let gaps = study.replications.map { $0.runs[0].areas[1][index] - $0.runs[1].areas[1][index] }
    let mean = gaps.reduce(0, +) / 3
    #expect(abs(found.differences[0][index].mean - mean) <= 1e-9 * abs(mean))
    let trust = try #require(Outcome.all.firstIndex { $0.name == "public-trust" })
    #expect(found.differences[0][trust].verdict.word == "no case")
    #expect(found.areas.isEmpty)
  }

  @Test("A country of one area has no tables of areas")
  func country() throws {
    let study = try TestStudy()
    let path = try study.write(in: folder).path
    #expect(!FileManager.default.fileExists(atPath: path + "/areas.csv"))
    #expect(!FileManager.default.fileExists(atPath: path + "/area-summary.csv"))
  }
}
