// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
public import Declarations
public import Designs

/// What a study runs: each policy in each state, so many times.
public struct LoadedStudy: Sendable {
  /// The scenario of each policy before anything is varied, the baseline first.
  public var scenarios: [LoadedScenario]
  /// The states, each a value for each factor; one state without values where nothing is varied.
  public var design: Design
  /// What is uncertain apart from the levers, with its range or law, whether it is varied or not.
  public var uncertainties: [Factor]
  /// The files that were read, each once: the study's own first, then what it extends, then others.
  public var inputs: [InputFile]
  /// What is probably not meant, but can be run.
  public var warnings: [Fault]
  /// The fields of the design's factors.
  let fields: [Field<Scenario>]

  /// How many replications each policy has in each state, unless ``precision`` asks for more.
  public var replications: Int { scenarios[0].scenario.settings.replications }

  /// How well differences must be known; none where the replications are a fixed number.
  public var precision: [PrecisionGoal] { scenarios[0].scenario.precision }

  /// The scenario of a policy in a state, both numbered from 0.
  ///
  /// - Complexity: O(1) but for the copy of a scenario and the values of the state.
  public func scenario(policy: Int, state: Int) -> Scenario {
    var scenario = scenarios[policy].scenario
    for (field, setting) in zip(fields, design.values(of: state)) {
      field.write(setting, &scenario)
    }
    return scenario
  }
}
