// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Where the suspects of a group's decoys live, and where groups found others.
///
/// A zone is an area or, after the last of them, everywhere else in the country. The flow between two zones
/// follows a doubly constrained law of gravity (Wilson 1967): of what a group at home in i does, the share
///
///     a(i) a(j) residents(j) nearness(i, j)
///
/// is in j. The factors a make the shares of every home add up to 1. So as many come as go between any two zones.
/// If groups are spread like residents, stings are, too, wherever the borders lie. To split a zone into parts that
/// are as near to each other as it was to itself changes nothing, neither for the parts nor for others.
///
/// A share of files leads anywhere, by residents alone. A group may keep away from an area whose police act against
/// volunteers: each area's weight falls exponentially with its enforcement beyond that of history, and the others
/// gain what it loses (displacement over borders). If all areas have the levers of history, the base weights hold,
/// however strong that response is.
struct Travel: Hashable, Sendable {
  /// How many zones there are: the areas, and everywhere else.
  let zones: Int
  /// Shares of residents, by zone.
  let residents: [Double]
  /// The share near zone `h` that falls on zone `p`, at `h * zones + p`; rows add up to 1.
  private let near: [Double]
  /// The share of suspects in zone `p` for a group at home in `h`, at `h * zones + p`; rows add up to 1.
  private let weights: [Double]

  init(of areas: [Area], _ parameters: Parameters) {
    let geography = Geography(areas, parameters)
    let all = geography.residents.reduce(0, +)
    let residents = geography.residents.map { $0 / all }
    let zones = residents.count
    self.zones = zones
    self.residents = residents
    let near = Travel.balanced(geography)
    self.near = near
    let anywhere = parameters.groups.travel
    weights = near.indices.map {
      anywhere * residents[$0 % zones] + (1 - anywhere) * near[$0]
    }
  }

  /// The zone of the next suspect.
  ///
  /// - Parameters:
  ///   - home: The group's home.
  ///   - uniform: A uniform number from 0 to 1.
  ///   - avoidance: Logarithmic fall of a zone's weight, at least 0, by zone.
  /// - Returns: The zone's index; that after the last area is elsewhere in the country.
  /// - Complexity: O(n) for n zones.
  @inline(__always)
  func zone(fromHome home: UInt32, uniform: Double, avoidance: (Int) -> Double) -> UInt32 {
    let row = Int(home) * zones
    var total = 0.0
    for zone in 0..<zones { total += weights[row + zone] * exp(-avoidance(zone)) }
    var rest = uniform * total
    for zone in 0..<zones where weights[row + zone] > 0 {
      rest -= weights[row + zone] * exp(-avoidance(zone))
      if rest < 0 { return UInt32(zone) }
    }
    return home
  }

  /// The share near a home that falls on a zone, 0 to 1.
  func share(near home: Int, in zone: Int) -> Double { near[home * zones + zone] }

  /// The share of the suspects of a group at home in one zone who are in another, 0 to 1.
  func share(ofHome home: Int, in zone: Int) -> Double { weights[home * zones + zone] }

  /// Shares by home and zone, with factors from the fixed point a(i) = 1 / sum over j of a(j) residents(j)
  /// nearness(i, j), by steps to the geometric mean of both sides.
  private static func balanced(_ geography: Geography) -> [Double] {
    let all = geography.residents.reduce(0, +)
    let residents = geography.residents.map { $0 / all }
    let zones = residents.indices
    // Nearness relative to that of each zone to itself gives the same shares, and does not underflow if all distances
    // are long.
    let own = zones.map { geography.logNearness($0, $0) }
    let masses = zones.map { home in
      zones.map { zone -> Double in
        let relative = geography.logNearness(home, zone) - (own[home] + own[zone]) / 2
        return residents[zone] * exp(min(mostRelative, relative))
      }
    }
    var factors = zones.map { _ in 1.0 }
    for _ in 0..<mostSteps {
      let sums = masses.map { zip($0, factors).reduce(0) { $0 + $1.0 * $1.1 } }
      let error = zip(sums, factors).reduce(0) { max($0, abs($1.0 * $1.1 - 1)) }
      if error < 1e-13 { break }
      factors = zip(sums, factors).map { ($1 / $0).squareRoot() }
    }
    return zones.flatMap { home in
      let row = zones.map { factors[home] * factors[$0] * masses[home][$0] }
      let sum = row.reduce(0, +)
      return row.map { $0 / sum }
    }
  }

  /// The largest logarithm of a nearness that is a number with room to spare.
  private static let mostRelative = 300.0
  /// More steps than any country needs: each halves the error or better.
  private static let mostSteps = 10_000
}
