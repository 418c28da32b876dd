// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// What a key of a policy stands for.
///
/// A lever is an index of ``levers``.
enum PolicyTarget: Sendable {
  case name
  case summary
  case preset
  case file
  case lever(Int)
  case areas
  case triggers
}

extension Scenario {
  /// The levers of policies, in the catalogue's order.
  static let levers = catalogue[.lever]
}

extension Catalogue<PolicyTarget> {
  private static let source: [(String, PolicyTarget)] = [("preset", .preset), ("file", .file)]
  private static let levers = Scenario.levers.enumerated()
    .map { ("levers.\($1.key)", PolicyTarget.lever($0)) }

  /// The keys of a policy in a scenario.
  static let inScenario =
    Catalogue([("name", .name)] + source + levers + [("areas", .areas), ("triggers", .triggers)])

  /// The keys of a policy file.
  static let file = Catalogue(
    [("name", .name), ("description", .summary)] + source + levers
      + [("areas", .areas), ("triggers", .triggers)])

  /// The keys for what an area does or a trigger sets.
  static let overlay = Catalogue(source + levers)
}

/// What a key of a trigger stands for.
enum TriggerTarget: Sendable {
  case when
  case then
  case days
  case until
  case area
  case rest
}

extension Catalogue<TriggerTarget> {
  /// The keys of a trigger.
  static let trigger = Catalogue([
    ("when", .when), ("then", .then), ("for", .days), ("until", .until), ("area", .area),
    ("rest", .rest),
  ])
}
