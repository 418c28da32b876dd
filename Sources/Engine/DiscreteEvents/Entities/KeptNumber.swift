// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers that callers give as `Int`, as lines, stocks and tables keep them: in half the memory.
///
/// One that cannot be kept stops the program with a sentence, in every build.
@usableFromInline
enum KeptNumber {
  /// The number of a customer.
  @inlinable
  @inline(__always)
  static func customer(_ number: Int) -> UInt32 {
    let kept = UInt32(truncatingIfNeeded: number)
    if Int(kept) != number { stop(ofCustomer: number) }
    return kept
  }

  /// A priority.
  @inlinable
  @inline(__always)
  static func priority(_ number: Int) -> Int32 {
    let kept = Int32(truncatingIfNeeded: number)
    if Int(kept) != number { stop(ofPriority: number) }
    return kept
  }

  @usableFromInline
  @inline(never)
  static func stop(ofCustomer number: Int) -> Never {
    Invariants.fail("A customer has a number from 0 to 2^32 - 1, unlike \(number)")
  }

  @usableFromInline
  @inline(never)
  static func stop(ofPriority number: Int) -> Never {
    Invariants.fail("A priority lies between -2^31 and 2^31 - 1, unlike \(number)")
  }
}
