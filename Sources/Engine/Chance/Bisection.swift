// SPDX-License-Identifier: GPL-3.0-or-later

/// The first whole number in the range that passes the test, or its end if none does.
///
/// All numbers after one that passes must pass too.
///
/// - Complexity: O(log n) tests, at most 64.
func first(in range: Range<Int64>, where passes: (Int64) -> Bool) -> Int64 {
  var (low, high) = (range.lowerBound, range.upperBound)
  while low < high {
    // The mean rounded down, without the overflow of a sum or a difference.
    let middle = (low & high) + (low ^ high) >> 1
    if passes(middle) { high = middle } else { low = middle + 1 }
  }
  return high
}

/// The smallest number of the interval that passes the test, or its end if none does.
///
/// Goes through the representable numbers in their order and not through the line, so that it takes
/// at most 64 tests to the last bit, however near to 0 or far from it the result lies.
func smallest(in interval: ClosedRange<Double>, where passes: (Double) -> Bool) -> Double {
  let range = interval.lowerBound.rank..<interval.upperBound.rank
  return Double(rank: first(in: range) { passes(Double(rank: $0)) })
}

extension Double {
  /// The position among all representable numbers, counted from 0; infinities stand at the ends.
  fileprivate var rank: Int64 {
    let bits = Int64(bitPattern: bitPattern)
    return bits >= 0 ? bits : Int64.min &- bits
  }

  fileprivate init(rank: Int64) {
    self.init(bitPattern: UInt64(bitPattern: rank >= 0 ? rank : Int64.min &- rank))
  }
}
