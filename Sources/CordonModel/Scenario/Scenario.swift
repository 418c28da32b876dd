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
  /// The levers in force before any policy changes them.
  public var history = Levers()
  /// What the police do from the day on which policies part.
  public var policy = Policy()
  /// What was observed, to be shown beside what is simulated.
  public var observations: [Observation] = []
  /// What the scenario says of outcomes, by the outcome's name.
  public var valuations: [OutcomeValuation] = []

  /// A scenario with the default of every field.
  public init() {}
}

/// A number that was observed, shown beside the simulated one; the model never reads it.
public struct Observation: Hashable, Sendable {
  /// What was observed, in words.
  public var quantity: String
  /// The observed value, in the unit as written.
  public var value: Double
  /// The unit, in words.
  public var unit: String
  /// Grade, source and plausible range.
  public var evidence: Evidence
  /// The outcome to compare with; nil where the model has none.
  public var outcome: String?
  /// The calendar years over which to compare; nil where none is meant.
  public var years: ClosedRange<Int>?

  /// Creates an observation.
  public init(
    quantity: String, value: Double, unit: String, evidence: Evidence, outcome: String? = nil,
    years: ClosedRange<Int>? = nil
  ) {
    self.quantity = quantity
    self.value = value
    self.unit = unit
    self.evidence = evidence
    self.outcome = outcome
    self.years = years
  }
}

/// What a scenario says of an outcome: which direction is better and what difference matters.
public struct OutcomeValuation: Hashable, Sendable {
  /// The outcome's name.
  public var outcome: String
  /// The better direction; nil leaves the declaration's.
  public var better: Outcome.Direction?
  /// The smallest difference that matters, in the outcome's unit; nil leaves the declaration's.
  public var matters: Double?

  /// Creates a valuation.
  public init(outcome: String, better: Outcome.Direction? = nil, matters: Double? = nil) {
    self.outcome = outcome
    self.better = better
    self.matters = matters
  }
}
