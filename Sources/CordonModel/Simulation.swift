// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
public import Declarations
import DiscreteEvents

/// One run of the model: a value.
///
/// It has no global state, clock, input or output: any number of runs go on in parallel, and none knows the others.
/// A copy is a fork: both go on from the same state with the same luck.
public struct Simulation: Sendable {
  /// What is simulated, in the present period; nothing but ``beginPeriod()`` and ``follow(_:)`` change it.
  var world: World
  /// All chance of what is still to come.
  var luck: Luck

  var calendar: ShelvedCalendar<Event>
  var counts: MonthlyCounts
  var events = 0
  /// Until when the run goes on at present: before that nobody takes its luck anew or changes its policy.
  var endOfStretch = -Double.infinity
  var stance: Stance
  var policy: Policy
  var steps: [Policy.Step] = []
  var nextStep = 0
  /// The levers in force by date, by area; triggers change them on top.
  var dated: [Levers]
  var watches = TriggerWatches()
  /// When triggers are judged next.
  var nextJudgement = Double.infinity
  var pendingPeriod = EventHandle.none
  var pendingSteps: [EventHandle] = []
  var pendingDay = EventHandle.none

  var groups: [Group] = []
  /// By home.
  var knownShares: [KnownShare]
  /// What the share of contacts that is left does not exceed, by home, see ``contactLimit(of:)``.
  var contactLimits: [Double]
  /// By home area.
  var activeGroups: [TimeWeighted]
  /// The groups of the country, at home in an area or elsewhere.
  var groupCount = 0
  /// Followers of the active groups, relative to the median group, by their home.
  var followersAtHome: [Double]
  /// The last year in which a group was seen in an area, at group times areas plus area.
  var seenIn: [Int32] = []
  var nextCandidate: UInt32 = 0
  var files = EntityTable<VolunteerFile>()
  var stings = EntityTable<Sting>()
  var crowds = Crowds()
  var cases = EntityTable<Case>()
  /// How many of them are open, by area: those of volunteers, and behind them the police's own after an arrest.
  var openCases: [Int]
  var volunteerCases = EntityTable<VolunteerCase>()
  var nextReferral: UInt64 = 0
  var nextOtherDevices: UInt64 = 0
  /// What is drawn for those that are awaited, and for the next ones.
  var referrals = DrawnAhead()
  var otherSets = DrawnAhead()
  /// When the next of each of these comes, and the next candidate for a new group.
  var referralArrival = NextArrival()
  var undercoverArrival = ThinnedArrival()
  var otherDevicesArrival = NextArrival()
  var candidateArrival = NextArrival()
  /// Where the calendar halts next for what is not on it, and where if none of these arrivals comes before.
  var halt = Halt(at: -.infinity)
  var lastHalt = Halt(at: -.infinity)

  /// Members of converted groups who serve as special constables, by area.
  var specialConstables: [Double]
  /// Contacts whose stings have led to a case against volunteers that is under way.
  var enforcementUnderWay: [UInt64] = []
  /// Cases that wait for such a case to end before they are tried.
  var heldCases: [UInt32] = []

  var desks: [Station]
  var nextDeskShift = EventHandle.none
  /// The share of full time that each officer at a desk gives, by area.
  var deskTime: [Double]
  var investigators: [Station]
  /// The cases in their lines that lapse soon.
  var lapses: Lapses
  /// The share of full time that each investigator gives, by area.
  var investigatorTime: [Double]
  var laboratories: [Station]
  var courts: Station
  /// The divisions to which the public's calls come one by one; none if the stationary law stands for them.
  var divisions: [SimulatedDivision]

  var publicity: DecayingLevel
  var publicTrust: DecayingLevel
  var perceivedRisk: DecayingLevel
  /// Recent acquittals of volunteers.
  var acquittals: DecayingLevel
  /// Recent actions of police against volunteers, and recent stings that police heard of.
  var volunteerActions: DecayingLevel
  var stingsHeardOf: DecayingLevel
  var activeOffenders: Double

  /// A run of the scenario and its policy, before its first event.
  public init(_ scenario: Scenario, replication: Int) {
    self.init(World(scenario), replication: replication)
  }

