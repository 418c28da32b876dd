// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Testing

@testable import CordonModel

@Suite("A field that a run can vary")
struct VariableFieldTests {
  private func scenario(areas names: String...) -> Scenario {
    var scenario = Scenario()
    scenario.areas = names.map { name in
      var area = Area()
      area.name = name
      return area
    }
    return scenario
  }

  @Test("is at each of the paths, and a value of it that is written is read")
  func isAtEachPath() throws {
    var scenario = scenario(areas: "Kent", "St. Helens")
    #expect(Set(scenario.variablePaths).count == scenario.variablePaths.count)
    for path in scenario.variablePaths {
      let field = try #require(scenario.field(at: path), "\(path)")
      #expect(field.path == path)
      let setting = field.kind.another(than: field.read(scenario))
      field.write(setting, &scenario)
      #expect(field.read(scenario) == setting, "\(path)")
    }
  }

  @Test("is a parameter, a lever of history or a value of an area")
  func isParameter() throws {
    var scenario = scenario(areas: "Kent", "St. Helens")
    try #require(scenario.field(at: "stings.streamed")).write(.number(0.3), &scenario)
    try #require(scenario.field(at: "history.evidence-checklist")).write(.flag(true), &scenario)
    try #require(scenario.field(at: "areas.St. Helens.investigators"))
      .write(.number(7), &scenario)
    #expect(scenario.parameters.stings.streamed == 0.3)
    #expect(scenario.history.checklist)
    #expect(scenario.areas.map(\.investigators) == [nil, 7])
  }

  @Test("of all areas is written in each, and is one field for each where that is asked for")
  func isOfAllAreas() throws {
    var scenario = scenario(areas: "Kent", "Essex")
    let path = "areas.*.response-units"
    try #require(scenario.field(at: path)).write(.number(4), &scenario)
    #expect(scenario.areas.map(\.responseUnits) == [4, 4])
    let fields = scenario.fields(at: path)
    #expect(fields.map(\.path) == ["areas.Kent.response-units", "areas.Essex.response-units"])
    fields[1].write(.number(5), &scenario)
    #expect(scenario.areas.map(\.responseUnits) == [4, 5])
  }

  @Test("that is a lever of the policy replaces all that the policy says of it")
  func isLeverOfPolicy() throws {
    var scenario = scenario(areas: "Kent")
    scenario.settings.policyFrom = "2018-02-03"
    let field = try #require(scenario.field(at: "policy.levers.acceptance"))
    #expect(field.read(scenario) == .number(scenario.history.acceptance))
    let later: CalendarDate = "2019-01-01"
    scenario.policy.changes = [
      .init(lever: "acceptance", setting: .number(0.7), from: later, over: 90, compliance: 0.5),
      .init(lever: "liaison", setting: .number(0.1), from: later),
      .init(lever: "acceptance", setting: .number(0.9), from: later, area: "Kent"),
    ]
    #expect(field.read(scenario) == .number(0.7))
    field.write(.number(0.2), &scenario)
    #expect(
      scenario.policy.changes == [
        .init(lever: "liaison", setting: .number(0.1), from: later),
        .init(lever: "acceptance", setting: .number(0.2), from: "2018-02-03"),
      ])
  }

  @Test(
    "is not at any other path",
    arguments: [
      "", "stings", "stings.streamd", "acceptance", "policy.acceptance", "history", "replications",
      "areas.Surrey.investigators", "areas.Kent", "areas.Kent.name", "areas..investigators",
    ])
  func isNowhereElse(path: String) {
    #expect(scenario(areas: "Kent").field(at: path) == nil)
  }

  @Test("of derived staff amounts to the area's share of the country's")
  func amounts() {
    var scenario = scenario(areas: "Kent")
    let staff = scenario.parameters.staffing.investigators
    #expect(scenario.derivedStaff(at: "areas.Kent.investigators") == staff)
    scenario.areas[0].population /= 10
    #expect(scenario.derivedStaff(at: "areas.*.investigators") == staff / 10)
    #expect(scenario.derivedStaff(at: "areas.Kent.population") == nil)
    #expect(scenario.derivedStaff(at: "stings.streamed") == nil)
  }
}

extension FieldKind {
  /// A setting of this kind that differs from the given one.
  fileprivate func another(than old: Setting) -> Setting {
    switch self {
    case .number(_, let allowed, _, _):
      old == .number(allowed.lowerBound)
        ? .number(allowed.upperBound) : .number(allowed.lowerBound)
    case .law: .law(.fixed(old == .law(.fixed(1)) ? 2 : 1))
    case .choice: .choice(old == .choice(0) ? 1 : 0)
    case .flag: .flag(old != .flag(true))
    case .shares(let names):
      .shares(names.indices.map { $0 == 0 ? 1 : 0 })
    case .date: .date("2020-02-02")
    }
  }
}
