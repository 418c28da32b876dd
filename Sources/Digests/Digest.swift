// SPDX-License-Identifier: GPL-3.0-or-later

import CCrypto
import Glibc

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

  /// The digest of lines with a line feed between each two; one line at a time is in memory.
  public init(ofLines lines: some Sequence<String>) {
    let stream = Stream()
    var isFirst = true
    for line in lines {
      let text = isFirst ? line : "\n" + line
      stream.add(text, text.utf8.count)
      isFirst = false
    }
    self = stream.digest
  }

  /// The digest of numbers, bit for bit, each with its least significant byte first.
  public init(of numbers: [Double]) {
    self.init(
      of: numbers.flatMap { number in
        withUnsafeBytes(of: number.bitPattern.littleEndian, Array.init)
      })
  }

  /// The digest of a file's content, and its size in bytes; nil if the file cannot be read.
  ///
  /// The memory that it takes does not depend on the size.
  public static func ofFile(at path: String) -> (digest: Digest, bytes: Int)? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let stream = Stream()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var size = 0
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      stream.add(buffer, count)
      size += count
    }
    return (stream.digest, size)
  }

  /// A digest that is made piece by piece.
  private struct Stream: ~Copyable {
    private let context = EVP_MD_CTX_new()

    init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }

    deinit { EVP_MD_CTX_free(context) }

    func add(_ bytes: UnsafeRawPointer, _ count: Int) { EVP_DigestUpdate(context, bytes, count) }

    /// The digest of all that was added; nothing can be added to it later.
    var digest: Digest {
      var bytes = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
      EVP_DigestFinal_ex(context, &bytes, nil)
      return Digest(bytes: bytes)
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// All 64 hexadecimal digits, in lower case.
  public var hexadecimal: String {
    var digits: [UInt8] = []
    for half in bytes.lazy.flatMap({ [$0 >> 4, $0 & 15] }) {
      digits.append(half + (half < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The leading eight hexadecimal digits.
  public var short: String { String(hexadecimal.prefix(8)) }
}
