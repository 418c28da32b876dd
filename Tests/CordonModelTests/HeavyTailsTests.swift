// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Testing

@testable import CordonModel

/// The central world has the heavy tails of the evidence; the bounds are those of the evidence rows, so
/// wide that no luck of one run decides.
@Suite("Heavy tails")
struct HeavyTailsTests {
  /// A history with many groups, of which all stings, audiences and waits are kept.
  private static let run: Record = {
    var scenario = Scenario()
    scenario.settings.counted = 2
    scenario.parameters.groups.initial = 60
    scenario.parameters.groups.foundingBase = 0
    scenario.parameters.groups.foundingResponse = 0
    scenario.parameters.groups.lifetime = 1e9
    scenario.parameters.forensics.longWait = 300
    var simulation = Simulation(scenario, replication: 1)
    var record = Record()
    simulation.advance(to: 1_500) { event, simulation in
      // A sting whose group has stopped since it was planned does not take place.
      guard case .stingStarts(let sting) = event, simulation.stings.contains(sting) else { return }
      let row = simulation.stings[sting]
      record.stings[Int(row.group), default: 0] += 1
      if row.liveViewers > 0 { record.audiences.append(row.liveViewers) }
    }
    record.waits = simulation.laboratories[0].waits
    record.overTenMonths = simulation.total(.forensicLongWaits) / simulation.total(.forensicSets)
    return record
  }()

  private struct Record {
    var stings: [Int: Int] = [:]
    var audiences: [Double] = []
    var waits = Tally()
    /// The share of suspects' sets that waited more than 300 days.
    var overTenMonths = 0.0
  }

  @Test("A few groups do most stings: the most active fifth does more than half of them")
  func fewGroupsDoMost() {
    let sorted = Self.run.stings.values.sorted(by: >)
    let top = sorted.prefix(12).reduce(0, +)
    let all = sorted.reduce(0, +)
    #expect(all > 1_000)
    #expect(Double(top) > 0.5 * Double(all), "\(top) of \(all)")
    #expect(Double(sorted.last ?? 0) < 0.2 * Double(sorted[0]))
  }

  @Test("Audiences go from hundreds to hundreds of thousands")
  func audiences() {
    let sorted = Self.run.audiences.sorted()
    #expect(sorted[sorted.count / 20] < 500)
    #expect(sorted[sorted.count / 2] > 700 && sorted[sorted.count / 2] < 5_000)
    #expect(sorted.last ?? 0 > 100_000, "\(sorted.last ?? 0)")
  }

  @Test("Chats go from days to months")
  func chats() {
    let length = ChatParameters().length
    #expect(length.quantile(0.05) < 3 && length.quantile(0.95) > 90)
    #expect(abs(length.quantile(0.5) - 14) < 1e-9)
  }

  @Test("Forensic waits go from days to the better part of a year and beyond")
  func forensics() {
    #expect(Self.run.waits.mean > 30)
    #expect(
      Self.run.overTenMonths > 0.01 && Self.run.overTenMonths < 0.35, "\(Self.run.overTenMonths)")
    #expect(Self.run.waits.variance > 0.6 * Self.run.waits.mean * Self.run.waits.mean)
  }
}
