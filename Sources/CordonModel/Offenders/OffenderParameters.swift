// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Those who offend, and what work on volunteer cases leaves undone.
public struct OffenderParameters: Hashable, Sendable {
  /// Adults who pose a sexual risk to children; arrests take them out of the pool (in people).
  public var pool = 700_000.0
  /// Proactive identifications forgone for each volunteer case.
  public var forgonePerCase = 2.0

  /// The central values of the evidence.
  public init() {}
}

extension OffenderParameters {
  static let fields: [Field<OffenderParameters>] = [
    .number(
      "pool", \.pool, .count("people"), allowed: 1...1e9,
      "Adults who pose a sexual risk to children; arrests take them out of the pool.",
      Evidence(.c, "NCA estimate, UK", plausible: 550_000...850_000)
    ).copied,
    .number(
      "forgone-per-case", \.forgonePerCase, .count("identifications"), allowed: 0...100,
      "Proactive identifications forgone for each volunteer case.",
      Evidence(
        .d, "upper bound: \"half a dozen\" in a working day (PA May 2019)",
        plausible: 0...6)),
  ]
}
