// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
public import Declarations
import DiscreteEvents

/// One run of the model: a value.
///
/// No global state, clock, input or output: any number of runs go on in parallel and none knows the
/// others. A copy is a fork: both go on from the same state with the same luck.
public struct Simulation: Sendable {
  /// What is simulated; it does not change.
  let scenario: Scenario
  let parameters: Parameters
  let luck: Luck
  let homes: Shares
  let shares: ParameterShares
  let deskHours: WeeklySchedule
  let responseLaws: [ResponseLaw]
  let typicalFollowers: Double
  let unwatchedSuicideRisk: Double
  let ownArrestShare: Double

  var calendar: Calendar<Event>
  var counts: MonthlyCounts
  var events = 0
  var levers: Levers
  var policy: Policy
  var steps: [Policy.Step] = []
  var pendingSteps: [EventHandle] = []

  var groups: [Group] = []
  var activeGroups: TimeWeighted
  var nextCandidate: UInt32 = 0
  var files = EntityTable<VolunteerFile>()
  var stings = EntityTable<Sting>()
  var cases = EntityTable<Case>()
  var nextReferral: UInt64 = 0
  var nextUndercover: UInt64 = 0
  var nextOtherDevices: UInt64 = 0

  var desks: [Station]
  var investigators: [Station]
  var laboratories: [Station]
  var courts: Station
  var investigatorsOnDuty: TimeWeighted
  var booked = Array(repeating: 0.0, count: Measure.allCases.count)

  var publicity: DecayingLevel
  var publicTrust: DecayingLevel
  var perceivedRisk: DecayingLevel
  var activeOffenders: Double

  /// A run of the scenario and its policy, before its first event.
  ///
  /// - Parameters:
  ///   - scenario: What is simulated.
  ///   - replication: The number of the replication, from 0; with the scenario's seed it decides all
  ///     chance.
  public init(_ scenario: Scenario, replication: Int) {
    let settings = scenario.settings
    let parameters = scenario.parameters
    let dawn = -settings.warmUp
    self.scenario = scenario
    self.parameters = parameters
    luck = Luck(seed: UInt32(settings.seed), replication: UInt32(replication))
    homes = Shares(of: scenario.areas.map(\.population))
    shares = ParameterShares(parameters)
    let opens = parameters.triage.opens
    deskHours = .hours(
      opens..<max(opens, parameters.triage.closes), level: 1,
      epochWeekday: settings.start.weekday)
    responseLaws = Self.responseLaws(parameters.response)
    typicalFollowers = parameters.groups.followers.quantile(0.5)
    ownArrestShare = parameters.investigation.arrestShare
    unwatchedSuicideRisk = parameters.harm.unwatchedRisk(streamed: parameters.stings.streamed)

    calendar = Calendar(startingAt: dawn)
    counts = MonthlyCounts(
      start: settings.start, counted: settings.policyFrom, end: settings.end)
    levers = scenario.history
    policy = scenario.policy
    investigatorsOnDuty = TimeWeighted(value: 0, at: dawn)
    booked[Measure.days.rawValue] = dawn
    activeGroups = TimeWeighted(value: 0, at: dawn)
    desks = scenario.areas.map { _ in Station(servers: 0, startingAt: dawn) }
    investigators = scenario.areas.map { Station(servers: $0.investigators, startingAt: dawn) }
    laboratories = scenario.areas.map { Station(servers: $0.forensicBenches, startingAt: dawn) }
    courts = Station(
      servers: scenario.areas.reduce(0) { $0 + $1.courtrooms }, startingAt: dawn)
    let mood = parameters.publicMood
    publicity = DecayingLevel(timeConstant: mood.publicityDecay, at: dawn)
    publicTrust = DecayingLevel(rest: mood.trustMean, timeConstant: mood.trustReversion, at: dawn)
    perceivedRisk = DecayingLevel(timeConstant: mood.riskDecay, at: dawn)
    activeOffenders = mood.pool

    calendar.schedule(.monthEnds, at: 0, priority: .closing)
    changeDeskShift()
    staffInvestigators()
    startForensics()
    startOwnDemand()
    startGroups()
    adopt(scenario.policy)
  }

  /// Follows another policy from now on; what has been simulated stays as it is.
  public mutating func adopt(_ policy: Policy) {
    for step in pendingSteps { calendar.cancel(step) }
    pendingSteps.removeAll(keepingCapacity: true)
    self.policy = policy
    steps = policy.steps(after: scenario.history)
    for (index, step) in steps.enumerated() {
      let time = Double(step.from - scenario.settings.start)
      guard time >= now else { continue }
      pendingSteps.append(
        calendar.schedule(.leversChange(UInt32(index)), at: time, priority: .levers))
    }
  }

  /// Runs up to, and not including, the first moment of the given day.
  public mutating func run(until day: CalendarDate) {
    let end = Double(day - scenario.settings.start)
    named { run in
      while let event = run.calendar.next(before: end) {
        run.handleChecked(event)
        run.events += 1
      }
    }
  }

  /// Runs to the end of the counted years and says what came out.
  public mutating func finish() -> RunOutcomes {
    run(until: scenario.settings.end)
    endMonth()
    named { $0.checkInvariants() }
    return counts.outcomes(from: scenario.settings.policyFrom, events: events)
  }
}

// What only reads the run is inlined, here and in the mechanisms: a call that is not would copy all of
// it, several kilobytes, before every event.
extension Simulation {
  @inline(__always)
  var now: Double { calendar.now }

  mutating func changeLevers(_ step: UInt32) {
    let before = levers
    levers = steps[Int(step)].levers
    // Staff that stays is not set anew: that would round the integrals over time otherwise, and
    // policies that do not touch staff would differ in the last bits of their backlogs.
    guard levers.liaisonOfficers != before.liaisonOfficers else { return }
    staffDesks()
    for area in desks.indices { serveDesk(UInt32(area)) }
    staffInvestigators()
  }

  /// A uniform number for one purpose of one entity.
  @inline(__always)
  func chance(_ entity: Entity, _ number: UInt64, _ purpose: Purpose) -> Double {
    var stream = luck.stream(entity, number, purpose)
    return stream.uniform()
  }

  /// An exponential number for one purpose of one entity.
  @inline(__always)
  func exponential(mean: Double, _ entity: Entity, _ number: UInt64, _ purpose: Purpose) -> Double {
    var stream = luck.stream(entity, number, purpose)
    return stream.exponential(mean: mean)
  }

  /// A number with the given law for one purpose of one entity.
  @inline(__always)
  func draw(_ law: Law, _ entity: Entity, _ number: UInt64, _ purpose: Purpose) -> Double {
    var stream = luck.stream(entity, number, purpose)
    return stream.draw(law)
  }
}
