// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import Testing

@testable import OutcomeTables

@Suite("A column")
struct ColumnTests {
  private func column(_ unit: Declarations.Unit, isWhole: Bool = false, none: String? = nil)
    -> Column
  {
    Sweep.Factor(
      path: "a.b", kind: .number(unit: unit, allowed: 0...10, none: none, isWhole: isWhole),
      summary: "A number."
    ).column
  }

  @Test("of a number that varies has the unit in which the number stands there")
  func unitsOfFactors() {
    let rates: [Declarations.Unit] = [.perHour, .perDay, .perWeek, .perMonth, .perYear]
    #expect(rates.map { column($0).unit } == rates.map(\.name))
    let durations: [Declarations.Unit] = [
      .seconds, .minutes, .hours, .days, .weeks, .months, .years,
    ]
    #expect(durations.map { column($0).unit } == durations.map(\.name))
    #expect(column(.officerHours).unit == "officer-hours")
    #expect(column(.pounds).unit == "GBP")
    #expect(column(.count("groups")).unit == "groups")
    #expect(column(.share).unit == nil && column(.factor).unit == nil)
    #expect(column(.count("groups"), isWhole: true).kind == .integer)
    #expect(column(.days, none: "none").kind == .string)
  }

  @Test("of an outcome has in datapackage.json its unit: over the counted years, and of a month")
  func unitsOfOutcomes() throws {
    let folder = try TemporaryFolder()
    let path = try TestStudy().write(in: folder).path
    let data = try Data(contentsOf: URL(fileURLWithPath: path + "/datapackage.json"))
    let package = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    func units(_ name: String) throws -> [String: String] {
      let resource = try #require(resources.first { $0["path"] as? String == name })
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      return Dictionary(
        uniqueKeysWithValues: fields.compactMap { field in
          (field["unit"] as? String).map { (field["name"] as? String ?? "", $0) }
        })
    }
    let (runs, months) = (try units("runs.csv"), try units("monthly.csv"))
    for outcome in Outcome.all {
      #expect(runs[outcome.name] == outcome.unit)
      #expect(months[outcome.name] == outcome.monthlyUnit)
    }
  }
}
