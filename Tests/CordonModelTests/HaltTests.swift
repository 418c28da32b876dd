// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Testing

@testable import CordonModel

/// Arrivals that are awaited all through a run, and are not on its calendar.
@Suite("Arrivals beside the calendar") struct HaltTests {
  /// Referrals and devices whose rates change, stop and begin again, and candidates for new groups.
  private static let scenario = Scenario.quiet {
    $0.parameters.investigation.referrals = 30
    $0.parameters.forensics.otherDevices = 0
    $0.parameters.groups.foundingMaximum = 0.25
    $0.datedValues = [
      ("investigation.referrals", 0, "2018-01-11"), ("investigation.referrals", 5, "2018-01-21"),
      ("forensics.other-devices", 7, "2018-01-21"), ("groups.founding-maximum", 2, "2018-02-01"),
    ].map { DatedValue(path: $0, setting: .number($1), from: $2) }
  }

  /// The times of a process whose rates change on some days.
  private static func times(
    of entity: Entity, rates: [(day: Double, rate: Double)]
  ) -> [Double] {
    let luck = Luck(seed: scenario.settings.seed, replication: 0)
    var arrival = NextArrival()
    var times: [Double] = []
    func expect(_ rate: Double, at time: Double) {
      arrival.expect(luck.block(entity, UInt64(times.count), .arrival), rate: rate, at: time)
    }
    expect(rates[0].rate, at: 0)
    for (index, (_, rate)) in rates.enumerated() {
      let next = index + 1 < rates.count ? rates[index + 1] : (day: 60, rate: rate)
      while arrival.time < next.day {
        times.append(arrival.time)
        expect(rate, at: arrival.time)
      }
      arrival.change(from: rate, to: next.rate, at: next.day)
    }
    return times
  }

  @Test("come when each process by itself says, bit for bit, in any stretches")
  func times() {
    for stretches in [[60], [0.5, 10, 20.25, 31, 31, 60]] {
      var run = Simulation(Self.scenario, replication: 0)
      var referrals: [Double] = []
      var devices: [Double] = []
      var candidates: [Double] = []
      for end in stretches {
        run.advance(to: end) { event, run in
          switch event {
          case .referral: referrals.append(run.now)
          case .otherDevices: devices.append(run.now)
          case .foundingCandidate: candidates.append(run.now)
          default: break
          }
        }
      }
      #expect(referrals == Self.times(of: .referral, rates: [(0, 30), (10, 0), (20, 5)]))
      #expect(devices == Self.times(of: .otherDevices, rates: [(0, 0), (20, 7)]))
      #expect(candidates == Self.times(of: .foundingCandidate, rates: [(0, 0.25), (31, 2)]))
      #expect(referrals.count > 300 && devices.count > 200 && candidates.count > 30)
    }
  }

  @Test("come after all that the calendar has at their instant, whatever its class")
  func ties() {
    var run = Simulation(Self.scenario, replication: 0)
    let time = run.referralArrival.time
    run.calendar.schedule(.suicide(area: 0), at: time)
    run.calendar.schedule(.suicide(area: 0), at: time, priority: .late)
    run.calendar.schedule(.suicide(area: 0), at: time.nextUp)
    var told: [String] = []
    run.advance(to: time.nextUp.nextUp) { event, run in
      switch event {
      case .suicide: told.append(run.now == time ? "at its instant" : "later")
      case .referral: told.append("referral")
      default: break
      }
    }
    #expect(told == ["at its instant", "at its instant", "referral", "later"])
  }

  @Test("do not come at the very end of a stretch, but in the next")
  func ends() {
    var run = Simulation(Self.scenario, replication: 0)
    let time = run.referralArrival.time
    run.advance(to: time)
    #expect(run.now == time && run.total(.referrals) == 0)
    run.advance(to: time.nextUp)
    #expect(run.now == time.nextUp && run.total(.referrals) == 1)
  }
}
