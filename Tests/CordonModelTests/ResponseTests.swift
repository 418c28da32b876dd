// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Testing

@testable import CordonModel

@Suite("Response police")
struct ResponseTests {
  @Test("The units and calls of a division follow its parts of the day")
  func dayparts() {
    var own = ResponseParameters()
    own.unitsByDaypart = [0, 0.25, 0.25, 0.5]
    own.callsByDaypart = [0.15, 0.2, 0.3, 0.35]
    let division = ResponseDivision(units: 6, callsPerDay: 100, own)
    #expect(division.units == [1, 6, 6, 12])
    #expect(division.calls == [60, 80, 120, 140])
    let queue = division.queue(3)
    #expect(queue.units == 12)
    #expect([queue.immediate, queue.priority, queue.scheduled] == own.grades.map { 140 * $0 })
  }

  @Test("Residents make divisions, each with its share of units and calls")
  func divisions() {
    var own = ResponseParameters()
    own.divisionPopulation = 200_000
    own.units = 10
    own.unitsByDaypart = [0.25, 0.25, 0.25, 0.25]
    own.incidents = 0.001
    own.needsUnit = 0.5
    own.callsByDaypart = own.unitsByDaypart
    for (population, count, units, calls) in [
      (1_800_000.0, 9, 10, 100.0), (90_000, 1, 5, 45), (310_000, 2, 8, 77.5), (9_000, 1, 1, 4.5),
    ] {
      #expect(ResponseDivision.count(population: population, own) == count)
      let division = ResponseDivision(residents: population / Double(count), own)
      #expect(division.units == Array(repeating: units, count: 4))
      #expect(division.calls == Array(repeating: calls, count: 4))
    }
  }

  @Test("What an area states of its units and incidents is spread over its divisions")
  func stated() {
    var parameters = Parameters()
    parameters.response.divisionPopulation = 200_000
    parameters.response.needsUnit = 0.5
    parameters.response.unitsByDaypart = [0.25, 0.25, 0.25, 0.25]
    parameters.response.callsByDaypart = [0.25, 0.25, 0.25, 0.25]
    var area = Area()
    (area.population, area.responseUnits, area.incidents) = (400_000, 22, 300)
    let division = ResponseForces([area], parameters).divisions[0]
    #expect(division.units == [11, 11, 11, 11])
    #expect(division.calls == [75, 75, 75, 75])
  }

  @Test("The division of the central values is busy two thirds of the time, and never overloaded")
  func central() {
    let own = ResponseParameters()
    let division = ResponseDivision(residents: own.divisionPopulation, own)
    let loads = division.calls.map { $0 * own.callLength * (1 + own.grades[0] * own.pairs) }
    let units = division.units.map(Double.init)
    let busy = loads.reduce(0, +) / units.reduce(0, +)
    #expect(abs(busy - 2.0 / 3) < 0.02)
    for (load, units) in zip(loads, units) { #expect(load < 0.9 * units) }
  }

  @Test("A call is answered by the law of its hour and area, before the start of the clock too")
  func hours() {
    let scenario = Scenario.quiet {
      $0.areas = [Area(), Area()]
      $0.areas[1].name = "small"
      $0.areas[1].population = 10
      $0.parameters.response.callsByDaypart = [0, 0, 0, 1]
      $0.parameters.response.incidents = 1
      $0.parameters.response.travel = .fixed(0.01)
    }
    let simulation = Simulation(scenario, replication: 1)
    func time(_ call: Double, in area: UInt32) -> Double {
      var stream = simulation.luck.stream(.contact, 1, .response)
      return simulation.responseTime(at: call, in: area, &stream)
    }
    for call in [-2, -0.3, 0, 0.74, 1, 3.5] { #expect(time(call, in: 0) == 0.01) }
    for call in [-0.25, -0.01, 0.75, 0.999, 5.8] { #expect(time(call, in: 0) > 0.01) }
  }

  @Test("A disorder takes the hours of further officers beside those of the first response")
  func hoursSpent() {
    let scenario = Scenario.quiet {
      $0.parameters.stings.told = [0, 0, 1, 0]
      $0.parameters.stings.callDelay = .fixed(0.01)
      $0.parameters.stings.stay = .fixed(1)
      $0.parameters.stings.arrest = 0
      $0.parameters.response.travel = .fixed(0)
      $0.parameters.crowd.hostile = 1e6
      $0.parameters.crowd.assault = 1e6
      $0.parameters.crowd.disorderPerPerson = 1e6
    }
    let own = scenario.parameters.response
    let reinforcement = (own.officersAtDisorder - own.officers) * own.disorderLength * 24
    for (crowd, hours) in [(0, own.firstResponse), (1, own.firstResponse + reinforcement)] {
      var simulation = Simulation(scenario, replication: 1)
      let groups = simulation.addGroups(1)
      _ = simulation.startStings(of: groups, crowd: UInt32(crowd))
      simulation.advance(to: 0.5)
      #expect(simulation.total(.responseHours) == hours)
      #expect(simulation.totalCost == hours * scenario.parameters.costs.officerHour)
      #expect(simulation.total(.takeoverDays) == 0.01)
    }
  }
}
