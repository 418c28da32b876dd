// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@testable import CordonModel

@Suite("Investigation")
struct InvestigationTests {
  /// A world of referrals without arrests, each of so many days of one investigator's work.
  private func referrals(
    perDay rate: Double, days: Double, investigators: Int,
    _ change: (inout InvestigationParameters) -> Void = { _ in }
  ) -> Scenario {
    .quiet {
      $0.areas[0].investigators = investigators
      $0.parameters.investigation.referrals = rate
      $0.parameters.investigation.hoursPerDay = 5
      $0.parameters.investigation.enquiries = 5 * days
      $0.parameters.investigation.patience = .fixed(1e9)
      change(&$0.parameters.investigation)
    }
  }

  @Test("A case keeps its effort until chance or the law of efforts is another")
  func keepsEffort() throws {
    let scenario = referrals(perDay: 3, days: 1, investigators: 5)
    var simulation = Simulation(scenario, replication: 1)
    simulation.advance(to: 20)
    func efforts() -> [Double] {
      var efforts: [Double] = []
      simulation.cases.forEachRow { if !$0.effort.isNaN { efforts.append($0.effort) } }
      return efforts
    }
    let before = efforts()
    #expect(before.count >= 3)
    simulation.cases.forEachRow { row in
      let block = simulation.luck.block(.referral, row.number, .investigation)
      let drawn = scenario.parameters.investigation.effort.quantile(block.uniform(.first))
      #expect(row.effort.isNaN || abs(row.effort - drawn) < 1e-6)
    }
    simulation.renewOwnDemand(from: simulation.world)
    #expect(efforts() == before)
    var other = scenario
    other.parameters.investigation.effort = .fixed(1)
    simulation.renewOwnDemand(from: World(other))
    #expect(efforts().isEmpty)
    simulation.advance(to: 40)
    #expect(!efforts().isEmpty)
    simulation.rekey(lineage: 1)
    #expect(efforts().isEmpty)
  }

  @Test("Grades of risk wait as long as Cobham's formula says")
  func cobham() {
    let (rate, work, shares) = (3.0, 0.2, [0.1, 0.3, 0.35, 0.25])
    let scenario = referrals(perDay: rate, days: work, investigators: 1) { $0.grades = shares }
    let (warmUp, days) = (40.0, 60.0)
    var waiting = [[Double]](repeating: [], count: 4)
    _ = replicate(40, of: scenario) { simulation -> Double in
      simulation.advance(to: warmUp)
      var areas = [0.0, 0, 0, 0]
      var present = waitingByGrade(simulation)
      var since = warmUp
      simulation.advance(to: warmUp + days) { _, simulation in
        for grade in 0..<4 { areas[grade] += (simulation.now - since) * present[grade] }
        present = waitingByGrade(simulation)
        since = simulation.now
      }
      for grade in 0..<4 {
        waiting[grade].append(areas[grade] + (warmUp + days - since) * present[grade])
      }
      return 0
    }
    // The effort has a coefficient of variation of one half.
    let residual = rate * work * work * 1.25 / 2
    var above = 0.0
    for (grade, share) in shares.enumerated() {
      let through = above + rate * share * work
      let wait = residual / ((1 - above) * (1 - through))
      expectMean(
        of: waiting[grade], equals: rate * share * wait * days, tests: familySize, "grade \(grade)")
      above = through
    }
  }

  private func waitingByGrade(_ simulation: Simulation) -> [Double] {
    var counts = [0.0, 0, 0, 0]
    simulation.cases.forEachSlot { slot in
      let row = simulation.cases[slot]
      if row.ticket != .none { counts[Int(row.grade)] += 1 }
    }
    return counts
  }

