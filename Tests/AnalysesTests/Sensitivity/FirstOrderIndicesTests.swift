// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Designs
import StatisticalTesting
import Statistics
import Testing

/// Exact indices; the probability that any test rejects although all is right is about 1e-3.
@Suite("First-order indices from any states")
struct FirstOrderIndicesTests {
  @Test(
    "are those of the function of Ishigami, with noise and without, as often as they say",
    arguments: [0.0, 1.0])
  func ishigami(noise: Double) throws {
    let function = try TestFunction.ishigami()
    let studies = 200
    var covered = [Int](repeating: 0, count: 4)
    var values = [[Double]](repeating: [], count: 4)
    for study in 1...studies {
      var normals = Normals(study)
      let columns = function.factors.map { _ in (0..<600).map { _ in normals.uniform() } }
      let points = columns.indices.map { factor in
        columns[factor].map { function.factors[factor].setting(at: $0).number }
      }
      let means = (0..<600).map { state in
        normals.next(
          mean: function.value(points.map { $0[state] }),
          sd: (noise * function.variance).squareRoot())
      }
      let found = try FirstOrderIndices(
        of: points.map { .numbers($0) }, means: means,
        noise: means.map { _ in noise * function.variance })
      for (factor, measured) in found.first.enumerated() {
        values[factor].append(measured.value)
        if measured.interval.covers(function.first[factor]) { covered[factor] += 1 }
      }
    }
    for factor in 0..<4 {
      let moments = Statistics.Moments(values[factor])
      // A curve that is chosen explains a little more by chance than one that is given.
      #expect(abs(moments.mean - function.first[factor]) < 4 * moments.standardError + 0.012)
      let test = coverageTest(covered[factor], of: studies, share: 0.9...0.98, tests: 8)
      #expect(!test.isRejected, "\(factor): \(test)")
    }
  }

  @Test(
    "are refused where states may not differ at all, and else cover as often as they say",
    arguments: [0.0, 0.1, 1])
  func littleVaries(spread: Double) throws {
    // Two factors alike, one in vain; the noise of a state's mean has the variance 1 and is known from 4 replications.
    let studies = 300
    var (covered, refused) = ([0, 0, 0], 0)
    for study in 1...studies {
      var normals = Normals(study, 7)
      let factors = (0..<3).map { _ in (0..<128).map { _ in normals.next() } }
      var (means, noise): ([Double], [Double]) = ([], [])
      for state in 0..<128 {
        let centre = (factors[0][state] + factors[1][state]) * (spread / 2).squareRoot()
        let moments = Statistics.Moments((0..<4).map { _ in normals.next(mean: centre, sd: 2) })
        means.append(moments.mean)
        noise.append(moments.standardError * moments.standardError)
      }
      do throws(AnalysisRefusal) {
        let found = try FirstOrderIndices(
          of: factors.map { .numbers($0) }, means: means, noise: noise)
        for (factor, measured) in found.first.enumerated()
        where
          spread > 0 && measured.interval.covers(factor < 2 ? 0.5 : 0)
        {
          covered[factor] += 1
        }
        #expect(found.first.allSatisfy { $0.interval.isKnown })
      } catch {
        refused += 1
      }
    }
    // Nothing that varies is told from nothing in one study of forty; a tenth of the noise hardly ever is.
    let told = studies - refused
    if spread < 1 { #expect(told < studies / 5, "\(told)") }
    if spread == 0 {
      #expect(
        !coverageTest(told, of: studies, share: 0.005...0.05, tests: 10).isRejected, "\(told)")
      return
    }
    for factor in 0..<3 {
      // What is refused could be anything, which is no error.
      let test = coverageTest(
        covered[factor] + refused, of: studies, share: 0.92...1, tests: 10)
      #expect(!test.isRejected, "\(factor): \(test), \(refused) refused")
    }
    if spread == 1 { #expect(refused < studies / 5, "\(refused)") }
  }

  @Test("of a factor of levels is the variance between their means")
  func levels() throws {
    // Three levels with means 0, 1 and 2, each as often; what else varies is normal, of variance 1.
    var normals = Normals(5)
    let levels = (0..<3_000).map { $0 % 3 }
    let values = levels.map { Double($0) + normals.next() }
    let found = try FirstOrderIndices(
      of: [.levels(levels, of: 3)], means: values, noise: values.map { _ in 0 })
    let exact = (2.0 / 3) / (2.0 / 3 + 1)
    #expect(abs(found.first[0].value - exact) < 4 * found.first[0].standardError)
    #expect(found.first[0].standardError < 0.02)
  }

  @Test("Correlated factors are told, and independent ones are not")
  func correlated() throws {
    var normals = Normals(6)
    let first = (0..<200).map { _ in normals.next() }
    let second = (0..<200).map { _ in normals.next() }
    let third = zip(first, second).map { 0.6 * $0 + 0.8 * $1 }
    let found = CorrelatedFactors.pairs(of: [
      .numbers(first), .numbers(second), .numbers(third), .levels(first.map { _ in 0 }, of: 1),
    ])
    #expect(found.map { [$0.one, $0.other] } == [[1, 2], [0, 2]])
    #expect(abs(found[0].correlation - 0.8) < 0.1)
  }
}
