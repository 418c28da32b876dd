// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Testing

@testable import CordonModel

@Suite("The catalogue of fields")
struct FieldCatalogueTests {
  private let catalogue = Scenario.catalogue

  private func scenario(areas: String...) -> Scenario {
    var scenario = Scenario()
    scenario.areas = areas.map { name in
      var area = Area()
      area.name = name
      return area
    }
    return scenario
  }

  @Test("has every field once, by role, by path and by key")
  func complete() throws {
    #expect(catalogue[.setting].map(\.path) == Settings.fields.map(\.path))
    #expect(catalogue[.world].map(\.path) == Parameters.fields.map(\.path))
    #expect(catalogue[.area].map(\.path) == Area.fields.map { "areas.*.\($0.path)" })
    #expect(catalogue[.history].map(\.path) == Levers.fields.map { "history.\($0.path)" })
    #expect(catalogue[.lever].map(\.path) == Levers.fields.map { "policy.levers.\($0.path)" })
    #expect(
      catalogue.entries.count
        == FieldCatalogue<Scenario>.Role.allCases.map { catalogue[$0].count }.reduce(0, +))
    for entry in catalogue.entries {
      #expect(try #require(catalogue[entry.path]).role == entry.role)
      #expect(try #require(catalogue[entry.role, entry.key]).path == entry.path)
    }
  }

  @Test("has the standard value of every field, which a scenario of which nothing is said has")
  func standard() {
    for entry in catalogue.entries {
      #expect(entry.field.read(Scenario()) == entry.standard, "\(entry.path)")
    }
  }

  @Test("writes what is said of all areas into each of them, and of none into none")
  func areas() throws {
    let entry = try #require(catalogue["areas.*.population"])
    var two = scenario(areas: "Kent", "Essex")
    entry.field.write(.number(5), &two)
    #expect(two.areas.map(\.population) == [5, 5])
    entry.fields(in: two)[1].write(.number(7), &two)
    #expect(two.areas.map(\.population) == [5, 7])
    #expect(
      entry.fields(in: two).map(\.path) == ["areas.Kent.population", "areas.Essex.population"])
    var none = two
    none.areas = []
    entry.field.write(.number(5), &none)
    #expect(entry.field.read(none) == entry.standard)
    #expect(entry.fields(in: none).isEmpty)
  }

  @Test("says the fields of areas area by area")
  func order() {
    let paths = catalogue.fields(.area, in: scenario(areas: "Kent", "Essex")).map(\.path)
    #expect(
      paths == ["Kent", "Essex"].flatMap { name in Area.fields.map { "areas.\(name).\($0.path)" } })
  }

  @Test("knows which levers are one for the whole country")
  func scope() {
    #expect(Set(catalogue[.lever].filter(\.isNational).map(\.key)) == Levers.national)
  }

  @Test("finds the fields in which scenarios differ, and the areas where they are others")
  func differences() throws {
    let one = scenario(areas: "Kent", "Essex")
    #expect(one.differences(from: one) == [])
    for entry in catalogue.entries where entry.role != .lever {
      guard case .number(_, let allowed, _, _) = entry.kind else { continue }
      var other = one
      let value =
        entry.standard == .number(allowed.lowerBound) ? allowed.upperBound : allowed.lowerBound
      guard let field = entry.fields(in: other).last else { continue }
      field.write(.number(value), &other)
      #expect(one.differences(from: other) == [field.path])
    }
    #expect(one.differences(from: scenario(areas: "Kent")) == ["areas"])
  }

  @Test("states every field of a scenario but the number of its replications")
  func statements() {
    let scenario = scenario(areas: "Kent", "Essex")
    let roles: [FieldCatalogue<Scenario>.Role] = [.setting, .world, .history, .area]
    #expect(
      scenario.statements.map(\.path)
        == roles.flatMap { catalogue.fields($0, in: scenario) }.map(\.path)
        .filter { $0 != "replications" })
  }
}
