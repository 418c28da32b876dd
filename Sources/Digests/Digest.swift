// SPDX-License-Identifier: GPL-3.0-or-later

import CCrypto

/// The SHA-256 digest of some bytes, by OpenSSL: it names studies and proves inputs.
///
/// Source: FIPS 180-4. Anybody can check one with `sha256sum`.
public struct Digest: Hashable, Sendable {
  /// The 32 bytes of the digest.
  public let bytes: [UInt8]

  /// The digest of the bytes.
  public init(of message: [UInt8]) {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256(message, message.count, &digest)
    bytes = digest
  }

  /// The digest of a text's UTF-8.
  public init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  /// The digest of numbers, bit for bit, each with its least significant byte first.
  public init(of numbers: [Double]) {
    self.init(
      of: numbers.flatMap { number in
        withUnsafeBytes(of: number.bitPattern.littleEndian, Array.init)
      })
  }

  /// All 64 hexadecimal digits, in lower case.
  public var hexadecimal: String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }.joined()
  }

  /// The leading eight hexadecimal digits.
  public var short: String { String(hexadecimal.prefix(8)) }
}
