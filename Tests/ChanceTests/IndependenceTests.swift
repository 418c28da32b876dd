// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import StatisticalTesting
import Testing

@Suite("Luck") struct IndependenceTests {
  private static func address(_ kind: Int, _ number: Int, _ purpose: Int) -> StreamAddress {
    StreamAddress(kind: kind, number: number, purpose: purpose)
  }

  /// Every 64-bit pair of neighbours in the first eight words of each stream is seen once: with a
  /// million pairs a repetition by chance has a probability below 1e-7.
  @Test("has no overlap between the streams of a large plan")
  func noOverlap() {
    var pairs: [UInt64] = []
    for seed in 1...3 {
      for replication in 0..<10 {
        let luck = Luck(seed: seed, replication: replication)
        for number in 0..<500 {
          for (kind, purpose) in [
            (0, 0), (0, 1), (1, 0), (1, 1), (2, 1), (1, 2), (256, 0), (0, 256),
          ] {
            var stream = luck.stream(Self.address(kind, number, purpose))
            var last = stream.next32()
            for _ in 1..<8 {
              let next = stream.next32()
              pairs.append(UInt64(last) << 32 | UInt64(next))
              last = next
            }
          }
        }
      }
    }
    pairs.sort()
    #expect(pairs.count == 840_000)
    #expect(!zip(pairs, pairs.dropFirst()).contains { $0 == $1 })
  }

  @Test("of seed 1 and replication 2 is not that of seed 2 and replication 1")
  func seedAndReplication() {
    var left = Luck(seed: 1, replication: 2).stream(Self.address(0, 0, 0))
    var right = Luck(seed: 2, replication: 1).stream(Self.address(0, 0, 0))
    let (ours, theirs) = (
      (0..<1_000).map { _ in left.next32() }, (0..<1_000).map { _ in right.next32() }
    )
    #expect(Set(ours).isDisjoint(with: theirs))
  }

  /// Each neighbour differs from the first address or key in one bit.
  private static let neighbours: [(luck: Luck, address: StreamAddress)] = [
    (Luck(seed: 1, replication: 0), address(0, 0, 1)),
    (Luck(seed: 1, replication: 0), address(0, 0, 2)),
    (Luck(seed: 1, replication: 0), address(1, 0, 0)),
    (Luck(seed: 1, replication: 0), address(2, 0, 0)),
    (Luck(seed: 1, replication: 0), address(0, 1, 0)),
    (Luck(seed: 1, replication: 0), address(0, 2, 0)),
    (Luck(seed: 1, replication: 0), address(0, 1 << 40, 0)),
    (Luck(seed: 1, replication: 1), address(0, 0, 0)),
    (Luck(seed: 1, replication: 2), address(0, 0, 0)),
    (Luck(seed: 0, replication: 0), address(0, 0, 0)),
    (Luck(seed: 3, replication: 0), address(0, 0, 0)),
  ]

  @Test(
    "has uncorrelated streams at neighbouring addresses; family-wise error 1e-4",
    arguments: neighbours)
  func correlation(luck: Luck, address: StreamAddress) {
    var stream = Luck(seed: 1, replication: 0).stream(Self.address(0, 0, 0))
    var neighbour = luck.stream(address)
    let products = (0..<20_000).map { _ in (stream.uniform() - 0.5) * (neighbour.uniform() - 0.5) }
    expectMean(of: products, equals: 0, tests: Self.neighbours.count)
  }

  /// What a model sees that draws one number for each entity: the first numbers of many streams.
  @Test(
    "has first numbers that are uniform along each part of the address; family-wise error 1e-4",
    arguments: ["number", "kind", "purpose", "replication", "seed"])
  func firstNumbers(part: String) {
    let numbers = (0..<20_000).map { step in
      let luck = Luck(
        seed: part == "seed" ? step : 1,
        replication: part == "replication" ? step : 1)
      var stream = luck.stream(
        StreamAddress(
          kind: part == "kind" ? step : 1, number: part == "number" ? step : 1,
          purpose: part == "purpose" ? step : 1))
      return stream.uniform()
    }
    kolmogorovSmirnovTest(of: numbers, tests: 10) { $0 }.require()
    let products = zip(numbers, numbers.dropFirst()).map { ($0 - 0.5) * ($1 - 0.5) }
    expectMean(of: products, equals: 0, tests: 10, "neighbours")
  }

  @Test("of one entity stays the same whatever the laws and draws of the others")
  func entitiesAreApart() {
    let luck = Luck(seed: 5, replication: 1)
    func lengths(ofFirst law: Law) -> [Double] {
      (0..<20).map { number in
        var stream = luck.stream(Self.address(3, number, 1))
        return stream.draw(number == 0 ? law : .gamma(mean: 3, sd: 2))
      }
    }
    let (before, after) = (lengths(ofFirst: .fixed(1)), lengths(ofFirst: .beta(mean: 0.4, sd: 0.2)))
    #expect(before[0] != after[0])
    #expect(before.dropFirst() == after.dropFirst())
  }

  @Test("is the same in whatever order the streams are asked")
  func order() {
    let luck = Luck(seed: 5, replication: 1)
    func first(_ number: Int) -> UInt32 {
      var stream = luck.stream(Self.address(3, number, 1))
      return stream.next32()
    }
    let forwards = (0..<100).map(first)
    #expect(forwards == (0..<100).reversed().map(first).reversed())
  }

  @Test("pairs policies: with shared streams a difference has the smaller variance")
  func commonRandomNumbers() {
    func service(_ number: Int, mean: Double, replication: Int) -> Double {
      var stream = Luck(seed: 5, replication: replication).stream(Self.address(3, number, 1))
      return stream.exponential(mean: mean)
    }
    let shared = (0..<1_000).map {
      service($0, mean: 1.1, replication: 1) - service($0, mean: 1, replication: 1)
    }
    let apart = (0..<1_000).map {
      service($0, mean: 1.1, replication: 1) - service($0, mean: 1, replication: 2)
    }
    #expect(Moments(of: shared).variance < 0.02 * Moments(of: apart).variance)
  }
}
