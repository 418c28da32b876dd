// SPDX-License-Identifier: GPL-3.0-or-later

/// The levers of all areas at one moment, and what they amount to in the country.
struct Stance: Sendable {
  /// By area.
  let local: [Levers]
  /// How far volunteers' evidence is recognised, over the whole population, 0 to 1.
  let recognition: Double

  /// The stance of areas that hold the given shares of the population.
  init(_ local: [Levers], populationShares: [Double]) {
    self.local = local
    recognition = zip(local, populationShares).reduce(0) { $0 + $1.0.recognition * $1.1 }
  }

  /// The levers in force in an area.
  @inline(__always)
  subscript(area: UInt32) -> Levers { local[Int(area)] }
}
