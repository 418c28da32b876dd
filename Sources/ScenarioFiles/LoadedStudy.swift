// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
public import Declarations
public import Designs
import Digests

/// What a study runs: each policy in each state, with replications.
public struct LoadedStudy: Sendable {
  /// The scenario of each policy before anything is varied, the baseline first.
  public var scenarios: [LoadedScenario]
  /// The states, with a value for each factor; a single state without values if nothing varies.
  public var design: Design
  /// Which luck the states have.
  public var luck: StateLuck
  /// The files that were read, each once: the study's own first, then the files that it extends, then others.
  public var inputs: [InputFile]
  /// What is probably not meant, but can be run.
  public var warnings: [Fault]
  /// The fields of the design's factors.
  let fields: [Field<Scenario>]

  /// How many replications each policy has in each state, unless ``precision`` asks for more.
  public var replications: Int { scenarios[0].scenario.settings.replications }

  /// The uncertainties, with their ranges or laws, whether they vary or not.
  public var uncertainties: [Factor] { scenarios[0].uncertainties }

  /// How precise differences must be; empty if the number of replications is fixed.
  public var precision: [PrecisionGoal] { scenarios[0].scenario.precision }

  /// The scenario of a policy in a state; both have indices from 0.
  ///
  /// - Complexity: O(1) but for the copy of a scenario and the values of the state.
  public func scenario(policy: Int, state: Int) -> Scenario {
    scenarios(of: [policy], state: state)[0]
  }

  /// The scenarios of some policies in a state.
  ///
  /// - Complexity: O(policies), and once the values of the state.
  public func scenarios(of policies: some Sequence<Int>, state: Int) -> [Scenario] {
    let values = design.values(of: state)
    var seeds: (of: Int, own: Int)?
    return policies.map { policy in
      var scenario = scenarios[policy].scenario
      for (field, setting) in zip(fields, values) { field.write(setting, &scenario) }
      if luck == .own, !fields.isEmpty {
        let seed = scenario.settings.seed
        let known = seeds.flatMap { $0.of == seed ? $0.own : nil }
        let own = known ?? Self.seed(of: values, of: fields, from: seed)
        (seeds, scenario.settings.seed) = ((seed, own), own)
      }
      return scenario
    }
  }

  /// The seed of a state.
  ///
  /// It comes from the values of the state and not from its number, so a study that grows finds the runs of
  /// the states that it had.
  private static func seed(
    of values: [Setting], of fields: [Field<Scenario>], from seed: Int
  ) -> Int {
    let words = zip(fields, values).map { "\($0.path) = \($0.kind.canonicalText(of: $1))" }
    let digest = Digest(ofLines: ["seed = \(seed)"] + words)
    return digest.bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }
}
