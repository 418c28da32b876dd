// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
public import Digests

extension Plan {
  /// A digest of everything that determines what the study's tables say.
  ///
  /// Two plans with one digest give the same tables, whatever the files that they were read from.
  public var digest: Digest {
    let head =
      ["cordon \(cordonVersion)", "replications \(replications)"]
      + (keepsAreaMonths ? ["with months of areas"] : [])
    return Digest(of: (head + scenarios.flatMap(statements)).joined(separator: "\n"))
  }

  private func statements(of scenario: Scenario) -> [String] {
    func all<Root>(_ fields: [Field<Root>], _ prefix: String, _ root: Root) -> [String] {
      fields.map { "\(prefix)\($0.path) = \($0.kind.text(of: $0.read(root)))" }
    }
    return ["policy \(scenario.policy.name)"]
      + scenario.policy.changes.map { "\($0)" } + scenario.policy.triggers.map { "\($0)" }
      + all(Settings.fields, "", scenario.settings)
      + all(Parameters.fields, "", scenario.parameters)
      + all(Levers.fields, "history.", scenario.history)
      + scenario.areas.flatMap { ["area \($0.name)"] + all(Area.fields, "areas.", $0) }
      + Outcome.all.map { "\($0.name): \(valuation(of: $0))" }
  }

  /// A short name made from the policies' names: lower case letters, digits and dashes.
  public var name: String {
    let words = policies.joined(separator: "-").lowercased()
      .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = String(words.joined(separator: "-").prefix(60))
    return name.isEmpty ? "study" : name
  }
}
