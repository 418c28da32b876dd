// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of a YAML file, checked and made safe to compose.
///
/// Composing copies the target of an alias, and hashing such copies takes time that grows
/// exponentially with the file ("billion laughs"). Scenarios need no aliases: every asterisk is
/// replaced by a stand-in before composing, so that aliases become plain scalars, and put back
/// afterwards. Places do not shift, since one character stands for one character.
enum YAMLText {
  /// Stands for an asterisk; refused in files.
  static let asterisk: Character = "\u{E001}"
  /// Stands for the first letter of the key that was the given one to be found twice in its
  /// mapping; refused in files.
  static func repeated(_ number: Int) -> Unicode.Scalar {
    Unicode.Scalar(0xE100 + UInt32(number)) ?? "\u{E0FF}"
  }

  /// The text of the bytes, or all reasons why they are no text that YAML allows.
  static func text(of bytes: [UInt8], file: String, faults: inout [Fault]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let place = placeOfFirstInvalid(in: bytes, file: file)
      faults.append(place.error("the file is not UTF-8 text", allowed: "UTF-8"))
      return nil
    }
    var place = Place(file: file, line: 1, column: 0)
    for scalar in text.unicodeScalars {
      place.column += 1
      if scalar == "\n" { (place.line, place.column) = (place.line + 1, 0) }
      if let name = refusal(of: scalar) {
        faults.append(place.error("\(name) in the text", allowed: "printable characters"))
        return nil
      }
    }
    return text
  }

  private static func refusal(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0: "a NUL byte"
    case 9, 10, 13, 0x85: nil
    case 0..<0x20, 0x7F..<0xA0: "a control character (code \(scalar.value))"
    case 0xE000...0xF8FF: "a private-use character (code \(scalar.value))"
    case 0xFFFE, 0xFFFF: "a character that is none (code \(scalar.value))"
    default: nil
    }
  }

  private static func placeOfFirstInvalid(in bytes: [UInt8], file: String) -> Place {
    var place = Place(file: file, line: 1, column: 1)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      if scalar == "\n" {
        (place.line, place.column) = (place.line + 1, 1)
      } else {
        place.column += 1
      }
    }
    return place
  }
}
