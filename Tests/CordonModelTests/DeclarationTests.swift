// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Testing

@testable import CordonModel

@Suite("Declarations of the model")
struct DeclarationTests {
  @Test("Every path is declared once")
  func paths() {
    for paths in [
      Parameters.fields.map(\.path), Levers.fields.map(\.path), Area.fields.map(\.path),
      Settings.fields.map(\.path),
    ] {
      #expect(Set(paths).count == paths.count)
      let form = #/[a-z]+(-[a-z0-9]+)*(\.[a-z]+(-[a-z0-9]+)*)?/#
      #expect(paths.allSatisfy { $0.wholeMatch(of: form) != nil })
    }
  }

  @Test("Every default is allowed, and plausible where a plausible range is stated")
  func defaults() {
    check(Parameters.fields, Parameters())
    check(Levers.fields, Levers())
    check(Area.fields, Area())
    check(Settings.fields, Settings())
  }

  private func check<Root>(_ fields: [Field<Root>], _ root: Root) {
    for field in fields {
      #expect([".", "?"].contains(field.summary.last), "\(field.path)")
      #expect(!field.evidence.source.isEmpty, "\(field.path)")
      let central: Double
      switch (field.kind, field.read(root)) {
      case (.number(_, let allowed, let none, let isWhole), .number(let value)):
        if none != nil, value == .infinity { continue }
        #expect(allowed.contains(value), "\(field.path) is \(value)")
        #expect(!isWhole || value == value.rounded(), "\(field.path) is \(value)")
        if let plausible = field.evidence.plausible {
          #expect(allowed.contains(plausible.lowerBound), "\(field.path)")
          #expect(allowed.contains(plausible.upperBound), "\(field.path)")
        }
        central = value
      case (.law, .law(let law)):
        #expect(law.support.lowerBound >= 0, "\(field.path) is \(law)")
        central = law.arguments[0]
      case (.shares(let names), .shares(let shares)):
        #expect(shares.count == names.count, "\(field.path)")
        #expect(abs(shares.reduce(0, +) - 1) < 1e-9, "\(field.path)")
        #expect(shares.allSatisfy { $0 >= 0 }, "\(field.path)")
        continue
      case (.choice(let choices), .choice(let index)):
        #expect(choices.indices.contains(index), "\(field.path)")
        continue
      case (.flag, .flag), (.date, .date):
        continue
      case (let kind, let setting):
        Issue.record("\(field.path) is a \(kind) but holds \(setting)")
        continue
      }
      if let plausible = field.evidence.plausible {
        #expect(plausible.contains(central), "\(field.path) is \(central), not in \(plausible)")
      }
    }
  }

  @Test("What is written to a field is read from it, and from no other")
  func roundTrip() throws {
    try checkRoundTrip(Parameters.fields, Parameters())
    try checkRoundTrip(Levers.fields, Levers())
    try checkRoundTrip(Area.fields, Area())
    try checkRoundTrip(Settings.fields, Settings())
  }

  private func checkRoundTrip<Root>(_ fields: [Field<Root>], _ root: Root) throws
  where Root: Equatable {
    for field in fields {
      var changed = root
      field.write(field.read(root), &changed)
      #expect(changed == root, "\(field.path)")
      let setting = try field.altered(in: root)
      field.write(setting, &changed)
      #expect(field.read(changed) == setting, "\(field.path)")
      let differing = fields.filter { $0.read(changed) != $0.read(root) }.map(\.path)
      #expect(differing == [field.path])
      #expect(changed != root, "\(field.path)")
    }
  }

  @Test("Every outcome is declared once, with a unit, a sentence and a difference that matters")
  func outcomes() {
    let names = Outcome.all.map(\.name)
    #expect(Set(names).count == names.count)
    for outcome in Outcome.all {
      #expect(Outcome.named(outcome.name) == outcome)
      #expect(!outcome.unit.isEmpty && !outcome.monthlyUnit.isEmpty)
      #expect(outcome.summary.hasSuffix("."))
      #expect(outcome.matters > 0)
    }
    #expect(Outcome.named("no such outcome") == nil)
    #expect(Outcome.all.contains { $0.isHeadline })
  }

  @Test("In a busy world every outcome says something")
  func alive() {
    // Disorders at every kind of place need a crowd at each of them.
    let scenario = Scenario.busyCalls {
      $0.parameters.stings.places = [0.2, 0.2, 0.2, 0.2, 0.2]
      $0.parameters.crowd.footfallByPlace = [0.2, 0.2, 0.2, 0.2, 0.2]
      $0.parameters.crowd.footfall *= 4
      $0.parameters.crowd.disorderPerPerson = 500
      $0.parameters.behaviour.hideAfterEnforcement = 0.6
    }
    var simulation = Simulation(scenario, replication: 1)
    let outcomes = simulation.finish()
    for (outcome, value) in zip(Outcome.all, outcomes.counted) {
      #expect(value.isFinite && value > 0, "\(outcome.name) is \(value)")
    }
  }

