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
  /// How well differences between policies must be known; none: the replications are a fixed number.
  public var precision: [PrecisionGoal] = []

  /// A scenario with the default of every field.
  public init() {}
}
