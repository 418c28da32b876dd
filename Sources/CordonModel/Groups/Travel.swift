// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Where the suspects are whom a group's decoys come upon: mostly at home, sometimes elsewhere.
///
/// A share of files leads away from the group's home area, part of it to the same region, the rest
/// anywhere, in proportion to population. A group may keep away from an area whose police act against
/// volunteers: each area's weight falls exponentially with its enforcement beyond that of history, and
/// what it loses goes to the others (displacement over borders). All areas with the levers of history
/// are chosen by the base weights, whatever the strength of that response.
struct Travel: Sendable {
  private let areas: Int
  /// Weight of suspects in area `a` for a group at home in `h`, at `h * areas + a`; rows add up to 1.
  private let weights: [Double]

  init(of areas: [Area], _ own: GroupParameters) {
    self.areas = areas.count
    weights = areas.indices.flatMap { Travel.weights(ofHome: $0, among: areas, own) }
  }

  /// The area of the next suspect.
  ///
  /// - Parameters:
  ///   - home: The group's home area.
  ///   - uniform: A uniform number from 0 to 1.
  ///   - avoidance: Logarithmic fall of an area's weight, at least 0, by area.
  /// - Returns: The area's index.
  /// - Complexity: O(n) for n areas.
  @inline(__always)
  func area(fromHome home: UInt32, uniform: Double, avoidance: (Int) -> Double) -> UInt32 {
    guard areas > 1 else { return 0 }
    let row = Int(home) * areas
    var total = 0.0
    for area in 0..<areas { total += weights[row + area] * exp(-avoidance(area)) }
    var rest = uniform * total
    for area in 0..<areas {
      rest -= weights[row + area] * exp(-avoidance(area))
      if rest < 0 { return UInt32(area) }
    }
    return home
  }

  private static func weights(
    ofHome home: Int, among areas: [Area], _ own: GroupParameters
  ) -> [Double] {
    func population(where isMeant: (Int) -> Bool) -> Double {
      areas.indices.reduce(0) { isMeant($1) ? $0 + areas[$1].population : $0 }
    }
    func isNear(_ area: Int) -> Bool {
      area != home && areas[area].region == areas[home].region
    }
    let near = population(where: isNear)
    let elsewhere = population { $0 != home }
    guard elsewhere > 0 else { return [1] }
    let nearShare = near > 0 ? own.travelWithinRegion : 0
    return areas.indices.map { area in
      guard area != home else { return 1 - own.travel }
      let byRegion = isNear(area) ? nearShare * areas[area].population / near : 0
      let anywhere = (1 - nearShare) * areas[area].population / elsewhere
      return own.travel * (byRegion + anywhere)
    }
  }
}
