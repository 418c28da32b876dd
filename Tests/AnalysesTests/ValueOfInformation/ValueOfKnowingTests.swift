// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import CGSL
import Declarations
import StatisticalTesting
import Statistics
import Testing

/// Exact values; the probability that any test rejects although all is right is about 1e-3.
@Suite("The value of knowing")
struct ValueOfKnowingTests {
  /// What is lost on average by choosing once, where a gain is normal: the unit loss of the normal law.
  private func loss(mean: Double, sd: Double) -> Double {
    sd * gsl_ran_ugaussian_pdf(mean / sd) - abs(mean) * gsl_cdf_ugaussian_P(-abs(mean) / sd)
  }

  /// A policy that gives nothing and one that gives a gain, state by state.
  private func table(
    _ gains: [Double], noise: Double = 0, _ normals: inout Normals
  ) throws -> PolicyTable {
    var table = try PolicyTable(policies: 2, better: .more, matters: 0.1)
    for gain in gains {
      table.add((0..<(noise > 0 ? 4 : 1)).map { _ in [0, normals.next(mean: gain, sd: noise)] })
    }
    return table
  }

  @Test("everything is that of the normal law, and noise is not counted as knowledge")
  func perfect() throws {
    #expect(agree(loss(mean: 1, sd: 2), 0.395593, within: 1e-6))
    var normals = Normals(1)
    let gains = (0..<20_000).map { _ in normals.next(mean: 1, sd: 2) }
    let exact = try ValueOfKnowingAll(table(gains, &normals))
    #expect(exact.policy == 1 && exact.inner.value == exact.outer.value)
    #expect(
      abs(exact.outer.value - loss(mean: 1, sd: 2)) < 4 * exact.outer.standardError, "\(exact)")
    let noisy = try ValueOfKnowingAll(table(gains, noise: 2, &normals))
    #expect(noisy.inner.value < loss(mean: 1, sd: 2) && noisy.outer.value > loss(mean: 1, sd: 2))
  }

  @Test(
    "one of several unknowns is that of the normal law, as often as it says, whatever the noise",
    arguments: [0.0, 4])
  func partial(noise: Double) throws {
    #expect(agree(loss(mean: 0, sd: 1), 0.398942, within: 1e-6))
    #expect(agree(loss(mean: 0, sd: 2), 0.797885, within: 1e-6))
    let studies = 200
    var covered = [0, 0, 0, 0]
    var values: [[Double]] = [[], [], [], []]
    let exact = [1, 2, 5.0.squareRoot(), 0].map { sd in sd > 0 ? loss(mean: 0, sd: sd) : 0 }
    for study in 1...studies {
      var normals = Normals(study)
      let columns = (0..<3).map { _ in (0..<500).map { _ in normals.next() } }
      let gains = (0..<500).map { columns[0][$0] + 2 * columns[1][$0] }
      let table = try table(gains, noise: noise, &normals)
      let unknowns = columns.map { UnknownValues.numbers($0) }
      for (number, group) in [[0], [1], [0, 1], [2]].enumerated() {
        let found = try ValueOfKnowing(
          of: group.map { unknowns[$0] }, in: table, seed: study, resamples: 100)
        values[number].append(found.value.value)
        if found.value.interval.covers(exact[number]) { covered[number] += 1 }
        #expect(found.methodError < 0.2)
      }
    }
    for number in 0..<4 {
      let moments = Statistics.Moments(values[number])
      // Where both policies are as good on average the choice between them without knowledge is the luckier one.
      #expect(abs(moments.mean - exact[number]) < 0.05, "\(number): \(moments.mean)")
      let test = coverageTest(covered[number], of: studies, share: 0.88...0.985, tests: 10)
      #expect(!test.isRejected, "\(number): \(test)")
    }
  }

  @Test("a group is that of the normal law, though most of its unknowns are in vain")
  func group() throws {
    let studies = 100
    let exact = loss(mean: 0, sd: 5.0.squareRoot())
    var covered = 0
    var values: [Double] = []
    for study in 1...studies {
      var normals = Normals(study, 3)
      let columns = (0..<20).map { _ in (0..<300).map { _ in normals.next() } }
      let gains = (0..<300).map { columns[4][$0] + 2 * columns[13][$0] }
      let found = try ValueOfKnowing(
        of: columns.map { .numbers($0) }, in: table(gains, noise: 2, &normals), seed: study,
        resamples: 60)
      values.append(found.value.value)
      if found.value.interval.covers(exact) { covered += 1 }
    }
    let moments = Statistics.Moments(values)
    #expect(abs(moments.mean - exact) < 0.05, "\(moments.mean), \(exact)")
    let test = coverageTest(covered, of: studies, share: 0.88...0.985, tests: 10)
    #expect(!test.isRejected, "\(test)")
  }

  @Test("two unknowns that do something only together is that of their product")
  func product() throws {
    // Half of the mean size of a product of two normal numbers: 1/pi.
    let exact = 1 / Double.pi
    let studies = 100
    var (covered, alone) = (0, 0)
    for study in 1...studies {
      var normals = Normals(study, 5)
      let columns = (0..<2).map { _ in (0..<500).map { _ in normals.next() } }
      let table = try table(zip(columns[0], columns[1]).map { $0 * $1 }, noise: 1, &normals)
      let unknowns = columns.map { UnknownValues.numbers($0) }
      let found = try ValueOfKnowing(of: unknowns, in: table, seed: study, resamples: 100)
      if found.value.interval.covers(exact) { covered += 1 }
      // Without the product nothing is left: the method says how much hangs on it.
      #expect(found.methodError > exact / 2)
      let one = try ValueOfKnowing(of: [unknowns[0]], in: table, seed: study, resamples: 100)
      if one.value.interval.covers(0) { alone += 1 }
    }
    for count in [covered, alone] {
      let test = coverageTest(count, of: studies, share: 0.88...0.99, tests: 10)
      #expect(!test.isRejected, "\(test)")
    }
  }

  @Test("a count grows with its size as that of the normal law does", arguments: [4, 16])
  func count(size: Int) throws {
    let exact = loss(
      mean: 1, sd: 2 * (Double(size) * 4 / (Double(size) * 4 + 16)).squareRoot())
    #expect(abs(exact - (size == 4 ? 0.199641 : 0.322342)) < 1e-6)
    let studies = 100
    var covered = 0
    var values: [Double] = []
    for study in 1...studies {
      var normals = Normals(study)
      let gains = (0..<1_000).map { _ in normals.next(mean: 1, sd: 2) }
      let found = try ValueOfKnowing(
        of: .normal(of: size, sd: 4), on: gains, in: table(gains, &normals), seed: study,
        resamples: 100)
      values.append(found.value.value)
      if found.value.interval.covers(exact) { covered += 1 }
    }
    let moments = Statistics.Moments(values)
    #expect(abs(moments.mean - exact) < 4 * moments.standardError + 0.005, "\(moments.mean)")
    let test = coverageTest(covered, of: studies, share: 0.9...0.98, tests: 10)
    #expect(!test.isRejected, "\(test)")
  }

  @Test("a count of cases is worth something, and never more than knowing their share")
  func binomial() throws {
    var normals = Normals(7)
    // The gain is 10 (p - 1/2), p uniform: its loss is 10/8. Of one case: choose by it, p has mean 2/3 or 1/3.
    let shares = (0..<20_000).map { _ in normals.uniform() }
    let table = try table(shares.map { 10 * ($0 - 0.5) }, &normals)
    let one = try ValueOfKnowing(
      of: .binomial(of: 1), on: shares, in: table, seed: 1, resamples: 50)
    #expect(abs(one.value.value - 10.0 / 6 / 2) < 4 * one.value.standardError, "\(one.value)")
    let all = try ValueOfKnowing(of: [.numbers(shares)], in: table, seed: 1, resamples: 50)
    #expect(abs(all.value.value - 10.0 / 8) < 4 * all.value.standardError, "\(all.value)")
    let many = try ValueOfKnowing(
      of: .binomial(of: 50), on: shares, in: table, seed: 1, resamples: 50)
    #expect(many.value.value < all.value.value && many.value.value > one.value.value)
    let events = try ValueOfKnowing(
      of: .poisson(over: 100), on: shares, in: table, seed: 1, resamples: 50)
    #expect(events.value.value < all.value.value && events.value.value > one.value.value)
  }

  @Test("is refused of too few states, and of states without values")
  func refused() throws {
    var normals = Normals(1)
    let few = try table([1, 2, 3], &normals)
    #expect(throws: AnalysisRefusal.self) {
      try ValueOfKnowing(of: [.numbers([1, 2, 3])], in: few, seed: 1)
    }
    var missing = try table([Double](repeating: 1, count: 40), &normals)
    missing.add([[.nan, 1]])
    #expect(throws: AnalysisRefusal.self) {
      try ValueOfKnowing(
        of: [.numbers((0..<41).map(Double.init))], in: missing, seed: 1)
    }
  }
}