  @Test("Referrals wait for several investigators, or lapse, as the exact Markov chain says")
  func lapses() {
    let (rate, work, patience, days) = (6.0, 0.4, 0.5, 12.0)
    let scenario = referrals(perDay: rate, days: work, investigators: 2) {
      $0.patience = .exponential(mean: patience)
    }
    var waiting: [Double] = []
    var busy: [Double] = []
    let lapsed = replicate(120, of: scenario) {
      $0.advance(to: days)
      waiting.append($0.investigators[0].queueTime(at: days))
      busy.append($0.investigators[0].busyTime(at: days))
      return $0.total(.referralsNeverReached)
    }
    let queue = TwoErlangServers(
      rate: rate, phaseRate: 4 / work, leaving: 1 / patience, room: 16)
    let expected = queue.waiting(until: days)
    expectMean(of: waiting, equals: expected, tests: familySize, "waiting")
    expectMean(of: lapsed, equals: expected / patience, tests: familySize, "lapsed")
    expectMean(of: busy, equals: queue.busy(until: days), tests: familySize, "busy")
  }

  /// The effort of a case is a gamma law of shape 4: four exponential phases; M/E4/2+M.
  private struct TwoErlangServers {
    let chain: MarkovChain
    /// Phases of the two servers, the first not below the second; 0 is idle, 1 the last phase.
    private let phases: [(Int, Int)]
    private let room: Int

    init(rate: Double, phaseRate: Double, leaving: Double, room: Int) {
      let phases = (0...4).flatMap { first in (0...first).map { (first, $0) } }
      func index(_ one: Int, _ other: Int, _ waiting: Int) -> Int {
        let (first, second) = (max(one, other), min(one, other))
        return waiting * phases.count + first * (first + 1) / 2 + second
      }
      var chain = MarkovChain(states: phases.count * (room + 1))
      for (first, second) in phases {
        for waiting in 0...room where waiting == 0 || second > 0 {
          let state = index(first, second, waiting)
          // An arrival starts in phase 4, or waits.
          if second == 0 {
            chain.add(rate, from: state, to: index(first, 4, 0))
          } else if waiting < room {
            chain.add(rate, from: state, to: index(first, second, waiting + 1))
          }
          chain.add(
            leaving * Double(waiting), from: state, to: index(first, second, max(0, waiting - 1)))
          for (moving, staying) in [(first, second), (second, first)] where moving > 0 {
            let next =
              moving > 1
              ? index(moving - 1, staying, waiting)
              : waiting > 0 ? index(4, staying, waiting - 1) : index(0, staying, 0)
            chain.add(phaseRate, from: state, to: next)
          }
        }
      }
      (self.chain, self.phases, self.room) = (chain, phases, room)
    }

    func waiting(until time: Double) -> Double {
      chain.evolve(from: 0, for: time) { Double($0 / phases.count) }.reward
    }

    func busy(until time: Double) -> Double {
      chain.evolve(from: 0, for: time) { state in
        let (first, second) = phases[state % phases.count]
        return Double((first > 0 ? 1 : 0) + (second > 0 ? 1 : 0))
      }.reward
    }
  }

  @Test(
    "A volunteer case stands where its priority puts it",
    arguments: [
      (Levers.Priority.aboveOwn, [4, 0, 1, 2, 3]), (.equal, [0, 1, 4, 2, 3]),
      (.belowOwn, [0, 1, 2, 3, 4]),
    ])
  func priorities(priority: Levers.Priority, order: [UInt32]) {
    let scenario = Scenario.quiet {
      $0.areas[0].investigators = 1
      $0.history.priority = priority
      $0.parameters.investigation.patience = .fixed(1e9)
    }
    var simulation = Simulation(scenario, replication: 1)
    // While the only investigator is taken, referrals of all grades come, then a volunteer case.
    let first = simulation.open(Case(number: 99, route: .enforcement, area: 0))
    simulation.investigate(first)
    for grade in 0..<4 {
      simulation.investigate(
        simulation.open(
          Case(number: UInt64(grade), route: .referral, grade: UInt8(grade), area: 0)))
    }
    simulation.investigate(simulation.addVolunteerCases(1)[0])
    #expect(simulation.investigators[0].waiting == 5)
    var taken: [UInt32] = []
    simulation.advance(to: 1_000) { event, simulation in
      guard case .caseWorked(let slot) = event, slot != first else { return }
      if !taken.contains(slot - 1) { taken.append(slot - 1) }
    }
    #expect(taken == order)
  }

