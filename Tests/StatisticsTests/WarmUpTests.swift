// SPDX-License-Identifier: GPL-3.0-or-later

import StatisticalTesting
import Statistics
import Testing

@Suite("Warm-up by MSER-5")
struct WarmUpTests {
  /// 1 and -1 batch by batch, after so many batches of 10.
  private func steps(high: Int, steady: Int) -> [Double] {
    (0..<high + steady).flatMap { batch -> [Double] in
      let level = batch < high ? 10.0 : batch.isMultiple(of: 2) ? 1.0 : -1.0
      return [-2, -1, 0, 1, 2].map { level + $0 }
    }
  }

  @Test("A step is cut off where it ends, to the batch", arguments: [1, 2, 5, 20])
  func step(batches: Int) throws {
    let found = try #require(WarmUp(mser5: steps(high: batches, steady: 60)))
    #expect(found.length == 5 * batches)
    #expect(agree(found.mean, 0))
  }

  @Test("By hand: 9, 3, 1, 1, 1, 1, 1, 1 loses its first two batches")
  func byHand() throws {
    let means: [Double] = [9, 3, 1, 1, 1, 1, 1, 1]
    let found = try #require(WarmUp(mser5: means.flatMap { Array(repeating: $0, count: 5) }))
    #expect(found.length == 10)
    #expect(found.mean == 1)
  }

  @Test("Leaving out is weighed against what is lost: a small step at the beginning stays")
  func tradeOff() throws {
    // Ten batches of which the first is 1 above 9 others of plus and minus 2. All: mean 0.3..., so that
    // the sum of squares over 100 is less than 9 batches' over 81.
    let means: [Double] = [1, 2, -2, 2, -2, 2, -2, 2, -2, 2]
    func error(_ left: Int) -> Double {
      let kept = means.dropFirst(left)
      let mean = kept.reduce(0, +) / Double(kept.count)
      return kept.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(kept.count * kept.count)
    }
    let best = (0...5).min { error($0) < error($1) }
    #expect(best == 0)
    let found = try #require(WarmUp(mser5: means.flatMap { Array(repeating: $0, count: 5) }))
    #expect(found.length == 0)
  }

  @Test("It is the least of the errors as they are defined, for series of many kinds")
  func definition() {
    for kind in 1...40 {
      let series = (0..<203).map { time in
        let noise = Double((time * time * kind + 31 * time) % 97) / 97
        return 5 * Double(kind % 4) / (1 + Double(time) / Double(kind)) + noise
      }
      let means = (0..<40).map { series[5 * $0..<5 * $0 + 5].reduce(0, +) / 5 }
      let errors = (0...35).map { left -> Double in
        let kept = means.dropFirst(left)
        let mean = kept.reduce(0, +) / Double(kept.count)
        return kept.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(kept.count * kept.count)
      }
      let best = errors.indices.min { errors[$0] < errors[$1] } ?? 0
      #expect(WarmUp(mser5: series)?.length == (best <= 20 ? 5 * best : nil), "kind \(kind)")
    }
  }

  @Test("A series that only grows has no steady state, and a short one cannot say")
  func cannotSay() {
    #expect(WarmUp(mser5: (0..<500).map { Double($0 * $0) }) == nil)
    #expect(WarmUp(mser5: steps(high: 0, steady: 4)) == nil)
    #expect(WarmUp(mser5: []) == nil)
  }

  @Test("A constant series needs no warm-up, and a rest of less than a batch is not used")
  func constant() throws {
    let found = try #require(WarmUp(mser5: Array(repeating: 3, count: 50) + [1e6]))
    #expect(found.length == 0)
    #expect(found.mean == 3)
  }
}