  /// A run in the world under its scenario's policy, before its first event.
  ///
  /// - Parameters:
  ///   - world: What is simulated.
  ///   - replication: The number of the replication, from 0; with the scenario's seed it decides all
  ///     chance.
  public init(_ world: World, replication: Int) {
    let scenario = world.scenario
    let settings = scenario.settings
    let parameters = world.parameters
    let dawn = -settings.warmUp
    self.world = world
    luck = Luck(seed: settings.seed, replication: replication)

    calendar = ShelvedCalendar(startingAt: dawn, shelvedBy: 0x1p-3)
    counts = MonthlyCounts(
      start: settings.start, counted: settings.policyFrom, end: settings.end,
      areas: scenario.areas.count, observedFrom: dawn, asked: world.asked)
    openCases = Array(repeating: 0, count: 2 * scenario.areas.count)
    dated = scenario.areas.map { _ in scenario.history }
    stance = Stance(
      dated, elsewhere: scenario.history, populationShares: world.populationShares,
      promptnessScale: parameters.behaviour.promptnessScale)
    policy = scenario.policy
    activeGroups = scenario.areas.map { _ in TimeWeighted(value: 0, at: dawn) }
    followersAtHome = Array(repeating: 0, count: world.travel.zones)
    knownShares = Array(repeating: KnownShare(), count: world.travel.zones)
    contactLimits = Array(repeating: .infinity, count: world.travel.zones)
    desks = scenario.areas.map { _ in Station(servers: 0, startingAt: dawn) }
    deskTime = scenario.areas.map { _ in 1 }
    investigators = world.staffing.map {
      Station(servers: $0.investigators.members, startingAt: dawn)
    }
    lapses = Lapses(startingAt: dawn)
    investigatorTime = scenario.areas.map { _ in 1 }
    let byPriority = Discipline.ageing(perLevel: parameters.forensics.priorityWorth)
    laboratories = world.staffing.map {
      Station(
        servers: $0.forensicBenches.members, discipline: byPriority,
        startingAt: dawn - world.laboratoriesPast.longestWait)
    }
    courts = Station(servers: world.courtrooms.members, startingAt: dawn)
    let luck = luck
    divisions = world.response.simulated.enumerated().flatMap { area, numbers in
      numbers.map {
        SimulatedDivision(
          world.response.divisions[area], area: UInt32(area), number: UInt32($0), luck: luck,
          startingAt: dawn)
      }
    }
    let mood = parameters.publicMood
    publicity = DecayingLevel(timeConstant: mood.publicityDecay, at: dawn)
    publicTrust = DecayingLevel(rest: mood.trustMean, timeConstant: mood.trustReversion, at: dawn)
    perceivedRisk = DecayingLevel(timeConstant: mood.riskDecay, at: dawn)
    acquittals = DecayingLevel(timeConstant: mood.riskDecay, at: dawn)
    volunteerActions = DecayingLevel(timeConstant: mood.riskDecay, at: dawn)
    stingsHeardOf = DecayingLevel(timeConstant: mood.riskDecay, at: dawn)
    specialConstables = scenario.areas.map { _ in 0 }
    activeOffenders = parameters.offenders.pool

    calendar.schedule(.monthEnds, at: 0, priority: .closing)
    awaitPeriod()
    changeDeskShift()
    staffInvestigators()
    startForensics()
    startOwnPast()
    startCourt()
    startOwnDemand()
    startResponse()
    startGroups()
    adopt(scenario.policy)
  }

  /// Runs up to, and not including, the first moment of the given day.
  public mutating func run(until day: CalendarDate) {
    let end = Double(day - scenario.settings.start)
    named { run in run.handleEvents(before: end) { $0.handleChecked($1) } }
  }

  private static let eventsBetweenLooks = 4_096

  /// Handles the events before a time, unless the run is given up.
  ///
  /// It counts what is under way only now and then, so that this costs an event nothing.
  @inline(__always)
  mutating func handleEvents(
    before end: Double, _ handle: (_ run: inout Simulation, _ event: Event) -> Void
  ) {
    beginStretch(until: end)
    while !isGivenUp {
      let pause = min(scenario.settings.eventLimit, events + Self.eventsBetweenLooks)
      while events < pause, let event = nextEvent() {
        handle(&self, event)
        events += 1
      }
      if events < pause { return }
    }
  }

  /// Runs to the end of the counted years and returns the outcomes, by area and month only if asked.
  ///
  /// For a run that is given up it returns only the reason.
  public mutating func finish(areaMonths: Bool = false) -> RunOutcomes {
    run(until: scenario.settings.end)
    if let reason = whyGivenUp {
      return .failed(reason, outcomes: Outcome.all.count, areas: scenario.areas.count)
    }
    endMonth()
    named { $0.checkInvariants() }
    return counts.outcomes(
      from: scenario.settings.policyFrom, areaMonths: areaMonths, events: events)
  }
}

// Functions that only read the run are inlined, here and in the mechanisms: a plain call would copy the whole run,
// several kilobytes, before every event.
extension Simulation {
  @inline(__always)
  var now: Double { calendar.now }
  @inline(__always)
  var scenario: Scenario { world.scenario }
  @inline(__always)
  var parameters: Parameters { world.parameters }
  /// Whether a run is asked for any of the measures: if not, what is done for them alone may be left out.
  @inline(__always)
  func isAsked(for measures: MeasureSet) -> Bool { world.asked.intersects(measures) }
  /// The levers in force in an area.
  @inline(__always)
  func levers(in area: UInt32) -> Levers { stance[area] }

  /// How volunteers see the levers may have changed; the levers are the same.
  mutating func renewStance() { take(stance(of: stance.local)) }

  private mutating func take(_ new: Stance) {
    stance = new
    forgetContactShares()
    renewContactLimits()
    renewUndercover()
  }

  private func stance(of local: [Levers]) -> Stance {
    Stance(
      local, elsewhere: scenario.history, populationShares: world.populationShares,
      promptnessScale: parameters.behaviour.promptnessScale)
  }

  /// Sets the levers of all areas.
  mutating func changeLevers(_ local: [Levers]) {
    let before = stance
    take(stance(of: local))
    // Staff that stays is not set anew: that would change the rounding of integrals over time, and policies that do not
    // touch staff would differ in the last bits of their backlogs.
    for area in desks.indices {
      let area = UInt32(area)
      guard levers(in: area).liaison != before[area].liaison else { continue }
      staffDesk(area)
      serveDesk(area)
      staffInvestigators(area)
    }
  }

  /// A uniform number for one purpose of one entity.
  @inline(__always)
  func chance(_ entity: Entity, _ number: UInt64, _ purpose: Purpose) -> Double {
    luck.uniform(StreamAddress(entity, number, purpose))
  }

  /// An exponential number for one purpose of one entity.
  @inline(__always)
  func exponential(mean: Double, _ entity: Entity, _ number: UInt64, _ purpose: Purpose) -> Double {
    luck.exponential(mean: mean, StreamAddress(entity, number, purpose))
  }

  /// A number with the given law for one purpose of one entity.
  @inline(__always)
  func draw(_ law: Law, _ entity: Entity, _ number: UInt64, _ purpose: Purpose) -> Double {
    var stream = luck.stream(entity, number, purpose)
    return stream.draw(law)
  }
}
