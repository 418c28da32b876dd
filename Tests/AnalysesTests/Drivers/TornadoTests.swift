// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import StatisticalTesting
import Statistics
import Testing

/// Exact swings; the probability that any test rejects although all is right is about 1e-3.
@Suite("A tornado")
struct TornadoTests {
  /// Differences of an additive model whose luck is shared by all states, but for a part of it.
  private func differences(
    _ mean: Double, luck: [Double], own: Double, _ normals: inout Normals
  ) -> [Double] {
    luck.map { normals.next(mean: mean + $0, sd: own) }
  }

  @Test("of an additive function has its swings, in order, as often as it says")
  func additive() {
    let slopes = [1.0, -4, 2, 0.5]
    let studies = 1_000
    var covered = [0, 0, 0, 0]
    var ordered = 0
    for study in 1...studies {
      var normals = Normals(study)
      let luck = (0..<20).map { _ in normals.next(sd: 5) }
      let ends = slopes.map { slope in
        Tornado.Ends(
          low: differences(10 - slope, luck: luck, own: 0.3, &normals),
          high: differences(10 + slope, luck: luck, own: 0.3, &normals))
      }
      let found = Tornado(
        centre: differences(10, luck: luck, own: 0.3, &normals), ends: ends, matters: 1,
        better: .fewer)
      if found.drivers.map(\.unknown) == [1, 2, 0, 3] { ordered += 1 }
      for driver in found.drivers where driver.swing.interval.covers(2 * slopes[driver.unknown]) {
        covered[driver.unknown] += 1
      }
    }
    #expect(ordered == studies)
    for count in covered {
      let test = coverageTest(count, of: studies, share: 0.95...0.95, tests: 4)
      #expect(!test.isRejected, "\(test)")
    }
  }

  @Test("An unknown that nothing reads swings by exactly 0")
  func idle() {
    let luck = (0..<30).map { Double($0 % 7) + 5 }
    let moved = luck.map { $0 + 1 }
    let found = Tornado(
      centre: luck, ends: [.init(low: luck, high: luck), .init(low: luck, high: moved)],
      matters: 1, better: .fewer)
    #expect(found.drivers.map(\.unknown) == [1, 0])
    #expect(found.drivers[1].isIdle && !found.drivers[0].isIdle)
    #expect(found.drivers[1].swing.value == 0)
    #expect(found.drivers[1].swing.interval == Interval(low: 0, high: 0))
    #expect(found.drivers[0].swing.interval == Interval(low: 1, high: 1))
  }

  @Test("says whether the verdict holds, turns or vanishes, and when that cannot be told")
  func standings() {
    var normals = Normals(1)
    func around(_ mean: Double, sd: Double = 1) -> [Double] {
      (0..<40).map { _ in normals.next(mean: mean, sd: sd) }
    }
    let ends: [Tornado.Ends] = [
      .init(low: around(9), high: around(12)),
      .init(low: around(-9), high: around(30)),
      .init(low: around(10), high: around(0, sd: 0.3)),
      .init(low: around(10), high: around(1, sd: 30)),
      .init(low: around(10), high: around(10).map { _ in .nan }),
    ]
    let found = Tornado(centre: around(10), ends: ends, matters: 1, better: .fewer)
    #expect(found.verdict == .worse)
    #expect(found.unknowns(.holds) == [0])
    #expect(found.unknowns(.turns) == [1])
    #expect(found.unknowns(.vanishes) == [2])
    #expect(found.unknowns(.notKnown) == [3, 4])
    #expect(
      found.words
        == "holds for 1 of 5 unknowns, turns with 1, vanishes with 1; for 2 the 40 futures are too few "
        + "to say")
    let alike = Tornado(centre: around(0, sd: 0.3), ends: ends, matters: 1, better: .none)
    #expect(Set(alike.unknowns(.turns)) == [0, 1, 2, 3, 4])
    let wide = (0..<40).map { $0 % 2 == 0 ? -20.0 : 22 }
    let vague = Tornado(centre: wide, ends: ends, matters: 1, better: .none)
    #expect(vague.unknowns(.notKnown).count == 5)
    #expect(vague.words == "is not known, even at the centre: 40 futures are too few")
  }
}
