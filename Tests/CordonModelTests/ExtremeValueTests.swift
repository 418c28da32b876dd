// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Testing

@testable import CordonModel

/// Whatever a declaration allows can be run: to its end, or until it is given up for a reason.
@Suite("A value at the end of what is allowed")
struct ExtremeValueTests {
  /// Small worlds in which everything happens, each cut off soon where a value multiplies its events.
  private static let worlds: [Scenario] = [
    .busy { $0.settings.eventLimit = 2_000 }, .busyCalls { $0.settings.eventLimit = 2_000 },
    .busyAreas { $0.settings.eventLimit = 2_000 },
  ]

  /// Runs the scenario and expects it to end; what cannot be simulated says why.
  private func run(_ scenario: Scenario, _ words: String) {
    guard scenario.excesses.isEmpty else { return }
    var simulation = Simulation(scenario, replication: scenario.settings.replications)
    let outcomes = simulation.finish()
    #expect(outcomes.failure?.hasPrefix("given up ") ?? true, "\(words): \(outcomes.failure ?? "")")
  }

  @Test(
    "of a parameter, an area or a lever ends no process",
    arguments: worlds[0].variablePaths)
  func ofAnyField(path: String) {
    for (number, world) in Self.worlds.enumerated() {
      // An area of one world is none of another's. What else happens in the first world happens in both others.
      guard let field = world.field(at: path) else { continue }
      if number == 0, Self.worlds.dropFirst().allSatisfy({ $0.field(at: path) != nil }) { continue }
      for setting in field.kind.extremes {
        var scenario = world
        field.write(setting, &scenario)
        run(scenario, "world \(number), \(path) = \(field.kind.text(of: setting))")
      }
    }
  }

  @Test("of a setting ends no process")
  func ofSettings() {
    for field in Settings.fields where field.kind != .date {
      for setting in field.kind.extremes {
        var scenario = Self.worlds[0]
        field.write(setting, &scenario.settings)
        scenario.settings.eventLimit = min(scenario.settings.eventLimit, 2_000)
        run(scenario, "\(field.path) = \(field.kind.text(of: setting))")
      }
    }
    let (first, last) = (CalendarDate.allowed.lowerBound, CalendarDate.allowed.upperBound)
    for (start, policyFrom) in [(first, first), (last, last), (first, first.adding(years: 100))] {
      var scenario = Self.worlds[0]
      (scenario.settings.start, scenario.settings.policyFrom) = (start, policyFrom)
      scenario.policy.changes = scenario.policy.changes.map {
        var change = $0
        change.from = policyFrom
        return change
      }
      run(scenario, "from \(start), policies from \(policyFrom)")
    }
  }

  @Test("of a ramp or a trigger ends no process")
  func ofPolicies() {
    let decade = 3_653
    for (days, compliance) in [(decade, 0.0), (decade, 1), (1, 0), (0, 1)] {
      var scenario = Self.worlds[0]
      scenario.policy.changes = scenario.policy.changes.map {
        var change = $0
        (change.over, change.compliance) = (days, compliance)
        return change
      }
      run(scenario, "a ramp over \(days) days with \(compliance)")
    }
    for outcome in Outcome.triggering {
      for (threshold, window) in [(0.0, 1), (.infinity, decade), (1, decade)] {
        for comparison in Trigger.Condition.Comparison.allCases {
          var scenario = Self.worlds[2]
          let condition = Trigger.Condition(outcome.name, comparison, threshold, within: window)
          scenario.policy.triggers = [
            Trigger(
              when: condition, changes: [.init(lever: "acceptance", setting: .number(1))],
              days: window, until: condition, scope: .each, rest: decade - window)
          ]
          run(scenario, "\(outcome.name) \(comparison.rawValue) \(threshold) in \(window) days")
        }
      }
    }
  }

  @Test("together with others that multiply it is refused in words, before it is simulated")
  func together() {
    func reasons(_ change: (inout Scenario) -> Void) -> [String] {
      Scenario.busyAreas(change).excesses
    }
    #expect(reasons { _ in }.isEmpty)
    #expect(reasons { $0.areas[0].population = 1e10 }.first?.contains("country.residents") == true)
    #expect(
      reasons { ($0.areas[0].officers, $0.parameters.country.officers) = (4_000, 1) }
        .first?.hasPrefix("Ash has more than 1000 times as many officers") == true)
    #expect(
      reasons { $0.areas[1].responseUnits = 1e6 }.first?.hasPrefix("a division of Birch") == true)
    #expect(
      reasons {
        ($0.parameters.response.scope, $0.parameters.response.background) = (.all, .calls)
        ($0.parameters.response.divisionPopulation, $0.areas[0].population) = (1_000, 5e7)
      }.contains { $0.hasPrefix("calls would be simulated in more than 10000 divisions") })
  }

  @Test("that leaves too much under way gives a run that is given up and says why")
  func tooMuchUnderWay() {
    let scenario = Scenario.quiet {
      $0.parameters.country.residents = 10_000_000
      $0.parameters.forensics.backlog = 1_000_000
    }
    var simulation = Simulation(scenario, replication: 1)
    #expect(simulation.isGivenUp)
    let outcomes = simulation.finish()
    #expect(outcomes.failure?.hasPrefix("given up on day 0 with 400000") == true)
    #expect(outcomes.failure?.hasSuffix("at most 4000000 are allowed") == true)
  }
}

extension FieldKind {
  /// Both ends of what is allowed, and what is farthest from usual where there are no ends.
  fileprivate var extremes: [Setting] {
    switch self {
    case .number(_, let allowed, let none, _):
      [.number(allowed.lowerBound), .number(allowed.upperBound)]
        + (none == nil ? [] : [.number(.infinity)])
    case .law(let unit): unit.extremeLaws.map(Setting.law)
    case .choice(let names): names.indices.map(Setting.choice)
    case .flag: [.flag(false), .flag(true)]
    case .shares(let names):
      names.indices.map { index in .shares(names.indices.map { $0 == index ? 1 : 0 }) }
    case .date: []
    }
  }
}

extension Unit {
  /// Laws of every form with the smallest and the greatest arguments, as far as they are allowed.
  fileprivate var extremeLaws: [Law] {
    let top = lawful.upperBound
    let numbers = [1e-300, 1e-9, 1, top]
    return Law.forms.flatMap { form in
      let values: [[Double]] =
        form.arguments.count == 1
        ? ([0] + numbers).map { [$0] }
        : numbers.flatMap { one in
          numbers.map { other in
            switch form {
            case .triangular: [0, min(one, other), max(one, other)]
            case .normal: [one, other, 0, top]
            default: [one, other]
            }
          }
        }
      return values.compactMap { values -> Law? in
        guard let law = try? form.make(values), excess(of: law) == nil else { return nil }
        return law
      }
    }
  }
}