  private enum BusyWorld {
    case oneArea, areas, calls
    /// In which groups hide often, and come out again within the run.
    case hiding

    func scenario(_ change: (inout Scenario) -> Void) -> Scenario {
      switch self {
      case .oneArea: .busy(change)
      case .areas: .busyAreas(change)
      case .calls: .busyCalls(change)
      case .hiding:
        .busy {
          $0.parameters.behaviour.hideAfterEnforcement = 0.6
          $0.parameters.behaviour.hidingLength = 20
          change(&$0)
        }
      }
    }
  }

  /// What a busy world counts in five months, month by month, bit for bit.
  private static func monthly(
    replication: Int = 1, of world: BusyWorld = .oneArea,
    _ change: (inout Scenario) -> Void = { _ in }
  ) -> [UInt64] {
    let scenario = world.scenario(change)
    var simulation = Simulation(scenario, replication: replication)
    simulation.advance(to: 150)
    return simulation.counts.outcomes(from: scenario.settings.policyFrom, events: 0).monthly
      .map(\.bitPattern)
  }
  /// In which runs a parameter may make a difference: most do in the first, those of calls and areas in the next two.
  ///
  /// What follows from a rare event needs another replication now and then, and some of areas another of them.
  private static let runs: [(replication: Int, world: BusyWorld)] =
    [(0, .oneArea), (6, .calls), (4, .areas), (1, .oneArea), (5, .areas)]
    + (2..<24).map { ($0, .oneArea) } + (0..<4).map { ($0, .hiding) }
  private static let baseline = runs.map { monthly(replication: $0.replication, of: $0.world) }

  @Test("Every parameter makes a difference to some outcome", arguments: Parameters.fields.indices)
  func isRead(index: Int) throws {
    let field = Parameters.fields[index]
    let setting = try field.altered(in: Scenario.busy().parameters)
    let isDifferent = zip(Self.runs, Self.baseline).contains { run, baseline in
      Self.monthly(replication: run.replication, of: run.world) {
        field.write(setting, &$0.parameters)
      } != baseline
    }
    #expect(isDifferent, "\(field.path) changes nothing")
  }

  @Test("Every lever makes a difference to some outcome", arguments: Levers.fields.indices)
  func leverIsRead(index: Int) throws {
    let field = Levers.fields[index]
    let setting = try field.altered(in: Levers())
    let isDifferent = Self.runs.contains { run in
      func pulled(_ setting: Setting) -> [UInt64] {
        Self.monthly(replication: run.replication, of: run.world) {
          let from = $0.settings.policyFrom
          $0.policy.changes.append(.init(lever: field.path, setting: setting, from: from))
        }
      }
      return pulled(setting) != pulled(field.read(Levers()))
    }
    #expect(isDifferent, "\(field.path) changes nothing")
  }

  @Test("All that is said of areas makes a difference", arguments: Area.fields.indices)
  func areaIsRead(index: Int) throws {
    let field = Area.fields[index]
    func changed(_ isChanged: Bool) throws -> [UInt64] {
      let setting = try field.altered(in: Area())
      return Self.monthly {
        $0.areas = Array(repeating: $0.areas[0], count: 3)
        for area in 0..<3 where ["easting", "northing", "radius"].contains(field.path) {
          // Neither a coordinate nor a radius alone says where an area is.
          ($0.areas[area].easting, $0.areas[area].northing) = (Double(area), 0)
          $0.areas[area].radius = 50
        }
        if isChanged { field.write(setting, &$0.areas[1]) }
      }
    }
    let isDifferent = try changed(true) != changed(false)
    #expect(isDifferent, "\(field.path) changes nothing")
  }
}

extension Field {
  /// Another value that the field could hold, far enough from the one that it holds to be felt.
  func altered(in root: Root) throws -> Setting {
    switch (kind, read(root)) {
    case (.number(_, let allowed, _, let isWhole), .number(let value)):
      guard value.isFinite else { return .number(allowed.lowerBound) }
      let step: Double
      if isWhole {
        step = 1
      } else if allowed == 0...1 {
        step = value > 0 && value < 0.01 ? 10 * value : 0.4
      } else {
        step = value == 0 ? allowed.upperBound / 3 : abs(value) / 2
      }
      return .number(allowed.contains(value + step) ? value + step : value - step)
    case (.law, .law(let law)):
      return .law(.fixed(law.quantile(0.9)))
    case (.shares, .shares(let shares)):
      return .shares(Array(shares.dropFirst()) + [shares[0]])
    case (.choice(let choices), .choice(let index)):
      return .choice((index + 1) % choices.count)
    case (_, .flag(let isOn)):
      return .flag(!isOn)
    case (_, .date(let day)):
      return .date(CalendarDate(dayNumber: day.dayNumber + 1))
    case (let kind, let setting):
      throw Mismatch(path: path, kind: kind, setting: setting)
    }
  }
}

/// A field that holds a value of another kind than it declares.
private struct Mismatch: Error {
  let path: String
  let kind: FieldKind
  let setting: Setting
}
