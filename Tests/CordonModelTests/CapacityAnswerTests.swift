// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Capacity that answers to backlog")
struct CapacityAnswerTests {
  @Test("Capacity is that of the beginning at the usual line, and has bounds on both sides")
  func factor() {
    let answer = CapacityAnswer(toBacklog: 0.3, most: 1.3)
    for (waiting, factor) in [(100, 1.0), (150, 1.15), (50, 0.85), (300, 1.3), (0, 1 / 1.3)] {
      #expect(abs(answer.factor(waiting: waiting, usual: 100) - factor) < 1e-12)
    }
    // Without a line to begin with there is none to answer to; nor without an answer.
    #expect(answer.factor(waiting: 1_000, usual: 0) == 1)
    #expect(CapacityAnswer(toBacklog: 0, most: 2).factor(waiting: 1_000, usual: 1) == 1)
  }

  @Test(
    "One bench is a queue whose service depends on the line at its start, by the chain of departures",
    arguments: [(0.0, 1.3), (0.5, 1.3), (0.5, 3.0)])
  func bench(toBacklog: Double, most: Double) {
    let (usual, rate, examination, departures) = (8, 1.1, 1.0, 40)
    let scenario = Scenario.quiet {
      $0.areas[0].forensicBenches = 1
      $0.parameters.forensics.backlog = usual + 1
      $0.parameters.forensics.otherDevices = rate
      $0.parameters.forensics.devices = .fixed(1)
      $0.parameters.forensics.examination = .exponential(mean: examination)
      $0.parameters.staffing.answerToBacklog = toBacklog
      $0.parameters.staffing.mostCapacity = most
    }
    let lines = replicate(400, of: scenario) { simulation in
      var (count, line) = (0, 0.0)
      simulation.advance(to: 500) { event, after in
        guard case .examined = event else { return }
        count += 1
        if count == departures { line = Double(after.laboratories[0].waiting) }
      }
      #expect(count > departures)
      return line
    }
    // The line after the next departure: during a service that begins with n waiting a geometric number
    // comes; whoever finds the bench free is served at once.
    let answer = CapacityAnswer(toBacklog: toBacklog, most: most)
    let highest = 200
    var law = Array(repeating: 0.0, count: highest + 1)
    law[usual] = 1
    for _ in 0..<departures {
      var next = Array(repeating: 0.0, count: highest + 1)
      for (line, probability) in law.enumerated() where probability > 0 {
        let served = answer.factor(waiting: line, usual: Double(usual)) / examination
        var arrivals = probability * served / (served + rate)
        for more in 0...highest {
          next[min(highest, max(0, line + more - 1))] += arrivals
          arrivals *= rate / (served + rate)
        }
      }
      law = next
    }
    let mean = law.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    expectMean(of: lines, equals: mean, tests: familySize)
  }

  @Test("Courts beyond their capacity have a line that is longer, but not without end")
  func courts() {
    let (rooms, usual, excess) = (10, 90, 0.1)
    func line(answer: Double) -> Double {
      let scenario = Scenario.quiet {
        $0.parameters.court.courtrooms = Double(rooms)
        $0.parameters.court.backlog = usual + rooms
        $0.parameters.court.trial = .fixed(5)
        $0.parameters.staffing.answerToBacklog = answer
      }
      var simulation = Simulation(scenario, replication: 1)
      // Cases come evenly, a tenth more than can be tried: 2.2 a day.
      let gap = 5 / Double(rooms) / (1 + excess)
      for index in 0..<Int(3_000 / gap) {
        simulation.calendar.schedule(
          .readyForTrial(
            simulation.open(
              Case(number: UInt64(index), route: .undercover, area: 0))),
          at: Double(index + 1) * gap)
      }
      simulation.advance(to: 2_900)
      return Double(simulation.courts.waiting)
    }
    // Rooms begin together, so that the line falls by tens. Without an answer it grows by a fifth of a case
    // a day; with it, by a third of what it was.
    #expect(abs(line(answer: 0) - (90 + 2_900 * 0.2)) < 12)
    #expect(abs(line(answer: 0.3) - Double(usual) * (1 + excess / 0.3)) < 12)
  }
}
