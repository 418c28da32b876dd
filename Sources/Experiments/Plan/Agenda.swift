// SPDX-License-Identifier: GPL-3.0-or-later

/// Which futures of a sweep are still to be run, in the order of the plan.
public struct Agenda: Sendable {
  /// The positions of the plan that this process runs: all, or a shard's.
  public let positions: Range<Int>
  /// One bit for each position: whether it is done.
  private var words: [UInt64]
  /// How many positions are done.
  public private(set) var done = 0

  /// All futures at the positions, none of them done.
  public init(_ positions: Range<Int>) {
    self.positions = positions
    words = [UInt64](repeating: 0, count: (positions.count + 63) / 64)
  }

  /// All futures of a sweep.
  public init(_ sweep: Sweep) { self.init(0..<sweep.futures) }

  /// The futures of one of several shards, each a stretch of the plan; their sizes differ by one at most.
  ///
  /// - Parameters:
  ///   - shard: The number of the shard, from 1.
  ///   - shards: How many there are.
  ///   - sweep: The sweep.
  public init(shard: Int, of shards: Int, in sweep: Sweep) {
    self.init(Self.positions(ofShard: shard, of: shards, futures: sweep.futures))
  }

  /// The positions of the plan that one of several shards runs, from 1, where the plan has so many futures.
  public static func positions(ofShard shard: Int, of shards: Int, futures: Int) -> Range<Int> {
    precondition((1...shards).contains(shard), "shard \(shard) of \(shards)")
    func end(_ shard: Int) -> Int { futures / shards * shard + min(futures % shards, shard) }
    return end(shard - 1)..<end(shard)
  }

  /// How many positions are not done.
  public var left: Int { positions.count - done }

  /// Notes that a position is done.
  public mutating func markDone(_ position: Int) {
    let (word, bit) = (position - positions.lowerBound).quotientAndRemainder(dividingBy: 64)
    guard words[word] & (1 << bit) == 0 else { return }
    words[word] |= 1 << bit
    done += 1
  }

  /// Whether a position is done.
  public func isDone(_ position: Int) -> Bool {
    let (word, bit) = (position - positions.lowerBound).quotientAndRemainder(dividingBy: 64)
    return words[word] & (1 << bit) != 0
  }

  /// The first position from the given one on that is not done; nil after the last.
  public func next(from position: Int) -> Int? {
    (position..<max(position, positions.upperBound)).first { !isDone($0) }
  }

  /// Notes that no further future of a state is needed.
  public mutating func markState(_ state: Int, of sweep: Sweep) {
    let count = sweep.replications.count
    let all = (state * count)..<((state + 1) * count)
    for position in all.clamped(to: positions) { markDone(position) }
  }
}
