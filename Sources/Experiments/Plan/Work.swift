// SPDX-License-Identifier: GPL-3.0-or-later

/// Which units of a sweep are still to be run, in the order of the plan.
public struct Work: Sendable {
  /// The places of the plan that this process runs: all, or a shard's.
  public let places: Range<Int>
  /// One bit for each place: whether it is done.
  private var words: [UInt64]
  /// How many places are done.
  public private(set) var done = 0

  /// All work of the places, none of it done.
  public init(_ places: Range<Int>) {
    self.places = places
    words = [UInt64](repeating: 0, count: (places.count + 63) / 64)
  }

  /// All work of a sweep.
  public init(_ sweep: Sweep) { self.init(0..<sweep.units) }

  /// The work of one of several shards, each a stretch of the plan; their sizes differ by one at most.
  ///
  /// - Parameters:
  ///   - shard: The number of the shard, from 1.
  ///   - shards: How many there are.
  ///   - sweep: The sweep.
  public init(shard: Int, of shards: Int, in sweep: Sweep) {
    self.init(Self.places(ofShard: shard, of: shards, units: sweep.units))
  }

  /// The places of the plan that one of several shards runs, from 1, where the plan has so many units.
  public static func places(ofShard shard: Int, of shards: Int, units: Int) -> Range<Int> {
    precondition((1...shards).contains(shard), "shard \(shard) of \(shards)")
    func end(_ shard: Int) -> Int { units / shards * shard + min(units % shards, shard) }
    return end(shard - 1)..<end(shard)
  }

  /// How many places are not done.
  public var left: Int { places.count - done }

  /// Notes that a place is done.
  public mutating func markDone(_ place: Int) {
    let (word, bit) = (place - places.lowerBound).quotientAndRemainder(dividingBy: 64)
    guard words[word] & (1 << bit) == 0 else { return }
    words[word] |= 1 << bit
    done += 1
  }

  /// Whether a place is done.
  public func isDone(_ place: Int) -> Bool {
    let (word, bit) = (place - places.lowerBound).quotientAndRemainder(dividingBy: 64)
    return words[word] & (1 << bit) != 0
  }

  /// The first place from the given one on that is not done; nil after the last.
  public func next(from place: Int) -> Int? {
    (place..<max(place, places.upperBound)).first { !isDone($0) }
  }

  /// Notes that no further unit of a state is needed.
  public mutating func markState(_ state: Int, of sweep: Sweep) {
    let count = sweep.replications.count
    let all = (state * count)..<((state + 1) * count)
    for place in all.clamped(to: places) { markDone(place) }
  }
}
