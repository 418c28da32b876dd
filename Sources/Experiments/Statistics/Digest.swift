// SPDX-License-Identifier: GPL-3.0-or-later

/// A short digest of data that is the same in every process, to name a study and to find repetitions.
///
/// Not a cryptographic hash. Source: G. Fowler, L. C. Noll and K.-P. Vo, FNV-1a with 64 bits.
public struct Digest: Hashable, Sendable {
  /// The digest of what was added so far.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The digest of nothing.
  public init() {}

  /// The digest of a text's UTF-8.
  public init(_ text: String) {
    self.init()
    combine(text)
  }

  /// Adds the bytes of a text.
  public mutating func combine(_ text: String) {
    for byte in text.utf8 { combine(byte: byte) }
  }

  /// Adds eight bytes, the least significant first.
  public mutating func combine(_ word: UInt64) {
    for place in stride(from: UInt64(0), to: 64, by: 8) {
      combine(byte: UInt8(truncatingIfNeeded: word &>> place))
    }
  }

  /// The leading eight hexadecimal digits.
  public var short: String {
    let digits = String(value >> 32, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private mutating func combine(byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}