  @Test("A wait beyond the target of its grade is late")
  func late() {
    for (grade, target) in [1.0, 7, 14, 30].enumerated() {
      for (wait, isLate) in [(target - 0.1, 0.0), (target + 0.1, 1.0)] {
        let scenario = Scenario.quiet {
          $0.areas[0].investigators = 1
          $0.parameters.investigation.patience = .fixed(1e9)
        }
        var simulation = Simulation(scenario, replication: 1)
        simulation.investigators[0].setServers(0, at: 0)
        simulation.investigate(
          simulation.open(
            Case(number: 1, route: .referral, grade: UInt8(grade), area: 0)))
        simulation.advance(to: wait)
        simulation.staffInvestigators()
        #expect(simulation.total(.referralsTaken) == 1)
        #expect(simulation.total(.referralWait) == wait)
        #expect(simulation.total(.referralsLate) == isLate)
      }
    }
  }

  @Test("A case that nobody takes up lapses when its patience ends, and not once it is taken up")
  func patience() {
    let scenario = Scenario.quiet {
      $0.areas[0].investigators = 1
      $0.parameters.investigation.patience = .fixed(3)
      $0.parameters.investigation.hoursPerDay = 1
      $0.parameters.investigation.arrestToCharge = 8
      $0.parameters.investigation.chargeWithoutDevices = 1
    }
    var simulation = Simulation(scenario, replication: 1)
    simulation.investigators[0].setServers(0, at: 0)
    for slot in simulation.addVolunteerCases(3) { simulation.investigate(slot) }
    simulation.advance(to: 2.9)
    #expect(simulation.total(.volunteerLapses) == 0)
    simulation.investigators[0].setServers(1, at: 2.9)
    simulation.serveInvestigators(0)
    simulation.advance(to: 3.1)
    #expect(simulation.total(.volunteerLapses) == 2)
    #expect(simulation.cases.count == 1)
    simulation.advance(to: 400)
    #expect(simulation.total(.volunteerLapses) == 2)
    #expect(simulation.total(.volunteerCharges) + simulation.total(.volunteerNotCharged) == 1)
  }

  @Test("Officer-hours of a case add up to those of its stages on average")
  func hours() {
    let scenario = Scenario.quiet {
      $0.parameters.investigation.arrestToCharge = 60
      $0.parameters.investigation.chargeWithoutDevices = 0.3
      $0.parameters.forensics.examination = .fixed(1)
      $0.parameters.court.chargeVolunteer = 0
    }
    var simulation = Simulation(scenario, replication: 1)
    let count = 1_500
    for slot in simulation.addVolunteerCases(count) { simulation.investigate(slot) }
    simulation.advance(to: 1_000)
    #expect(simulation.cases.count == 0)
    // One effort for both stages: the coefficient of variation of the sum is one half.
    let mean = simulation.total(.investigationHours) / Double(count)
    #expect(abs(mean - 60) < 5 * 30 / Double(count).squareRoot())
    expectShare(
      Double(count) - simulation.total(.forensicSets), of: count, equals: 0.3, "without devices")
    #expect(simulation.total(.volunteerInvestigations) == Double(2 * count))
    #expect(simulation.total(.volunteerNotCharged) == Double(count))
  }

