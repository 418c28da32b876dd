// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

@Suite("Monitors of a quantity over time and of single observations")
struct MonitorTests {
  @Test("A value counts for as long as it is held")
  func timeWeightedMean() {
    var queue = TimeWeighted(at: 1)
    queue.set(2, at: 3)
    queue.add(-1, at: 4)
    #expect(queue.value == 1)
    #expect(queue.integral(to: 4) == 2)
    #expect(queue.integral(to: 9) == 7)
    #expect(queue.mean(to: 9) == 7.0 / 8)
    #expect(queue.min == 0)
    #expect(queue.max == 2)
  }

  @Test("Of several changes at one instant the last is held, and the extremes know them all")
  func simultaneousChanges() {
    var queue = TimeWeighted()
    queue.add(1, at: 5)
    queue.add(1, at: 5)
    queue.add(-2, at: 5)
    #expect(queue.integral(to: 100) == 0)
    #expect(queue.max == 2)
  }

  @Test("The mean over no time is the value")
  func meanOverNoTime() {
    #expect(TimeWeighted(value: 3, at: 7).mean(to: 7) == 3)
  }

  @Test("The end of the warm-up keeps the value and forgets the past")
  func resetKeepsTheValue() {
    var queue = TimeWeighted()
    queue.set(10, at: 1)
    queue.set(4, at: 2)
    queue.reset(at: 6)
    #expect(queue.value == 4)
    #expect(queue.start == 6)
    #expect(queue.mean(to: 8) == 4)
    queue.set(0, at: 8)
    #expect(queue.mean(to: 10) == 2)
    #expect(queue.min == 0)
    #expect(queue.max == 4)
  }

  @Test("A tally knows count, sum, mean, variance and extremes")
  func tallyOfKnownNumbers() {
    var tally = Tally()
    for number in [2.0, 4, 4, 4, 5, 5, 7, 9] { tally.add(number) }
    #expect(tally.count == 8)
    #expect(tally.sum == 40)
    #expect(tally.mean == 5)
    #expect(abs(tally.variance - 32.0 / 7) < 1e-14)
    #expect(abs(tally.sd - (32.0 / 7).squareRoot()) < 1e-14)
    #expect(tally.min == 2)
    #expect(tally.max == 9)
  }

  @Test("An empty tally has no mean, and one observation no variance")
  func tallyOfNothing() {
    var tally = Tally()
    #expect(tally.mean.isNaN)
    tally.add(3)
    #expect(tally.mean == 3)
    #expect(tally.variance.isNaN)
    tally.reset()
    #expect(tally == Tally())
  }

  @Test("A variance of one survives a mean of a thousand million")
  func tallyWithoutCancellation() {
    var tally = Tally()
    for number in 0..<1000 { tally.add(1e9 + (number.isMultiple(of: 2) ? 1 : -1)) }
    #expect(abs(tally.variance - 1000.0 / 999) < 1e-6)
  }

  @Test("Merged tallies are the tally of all", arguments: [0, 1, 2, 50, 99, 100])
  func mergedTallies(cut: Int) {
    var stream = Luck(seed: 1, replication: 0).stream(
      StreamAddress(kind: 0, number: 0, purpose: 0))
    let numbers = (0..<100).map { _ in stream.draw(.exponential(mean: 3)) }
    var (whole, left, right) = (Tally(), Tally(), Tally())
    for number in numbers { whole.add(number) }
    for number in numbers[..<cut] { left.add(number) }
    for number in numbers[cut...] { right.add(number) }
    left.merge(right)
    #expect(left.count == whole.count)
    #expect(left.min == whole.min)
    #expect(left.max == whole.max)
    #expect(abs(left.mean - whole.mean) < 1e-13)
    #expect(abs(left.variance - whole.variance) < 1e-12)
  }

  @Test("Single monitors stay a few numbers in size and cannot own memory")
  func monitorsAreTrivial() {
    func size<Monitor: BitwiseCopyable>(of: Monitor.Type) -> Int { MemoryLayout<Monitor>.size }
    #expect(size(of: TimeWeighted.self) == 48)
    #expect(size(of: Tally.self) == 40)
    #expect(size(of: Crowd.self) == 72)
  }

  @Test("Monitors that own memory own as much after many observations as at the beginning")
  func monitorsDoNotGrow() {
    var (sketch, histogram) = (QuantileSketch(), Histogram(over: 0..<10, bins: 20))
    let months = Periods(length: 30, count: 12)
    var (counts, level) = (CountSeries(over: months), LevelSeries(over: months))
    let before = ([sketch, histogram, counts, level] as [Any]).map { elements(of: $0) }
    var stream = Luck(seed: 3, replication: 0).stream(
      StreamAddress(kind: 0, number: 0, purpose: 0))
    for number in 0..<20_000 {
      let wait = stream.draw(.exponential(mean: 1))
      sketch.add(wait)
      histogram.add(wait)
      counts.add(at: Double(number) / 10)
      level.set(wait, at: Double(number) / 10)
    }
    #expect(([sketch, histogram, counts, level] as [Any]).map { elements(of: $0) } == before)
    #expect(before.allSatisfy { $0 > 12 })
  }

  /// The number of elements in all arrays of a value, however deep.
  private func elements(of value: Any) -> Int {
    Mirror(reflecting: value).children.reduce(1) { $0 + elements(of: $1.value) }
  }
}
