// SPDX-License-Identifier: GPL-3.0-or-later

import StatisticalTesting
import Statistics
import Testing

@Suite("Bootstrap")
struct BootstrapTests {
  /// The bootstrap of one series whose replications count from 1.
  private func bootstrap(
    _ values: [Double], seed: Int = 20_170_416, resamples: Int = 1_000
  ) -> Bootstrap {
    var bootstrap = Bootstrap(series: 1, seed: seed, resamples: resamples)
    for (index, value) in values.enumerated() { bootstrap.add([value], replication: index + 1) }
    return bootstrap
  }

  /// The law of the resampled mean of a few numbers: every mean that any weights from 0 to 9 give, with
  /// its probability, where the weights are independent Poisson numbers of mean 1 and not all 0.
  private func law(of values: [Double]) -> [(mean: Double, probability: Double)] {
    var poisson = [0.367_879_441_171_442_33]
    for weight in 1...9 { poisson.append(poisson[weight - 1] / Double(weight)) }
    var partial: [(sum: Double, weight: Double, probability: Double)] = [(0, 0, 1)]
    for value in values {
      partial = partial.flatMap { part in
        poisson.enumerated().map { weight, probability in
          let weight = Double(weight)
          return (part.sum + weight * value, part.weight + weight, part.probability * probability)
        }
      }
    }
    let whole = partial.filter { $0.weight > 0 }
    let all = whole.reduce(0) { $0 + $1.probability }
    return whole.map { ($0.sum / $0.weight, $0.probability / all) }.sorted { $0.0 < $1.0 }
  }

  @Test(
    "Resampled means of a few numbers follow the law that enumeration gives",
    arguments: [[0, 1], [2, 3, 7], [0, 0, 0, 5], [-4, 1, 1.5, 20, 3]])
  func enumerated(values: [Double]) {
    let means = bootstrap(values, resamples: 20_000).means(of: 0)
    for share in [0.1, 0.3, 0.5, 0.7, 0.9] {
      var below = 0.0
      let law = law(of: values)
      let bound = law.first { step in
        below += step.probability
        return below >= share
      }?.mean
      guard let bound else { continue }
      // Rounding must not put a mean on the other side of an equal one.
      let edge = bound + 1e-9
      let exact = law.reduce(0) { $0 + ($1.mean <= edge ? $1.probability : 0) }
      guard exact < 1 - 1e-9 else {
        #expect(means.allSatisfy { $0 <= edge })
        continue
      }
      expectMean(of: means.map { $0 <= edge ? 1 : 0 }, equals: exact, tests: 20)
    }
  }

  @Test("Of resamples of n replications the share e^-n has no replication at all")
  func emptyResamples() {
    let empty = 1 - Double(bootstrap([1, 2], resamples: 50_000).means(of: 0).count) / 50_000
    #expect(abs(empty - 0.135_335) < 4.5 * (0.135_335 * 0.864_665 / 50_000).squareRoot())
  }

  @Test(
    "Of Law's paired example the ends are the quantiles of the enumerated law at the stated levels")
  func pairedExample() {
    let values = [8.76, 4.09, 4.23, -0.02, 7.83]
    let interval = bootstrap(values, resamples: 100_000).interval(of: 0, confidence: 0.9)
    // By hand: mean 4.978, deviations 3.782, -0.888, -0.748, -4.998, 2.852; squares add up to 48.76548,
    // cubes to -48.67; t of 4 degrees at 0.95 is 2.131847.
    let deviations = values.map { $0 - 4.978 }
    let squares = deviations.reduce(0) { $0 + $1 * $1 }
    let cubes = deviations.reduce(0) { $0 + $1 * $1 * $1 }
    let acceleration = cubes / (6 * squares * squares.squareRoot())
    let law = law(of: values)
    for (end, quantile) in [(interval.low, -2.131_846_786), (interval.high, 2.131_846_786)] {
      let z =
        acceleration + (acceleration + quantile) / (1 - acceleration * (acceleration + quantile))
      var below = 0.0
      let level = normalProbability(z)
      let exact = law.first { step in
        below += step.probability
        return below >= level
      }
      // The law of five numbers is so fine that a quantile of 100,000 resamples is known to 0.05.
      #expect(abs(end - (exact?.mean ?? .nan)) < 0.05, "level \(level)")
    }
  }

  @Test("Adding a constant moves the interval, and a factor stretches it")
  func equivariance() {
    let values = [3.0, 1, 4, 1, 5, 9, 2, 6]
    let interval = bootstrap(values).interval(of: 0)
    let moved = bootstrap(values.map { 10 * $0 - 100 }).interval(of: 0)
    #expect(agree(moved.low, 10 * interval.low - 100, within: 1e-9))
    #expect(agree(moved.high, 10 * interval.high - 100, within: 1e-9))
  }