  @Test("Hours from arrest to charge fall before and after the devices in the declared shares")
  func beforeDevices() {
    let scenario = Scenario.quiet {
      $0.parameters.investigation.arrestToCharge = 40
      $0.parameters.investigation.beforeDevices = 0.25
      $0.parameters.investigation.effort = .fixed(2)
      $0.parameters.investigation.chargeWithoutDevices = 0
      $0.parameters.forensics.examination = .fixed(1)
    }
    var simulation = Simulation(scenario, replication: 1)
    for slot in simulation.addVolunteerCases(1) { simulation.investigate(slot) }
    #expect(simulation.total(.investigationHours) == 20)
    simulation.advance(to: 1_000)
    #expect(simulation.total(.investigationHours) == 80)
  }

  @Test("Referrals lead to arrests, and arrests to charges, in the observed shares")
  func ownRoute() {
    let scenario = Scenario.quiet {
      $0.parameters.investigation.referrals = 20
      $0.parameters.investigation.arrests = 8
      $0.parameters.investigation.undercoverArrests = 3
      $0.parameters.investigation.ownOffenceShare = 0.4
      $0.parameters.investigation.enquiries = 0
      $0.parameters.investigation.arrestToCharge = 0
      $0.parameters.court.chargeOwn = 0.6
    }
    #expect(scenario.parameters.investigation.arrestShare == 0.25)
    var simulation = Simulation(scenario, replication: 1)
    var decisions = 0
    simulation.advance(to: 120) { event, _ in
      if case .chargeDecision = event { decisions += 1 }
    }
    let undercover = Int(simulation.total(.undercoverArrests))
    let arrested = Int(scenario.parameters.offenders.pool - simulation.activeOffenders)
    let referrals = Int(simulation.total(.referrals))
    let charges = simulation.total(.ownCharges)
    #expect(abs(Double(referrals) - 2_400) < 5 * 49)
    #expect(abs(Double(undercover) - 360) < 5 * 19)
    #expect(simulation.total(.referralsTaken) == Double(referrals))
    expectShare(Double(arrested - undercover), of: referrals, equals: 0.25, "arrests")
    expectShare(charges, of: decisions, equals: 0.6, "charges")
    expectShare(simulation.total(.ownCases), of: Int(charges), equals: 0.4, "offence")
  }

