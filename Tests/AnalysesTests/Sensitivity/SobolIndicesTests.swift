// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Designs
import StatisticalTesting
import Statistics
import Testing

/// Exact indices; the probability that any test rejects although all is right is about 1e-3.
@Suite("Indices of Sobol'")
struct SobolIndicesTests {
  /// The indices of a function whose mean in each state is known from so many replications with noise.
  private func indices(
    of function: TestFunction, blocks: Int, seed: Int, noise: Double = 0, replications: Int = 1,
    resamples: Int = 400
  ) throws -> SobolIndices {
    let design = try Design.saltelli(function.factors, blocks: blocks, seed: UInt32(seed))
    var means: [Double] = []
    var squares: [Double] = []
    var normals = Normals(seed)
    for value in function.values(over: design) {
      let moments = Moments(
        of: (0..<replications).map { _ in normals.next(mean: value, sd: noise.squareRoot()) })
      means.append(moments.mean)
      squares.append(replications > 1 ? moments.variance / Double(replications) : 0)
    }
    return try SobolIndices(
      of: design, means: means, noise: squares, seed: seed, resamples: resamples)
  }

  @Test("Test functions have the published indices")
  func published() throws {
    let ishigami = try TestFunction.ishigami()
    for (found, stated) in zip(ishigami.first, [0.313905, 0.442411, 0, 0]) {
      #expect(abs(found - stated) < 1e-6)
    }
    for (found, stated) in zip(ishigami.total, [0.557589, 0.442411, 0.243684, 0]) {
      #expect(abs(found - stated) < 1e-6)
    }
    let g = try TestFunction.g([0, 1, 4.5, 9, 99, 99])
    #expect(abs(g.first[0] - 0.716) < 1e-3 && abs(g.total[0] - 0.788) < 1e-3)
  }

  @Test(
    "are those of the functions of Ishigami and Sobol', with noise and without, as often as they say",
    arguments: [
      (isG: false, noise: 0.0), (isG: false, noise: 4.0), (isG: true, noise: 0.0),
      (isG: true, noise: 4.0),
    ])
  func coverage(isG: Bool, noise: Double) throws {
    let function = try isG ? TestFunction.g([0, 1, 9]) : TestFunction.ishigami()
    let (studies, factors) = (200, function.factors.count)
    var covered = [Int](repeating: 0, count: 2 * factors)
    var values = [[Double]](repeating: [], count: 2 * factors)
    for study in 1...studies {
      // The noise of a mean of four replications has the variance of the function itself, or none.
      let found = try indices(
        of: function, blocks: 400, seed: study, noise: noise * function.variance,
        replications: noise > 0 ? 4 : 1, resamples: 200)
      for (index, (measured, exact)) in zip(
        found.first + found.total, function.first + function.total
      ).enumerated() {
        values[index].append(measured.value)
        if measured.interval.covers(exact) { covered[index] += 1 }
      }
    }
    for (index, exact) in (function.first + function.total).enumerated() {
      // Ratios of means have a bias in proportion to 1/400.
      let moments = Statistics.Moments(values[index])
      #expect(abs(moments.mean - exact) < 4 * moments.standardError + 0.004, "\(index) \(moments)")
      let test = coverageTest(covered[index], of: studies, share: 0.92...0.97, tests: 28)
      #expect(exact == 0 && noise == 0 || !test.isRejected, "\(index): \(test)")
    }
  }

  @Test("Noise that is not taken out halves each index, and a factor in vain has none")
  func noise() throws {
    let function = try TestFunction.ishigami()
    let design = try Design.saltelli(function.factors, blocks: 4_000, seed: 3)
    var normals = Normals(3)
    let noisy = function.values(over: design).map {
      normals.next(mean: $0, sd: function.variance.squareRoot())
    }
    let nothing = noisy.map { _ in 0.0 }
    let known = noisy.map { _ in function.variance }
    let raw = try SobolIndices(of: design, means: noisy, noise: nothing, seed: 1, resamples: 200)
    let found = try SobolIndices(of: design, means: noisy, noise: known, seed: 1, resamples: 200)
    for factor in 0..<2 {
      #expect(abs(raw.first[factor].value - function.first[factor] / 2) < 0.04)
      #expect(abs(found.first[factor].value - function.first[factor]) < 0.08)
    }
    #expect(raw.total[3].value > 0.45)
    #expect(abs(found.total[3].value) < 4 * found.total[3].standardError)
    #expect(found.first[3].isNoise && found.first[2].isNoise && !found.first[0].isNoise)
    // Without noise a factor in vain changes nothing at all.
    let exact = try indices(of: function, blocks: 100, seed: 1)
    #expect(exact.first[3].value == 0 && exact.total[3].value == 0 && exact.first[3].isNoise)
  }

  @Test("are refused where states may differ no more than the replications of one state")
  func littleVaries() throws {
    let function = try TestFunction.ishigami()
    var refused = 0
    for study in 1...40 {
      var normals = Normals(study, 4)
      let design = try Design.saltelli(function.factors, blocks: 60, seed: UInt32(study))
      let values = function.values(over: design).map { value in
        normals.next(mean: value / 10, sd: function.variance.squareRoot())
      }
      do throws(AnalysisRefusal) {
        let found = try SobolIndices(
          of: design, means: values, noise: values.map { _ in function.variance }, seed: study,
          resamples: 200)
        #expect(!found.variance.isNoise)
        for index in found.first + found.total { #expect(index.interval.isKnown) }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 32, "\(refused)")
  }

  @Test("leave out blocks without all their values, and say so")
  func missing() throws {
    let function = try TestFunction.ishigami()
    let design = try Design.saltelli(function.factors, blocks: 50, seed: 1)
    var means = function.values(over: design)
    let nothing = means.map { _ in 0.0 }
    (means[0], means[5], means[20]) = (.nan, .nan, .nan)
    let found = try SobolIndices(of: design, means: means, noise: nothing, seed: 1)
    #expect(found.blocks == 48 && found.missing == 2)
  }

  @Test("are refused for another design, and first-order ones from states for blocks")
  func refusal() throws {
    let function = try TestFunction.ishigami()
    let sobol = try Design.sobol(function.factors, points: 64)
    let values = function.values(over: sobol)
    let nothing = values.map { _ in 0.0 }
    #expect(throws: AnalysisRefusal.self) {
      try SobolIndices(of: sobol, means: values, noise: nothing, seed: 1)
    }
    let blocks = try Design.saltelli(function.factors, blocks: 20, seed: 1)
    let others = function.values(over: blocks)
    #expect(throws: AnalysisRefusal.self) {
      try FirstOrderIndices(of: blocks, means: others, noise: others.map { _ in 0 })
    }
    #expect(throws: AnalysisRefusal.self) {
      try SobolIndices(
        of: blocks, means: others.map { _ in 1 }, noise: others.map { _ in 0 }, seed: 1)
    }
  }
}