  @Test("Turning the signs turns the levels")
  func reflection() {
    let values = [0.0, 0, 0, 1, 9, 2, 0, 1, 0, 3]
    let interval = bootstrap(values).interval(of: 0)
    let turned = bootstrap(values.map { -$0 }).interval(of: 0).negated
    #expect(agree(turned.low, interval.low, within: 1e-9))
    #expect(agree(turned.high, interval.high, within: 1e-9))
  }

  @Test("A long upper tail puts the interval further above the mean than below it")
  func skewed() {
    let values = [0.0, 0, 0, 1, 9, 2, 0, 1, 0, 3]
    let interval = bootstrap(values).interval(of: 0)
    #expect(interval.high - 1.6 > 1.3 * (1.6 - interval.low))
  }

  @Test("Series share their weights, so that the sum of two has the sum of their means")
  func sharedWeights() {
    var bootstrap = Bootstrap(series: 3, seed: 1)
    for number in 1...20 {
      let (one, other) = (Double(number * number % 7), Double(number % 3))
      bootstrap.add([one, other, one + other], replication: number)
    }
    let means = (0...2).map { bootstrap.means(of: $0) }
    #expect(
      means[0].indices.allSatisfy { agree(means[0][$0] + means[1][$0], means[2][$0]) })
  }

  /// Series with values, zeros and gaps, which are weighed in several turns.
  private func added(_ replications: Range<Int>, to bootstrap: Bootstrap) -> Bootstrap {
    var bootstrap = bootstrap
    for number in replications {
      let value = Double(number * number % 7) - 2
      let gap = number.isMultiple(of: 5) ? Double.nan : value
      bootstrap.add([value, gap, value < 2 ? 0 : 1, 1, value + 3, 2], replication: number)
    }
    return bootstrap
  }

  @Test("A copy has the very intervals of a bootstrap that draws each weight itself")
  func copies() {
    let empty = Bootstrap(series: 6, seed: 3, forCopiesWith: 2..<90)
    for count in [1, 2, 5, 31, 32, 33, 64, 65, 100] {
      let copy = added(1..<(count + 1), to: empty)
      let own = added(1..<(count + 1), to: Bootstrap(series: 6, seed: 3))
      for series in 0..<3 {
        #expect(copy.means(of: series) == own.means(of: series), "\(count)")
        guard count > 2 else { continue }
        #expect(copy.interval(of: series) == own.interval(of: series), "\(count)")
      }
      guard count > 1 else { continue }
      #expect(copy.interval(ofRatiosFrom: 2) == own.interval(ofRatiosFrom: 2), "\(count)")
    }
  }

  @Test("The mean of a series is the sum of its values, each times the mean of its own indicator")
  func linear() {
    let count = 70
    var bootstrap = Bootstrap(series: count + 1, seed: 1)
    let values = (0..<count).map { Double($0 * $0 % 7) - 2 }
    for (number, value) in values.enumerated() {
      var all = [Double](repeating: 0, count: count)
      all[number] = 1
      bootstrap.add(all + [value], replication: number + 1)
    }
    let alone = (0..<count).map { bootstrap.means(of: $0) }
    for (resample, mean) in bootstrap.means(of: count).enumerated() {
      let expected = values.indices.reduce(0) { $0 + values[$1] * alone[$1][resample] }
      #expect(agree(mean, expected, within: 1e-12))
    }
  }

  @Test("A replication without a value counts in no mean")
  func missing() {
    var with = Bootstrap(series: 2, seed: 1)
    var without = Bootstrap(series: 1, seed: 1)
    for number in 1...12 {
      let value = Double(number * number % 5)
      let isMissing = number.isMultiple(of: 3)
      with.add([isMissing ? .nan : value, value], replication: number)
      if !isMissing { without.add([value], replication: number) }
    }
    #expect(with.means(of: 0) == without.means(of: 0))
    #expect(with.interval(of: 0) == without.interval(of: 0))
    #expect(with.interval(of: 0) != with.interval(of: 1))
  }

  @Test("Equal studies have equal intervals, and other seeds and replications other weights")
  func determinism() {
    let values = (0..<30).map { Double($0 * 7 % 11) }
    let once = bootstrap(values).means(of: 0)
    #expect(once == bootstrap(values).means(of: 0))
    #expect(once != bootstrap(values, seed: 1).means(of: 0))
    var other = Bootstrap(series: 1, seed: 20_170_416)
    for (index, value) in values.enumerated() { other.add([value], replication: index + 2) }
    #expect(once != other.means(of: 0))
  }

  @Test("One value gives no interval, equal ones an interval without width", arguments: [0, 7.5])
  func degenerate(value: Double) {
    #expect(!bootstrap([]).interval(of: 0).isKnown)
    #expect(!bootstrap([value]).interval(of: 0).isKnown)
    #expect(bootstrap([value, value]).interval(of: 0) == Interval(low: value, high: value))
  }
}
