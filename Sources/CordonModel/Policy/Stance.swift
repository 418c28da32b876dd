// SPDX-License-Identifier: GPL-3.0-or-later

/// The levers of all areas at one moment, and their means over the country.
struct Stance: Sendable {
  /// By area.
  let local: [Levers]
  /// The levers elsewhere in the country, which are those of history.
  let elsewhere: Levers
  /// How far volunteers' evidence is recognised, over the whole population, 0 to 1.
  let recognition: Double
  /// What the promised time of an answer is worth, over the whole population, 0 to 1.
  let promptness: Double
  /// The same by area, and elsewhere in the country.
  private let promptnessOfAreas: [Double]
  let usualPromptness: Double
  /// The probability that a sting brings an arrest of volunteers, over the whole population.
  let enforcement: Double

  /// The stance of areas that hold the given shares of the population; the promise of an answer that is
  /// worth 37% is in days.
  init(
    _ local: [Levers], elsewhere: Levers, populationShares: [Double], promptnessScale: Double
  ) {
    func mean(_ value: (Levers) -> Double) -> Double {
      // If all areas agree, the mean is exactly their value, to the last bit.
      let first = value(local[0])
      return zip(local, populationShares).reduce(first) { $0 + (value($1.0) - first) * $1.1 }
    }
    self.local = local
    self.elsewhere = elsewhere
    recognition = mean(\.recognition)
    promptness = mean { $0.promptness(scale: promptnessScale) }
    promptnessOfAreas = local.map { $0.promptness(scale: promptnessScale) }
    usualPromptness = elsewhere.promptness(scale: promptnessScale)
    enforcement = mean(\.enforcement)
  }

  /// The levers in force in an area, or elsewhere after the last.
  @inline(__always)
  subscript(area: UInt32) -> Levers {
    Int(area) < local.count ? local[Int(area)] : elsewhere
  }

  /// What the promised time of an answer is worth in an area, or elsewhere after the last, 0 to 1.
  @inline(__always)
  func promptness(in area: UInt32) -> Double {
    Int(area) < local.count ? promptnessOfAreas[Int(area)] : usualPromptness
  }
}
