// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents

/// A scenario made ready to run: all that its replications share and none of them changes.
///
/// It is a class so that copies of a run, which are forks of it, share it; nothing in it can change.
/// Making one costs more than a run needs to know: sums over areas, and laws that are solved for.
public final class World: Sendable {
  /// What is simulated.
  public let scenario: Scenario
  let parameters: Parameters
  let shares: ParameterShares
  /// The areas in which people live, by population.
  let homes: Shares
  /// Each area's share of the population.
  let populationShares: [Double]
  /// By area.
  let staffing: [Staffing]
  let courtrooms: Team
  /// The areas in which undercover officers make arrests, by the number of these officers.
  let undercoverHomes: Shares
  /// Arrests by undercover officers of all areas, per day.
  let undercoverArrests: Double
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

  /// The world of a scenario.
  public init(_ scenario: Scenario) {
    let national = scenario.parameters
    let populations = scenario.areas.map(\.population)
    let population = populations.reduce(0, +)
    let parameters = national.scaled(toResidents: population)
    self.scenario = scenario
    self.parameters = parameters
    shares = ParameterShares(parameters)
    homes = Shares(of: populations)
    populationShares = populations.map { $0 / population }
    staffing = scenario.areas.map { Staffing($0, national) }
    courtrooms = Team(
      fullTime: national.court.courtrooms * (population / national.country.residents),
      least: national.staffing.leastTime)
    let undercover = staffing.map(\.undercoverOfficers.fullTime)
    let officers = undercover.reduce(0, +)
    undercoverHomes = officers > 0 ? Shares(of: undercover) : homes
    undercoverArrests =
      national.investigation.undercoverArrests * (officers / national.staffing.undercoverOfficers)
    travel = Travel(of: scenario.areas, national)
    let opens = parameters.triage.opens
    deskHours = .hours(
      opens..<max(opens, parameters.triage.closes), level: 1,
      epochWeekday: scenario.settings.start.weekday)
    response = ResponseForces(scenario.areas, national)
    typicalCompetence = parameters.groups.competence.mean
    typicalFollowers = parameters.groups.followers.quantile(0.5)
    unwatchedSuicideRisk = parameters.harm.unwatchedRisk(streamed: parameters.stings.streamed)
    ownArrestShare = national.investigation.arrestShare
    ownRates = OwnRates(
      parameters, arrestShare: ownArrestShare,
      undercoverArrests: undercoverArrests * scenario.history.undercover)
    laboratoriesPast = LaboratoriesPast(parameters.forensics, ownSets: ownRates.arrests)
    let sets = Double(parameters.forensics.backlog)
    usualSetsWaiting = zip(staffing, populationShares).map {
      max(0, sets * $1 - Double($0.forensicBenches.members))
    }
    usualCasesWaiting = max(0, Double(parameters.court.backlog - courtrooms.members))
  }

  /// What a competence lacks, relative to that of a new group on average; 1 where no new group lacks any.
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
