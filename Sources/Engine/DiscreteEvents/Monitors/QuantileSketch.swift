// SPDX-License-Identifier: GPL-3.0-or-later

/// A monitor of the quantiles of observations that are not negative, within a stated relative error.
///
/// Counts observations in buckets that grow with the value: an octave has `2^k` buckets of one width,
/// found from the bits of the number without a logarithm. A bucket from l to u answers with
/// `2 l u / (l + u)`, which is off by at most the fraction `1 / (2^(k + 1) + 1)` of any value in it,
/// whatever the law of the observations and however many there are. The guarantee is deterministic,
/// so that a sketch needs no random numbers, and merging sketches loses nothing. Memory is
/// constant: one per cent over 40 octaves takes 20 kilobytes, allocated at the beginning.
///
/// - Complexity: O(1) to add an observation, O(buckets) for a quantile.
///
/// Source: C. Masson, J. E. Rim and H. K. Lee, "DDSketch: a fast and fully-mergeable quantile sketch
/// with relative-error guarantees", PVLDB 12 (2019), doi:10.14778/3352063.3352135, with the linearly
/// interpolated logarithm as its mapping.
public struct QuantileSketch: Hashable, Sendable {
  /// The number of mantissa bits that tell the buckets of an octave.
  @usableFromInline let bits: UInt64
  /// The number of the first bucket, counted from the bucket of zero.
  @usableFromInline let first: Int
  /// The counts: below the range, by bucket, above the range.
  @usableFromInline var counts: [Int]
  @usableFromInline var smallest = Double.infinity
  @usableFromInline var largest = -Double.infinity

  /// A sketch without observations.
  ///
  /// - Parameters:
  ///   - relativeError: The greatest relative error of a quantile, above 0 and below 1/2.
  ///   - range: The range of values in which it holds, widened to whole octaves.
  public init(relativeError: Double = 0.01, over range: ClosedRange<Double> = 0x1p-20...0x1p20) {
    Invariants.refuse(
      unless: relativeError > 1e-6 && relativeError < 0.5,
      "a relative error lies between 1e-6 and 0.5, not at \(relativeError)")
    Invariants.refuse(
      unless: range.lowerBound.isNormal && range.lowerBound > 0 && range.upperBound.isFinite,
      "a sketch covers positive finite values, not \(range)")
    var bits = UInt64(0)
    while Self.relativeError(bits: bits) > relativeError { bits += 1 }
    self.bits = bits
    first = Int(range.lowerBound.binade.bitPattern &>> (52 - bits))
    let last = Int(range.upperBound.binade.bitPattern &>> (52 - bits)) + (1 &<< Int(bits))
    counts = Array(repeating: 0, count: last - first + 2)
  }

  private static func relativeError(bits: UInt64) -> Double {
    1 / Double(UInt64(2) &<< bits + 1)
  }

  /// The greatest relative error of a quantile within the range, at most the one asked for.
  public var relativeError: Double { Self.relativeError(bits: bits) }

  /// The number of observations.
  ///
  /// - Complexity: O(buckets).
  public var count: Int { counts.reduce(0, +) }

  /// The number of observations above the range, whose quantiles are told as the largest.
  public var above: Int { counts[counts.count - 1] }

  /// The number of observations below the range, whose quantiles are told as the smallest.
  public var below: Int { counts[0] }

  /// Takes in one observation.
  @inlinable
  public mutating func add(_ observation: Double) {
    Invariants.refuse(
      unless: observation >= 0, "an observation of \(observation) is not zero or more")
    let bucket = Int(observation.magnitude.bitPattern &>> (52 &- bits)) &- first &+ 1
    counts[Swift.min(Swift.max(bucket, 0), counts.count &- 1)] &+= 1
    smallest = observation < smallest ? observation : smallest
    largest = observation > largest ? observation : largest
  }

  /// The observation of rank `q (count - 1)` rounded down, within the relative error.
  ///
  /// - Parameter q: The fraction of observations at or below, from 0 to 1.
  /// - Returns: The quantile, not a number if there is no observation.
  /// - Complexity: O(buckets).
  public func quantile(_ q: Double) -> Double {
    Invariants.refuse(unless: 0...1 ~= q, "a quantile is of a fraction, not \(q)")
    let count = count
    guard count > 0 else { return .nan }
    let rank = Int(q * Double(count - 1))
    var reached = 0
    for bucket in counts.indices {
      reached += counts[bucket]
      if reached > rank { return Swift.min(Swift.max(value(ofBucket: bucket), smallest), largest) }
    }
    return largest
  }

  /// The value nearest in relative terms to all those of a bucket, beyond all values at either end.
  private func value(ofBucket bucket: Int) -> Double {
    if bucket == 0 { return 0 }
    if bucket == counts.count - 1 { return .infinity }
    let number = UInt64(first + bucket - 1)
    let lower = Double(bitPattern: number &<< (52 - bits))
    let upper = Double(bitPattern: (number + 1) &<< (52 - bits))
    return 2 * lower * (upper / (lower + upper))
  }

  /// Takes in all the observations of another sketch of the same error and range.
  public mutating func merge(_ other: QuantileSketch) {
    Invariants.refuse(
      unless: bits == other.bits && first == other.first && counts.count == other.counts.count,
      "two sketches of different error or range do not merge")
    for bucket in counts.indices { counts[bucket] += other.counts[bucket] }
    smallest = Swift.min(smallest, other.smallest)
    largest = Swift.max(largest, other.largest)
  }

  /// Ends the warm-up: forgets every observation.
  public mutating func reset() {
    for bucket in counts.indices { counts[bucket] = 0 }
    smallest = .infinity
    largest = -.infinity
  }
}
