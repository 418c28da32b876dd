// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The servers of a station.
///
/// There is a whole number of them, and each gives the same share of full time.
///
/// An area's share of the country's staff is seldom a whole number. To round it would give small forces a third too
/// few or too many; part time keeps both the capacity and the number of servers right.
public struct Team: Hashable, Sendable {
  /// How many there are.
  public let members: Int
  /// The share of full time that each gives: above 0, at most 1.
  public let time: Double

  /// Members who all give full time.
  public init(members: Int) {
    self.members = members
    time = 1
  }

  /// The fewest members who together give so many full-time equivalents; none for 0.
  ///
  /// - Parameters:
  ///   - fullTime: Full-time equivalents, at least 0.
  ///   - least: The share of full time that a single member gives at least.
  public init(fullTime: Double, least: Double = 0) {
    // A number that is whole within rounding is meant to be whole.
    let whole = fullTime.rounded()
    let isWhole = (fullTime - whole).magnitude < 1e-9
    members = Int(isWhole ? whole : fullTime.rounded(.up))
    time = isWhole ? 1 : members == 1 ? max(least, fullTime) : fullTime / Double(members)
  }

  /// Members times the time that each gives.
  public var fullTime: Double { Double(members) * time }
}

/// The staff of an area: as the area states it, or else its share of the country's.
///
/// The share is that of residents, that of officers, or between the two (`staffing.weight-of-officers`). If staff is
/// derived and the country has any, no area is without: a member gives at least `staffing.least-time`, so the areas
/// together may have slightly more than the country.
public struct Staffing: Hashable, Sendable {
  /// Investigators of online child sexual abuse.
  public let investigators: Team
  /// Undercover officers.
  public let undercoverOfficers: Team
  /// Officers who read volunteers' files.
  public let triageOfficers: Team
  /// Benches of the forensic laboratories.
  public let forensicBenches: Team

  /// The staff of an area.
  public init(_ area: Area, _ parameters: Parameters) {
    let (country, own) = (parameters.country, parameters.staffing)
    let ofOfficers = 1 + own.weightOfOfficers * (country.strength(of: area) - 1)
    let share = area.population / country.residents * ofOfficers
    func team(_ stated: Int?, _ ofCountry: Double) -> Team {
      stated.map(Team.init(members:)) ?? Team(fullTime: ofCountry * share, least: own.leastTime)
    }
    investigators = team(area.investigators, own.investigators)
    undercoverOfficers = team(area.undercoverOfficers, own.undercoverOfficers)
    triageOfficers = team(area.triageOfficers, own.triageOfficers)
    forensicBenches = team(area.forensicBenches, own.forensicBenches)
  }

  /// The team whose members the area's field of this path gives; nil for any other field.
  public func team(ofField path: String) -> Team? {
    switch path {
    case "investigators": investigators
    case "undercover-officers": undercoverOfficers
    case "triage-officers": triageOfficers
    case "forensic-benches": forensicBenches
    default: nil
    }
  }

  /// The investigators who are left if a share of them is set aside as liaison officers.
  func investigators(without liaison: Double) -> Team {
    liaison > 0 ? Team(fullTime: investigators.fullTime * (1 - liaison)) : investigators
  }

  /// The team that reads volunteers' files if a share of the investigators helps as liaison officers.
  func desk(with liaison: Double) -> Team {
    liaison > 0
      ? Team(fullTime: triageOfficers.fullTime + investigators.fullTime * liaison) : triageOfficers
  }
}
