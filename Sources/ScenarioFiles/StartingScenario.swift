// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Texts

/// The scenario that `cordon new` writes: it runs, and its remarks show what else a file may say.
///
/// - Parameter name: The name of the scenario and its policy.
/// - Returns: The text of the file. A line that begins with `#:` counts once these two characters are removed.
public func startingScenario(named name: String) -> String {
  let name = name.escaped(for: .yaml)
  return """
    # A policy of your own, on top of the world that base.yaml describes.
    #
    #   cordon explain FILE              what it does, in words, and where each value comes from
    #   cordon compare cooperate FILE    what follows from it, beside another policy
    #   cordon parameters                all that a file may set, with what is allowed
    #
    # A line that begins with #: counts once you remove the #:
    extends: base.yaml
    name: \(name)
    description: Say in a sentence what this policy is.

    policy:
      name: \(name)
      # The policy begins with this preset; without the line, with what police did before. Other presets:
      # case-by-case, clampdown, early-handover, licence, invest-undercover, no-evidence.
      preset: cooperate
      # What you change, from the day on which policies part. The remarks show the values in history.
      levers:
        acceptance: 80%
    \(levers)

    # What you think is different in the world:
    #: stings.streamed: 60%

    # Which direction is better for you, and which difference is large enough to matter:
    #: outcomes: {groups-active: {better: fewer, matters: 10 groups}}

    """
}

/// The levers as remarks.
///
/// Each has its summary, what is allowed and its value in history.
private var levers: String {
  Scenario.catalogue[.lever].filter { $0.key != "acceptance" }.map { field in
    let remark = "\(field.summary) Allowed: \(field.kind.words)."
    let lines = commentLines(remark).map { "    \($0)" }
    return (lines + ["    #: \(field.key): \(field.kind.text(of: field.standard))"])
      .joined(separator: "\n")
  }.joined(separator: "\n")
}
