// SPDX-License-Identifier: GPL-3.0-or-later

/// The counter-based generator Philox 4x32-10.
///
/// A bijection of a 128-bit counter, chosen by a 64-bit key: distinct counters give distinct blocks,
/// so streams that own distinct counters can never overlap. Nothing is consumed; any block can be
/// computed at once.
///
/// - Complexity: O(1) for any block.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as easy
/// as 1, 2, 3", SC11 (2011), doi:10.1145/2063384.2063405.
@frozen
public enum Philox {
  /// Four 32-bit words.
  public typealias Block = SIMD4<UInt32>

  /// The random block of the given counter under the given key.
  @inlinable
  @inline(__always)
  public static func block(counter: Block, key: SIMD2<UInt32>) -> Block {
    // A loop would cost a third more.
    var state = PhiloxState(counter: counter, key: key)
    state.mix()
    state.mix()
    state.mix()
    state.mix()
    state.mix()
    state.mix()
    state.mix()
    state.mix()
    state.mix()
    state.mix()
    return state.block
  }
}

/// What the rounds of a block turn over: both products of a round are made by one instruction.
///
/// Each value has two lanes of 64 bits, of which only the lower halves count.
@frozen
@usableFromInline
struct PhiloxState: Sendable {
  /// The words that are multiplied.
  @usableFromInline var factors: SIMD4<UInt32>
  @usableFromInline var others: SIMD4<UInt32>
  @usableFromInline var keys: SIMD4<UInt32>

  @inlinable
  @inline(__always)
  init(counter: Philox.Block, key: SIMD2<UInt32>) {
    factors = SIMD4(counter.x, 0, counter.z, 0)
    others = SIMD4(counter.y, 0, counter.w, 0)
    keys = SIMD4(key.x, 0, key.y, 0)
  }

  @inlinable
  @inline(__always)
  var block: Philox.Block { Philox.Block(factors.x, others.x, factors.z, others.z) }

  /// One round.
  @inlinable
  @inline(__always)
  mutating func mix() {
    let lower = unsafeBitCast(factors, to: SIMD2<UInt64>.self) & SIMD2(repeating: 0xFFFF_FFFF)
    let products = unsafeBitCast(
      lower &* SIMD2<UInt64>(0xD251_1F53, 0xCD9E_8D57), to: SIMD4<UInt32>.self)
    factors = SIMD4(products.w, products.w, products.y, products.y) ^ (others ^ keys)
    others = SIMD4(products.z, products.z, products.x, products.x)
    keys &+= SIMD4(0x9E37_79B9, 0, 0xBB67_AE85, 0)
  }
}
