// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

@Suite("Monitors of distributions: quantile sketch and histogram")
struct MonitorDistributionTests {
  static let laws: [Law] = [
    .exponential(mean: 0.01), .lognormal(median: 1, p95: 200), .gamma(mean: 300, sd: 1000),
    .uniform(from: 0, to: 1e-3), .fixed(0.7),
  ]

  private func numbers(_ law: Law, count: Int) -> [Double] {
    var stream = Luck(seed: 2, replication: 0).stream(
      StreamAddress(kind: 0, number: 0, purpose: 0))
    return (0..<count).map { _ in stream.draw(law) }
  }

  @Test(
    "Every quantile of every law keeps the stated relative error", arguments: laws,
    [0.3, 0.05, 0.01, 0.001])
  func statedError(law: Law, error: Double) {
    let sorted = numbers(law, count: 3000).sorted()
    var sketch = QuantileSketch(relativeError: error, over: sorted[0]...sorted[2999])
    for number in sorted { sketch.add(number) }
    #expect(sketch.relativeError <= error)
    #expect(sketch.count == sorted.count)
    let errors = (0...20).map { step in
      let q = Double(step) / 20
      let exact = sorted[Int(q * Double(sorted.count - 1))]
      return abs(sketch.quantile(q) - exact) / exact
    }
    #expect(errors.allSatisfy { $0 <= sketch.relativeError * (1 + 1e-12) })
  }

  @Test(
    "The stated error is reached at the lower edge of an octave, so it is no looser than needed")
  func errorIsTight() {
    var sketch = QuantileSketch(relativeError: 0.01)
    for number in [1, 1, (1 + 0x1p-6).nextDown, 2] { sketch.add(number) }
    #expect(sketch.relativeError == 1.0 / 129)
    #expect(abs(sketch.quantile(0) - (1 + 1.0 / 129)) < 1e-15)
    #expect(sketch.quantile(0) == sketch.quantile(0.67))
    #expect(sketch.quantile(1) == 2)
  }

  @Test("What lies outside the range is counted, and told as an extreme")
  func outsideTheRange() {
    var sketch = QuantileSketch(over: 1...4)
    for number in [0, 0.25, 3, 1e30] { sketch.add(number) }
    #expect(sketch.below == 2)
    #expect(sketch.above == 1)
    #expect(sketch.quantile(0) == 0)
    #expect(sketch.quantile(1) == 1e30)
    #expect(abs(sketch.quantile(0.7) - 3) <= 3 * sketch.relativeError)
  }

  @Test("The widened range takes in both of its ends")
  func endsOfTheRange() {
    var sketch = QuantileSketch(over: 1...4)
    for number in [1, 4, 7.999] { sketch.add(number) }
    #expect(sketch.below == 0)
    #expect(sketch.above == 0)
  }

  @Test("Minus zero is zero")
  func minusZero() {
    var sketch = QuantileSketch()
    sketch.add(-0.0)
    #expect(sketch.below == 1)
    #expect(sketch.quantile(0.5) == 0)
  }

  @Test("An empty sketch has no quantile, and a reset one is empty")
  func emptySketch() {
    var sketch = QuantileSketch()
    #expect(sketch.quantile(0.5).isNaN)
    sketch.add(1)
    sketch.reset()
    #expect(sketch == QuantileSketch())
  }

  @Test("A merged sketch is the sketch of all")
  func mergedSketches() {
    let numbers = numbers(.exponential(mean: 1), count: 1000)
    var (whole, left, right) = (QuantileSketch(), QuantileSketch(), QuantileSketch())
    for number in numbers { whole.add(number) }
    for number in numbers[..<300] { left.add(number) }
    for number in numbers[300...] { right.add(number) }
    left.merge(right)
    #expect(left == whole)
  }

  @Test("A bin includes its lower edge and not its upper one")
  func edgesOfBins() {
    var histogram = Histogram(over: 1..<3, bins: 4)
    for number in [0.99, 1, 1.49, 1.5, 2.99, 3, 70] { histogram.add(number) }
    #expect(Array(histogram.bins) == [2, 1, 0, 1])
    #expect(histogram.below == 1)
    #expect(histogram.above == 2)
    #expect(histogram.total == 7)
  }

  @Test("Values weighted by time give the fractions of time")
  func fractionsOfTime() {
    var lengths = Histogram(of: 0..<3)
    lengths.add(0, weight: 6)
    lengths.add(2, weight: 1.5)
    lengths.add(0, weight: 0.5)
    #expect(lengths.fractions == [0.8125, 0, 0.1875])
    lengths.reset()
    #expect(lengths == Histogram(of: 0..<3))
  }
}
