// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// How near areas are to each other, and to the residents of the rest of the country.
///
/// Nearness is exp(-d / reach), where d is the root mean square distance of two residents, one of each area. An area
/// is a disc: if the centres lie D apart and the radii are r and r', d^2 = D^2 + (r^2 + r'^2) / 2. Areas without a
/// centre lie somewhere in their region, which counts as one disc, so borders within it change nothing. Everybody
/// else lives evenly around, up to the country's radius.
struct Geography: Sendable {
  private let areas: [Area]
  private let reach: Double
  private let betweenRegions: Double
  private let countryRadius: Double
  private let radii: [Double]
  /// By area, the radius of a disc as large as all areas of its region.
  private let regionRadii: [Double]
  /// Residents by area, and at the end those of nowhere in particular.
  let residents: [Double]

  init(_ areas: [Area], _ parameters: Parameters) {
    let country = parameters.country
    let radii = areas.map {
      $0.radius ?? country.radius * ($0.population / country.residents).squareRoot()
    }
    let populations = areas.map(\.population)
    self.areas = areas
    self.radii = radii
    reach = parameters.groups.reach
    betweenRegions = parameters.groups.betweenRegions
    countryRadius = country.radius
    regionRadii = areas.map { area in
      areas.indices.reduce(0) {
        areas[$1].region == area.region ? $0 + radii[$1] * radii[$1] : $0
      }.squareRoot()
    }
    residents = populations + [max(0, country.residents - populations.reduce(0, +))]
  }

  /// The logarithm of the nearness of two zones; the zone after the last area is everywhere else.
  func logNearness(_ one: Int, _ other: Int) -> Double {
    guard one < areas.count else {
      return logNearnessOfRest(beyond: other < areas.count ? extent(of: other) : 0)
    }
    guard other < areas.count else { return logNearnessOfRest(beyond: extent(of: one)) }
    return -distance(one, other) / reach
  }

  /// Radius of the disc in which an area lies, in kilometres.
  private func extent(of area: Int) -> Double {
    areas[area].centre == nil ? regionRadii[area] : radii[area]
  }

  /// Root mean square distance between residents of two areas, in kilometres.
  private func distance(_ one: Int, _ other: Int) -> Double {
    let (here, there) = (areas[one], areas[other])
    guard let (x, y) = here.centre, let (u, v) = there.centre else {
      if one == other || here.region == there.region { return regionRadii[one] }
      return betweenRegions
    }
    let spread = (radii[one] * radii[one] + radii[other] * radii[other]) / 2
    return ((x - u) * (x - u) + (y - v) * (y - v) + spread).squareRoot()
  }

  /// The logarithm of the mean nearness of residents who live evenly between so many kilometres and the country's
  /// radius.
  private func logNearnessOfRest(beyond inner: Double) -> Double {
    let (near, far) = (inner / reach, countryRadius / reach)
    // By the antiderivative -(1 + x) exp(-x) of x exp(-x); at short distances the mean nearness is 1.
    guard far > 1e-4 else { return 0 }
    guard near < far * (1 - 1e-6) else { return -far }
    let mass = 1 + near - (1 + far) * exp(near - far)
    return min(0, log(2 * mass / (far * far - near * near)) - near)
  }
}

extension Area {
  /// Where its residents live, kilometres east and north of the national grid's origin, if that is stated.
  var centre: (Double, Double)? {
    guard let easting, let northing else { return nil }
    return (easting, northing)
  }
}