  @Test("Liaison officers go from the investigators to the desk, and nobody is lost on the way")
  func liaison() {
    let scenario = Scenario.quiet {
      $0.areas.append($0.areas[0])
      $0.areas[0].investigators = 10
      $0.areas[0].triageOfficers = 2
      $0.areas[1].investigators = 3
      $0.areas[1].triageOfficers = 1
      $0.parameters.triage.opens = 8
      $0.parameters.triage.closes = 18
      $0.policy.changes = [
        .init(lever: "liaison", setting: .number(0.5), from: "2018-01-02"),
        .init(lever: "liaison", setting: .number(1), from: "2018-01-03"),
        .init(lever: "liaison", setting: .number(0), from: "2018-01-04"),
      ]
    }
    var simulation = Simulation(scenario, replication: 1)
    // Half of 3 investigators are one and a half: two who give three quarters of their time, and at the
    // desk, with its own officer, three who give five sixths.
    for (time, desks, investigators) in [
      (0.1, [0, 0], [10, 3]), (0.5, [2, 1], [10, 3]), (1.0, [0, 0], [10, 3]),
      (1.1, [0, 0], [5, 2]), (1.5, [7, 3], [5, 2]), (2.5, [12, 4], [0, 0]),
      (3.5, [2, 1], [10, 3]),
    ] {
      simulation.advance(to: time)
      #expect(simulation.desks.map(\.servers) == desks)
      #expect(simulation.investigators.map(\.servers) == investigators)
      if investigators == [5, 2] { #expect(simulation.investigatorTime == [1, 0.75]) }
      if desks == [7, 3] { #expect(simulation.deskTime == [1, 2.5 / 3]) }
    }
  }

  @Test("Of investigators' time no more is taken than there is, whoever finishes in overtime")
  func busy() {
    // Six cases of two days each are begun by six investigators, of whom four are gone after a day.
    let scenario = Scenario.quiet {
      $0.areas[0].investigators = 6
      $0.parameters.investigation.arrestToCharge = 16
      $0.parameters.investigation.effort = .fixed(1)
      $0.parameters.investigation.hoursPerDay = 4
      $0.policy.changes = [
        .init(lever: "liaison", setting: .number(2.0 / 3), from: "2018-01-02")
      ]
    }
    var simulation = Simulation(scenario, replication: 1)
    for slot in simulation.addVolunteerCases(6) { simulation.investigate(slot) }
    simulation.advance(to: 2)
    let team = simulation.investigators[0]
    // On duty were six for a day and two for another one.
    #expect((team.busyTime(at: 2), team.serverTime(at: 2), team.idleTime(at: 2)) == (12, 8, 0))

    // Nobody is idle before a queue without an end, through changes of staff at odd times.
    let never = Scenario.quiet {
      $0.areas[0].investigators = 7
      $0.parameters.investigation.patience = .fixed(3_000)
      $0.policy.changes = [
        .init(lever: "liaison", setting: .number(0.3), from: "2018-02-11"),
        .init(lever: "liaison", setting: .number(0.1), from: "2018-07-05"),
        .init(lever: "liaison", setting: .number(0.7), from: "2018-10-20"),
      ]
    }
    var taken = Simulation(never, replication: 1)
    for slot in taken.addVolunteerCases(5_000) { taken.investigate(slot) }
    let outcomes = taken.finish()
    let index = Outcome.all.index(of: "investigators-busy") ?? 0
    let shares =
      [outcomes.counted[index]]
      + stride(from: index, to: outcomes.monthly.count, by: Outcome.all.count).map {
        outcomes.monthly[$0]
      }
    #expect(shares.count == 13)
    for share in shares { #expect(share <= 1 && share > 1 - 1e-9) }
  }

  @Test("What own cases lose to lapses is what the same cases bring where nobody's patience ends")
  func lost() {
    func run(patience: Law) -> Simulation {
      let scenario = Scenario.quiet {
        $0.areas[0].investigators = 5
        $0.parameters.investigation.enquiries = 2
        $0.parameters.investigation.arrestToCharge = 20
        $0.parameters.investigation.patience = patience
      }
      var simulation = Simulation(scenario, replication: 3)
      for number in 0..<900 {
        let route: Case.Route = number % 3 == 0 ? .undercover : .referral
        simulation.investigate(
          simulation.open(
            Case(
              number: UInt64(number), route: route, area: 0, leadsToArrest: number % 2 == 0)))
      }
      simulation.advance(to: 20_000)
      return simulation
    }
    let (all, some) = (run(patience: .fixed(1e6)), run(patience: .exponential(mean: 5)))
    #expect(all.total(.ownConvictionsLost) == 0)
    #expect(some.total(.ownConvictionsLost) > 100)
    #expect(
      all.total(.ownConvictions)
        == some.total(.ownConvictions) + some.total(.ownConvictionsLost))
    #expect(all.cases.count == 0 && some.cases.count == 0)
  }

  @Test("A case with its place in the table is one line of the cache")
  func size() {
    #expect(MemoryLayout<Case>.stride + 2 * MemoryLayout<UInt32>.stride == 64)
  }

  @Test("What only cases by or against volunteers have leaves with them")
  func leavesNothing() {
    var simulation = Simulation(
      .busy {
        $0.history.enforcement = 0.5
        $0.parameters.investigation.patience = .exponential(mean: 60)
      }, replication: 1)
    _ = simulation.finish()
    var present = 0
    simulation.cases.forEachRow { row in
      let isOfVolunteers = row.route == .volunteer || row.route == .enforcement
      #expect(isOfVolunteers == (row.volunteers != .max))
      if isOfVolunteers { present += 1 }
    }
    #expect(simulation.volunteerCases.count == present)
    #expect(simulation.total(.casesEnded) > 0 && simulation.total(.volunteersArrested) > 0)
  }
}
