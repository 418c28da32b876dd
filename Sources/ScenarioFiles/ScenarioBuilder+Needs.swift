// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs

extension ScenarioBuilder {
  /// Warns of levers that a policy sets and that do nothing without another one.
  ///
  /// It is enough if an area, a trigger or history sets the other one, or if a design varies it.
  mutating func warnOfNeeds(
    of policy: PolicyDraft, in scenario: Scenario, variedBy design: Design
  ) {
    let overlays = [policy.overlay] + policy.locals.map(\.overlay) + policy.reactions.map(\.overlay)
    func statements(of lever: String) -> [Statement] {
      guard let number = Scenario.levers.firstIndex(where: { $0.key == lever }) else { return [] }
      return overlays.flatMap { ($0.levers[number] ?? []).map(\.statement) }
    }
    func isVaried(_ lever: String) -> Bool {
      let paths = ["policy.levers.\(lever)", "history.\(lever)"]
      return design.factors.contains { paths.contains($0.path) }
    }
    for need in Levers.needs {
      let history = scenario.inHistory(need.lever)
      let given = statements(of: need.lever).filter { $0.setting != history }
      let isHelped = need.needed.contains { lever, idle in
        isVaried(lever) || scenario.inHistory(lever) != idle
          || statements(of: lever).contains { $0.setting != idle }
      }
      guard let first = given.first, !isHelped else { continue }
      let names = need.needed.map(\.lever).joined(separator: " or ")
      warn(
        first.location.warning(
          "\(need.lever) does nothing without \(names): \(need.reason)"))
    }
  }

  /// Adds a fault unless it is there already.
  private mutating func warn(_ fault: Fault) {
    if !faults.contains(fault) { faults.append(fault) }
  }
}
