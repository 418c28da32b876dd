// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

@testable import CordonModel

/// Cases that wait for investigators and lapse.
@Suite("Lapses of cases in line") struct LapsesTests {
  /// Referrals, each of so many days of work, to some investigators.
  private static func scenario(days: Double, investigators: Int, patience: Law) -> Scenario {
    .quiet {
      $0.areas[0].investigators = investigators
      $0.parameters.investigation.referrals = 2
      $0.parameters.investigation.hoursPerDay = 5
      $0.parameters.investigation.enquiries = 5 * days
      $0.parameters.investigation.patience = patience
    }
  }

  @Test("come at the end of a case's patience to the last bit, soon or late, in any stretches")
  func times() {
    let scenario = Self.scenario(
      days: 1e6, investigators: 1, patience: .exponential(mean: 30))
    for stretches in [[120], [7, 16, 16, 47.5, 120]] {
      var run = Simulation(scenario, replication: 2)
      let law = run.world.laws.patience
      var (number, expected, times) = (UInt64(0), [Double](), [Double]())
      for end in stretches {
        run.advance(to: end) { event, run in
          switch event {
          case .referral:
            // The first is taken up, for ever.
            if number > 0 {
              let patience = run.luck.block(.referral, number, .investigation).draw(law, .second)
              expected.append(run.now + patience)
            }
            number += 1
          case .caseLapses: times.append(run.now)
          default: break
          }
        }
      }
      #expect(times == expected.filter { $0 < 120 }.sorted())
      #expect(times.count > 100 && Int(run.total(.referralsNeverReached)) == times.count)
      // Some lapse before the first horizon, and some that wait for more than one.
      #expect(times[0] < 16 && run.investigators[0].waiting > 20)
    }
  }

  @Test("are known at every event, in a run and in its copy")
  func everyEvent() {
    let scenario = Self.scenario(days: 1.2, investigators: 2, patience: .exponential(mean: 20))
    var run = Simulation(scenario, replication: 3)
    func follow(_ run: inout Simulation, to end: Double) -> [Double] {
      var times: [Double] = []
      run.advance(to: end) { event, run in
        var run = run
        run.checkInvariants()
        if case .caseLapses = event { times.append(run.now) }
      }
      return times
    }
    #expect(!follow(&run, to: 60).isEmpty)
    var copy = run
    let times = follow(&run, to: 200)
    #expect(times.count > 10 && follow(&copy, to: 200) == times)
    let (come, taken) = (run.total(.referrals), run.total(.referralsTaken))
    #expect(
      come == taken + run.total(.referralsNeverReached) + Double(run.investigators[0].waiting))
  }

  @Test("do not come where a case is taken up at the very instant")
  func ties() {
    var run = Simulation(
      Self.scenario(days: 1, investigators: 1, patience: .fixed(4)), replication: 1)
    let slots = run.addVolunteerCases(3)
    run.investigate(slots[0], left: 4)
    for slot in slots[1...] { run.investigate(slot) }
    run.advance(to: 4.0.nextUp)
    #expect(run.total(.volunteerInvestigations) == 1)
    #expect(run.total(.volunteerLapses) == 1)
  }
}
