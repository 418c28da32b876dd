// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Texts

/// The reasons why scenarios cannot be compared, all at once.
public struct PlanFaults: Error, Hashable, CustomStringConvertible {
  /// One sentence for each reason.
  public let messages: [String]

  /// The reasons, one a line.
  public var description: String { messages.joined(separator: "\n") }
}

/// Why policies cannot have these names, a sentence for each reason.
func faults(ofNames names: [String]) -> [String] {
  Dictionary(grouping: names, by: \.likeness).sorted(by: { $0.key < $1.key })
    .filter { $0.value.count > 1 }
    .map { _, alike in
      let distinct = Set(alike).sorted()
      let called = distinct.map { "'\($0)'" }.joined(separator: " and ")
      return distinct.count == 1
        ? "two policies are called \(called): give each its own name"
        : "policies are called \(called), which readers and some programs do not tell apart: give "
          + "each a name that differs by more than case, spaces and invisible marks"
    }
}

/// Why scenarios cannot be compared, whatever their names, a sentence for each reason.
func faults<Scenario: StudyModel>(of scenarios: [Scenario]) -> [String] {
  let names = scenarios.map { $0.policyName }
  var messages: [String] = []
  // Scenarios that are alike have the same excesses and the same settings.
  let others = scenarios.dropFirst().filter { !$0.isAlike(to: scenarios[0]) }
  for reason in ([scenarios[0]] + others).flatMap({ $0.excesses })
  where !messages.contains(reason) {
    messages.append(reason)
  }
  guard !others.isEmpty else { return messages }
  for field in Scenario.commonFields {
    let values = scenarios.map { field.read($0) }
    if let other = values.firstIndex(where: { $0 != values[0] }) {
      messages.append(
        "\(field.path) differs between '\(names[0])' and '\(names[other])': "
          + "policies are compared over the same days, with the same luck")
    }
  }
  return messages
}

/// Why scenarios cannot go on from pasts, a sentence for each reason.
func faults<Scenario: StudyModel>(
  of scenarios: [Scenario], from pasts: KnownPasts
) -> [String] {
  var messages: [String] = []
  for path in pasts.unknowns where scenarios.contains(where: { $0.variedField(at: path) == nil }) {
    messages.append("\(pasts.source) has values of \(path), which the scenarios do not have")
  }
  for path in pasts.unknowns {
    guard let dated = scenarios.lazy.compactMap({ $0.firstDatedPath(of: path) }).first else {
      continue
    }
    messages.append(
      "\(pasts.source) has a value of \(path) for the whole run, but the scenarios change it by date (\(dated)): "
        + "it would be lost")
  }
  guard messages.isEmpty else { return messages }
  for scenario in scenarios
  where scenario.pastDigest(without: pasts.unknowns) != pasts.madeFrom {
    messages.append(
      "'\(scenario.policyName)' has another past than those of \(pasts.source): something that decides the years before "
        + "\(pasts.end) has changed since the calibration; `cordon calibrate` finds new pasts")
  }
  if scenarios[0].calendar.policyFrom < pasts.end {
    messages.append(
      "policies part on \(scenarios[0].calendar.policyFrom), but the pasts of \(pasts.source) last until "
        + "\(pasts.end)")
  } else if let parting = Scenario.partingDay(of: scenarios), parting < pasts.end {
    messages.append(
      "the policies differ from \(parting) on, but the pasts of \(pasts.source) last until \(pasts.end)"
    )
  }
  return messages
}
