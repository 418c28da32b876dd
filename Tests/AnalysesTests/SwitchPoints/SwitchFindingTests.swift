// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import StatisticalTesting
import Statistics
import Testing

@testable import Analyses

/// Exact answers; the probability that any test rejects although all is right is about 1e-3.
@Suite("Switch points")
struct SwitchFindingTests {
  private static let tests = 12

  @Test("are those of the published example, by Fieller")
  func published() throws {
    let y = [2.3, 1.2, 1.4, 0.2, 0.3, -0.8, -0.7, -1.9, -1.7]
    let found = try #require(
      SwitchFinding(values: (0...8).map(Double.init), differences: y, plausible: 0...8))
    guard case .within(let points) = found.answer else {
      Issue.record("\(found)")
      return
    }
    try #require(points.count == 1)
    #expect(abs(points[0].value - 4.065574) < 1e-6, "\(points)")
    #expect(abs(points[0].interval.low - 3.487569) < 1e-6)
    #expect(abs(points[0].interval.high - 4.650222) < 1e-6)
    #expect(!points[0].isRising)
    // The same line has its root beyond a smaller range, and none at all where that is not allowed.
    let beyond = SwitchFinding(
      values: (0...8).map(Double.init), differences: y, plausible: 0...2)
    #expect(beyond?.answer == .beyond(points[0]))
    let none = SwitchFinding(
      values: (0...8).map(Double.init), differences: y, plausible: 0...2, allowed: 0...3)
    #expect(none?.answer == .nowhere(isAbove: true))
  }

  @Test("Without bounds there is no number: not known, or nowhere")
  func unbounded() throws {
    let flat = [0.3, -0.2, 0.1, -0.3, 0.2, 0.0, -0.1, 0.25, -0.3]
    let x = (0...8).map(Double.init)
    let unknown = try #require(SwitchFinding(values: x, differences: flat, plausible: 0...8))
    #expect(unknown.answer == .notKnown)
    let above = SwitchFinding(values: x, differences: flat.map { $0 + 5 }, plausible: 0...8)
    #expect(above?.answer == .nowhere(isAbove: true))
    let below = SwitchFinding(values: x, differences: flat.map { $0 - 5 }, plausible: 0...8)
    #expect(below?.answer == .nowhere(isAbove: false))
    #expect(SwitchFinding(values: [1, 1, 1], differences: [1, 2, 3], plausible: 0...2) == nil)
  }

  @Test("Differences without noise turn exactly where they do: at the critical state of a lake")
  func lake() throws {
    // Phosphorus x is recycled as x^q / (1 + x^q) and lost as b x: beyond the critical state it grows.
    let (b, q) = (0.42, 2.0)
    let critical = (1 - (1 - 4 * b * b).squareRoot()) / (2 * b)
    #expect(abs(critical - 0.5445400) < 1e-7)
    let levels = [0.1, 0.3, 0.5, 0.54, 0.544, 0.5445, 0.545, 0.55, 0.7, 1.2]
    let growth = levels.map { pow($0, q) / (1 + pow($0, q)) - b * $0 }
    let found = SwitchFinding(
      try #require(LevelDifferences(independent: levels, growth.map { Moments([$0, $0, $0]) })),
      plausible: 0.1...1.2)
    guard case .within(let points) = found.answer else {
      Issue.record("\(found.answer)")
      return
    }
    #expect(found.shape == .pieces && points.count == 1 && points[0].isRising)
    #expect(abs(points[0].value - critical) < 1e-6)
    #expect(abs(points[0].interval.low - critical) < 1e-6)
    #expect(abs(points[0].interval.high - critical) < 1e-6)
  }

  @Test(
    "cover the true root as often as they say",
    arguments: [
      (isPaired: true, isBent: false), (isPaired: false, isBent: false),
      (isPaired: true, isBent: true), (isPaired: false, isBent: true),
    ])
  func coverage(isPaired: Bool, isBent: Bool) throws {
    let (levels, root) = ([0.0, 1, 2, 3, 4], 1.7)
    let truth = levels.map { isBent && $0 > 2 ? 4 * ($0 - 2) + 0.3 : $0 - root }
    let studies = 2_000
    var (covered, number, told) = (0, 0, 0)
    for study in 1...studies {
      var normals = Normals(study)
      let luck = (0..<25).map { _ in isPaired ? normals.next() : 0 }
      let values = truth.map { mean in
        luck.map { normals.next(mean: mean + $0, sd: 0.5 + 0.2 * abs(mean)) }
      }
      let differences = try #require(
        isPaired
          ? LevelDifferences(paired: levels, values)
          : LevelDifferences(independent: levels, values.map { Moments($0) }))
      let found = SwitchFinding(differences, plausible: 0...4)
      if found.shape == .pieces { told += 1 }
      guard case .within(let points) = found.answer else { continue }
      number += 1
      if points.contains(where: { $0.interval.covers(root) }) { covered += 1 }
    }
    // Paired luck of sd 1 over 25 futures leaves the root known to about 0.2.
    #expect(number == studies)
    let test = coverageTest(covered, of: number, share: 0.935...0.965, tests: Self.tests)
    #expect(!test.isRejected, "\(test)")
    // A line is taken for bent in one of twenty studies, a bent one always.
    let fit = coverageTest(
      told, of: studies, share: isBent ? 0.999...1 : 0.035...0.065, tests: Self.tests)
    #expect(!fit.isRejected, "\(fit)")
  }

  @Test("over states in which other unknowns vary are those of the mean over these")
  func states() throws {
    let studies = 500
    var (covered, coveredOfBent) = (0, 0)
    for study in 1...studies {
      var normals = Normals(study)
      let x = (0..<400).map { _ in normals.uniform() * 10 }
      let line = x.map { $0 - 6 + normals.next(sd: 2) }
      let bent = x.map { abs($0 - 5) - 3 + normals.next(sd: 1) }
      if case .within(let points)? = SwitchFinding(
        values: x, differences: line, plausible: 0...10)?.answer
      {
        if points.count == 1, points[0].interval.covers(6) { covered += 1 }
      }
      if case .within(let points)? = SwitchFinding(
        values: x, differences: bent, plausible: 0...10)?.answer
      {
        if points.count == 2, points[0].interval.covers(2), points[1].interval.covers(8) {
          coveredOfBent += 1
        }
      }
    }
    let test = coverageTest(covered, of: studies, share: 0.92...0.97, tests: Self.tests)
    #expect(!test.isRejected, "\(test)")
    // Two intervals, both.
    let both = coverageTest(coveredOfBent, of: studies, share: 0.87...0.95, tests: Self.tests)
    #expect(!both.isRejected, "\(both)")
  }

  @Test("Two levels say what a line between them says, and no line is tested")
  func twoLevels() throws {
    let values = [[-1.0, -2, -1.5, -1.2], [1.1, 2.2, 1.4, 1.3]]
    let levels = try #require(LevelDifferences(paired: [0, 1], values))
    let found = SwitchFinding(levels, plausible: 0...1)
    #expect(found.lackOfFit == nil && found.shape == .line)
    guard case .within(let points) = found.answer else {
      Issue.record("\(found)")
      return
    }
    #expect(agree(points[0].value, 1.425 / 2.925))
    #expect(LevelDifferences(paired: [0, 1], [[1, 2, .nan], [1, 2, 3]]) == nil)
  }

  @Test(
    "says that a point may lie beyond the range where its interval does, and never beyond what is allowed"
  )
  func reaching() throws {
    // A line through 0 in the middle of the range with little scatter, and one near its end with much.
    func finding(
      _ scatter: Double, zero: Double, allowed: ClosedRange<Double> = -10...10
    ) throws -> SwitchFinding {
      let x = (0..<40).map { Double($0) / 39 }
      let y = x.enumerated().map { $1 - zero + ($0 % 2 == 0 ? scatter : -scatter) }
      return try #require(
        SwitchFinding(values: x, differences: y, plausible: 0...1, allowed: allowed))
    }
    let (inner, outer) = (try finding(0.05, zero: 0.5), try finding(0.4, zero: 0.95))
    #expect(inner.word == "within" && !inner.reachesOut)
    #expect(outer.word == "within or beyond" && outer.reachesOut)
    // By Fieller 0.785 to 1.444; what is not allowed is left out.
    let point = try #require(outer.points.first)
    #expect(abs(point.interval.low - 0.7846) < 0.001 && abs(point.interval.high - 1.4437) < 0.001)
    let cut = try #require(try finding(0.4, zero: 0.95, allowed: 0.8...1.1).points.first)
    #expect(cut.interval.low == 0.8 && cut.interval.high == 1.1)
    #expect(Set(SwitchFinding.allWords).count == 5)
  }
}
