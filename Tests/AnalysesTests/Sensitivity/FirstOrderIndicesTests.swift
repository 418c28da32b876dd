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
