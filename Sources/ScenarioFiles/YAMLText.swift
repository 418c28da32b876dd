// SPDX-License-Identifier: GPL-3.0-or-later

/// Checks the text of a YAML file and makes it safe to compose.
///
/// The composer copies the target of an alias, and the time to hash such copies grows exponentially with the
/// file ("billion laughs"). Scenarios need no aliases: a stand-in replaces each asterisk before the text is
/// composed, so aliases become plain scalars; afterwards the asterisks come back. Locations do not shift, since
/// one character stands for one character.
enum YAMLText {
  /// Stands for an asterisk; refused in files.
  static let asterisk: Unicode.Scalar = "\u{E001}"
  /// Stands for the first letter of a key that comes twice in its mapping; keys are numbered as they are
  /// found.
  ///
  /// It is refused in files.
  static func repeated(_ number: Int) -> Unicode.Scalar {
    Unicode.Scalar(0xE100 + UInt32(number)) ?? "\u{E0FF}"
  }

  /// Returns the text of the bytes; adds a fault with the first reason why YAML does not allow them.
  ///
  /// The location is that of the first byte. All of an option, whose line is 0, has one location. A byte order mark
  /// at the start is not part of the text.
  static func text(of bytes: [UInt8], at start: Location, faults: inout [Fault]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let location = locationOfFirstInvalid(in: bytes, file: start.file)
      faults.append(location.error("the file is not UTF-8 text", allowed: "UTF-8"))
      return nil
    }
    // Some editors begin a file with a byte order mark, which no editor shows.
    let scalars =
      text.unicodeScalars.first == "\u{FEFF}"
      ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
    guard let index = scalars.firstIndex(where: { refusal(of: $0) != nil }) else {
      return String(scalars)
    }
    let location =
      start.line > 0 ? Location(ofEndOf: scalars[..<index], in: start.file) : start
    let name = refusal(of: scalars[index]) ?? ""
    faults.append(location.error("\(name) in the text", allowed: "printable characters"))
    return nil
  }

  private static func refusal(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0: "a NUL byte"
    case 9, 10, 13, 0x85: nil
    case 0..<0x20, 0x7F..<0xA0: "a control character (code \(scalar.value))"
    case 0xE000...0xF8FF: "a private-use character (code \(scalar.value))"
    case 0xFFFE, 0xFFFF: "a noncharacter (code \(scalar.value))"
    default: nil
    }
  }

  private static func locationOfFirstInvalid(in bytes: [UInt8], file: String) -> Location {
    var valid: [Unicode.Scalar] = []
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { valid.append(scalar) }
    return Location(ofEndOf: valid, in: file)
  }
}

extension Location {
  /// The location after the last of the characters.
  init(ofEndOf scalars: some BidirectionalCollection<Unicode.Scalar>, in file: String) {
    self.init(file: file, line: 1, column: 1)
    for scalar in scalars {
      if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }
  }
}
