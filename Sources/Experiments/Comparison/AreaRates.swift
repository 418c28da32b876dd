// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// How often something happened in an area, and to how many residents it could.
public struct AreaCount: Hashable, Sendable {
  /// The area's name.
  public let name: String
  /// Residents.
  public let residents: Double
  /// How often it happened; not negative.
  public let count: Double

  /// Creates a count.
  public init(name: String, residents: Double, count: Double) {
    self.name = name
    self.residents = residents
    self.count = count
  }

  /// The count for each resident.
  public var rate: Double { count / residents }
}

/// Areas whose counts for each resident lie far outside those of the others.
///
/// The median rate says what is usual, and the median distance of logarithmic rates from it how far areas
/// spread by themselves. An area is told only if its count is out of what chance makes of a rate at the edge
/// of that spread: by Chernoff's bound of a Poisson tail, which a small area with few events does not reach.
public struct AreaRates: Sendable {
  /// How many standard deviations the areas may spread by themselves.
  static let spreads = 3.0
  /// How many times as much or as little as usual is far outside at least.
  static let leastRatio = 2.0

  /// The median count for each resident.
  public let usual: Double
  /// Standard deviation of logarithmic rates, from their median absolute deviation.
  public let spread: Double
  /// The areas far outside, the farthest first.
  public let outliers: [AreaCount]

  /// Looks at one outcome of all areas.
  ///
  /// - Parameters:
  ///   - areas: Two areas or more; fewer have no outliers.
  ///   - error: The probability that any area is told by chance where all have rates within the spread.
  public init(_ areas: [AreaCount], error: Double = 1e-3) {
    let areas = areas.filter { $0.residents > 0 }
    let usual = Self.median(areas.map(\.rate))
    self.usual = usual
    guard areas.count > 2, usual > 0 else {
      spread = 0
      outliers = []
      return
    }
    // Half an event keeps areas without any from an infinite distance.
    func distance(_ area: AreaCount) -> Double {
      log((area.count + 0.5) / (usual * area.residents + 0.5))
    }
    let spread = 1.4826 * Self.median(areas.map { abs(distance($0)) })
    self.spread = spread
    let least = max(log(Self.leastRatio), Self.spreads * spread)
    let bound = log(Double(areas.count) / error)
    outliers = areas.filter { area in
      let expected = usual * area.residents
      let edge = expected * exp(area.count > expected ? least : -least)
      guard area.count > expected ? area.count > edge : area.count < edge else { return false }
      let surprise = (area.count > 0 ? area.count * log(area.count / edge) : 0) - area.count + edge
      return surprise > bound
    }.sorted { abs(distance($0)) > abs(distance($1)) }
  }

  private static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    guard sorted.count.isMultiple(of: 2) else { return sorted[middle] }
    return (sorted[middle - 1] + sorted[middle]) / 2
  }
}
