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
    var (c0, c1, c2, c3) = (counter.x, counter.y, counter.z, counter.w)
    var (k0, k1) = (key.x, key.y)
    for _ in 0..<10 {
      let even = UInt64(c0) &* 0xD251_1F53
      let odd = UInt64(c2) &* 0xCD9E_8D57
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: odd &>> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: odd),
        UInt32(truncatingIfNeeded: even &>> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: even)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return Block(c0, c1, c2, c3)
  }
}
