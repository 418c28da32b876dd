// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// Quantiles of a stream of numbers in bounded memory.
///
/// Exact for up to `capacity` numbers. Beyond that, whenever a level is full, its numbers are sorted
/// and every other one moves up a level, where it counts twice: after n numbers on L levels a
/// quantile's rank is off by at most n L / `capacity`, 0.25 per cent for a million numbers. Nothing
/// is random, so equal streams give equal quantiles.
///
/// Source: the collapsing buffers of G. S. Manku, S. Rajagopalan and B. G. Lindsay, SIGMOD (1998).
///
/// - Complexity: O(log capacity) amortised per number; memory grows with the logarithm of the count.
public struct Quantiles: Sendable {
  /// How many numbers are held exactly, and how many a level holds.
  public let capacity: Int

  private var levels: [[Double]] = [[]]
  private var takesOdd = false
  /// How many numbers were added.
  public private(set) var count = 0

  /// Quantiles of nothing, exact for up to `capacity` numbers.
  public init(capacity: Int = 4_096) {
    Misuse.refuse(unless: capacity > 1, "quantiles keep at least 2 numbers, not \(capacity)")
    self.capacity = capacity
  }

  /// Adds a number.
  public mutating func add(_ number: Double) {
    // Where there are few numbers, as in a state of a sweep, one piece of memory holds them all.
    if count == 0 { levels[0].reserveCapacity(min(capacity, 32)) }
    makeRoom(for: 1, at: 0)
    levels[0].append(number)
    count += 1
  }

  /// The numbers below which the given shares lie; NaN without a number.
  ///
  /// Between two numbers it interpolates as R, NumPy and pandas do unless told otherwise
  /// (type 7 of R. J. Hyndman and Y. Fan, The American Statistician 50 (1996) 361-365).
  public func callAsFunction(_ shares: [Double]) -> [Double] {
    guard count > 0 else { return shares.map { _ in .nan } }
    let weighted = levels.enumerated()
      .flatMap { level, numbers in numbers.map { (number: $0, weight: 1 << level) } }
      .sorted { $0.number < $1.number }
    var reached: [Int] = []
    for item in weighted { reached.append((reached.last ?? 0) + item.weight) }
    func number(atRank rank: Int) -> Double {
      weighted[reached.firstIndex { $0 > rank } ?? weighted.count - 1].number
    }
    return shares.map { share in
      let rank = share * Double(count - 1)
      let below = number(atRank: Int(rank))
      let above = number(atRank: Int(rank) + 1)
      return below == above ? below : below + (above - below) * (rank - rank.rounded(.down))
    }
  }

  /// Halves levels from the given one upwards until `arriving` more numbers fit.
  private mutating func makeRoom(for arriving: Int, at level: Int) {
    if level == levels.count { levels.append([]) }
    guard levels[level].count + arriving > capacity else { return }
    levels[level].sort()
    let survivors = stride(from: takesOdd ? 1 : 0, to: levels[level].count, by: 2)
      .map { levels[level][$0] }
    takesOdd.toggle()
    levels[level].removeAll(keepingCapacity: true)
    makeRoom(for: survivors.count, at: level + 1)
    levels[level + 1].append(contentsOf: survivors)
  }
}
