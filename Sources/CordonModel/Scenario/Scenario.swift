// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// Everything that a study of one policy needs: a typed scenario file.
public struct Scenario: Sendable {
  /// A short name.
  public var name = ""
  /// What the scenario is about, in a sentence or two.
  public var summary = ""
  /// When and how often.
  public var settings = Settings()
  /// The police force areas.
  public var areas = [Area()]
  /// What the world is like.
  public var parameters = Parameters()
  /// Values that the world or an area has from a day on, in place of earlier ones; if two have the same day, the later one.
  public var datedValues: [DatedValue] = []
  /// The levers in force before any policy changes them.
  public var history = Levers()
  /// What the police do from the day on which policies part.
  public var policy = Policy()
  /// What was observed, to compare with what is simulated.
  public var observations: [Observation] = []
  /// What the scenario says of outcomes, by the outcome's name.
  public var valuations: [OutcomeValuation] = []
  /// How precise differences between policies must be; empty if the number of replications is fixed.
  public var precision: [PrecisionGoal] = []

  /// A scenario with the default of every field.
  public init() {}
}

extension Scenario {
  /// With less than this share of the country's residents, the areas are a part of the country.
  ///
  /// Sources for the country leave out a few per cent themselves.
  private static let wholeCountry = 0.95

  /// Which share of the country's residents live in the areas.
  public var shareOfCountry: Double {
    areas.reduce(0) { $0 + $1.population } / parameters.country.residents
  }

  /// Whether the areas are so much less than the country that observations of the country do not hold for them.
  public var isPartOfCountry: Bool { shareOfCountry < Self.wholeCountry }

  /// The smallest difference of an outcome that matters, in its unit.
  ///
  /// The scenario may state it. If not, it is the declared one, which is the country's; for counts, a part of the
  /// country has its residents' share of that.
  public func matters(_ outcome: Outcome) -> Double {
    let stated = valuations.last { $0.outcome == outcome.name }?.matters
    if let stated { return stated }
    return isPartOfCountry && outcome.isCount ? outcome.matters * shareOfCountry : outcome.matters
  }
}
