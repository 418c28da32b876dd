// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs
import Foundation
import ScenarioFiles

/// What the input is taken for.
enum Role: String {
  case scenario
  case policy
  case areas
  case states
}

/// A folder in which an input lies beside what it may refer to, and what must hold of it.
final class Desk {
  /// libFuzzer calls a function without a context, on one thread.
  nonisolated(unsafe) static var shared: Desk?

  private let input: String
  private let scenario: String

  /// The current folder must be the repository's, for presets and areas.
  init(role: Role) {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("cordon-fuzz-\(getpid())").path
    let texts = [
      "base.yaml": "name: base\n",
      "policy-of-input.yaml":
        "policy: {file: policies/input.yaml}\nareas: [{name: Kent, region: South East, population: 9}]\n",
      "areas-of-input.yaml": "areas: {file: data/input.csv}\n",
      "states-of-input.yaml": "states: {design: {csv: data/input.csv}}\n",
    ]
    do {
      for name in ["policies", "data"] {
        try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        for file in try files.contentsOfDirectory(atPath: "scenarios/\(name)") {
          try files.copyItem(
            atPath: "scenarios/\(name)/\(file)", toPath: "\(folder)/\(name)/\(file)")
        }
      }
      for (name, text) in texts {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
    } catch {
      fatalError("\(folder): \(error)")
    }
    switch role {
    case .scenario: (input, scenario) = ("\(folder)/input.yaml", "\(folder)/input.yaml")
    case .policy:
      (input, scenario) = ("\(folder)/policies/input.yaml", "\(folder)/policy-of-input.yaml")
    case .areas, .states:
      (input, scenario) = ("\(folder)/data/input.csv", "\(folder)/\(role)-of-input.yaml")
    }
  }

  /// Loads the input; a broken promise of the loader is a crash, which libFuzzer keeps.
  func load(_ bytes: [UInt8]) {
    guard (try? Data(bytes).write(to: URL(fileURLWithPath: input))) != nil else {
      fatalError("\(input) cannot be written")
    }
    do throws(ScenarioFaults) {
      let study = try loadStudy(at: scenario)
      // Policies of a state share its luck, and states have the scenario's unless each has its own.
      let last = study.design.count - 1
      let seed = study.scenario(policy: 0, state: last).settings.seed
      precondition(
        study.scenario(policy: study.scenarios.count - 1, state: last).settings.seed == seed)
      precondition(study.luck == .own || seed == study.scenarios[0].scenario.settings.seed)
      check(study.warnings)
      guard study.design.factors.isEmpty, study.scenarios.count == 1 else { return }
      let loaded = study.scenarios[0]
      let scenario = loaded.scenario
      precondition(scenario.settings.policyFrom >= scenario.settings.start)
      precondition(!scenario.areas.isEmpty && scenario.areas.allSatisfy { !$0.name.isEmpty })
      precondition(Set(scenario.areas.map(\.name)).count == scenario.areas.count)
      precondition(
        loaded.resolved.count >= Scenario.catalogue[.setting].count
          + Scenario.catalogue[.history].count)
      precondition(loaded.differences(from: loaded).isEmpty)
      // Reading what a policy does walks its dates and ramps.
      _ = scenario.policy.paragraphs(
        after: scenario.history, until: scenario.settings.end)
    } catch {
      precondition(error.faults.contains { $0.severity == .error })
      check(error.faults)
    }
  }

  /// Every fault has a location and is one line.
  private func check(_ faults: [Fault]) {
    precondition(faults.count <= 201)
    for fault in faults {
      precondition(!fault.file.isEmpty && fault.line >= 0 && fault.column >= 0)
      precondition(!fault.message.isEmpty && !fault.description.contains { $0.isNewline })
    }
  }
}
