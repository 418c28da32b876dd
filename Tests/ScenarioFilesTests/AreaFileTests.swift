// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Foundation
import Glibc
import Testing

@testable import ScenarioFiles

@Suite("A file of areas")
struct AreaFileTests {
  private static let table = """
    name,population,population-grade,population-source,population-year,investigators,notes,x-colour
    Kent,1832252,B,ONS mid-2017,2017,12,"by the sea, and inland",red
    "Devon and Cornwall",1749096 people,B,ONS mid-2017,2017,11 officers,"a ""long"" coast",
    Essex,1820379,,,,,,

    """

  private func scenario(_ areas: String, table: String = table) throws -> TestFolder {
    let folder = try TestFolder(["a.yaml": "areas: \(areas)\n"])
    try folder.makeFolder("data")
    try folder.write(Array(table.utf8), to: "data/forces.csv")
    return folder
  }

  @Test("gives areas in its order, and the default of what a row leaves out")
  func givesAreas() throws {
    let loaded = try scenario("{file: data/forces.csv}").load("a.yaml")
    #expect(loaded.warnings.isEmpty)
    let areas = loaded.scenario.areas
    #expect(areas.map(\.name) == ["Kent", "Devon and Cornwall", "Essex"])
    #expect(areas.map(\.population) == [1_832_252, 1_749_096, 1_820_379])
    #expect(areas.map(\.investigators) == [12, 11, nil])
  }

  @Test("gives each value its location, grade and source")
  func givesEvidence() throws {
    let folder = try scenario("{file: data/forces.csv}")
    let resolved = try folder.load("a.yaml").resolved
    func value(_ path: String) throws -> ResolvedValue {
      try #require(resolved.first { $0.path == path })
    }
    let file = folder["data/forces.csv"]
    let kent = try value("areas.Kent.population")
    #expect(kent.origin == "\(file):2")
    #expect(kent.evidence == Evidence(.b, "ONS mid-2017"))
    let investigators = try value("areas.Kent.investigators")
    #expect(investigators.evidence == Evidence(.d, "set in \(file):2"))
    #expect(try value("areas.Essex.population").evidence == Evidence(.d, "set in \(file):4"))
    #expect(try value("areas.Essex.investigators").origin == "default")
    // 390 in the country of 61 million residents.
    #expect(try value("areas.Essex.investigators").amount == "11.64 officers")
    #expect(kent.amount == nil && investigators.amount == nil)
  }

  @Test("is read through a byte order mark, carriage returns and blank lines")
  func isReadThroughDress() throws {
    let bare = try scenario("{file: data/forces.csv}").load("a.yaml")
    let dressed = "\u{FEFF}" + Self.table.replacingOccurrences(of: "\n", with: "\r\n") + " \r\n\r\n"
    let loaded = try scenario("{file: data/forces.csv}", table: dressed).load("a.yaml")
    #expect(loaded.scenario.areas == bare.scenario.areas)
  }

  @Test(
    "lets a scenario pick areas, which stay in the order of the file",
    arguments: [
      ("Essex", ["Essex"]), ("[Essex, Kent]", ["Kent", "Essex"]),
      ("[Devon and Cornwall]", ["Devon and Cornwall"]),
    ])
  func isPickedFrom(only: String, names: [String]) throws {
    let folder = try scenario("{file: data/forces.csv, only: \(only)}")
    #expect(try folder.load("a.yaml").scenario.areas.map(\.name) == names)
  }

  @Test("is found from the folder of the file that names it")
  func isFound() throws {
    let folder = try scenario("{file: ./data/../data/forces.csv}")
    try folder.makeFolder("more")
    try folder.write(Array("extends: ../a.yaml\n".utf8), to: "more/b.yaml")
    #expect(try folder.load("more/b.yaml").scenario.areas.count == 3)
    try folder.write(Array("areas: {file: \(folder["data/forces.csv"])}\n".utf8), to: "c.yaml")
    #expect(try folder.load("c.yaml").scenario.areas.count == 3)
  }

  @Test("is among the inputs of the study, with its digest")
  func isAnInput() throws {
    let folder = try scenario("{file: data/forces.csv}")
    let inputs = try folder.load("a.yaml").inputs
    #expect(inputs.map(\.path) == [folder["a.yaml"], folder["data/forces.csv"]])
    try folder.write(Array((Self.table + "Surrey,1185321,,,,,,\n").utf8), to: "data/forces.csv")
    let changed = try folder.load("a.yaml").inputs
    #expect(changed[0].sha256 == inputs[0].sha256)
    #expect(changed[1].sha256 != inputs[1].sha256)
  }

  @Test("gives areas whose values an option sets, one by one or all")
  func takesOptions() throws {
    let folder = try scenario("{file: data/forces.csv}")
    let loaded = try folder.load(
      "a.yaml",
      settings: [
        ("areas.*.investigators", "5"), ("areas.Devon and Cornwall.investigators", "7"),
      ])
    #expect(loaded.scenario.areas.map(\.investigators) == [5, 7, 5])
    let path = folder["data/forces.csv"]
    let other = try folder.load("a.yaml", settings: [("areas", "{file: \(path), only: Kent}")])
    #expect(other.scenario.areas.map(\.name) == ["Kent"])
  }

  @Test("is refused above a mebibyte, and with no end of faults")
  func isLimited() throws {
    let folder = try scenario("{file: data/forces.csv}")
    let rows = String(repeating: "Kent,x,x,x,x,x,x\n", count: 5_000)
    try folder.write(Array((Self.table + rows).utf8), to: "data/forces.csv")
    #expect(folder.faults(of: "a.yaml").count == Fault.limit + 1)
    #expect(truncate(folder["data/forces.csv"], 2 << 20) == 0)
    #expect(
      folder.faults(of: "a.yaml")
        == [
          "a.yaml:1:15: error: data/forces.csv: the file is too large. Allowed: at most 1 MiB."
        ])
  }
}
