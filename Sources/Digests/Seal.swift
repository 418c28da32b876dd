// SPDX-License-Identifier: GPL-3.0-or-later

/// A mark in a text that shows whether the text was changed later: the digest of the text, taken with zeros
/// in place of the digest.
///
/// A text that carries its own seal can be judged wherever it lies, without a list of what was written.
public enum Seal {
  private static let name = Array("cordon-seal-".utf8)
  private static let digits = 64

  /// The mark that stands in a text where its seal will be; the last one in the text counts.
  public static let blank =
    String(decoding: name, as: UTF8.self) + String(repeating: "0", count: digits)

  /// The text with its seal instead of the blank one.
  ///
  /// - Precondition: The text holds ``blank``.
  public static func sealed(_ text: String) -> String {
    var bytes = Array(text.utf8)
    guard let range = rangeOfDigits(in: bytes) else {
      preconditionFailure("no blank seal in the text")
    }
    bytes.replaceSubrange(range, with: seal(of: bytes, at: range))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a text is as it was when it was sealed.
  public static func isIntact(_ bytes: [UInt8]) -> Bool {
    guard let range = rangeOfDigits(in: bytes) else { return false }
    return bytes[range].elementsEqual(seal(of: bytes, at: range))
  }

  private static func seal(of bytes: [UInt8], at range: Range<Int>) -> String.UTF8View {
    var blank = bytes
    for digit in range { blank[digit] = UInt8(ascii: "0") }
    return Digest(of: blank).hexadecimal.utf8
  }

  private static func rangeOfDigits(in bytes: [UInt8]) -> Range<Int>? {
    let last = bytes.count - name.count - digits
    return stride(from: last, through: 0, by: -1).first { bytes[$0...].starts(with: name) }
      .map { $0 + name.count..<$0 + name.count + digits }
  }
}
