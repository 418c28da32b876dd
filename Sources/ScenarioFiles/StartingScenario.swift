// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Texts

/// A scenario to begin with, as `cordon new` writes it: it runs, and says in remarks what else may be said.
///
/// - Parameter name: The name of the scenario and its policy.
/// - Returns: The text of the file; a line that begins with `#:` says something once these two are taken away.
public func startingScenario(named name: String) -> String {
  let name = name.escaped(for: .yaml)
  return """
    # A policy of your own, on top of the world as base.yaml has it.
    #
    #   cordon explain FILE              what it does, in words, and every value with where it comes from
    #   cordon compare cooperate FILE    what follows from it, beside another policy
    #   cordon parameters                all that may be said of the world, with what is allowed
    #
    # A line that begins with #: says something once you take the #: away.
    extends: base.yaml
    name: \(name)
    description: Say in a sentence what this policy is.

    policy:
      name: \(name)
      # Begin with this policy; without the line, with what police did before. Others: case-by-case,
      # clampdown, early-handover, licence, invest-undercover, no-evidence.
      preset: cooperate
      # What you change, from the day on which policies part. In the remarks: what holds in history.
      levers:
        acceptance: 80%
    \(levers)

    # What you take to be otherwise in the world:
    #: stings.streamed: 60%

    # What is better for you, and which difference is large enough to matter:
    #: outcomes: {groups-active: {better: fewer, matters: 10 groups}}

    """
}

/// The levers as remarks, each with what it is, what is allowed and its value in history.
private var levers: String {
  Scenario.catalogue[.lever].filter { $0.key != "acceptance" }.map { field in
    let remark = "\(field.summary) Allowed: \(field.kind.words)."
    let lines = commentLines(remark).map { "    \($0)" }
    return (lines + ["    #: \(field.key): \(field.kind.text(of: field.standard))"])
      .joined(separator: "\n")
  }.joined(separator: "\n")
}
