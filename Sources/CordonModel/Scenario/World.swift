// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents

/// A scenario that is ready to run: everything that its replications share and none of them changes.
///
/// Where values change by date there is one for each period, and each knows the one that follows. It is a class so that
/// copies of a run, which are forks of it, share it; nothing in it can change.
/// Making one costs more than a run needs to know: sums over areas, and laws that are solved for.
public final class World: Sendable {
  /// What is simulated, as it is in this period.
  public let scenario: Scenario
  /// When its period begins, in days; minus infinity for the first.
  let begins: Double
  /// The world of the period that follows; nil for the last.
  let next: World?
  let parameters: Parameters
  let shares: ParameterShares
  let laws: ParameterLaws
  /// The areas in which people live, by population.
  let homes: Shares
  /// Each area's share of the population.
  let populationShares: [Double]
  /// By area.
  let staffing: [Staffing]
  let courtrooms: Team
  /// The areas in which undercover officers make arrests, by the number of these officers.
  let undercoverHomes: Shares
  /// Arrests by undercover officers of all areas, and candidates of the process that dominates them; per day.
  let undercoverArrests: Double
  var undercoverCandidates: Double { undercoverArrests * UndercoverBound.factor }
  let travel: Travel
  let deskHours: WeeklySchedule
  let response: ResponseForces
  /// The mean competence of new groups.
  let typicalCompetence: Double
  let typicalFollowers: Double
  let unwatchedSuicideRisk: Double
  let ownArrestShare: Double
  /// The police's own cases of the long run before the simulation begins.
  let ownRates: OwnRates
  let laboratoriesPast: LaboratoriesPast
  /// Who waits for each area's laboratory, and for courtrooms, when the simulation begins.
  let usualSetsWaiting: [Double]
  let usualCasesWaiting: Double
  /// What runs are asked for; outcomes that are made of anything else have no value.
  let asked: MeasureSet

  /// The world of a scenario, in its first period.
  ///
  /// - Parameters:
  ///   - scenario: What is simulated.
  ///   - outcomes: The outcomes that runs are asked for, by their indices; nil for all. What can change no other
  ///     may be left out.
  ///   - neighbour: Another world, as of another state of a sweep. What takes long to make is shared with it where it
  ///     depends on nothing that differs.
  public convenience init(
    _ scenario: Scenario, asking outcomes: [Int]? = nil, beside neighbour: World? = nil
  ) {
    var asked = MeasureSet.all
    if let outcomes {
      asked = MeasureSet(ofOutcomes: outcomes)
      // Triggers look at what has been counted, too.
      asked.formUnion(scenario.policy.watched)
    }
    let periods = scenario.periods
    let parting = Double(scenario.settings.policyFrom - scenario.settings.start)
    let streamed = periods.last { $0.begins < parting }?.scenario.parameters.stings.streamed
    self.init(
      periods[...], sinceBeginningOf: periods[0].scenario,
      streamedWhenPoliciesPart: streamed ?? scenario.parameters.stings.streamed, asked,
      beside: neighbour)
  }

  /// The world of the first of some periods of a run that began in a period.
  private init(
    _ periods: ArraySlice<Scenario.Period>, sinceBeginningOf first: Scenario,
    streamedWhenPoliciesPart streamed: Double, _ asked: MeasureSet, beside neighbour: World?
  ) {
    let period = periods[periods.startIndex]
    let scenario = period.scenario
    let next =
      periods.count > 1
      ? World(
        periods.dropFirst(), sinceBeginningOf: first, streamedWhenPoliciesPart: streamed, asked,
        beside: neighbour?.next)
      : nil
    begins = period.begins
    self.next = next
    self.asked = asked
    let national = scenario.parameters
    let populations = scenario.areas.map(\.population)
    let population = populations.reduce(0, +)
    let parameters = national.scaled(toResidents: population)
    self.scenario = scenario
    self.parameters = parameters
    shares = ParameterShares(parameters)
    laws = ParameterLaws(parameters)
    homes = Shares(of: populations)
    populationShares = populations.map { $0 / population }
    staffing = scenario.areas.map { Staffing($0, national) }
    courtrooms = Team.courtrooms(of: population, national)
    let undercover = staffing.map(\.undercoverOfficers.fullTime)
    let officers = undercover.reduce(0, +)
    undercoverHomes = officers > 0 ? Shares(of: undercover) : homes
    undercoverArrests =
      national.investigation.undercoverArrests * (officers / national.staffing.undercoverOfficers)
    // These take long to make: a period shares them with the next one, and with that of a neighbour, if they depend on
    // nothing that differs.
    let others = [next, neighbour].compactMap(\.self).filter {
      $0.scenario.areas == scenario.areas && $0.scenario.parameters.country == national.country
    }
    travel =
      others.first { $0.scenario.parameters.groups == national.groups }?.travel
      ?? Travel(of: scenario.areas, national)
    let opens = parameters.triage.opens
    deskHours = .hours(
      opens..<max(opens, parameters.triage.closes), level: 1,
      epochWeekday: scenario.settings.start.weekday)
    response =
      others.first { $0.scenario.parameters.response == national.response }?.response
      ?? ResponseForces(scenario.areas, national)
    typicalCompetence = parameters.groups.competence.mean
    typicalFollowers = parameters.groups.followers.quantile(0.5)
    // Streaming that spreads makes nobody safer who is not watched: the risk is what it is when policies part.
    unwatchedSuicideRisk = parameters.harm.unwatchedRisk(streamed: streamed)
    ownArrestShare = national.investigation.arrestShare
    ownRates = OwnRates(
      parameters, arrestShare: ownArrestShare,
      undercoverArrests: undercoverArrests * scenario.history.undercover)
    laboratoriesPast = LaboratoriesPast(parameters.forensics, ownSets: ownRates.arrests)
    let sets = Double(parameters.forensics.backlog)
    usualSetsWaiting = zip(first.areas, populationShares).map { area, share in
      let benches = Staffing(area, first.parameters).forensicBenches
      return max(0, sets * share - Double(benches.members))
    }
    let rooms = Team.courtrooms(of: population, first.parameters)
    usualCasesWaiting = max(0, Double(parameters.court.backlog - rooms.members))
  }

  /// What a competence lacks, relative to what new groups lack on average; 1 if they lack nothing.
  @inline(__always)
  func relativeLack(ofCompetence competence: Double) -> Double {
    typicalCompetence < 1 ? (1 - competence) / (1 - typicalCompetence) : 1
  }

  /// Whether a day of the run, by its first moment, is a Saturday or a Sunday.
  @inline(__always)
  func isWeekend(_ day: Double) -> Bool {
    // No run lasts so long, and days of that size cannot be told apart.
    guard day < 0x1p53 else { return true }
    let weekday = (scenario.settings.start.weekday + Int(day) % 7 + 7) % 7
    return weekday >= 5
  }
}

extension Team {
  /// The share of the country's courtrooms that so many residents have.
  fileprivate static func courtrooms(of residents: Double, _ national: Parameters) -> Team {
    Team(
      fullTime: national.court.courtrooms * (residents / national.country.residents),
      least: national.staffing.leastTime)
  }
}
