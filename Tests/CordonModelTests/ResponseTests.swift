// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Response police")
struct ResponseTests {
  /// Erlang's second formula as the sum that defines it.
  private func erlangC(units: Int, load: Double) -> Double {
    let terms = (0..<units).map { pow(load, Double($0)) / tgamma(Double($0) + 1) }
    let last =
      pow(load, Double(units)) / tgamma(Double(units) + 1) * Double(units) / (Double(units) - load)
    return last / (terms.reduce(0, +) + last)
  }

  @Test(
    "The law of the wait is Erlang's",
    arguments: [(1, 0.3), (2, 1.8), (5, 4.5), (8, 5.4), (20, 18)])
  func erlang(units: Int, load: Double) {
    let length = 0.04
    let law = ResponseLaw(units: units, callsPerDay: load / length, callLength: length)
    #expect(abs(law.busy - erlangC(units: units, load: load)) < 1e-12)
    #expect(abs(law.meanWait - length / (Double(units) - load)) < 1e-12)
  }

  @Test("Known values of Erlang's formula", arguments: [(2, 1.8, 0.852632), (5, 4.5, 0.762493)])
  func known(units: Int, load: Double, busy: Double) {
    let law = ResponseLaw(units: units, callsPerDay: load, callLength: 1)
    #expect(abs(law.busy - busy) < 5e-7)
  }

  @Test("Without calls nobody waits; beyond capacity the law is that of 99 per cent")
  func extremes() {
    #expect(ResponseLaw(units: 3, callsPerDay: 0, callLength: 1).busy == 0)
    let full = ResponseLaw(units: 3, callsPerDay: 2.97, callLength: 1)
    let over = ResponseLaw(units: 3, callsPerDay: 30, callLength: 1)
    #expect((over.busy, over.meanWait) == (full.busy, full.meanWait))
  }

  @Test("Waits drawn from the law are none, or exponential, with Erlang's probability")
  func draws() {
    let law = ResponseLaw(units: 2, callsPerDay: 1.5, callLength: 1)
    var stream = Luck(seed: 1, replication: 1)
      .stream(StreamAddress(kind: 1, number: 1, purpose: 1))
    let waits = (0..<4_000).map { _ in law.draw(&stream) }
    let delayed = waits.filter { $0 > 0 }
    expectShare(Double(delayed.count), of: waits.count, equals: erlangC(units: 2, load: 1.5))
    kolmogorovSmirnovTest(of: delayed, tests: familySize) { 1 - exp(-$0 / 2) }.require()
  }

  @Test("The law is that of a simulated station to which the calls come one by one")
  func station() {
    enum Call { case comes, ends }
    let (units, rate, days) = (3, 2.0, 120.0)
    var seen: [Double] = []
    let waits = (1...60).map { replication -> Double in
      var stream = Luck(seed: 7, replication: UInt32(replication))
        .stream(StreamAddress(kind: 1, number: 1, purpose: 1))
      var calendar = Calendar<Call>()
      var station = Station(servers: units)
      var delayed = 0
      calendar.schedule(.comes, at: stream.exponential(mean: 1 / rate))
      func run(until end: Double) {
        while let call = calendar.next(before: end) {
          if call == .comes {
            calendar.schedule(.comes, at: calendar.now + stream.exponential(mean: 1 / rate))
            if station.request(0, at: calendar.now) == .granted {
              calendar.schedule(.ends, at: calendar.now + stream.exponential(mean: 1))
            } else {
              delayed += 1
            }
          } else {
            station.release(at: calendar.now)
          }
          while station.grantNext(at: calendar.now) != nil {
            calendar.schedule(.ends, at: calendar.now + stream.exponential(mean: 1))
          }
        }
      }
      run(until: 40)
      let waited = station.queueTime(at: 40)
      delayed = 0
      run(until: 40 + days)
      seen.append(Double(delayed))
      return station.queueTime(at: 40 + days) - waited
    }
    let law = ResponseLaw(units: units, callsPerDay: rate, callLength: 1)
    // Little: the time waited in all is the rate times the mean wait for each day.
    expectMean(
      of: waits, equals: rate * days * law.busy * law.meanWait, tests: familySize, "time waited")
    expectMean(of: seen, equals: rate * days * law.busy, tests: familySize, "calls that waited")
  }

  @Test("Each part of the day has the law of its share of the calls")
  func dayparts() {
    var own = ResponseParameters()
    own.callsByDaypart = [0.15, 0.2, 0.3, 0.35]
    let laws = ResponseLaw.byDaypart(own)
    #expect(laws.count == 4)
    for (law, share) in zip(laws, own.callsByDaypart) {
      let load = own.callsPerDay * share * 4 * own.callLength
      #expect(abs(law.busy - erlangC(units: own.units, load: load)) < 1e-12)
    }
  }

  @Test("A call is answered by the law of its hour, before the start of the clock too")
  func hours() {
    var simulation = Simulation(
      .quiet {
        $0.parameters.response.callsByDaypart = [0, 0, 0, 1]
        $0.parameters.response.callsPerDay = 1_000
        $0.parameters.response.travel = .fixed(0.01)
      }, replication: 1)
    simulation.advance(to: 1)
    func time(_ call: Double) -> Double {
      var stream = simulation.luck.stream(.contact, 1, .response)
      return simulation.responseTime(at: call, in: 0, &stream)
    }
    for call in [-2, -0.3, 0, 0.74, 1, 3.5] { #expect(time(call) == 0.01) }
    for call in [-0.25, -0.01, 0.75, 0.999, 5.8] { #expect(time(call) > 0.01) }
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
    let reinforcement = (own.officersAtDisorder - own.officers) * own.disorderHours * 24
    for (crowd, hours) in [(0, own.firstResponse), (1, own.firstResponse + reinforcement)] {
      var simulation = Simulation(scenario, replication: 1)
      let groups = simulation.addGroups(1)
      _ = simulation.startStings(of: groups, crowd: UInt32(crowd))
      simulation.advance(to: 0.5)
      #expect(simulation.total(.responseHours) == hours)
      #expect(simulation.total(.cost) == hours * scenario.parameters.costs.officerHour)
      #expect(simulation.total(.takeoverDays) == 0.01)
    }
  }
}
