// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
public import Declarations
public import Designs
import Digests

/// What a study runs: each policy in each state, so many times.
public struct LoadedStudy: Sendable {
  /// The scenario of each policy before anything is varied, the baseline first.
  public var scenarios: [LoadedScenario]
  /// The states, each a value for each factor; one state without values where nothing is varied.
  public var design: Design
  /// Which luck the states have.
  public var luck: StateLuck
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
    let values = design.values(of: state)
    for (field, setting) in zip(fields, values) { field.write(setting, &scenario) }
    if luck == .own, !fields.isEmpty {
      scenario.settings.seed = Self.seed(of: values, of: fields, from: scenario.settings.seed)
    }
    return scenario
  }

  /// The seed of a state: by what the state says, and not by its number, so that a study that grows finds the
  /// runs of the states that it had.
  private static func seed(
    of values: [Setting], of fields: [Field<Scenario>], from seed: Int
  ) -> Int {
    let words = zip(fields, values).map { "\($0.path) = \($0.kind.canonicalText(of: $1))" }
    let digest = Digest(ofLines: ["seed = \(seed)"] + words)
    return digest.bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }
}
