// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import StatisticalTesting
import Testing

@testable import CordonModel

/// All statistical tests of this target are one family of fewer than this many tests, which errs with
/// a probability of at most 1e-4 where all is right.
let familySize = 200

extension Simulation {
  /// Lets all events before the given time happen and sets the clock to it.
  mutating func advance(
    to time: Double, after: (Event, Simulation) -> Void = { _, _ in }
  ) {
    beginStretch(until: time)
    while let event = nextEvent() {
      handle(event)
      after(event, self)
    }
  }

  /// What has been counted so far, warm-up included.
  func total(_ measure: Measure) -> Double {
    (-1..<counts.months.count).reduce(0) { sum, month in
      let totals = counts.totals(ofMonth: month)
      return sum + totals[totals.startIndex + measure.rawValue]
    }
  }

  /// All costs so far, in pounds.
  var totalCost: Double {
    [Measure.officerCost, .laboratoryCost, .courtCost, .undercoverCost].map(total).reduce(0, +)
  }

  /// Changes the levers of every area from now on.
  mutating func setLevers(_ change: (inout Levers) -> Void) {
    let levers = stance.local.map { levers in
      var levers = levers
      change(&levers)
      return levers
    }
    changeLevers(levers)
  }

  /// Founds groups at once; their rows in `groups`.
  mutating func addGroups(_ count: Int) -> [UInt32] {
    (0..<count).map { _ in
      found(number: UInt32(groups.count))
      return UInt32(groups.count - 1)
    }
  }

  /// A new contact of the group, with luck of its own: a number that none reaches by itself.
  mutating func nextContact(of group: UInt32) -> UInt64 {
    groups[Int(group)].conversions += 1
    let row = groups[Int(group)]
    return EntityNumber.contact(group: row.number, 1 << 23 + row.conversions)
  }

  /// Lets stings start now, one of each of the given groups; their rows in `stings`.
  mutating func startStings(of groups: [UInt32], crowd: UInt32 = 0) -> [UInt32] {
    groups.map { group in
      var row = Sting(
        number: nextContact(of: group), group: group, area: 0, offence: .meeting, quality: 0.6,
        start: now)
      row.scene.crowd = crowd
      let sting = stings.add(row)
      startSting(sting)
      return sting
    }
  }

  /// Puts cases of volunteers, recorded now, into the table; their rows in `cases`.
  mutating func addVolunteerCases(_ count: Int, quality: Double = 0.6) -> [UInt32] {
    (0..<count).map {
      open(
        Case(
          number: UInt64($0), route: .volunteer, offence: .meeting, area: 0,
          volunteers: volunteerCases.add(
            VolunteerCase(group: 0, quality: quality, recorded: now))))
    }
  }

  /// Hands a file in for each of the given groups, now; their rows in `files`.
  mutating func submitFiles(of groups: [UInt32], isAfterSting: Bool = false) -> [UInt32] {
    groups.map { group in
      submit(
        VolunteerFile(
          number: nextContact(of: group), group: group, area: 0, offence: .meeting, quality: 0.6,
          received: now, isAfterSting: isAfterSting))
    }
  }
}

/// One number of each of so many replications of a scenario.
func replicate(
  _ count: Int, of scenario: Scenario, _ observe: (inout Simulation) -> Double
) -> [Double] {
  (1...count).map { number in
    var simulation = Simulation(scenario, replication: number)
    return observe(&simulation)
  }
}

/// Expects so many successes of independent trials to fit the probability.
func expectShare(
  _ successes: Double, of trials: Int, equals probability: Double,
  _ subject: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  let samples = (0..<trials).map { Double($0) < successes ? 1.0 : 0.0 }
  expectMean(
    of: samples, equals: probability, tests: familySize, subject(), sourceLocation: sourceLocation)
}

/// Expects samples of one law to have the exact mean and variance.
func expectMoments(
  of samples: [Double], mean: Double, variance: Double,
  _ subject: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  expectMean(
    of: samples, equals: mean, tests: familySize, "mean of \(subject())",
    sourceLocation: sourceLocation)
  expectMean(
    of: samples.map { ($0 - mean) * ($0 - mean) }, equals: variance, tests: familySize,
    "variance of \(subject())", sourceLocation: sourceLocation)
}
