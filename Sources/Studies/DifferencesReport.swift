// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
public import ScenarioFiles

/// What differs between two scenarios, for programs.
public struct DifferencesReport: Encodable, Sendable {
  /// One of the scenarios.
  public struct Scenario: Encodable, Sendable {
    /// Its file.
    public let file: String
    /// Its name.
    public let name: String
    /// The name of its policy.
    public let policy: String
  }

  /// What one of them says, and where.
  public struct Side: Encodable, Sendable {
    /// The value, in words.
    public let value: String
    /// Where it comes from.
    public let origins: [String]

    init(_ side: ScenarioDifference.Side) {
      value = side.words
      origins = side.origins
    }
  }

  /// A value that differs.
  public struct Difference: Encodable, Sendable {
    /// The part of the scenario that it stands in.
    public let section: String
    /// The path of the value.
    public let path: String
    /// What it is, in a sentence.
    public let summary: String
    /// What the first one says; nil if it says nothing.
    public let a: Side?
    /// What the second one says; nil if it says nothing.
    public let b: Side?
  }

  /// The first scenario.
  public let a: Scenario
  /// The second scenario.
  public let b: Scenario
  /// What differs.
  public let differences: [Difference]

  /// The differences of two scenarios that were loaded from files.
  public init(
    _ loaded: [LoadedScenario], _ files: [String], _ differences: [ScenarioDifference]
  ) {
    let scenarios = zip(files, loaded.map(\.scenario)).map {
      Scenario(file: $0, name: $1.name, policy: $1.policy.name)
    }
    (a, b) = (scenarios[0], scenarios[1])
    self.differences = differences.map {
      Difference(
        section: $0.section.rawValue, path: $0.path, summary: $0.summary,
        a: $0.first.map(Side.init), b: $0.second.map(Side.init))
    }
  }
}
