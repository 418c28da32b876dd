// SPDX-License-Identifier: GPL-3.0-or-later

/// A scalar that readers do not see, or take for another.
public struct Oddity: Hashable, Sendable {
  /// What it does.
  public enum Kind: Hashable, Sendable {
    /// It is a key of a terminal: a tab, an escape.
    case control
    /// It ends a line.
    case lineBreak
    /// It turns the direction of the text around it, which is then misread.
    case direction
    /// It is not there to see.
    case invisible
    /// It looks like a space and is another character.
    case space
    /// It has no meaning that all readers agree on.
    case meaningless
  }

  /// The scalar.
  public let scalar: Unicode.Scalar
  /// What it does.
  public let kind: Kind

  /// What is odd about a scalar; nil for the others.
  ///
  /// Joiners and selectors of variants, which some scripts and pictures need, are not odd.
  public init?(_ scalar: Unicode.Scalar) {
    // Nearly all that is ever written.
    guard !(0x20..<0x7F).contains(scalar.value) else { return nil }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control: kind = (0x0A...0x0D).contains(scalar.value) ? .lineBreak : .control
    case .lineSeparator, .paragraphSeparator: kind = .lineBreak
    case .privateUse: kind = .meaningless
    case _ where properties.isNoncharacterCodePoint: kind = .meaningless
    case _ where properties.isBidiControl: kind = .direction
    case _ where properties.isWhitespace: kind = .space
    case _ where properties.isDefaultIgnorableCodePoint && !scalar.isPartOfWriting:
      kind = .invisible
    default: return nil
    }
    self.scalar = scalar
  }

  /// Whether it must not stand in a script of a scheduler: it may end a line there, or hide what is run.
  public var isDangerous: Bool { [.control, .lineBreak, .direction].contains(kind) }

  /// What it is, in words: `a tab`, `a bidirectional mark (U+202E)`.
  public var words: String {
    let code = "(U+" + scalar.value.hexadecimal(digits: 4, uppercase: true) + ")"
    return switch (scalar, kind) {
    case ("\t", _): "a tab"
    case ("\n", _), ("\r", _): "an end of line"
    case (_, .control): "a control character (code \(scalar.value))"
    case (_, .lineBreak): "an end of line \(code)"
    case (_, .direction): "a bidirectional mark \(code)"
    case (_, .invisible): "an invisible character \(code)"
    case (_, .space): "a space that is no plain one \(code)"
    case (_, .meaningless): "a character without a common meaning \(code)"
    }
  }
}

extension String {
  /// The first scalar that is not seen for what it is; nil if there is none.
  public var oddity: Oddity? { unicodeScalars.lazy.compactMap { Oddity($0) }.first }

  /// The first scalar that must not stand in a script of a scheduler; nil if there is none.
  public var danger: Oddity? {
    unicodeScalars.lazy.compactMap { Oddity($0) }.first(where: \.isDangerous)
  }

  /// The text as it is seen: with a plain space for each scalar that looks like one, and without invisible ones.
  public var withoutOddities: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch Oddity(scalar)?.kind {
      case nil: result.append(scalar)
      case .space, .lineBreak: result.append(" ")
      case .control: if scalar == "\t" { result.append(" ") }
      case .direction, .invisible, .meaningless: break
      }
    }
    let words = String(result).split(separator: " ")
    return words.joined(separator: " ")
  }
}

extension Unicode.Scalar {
  /// Whether it is invisible by itself, but is needed to write some languages and pictures.
  fileprivate var isPartOfWriting: Bool {
    [0x200C, 0x200D].contains(value) || properties.isVariationSelector
  }
}
