// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Mutations
import Testing

@testable import ScenarioFiles

/// Mutations of real scenarios with fixed seeds: nothing may crash, hang or pass in silence.
///
/// `make fuzz`, of which CI has a minute, goes on from there with thousands of them, guided by coverage.
@Suite("A mutated scenario file")
struct MutationTests {
  private static let policy = """
    name: Cooperate
    policy:
      levers:
        acceptance: 95%
        handover-promise: [{value: 7 days, from: 2017-09-01}, {value: none, from: 2018-09-01}]
        live-stream-condition: {value: after-charge, from: 2018-01-01, grade: C, source: "x"}
    observed:
      - {quantity: cases, outcome: convictions, years: 2016, value: 114, unit: cases, source: FOI}
    outcomes:
      convictions: {better: more, matters: 10 per year}

    """

  @Test("gives a scenario or faults that each have a location and a message", arguments: 0..<4)
  func neverCrashes(part: Int) throws {
    var random = SplitMix(state: UInt64(part) &* 0x5851_F42D_4C95_7F2D)
    var mutator = Mutator(seed: UInt64(part))
    let folder = try TestFolder()
    let original = Array((baseYAML() + Self.policy).utf8)
    var refused = 0
    for _ in 0..<60 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &random) { mutator.mutate(&bytes) }
      try folder.write(bytes, to: "a.yaml")
      do throws(ScenarioFaults) {
        let loaded = try loadScenario(at: folder["a.yaml"])
        #expect(loaded.scenario.settings.policyFrom >= loaded.scenario.settings.start)
        #expect(
          loaded.resolved.count >= Scenario.catalogue[.setting].count
            + Scenario.catalogue[.history].count)
      } catch {
        refused += 1
        #expect(error.faults.contains { $0.severity == .error })
        #expect(error.faults.count <= Fault.limit + 1)
        for fault in error.faults {
          #expect(fault.line > 0 && fault.column > 0 && !fault.message.isEmpty, "\(fault)")
          #expect(!fault.description.contains { $0.isNewline }, "\(fault)")
        }
      }
    }
    #expect(refused > 0)
  }

  @Test("and a mutated file of areas as well", arguments: 0..<4)
  func fileOfAreas(part: Int) throws {
    var random = SplitMix(state: UInt64(part) &* 0x9E37_79B9_7F4A_7C15)
    var mutator = Mutator(seed: 100 + UInt64(part))
    let folder = try TestFolder(["a.yaml": "areas: {file: areas.csv}\n"])
    let rows = (0..<6).map { "Area \($0),Wales,\($0 + 1)000,B,\"a, \"\"b\"\"\",,derived\n" }
    let header = "name,region,population,population-grade,notes,officers,investigators\n"
    let original = Array((header + rows.joined()).utf8)
    var refused = 0
    for _ in 0..<100 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &random) { mutator.mutate(&bytes) }
      try folder.write(bytes, to: "areas.csv")
      do throws(ScenarioFaults) {
        let scenario = try loadScenario(at: folder["a.yaml"]).scenario
        #expect(!scenario.areas.isEmpty)
        #expect(scenario.areas.allSatisfy { !$0.name.isEmpty && $0.population >= 1 })
        #expect(Set(scenario.areas.map(\.name)).count == scenario.areas.count)
      } catch {
        refused += 1
        #expect(error.faults.contains { $0.severity == .error })
        for fault in error.faults {
          #expect(fault.file.hasSuffix("areas.csv"), "\(fault)")
          #expect(fault.line > 0 && fault.column > 0 && !fault.message.isEmpty, "\(fault)")
          #expect(!fault.description.contains { $0.isNewline }, "\(fault)")
        }
      }
    }
    #expect(refused > 0 && refused < 100)
  }
}
