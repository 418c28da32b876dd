// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Testing

@testable import CordonModel

/// Worlds of states of a sweep, which share what takes long to make.
@Suite("A world that is made beside another one")
struct NeighbourTests {
  private static let entries = [.setting, .world, .area, .history, .lever]
    .flatMap { (role: FieldCatalogue<Scenario>.Role) in Scenario.catalogue[role] }

  /// Three areas; with a value that changes by date.
  private static let base = Scenario.busyAreas {
    $0.datedValues = [
      DatedValue(path: "stings.streamed", setting: .number(0.123), from: "2018-02-01"),
      DatedValue(path: "response.call-length", setting: .number(0.07), from: "2018-02-20"),
    ]
  }

  /// The worlds of all periods.
  private func periods(_ world: World) -> [World] { Array(sequence(first: world, next: \.next)) }

  /// Whether two arrays are one piece of memory.
  private func areShared<Element>(_ one: [Element], _ other: [Element]) -> Bool {
    one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { one.baseAddress == $0.baseAddress }
    }
  }

  @Test("is the world that it would be alone, whichever field differs")
  func isTheSame() throws {
    let neighbour = World(Self.base)
    var changed: Set<String> = []
    for entry in Self.entries {
      var scenario = Self.base
      for field in entry.fields(in: scenario).prefix(2) {
        field.write(try field.altered(in: scenario), &scenario)
      }
      let (beside, alone) = (World(scenario, beside: neighbour), World(scenario))
      #expect(periods(beside).count == periods(alone).count)
      for (one, other) in zip(periods(beside), periods(alone)) {
        // A law that is not the same is too long to be printed.
        let areSame = (one.travel == other.travel, one.response == other.response)
        #expect(areSame == (true, true), "\(entry.path)")
      }
      if alone.travel != neighbour.travel { changed.insert("travel") }
      if alone.response != neighbour.response { changed.insert("response") }
    }
    // Some of the fields make a difference, so that to share always would be found out.
    #expect(changed == ["travel", "response"])
  }

  @Test("shares in each period what depends on nothing that differs")
  func shares() throws {
    let neighbour = periods(World(Self.base))
    try #require(neighbour.count == 3)
    var scenario = Self.base
    scenario.parameters.behaviour.hideAfterEnforcement /= 2
    for (one, other) in zip(periods(World(scenario, beside: neighbour[0])), neighbour) {
      #expect(areShared(one.travel.residents, other.travel.residents))
      #expect(areShared(one.response.divisions, other.response.divisions))
    }
    #expect(!areShared(neighbour[0].response.divisions, neighbour[2].response.divisions))
    scenario.parameters.groups.reach *= 2
    scenario.parameters.response.incidents *= 2
    for (one, other) in zip(periods(World(scenario, beside: neighbour[0])), neighbour) {
      #expect(!areShared(one.travel.residents, other.travel.residents))
      #expect(!areShared(one.response.divisions, other.response.divisions))
    }
  }
}
