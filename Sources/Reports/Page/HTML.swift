// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// A piece of a page.
///
/// An interpolated string is escaped, an interpolated piece is not. So the name of a policy cannot become markup,
/// whatever it is.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  /// The markup.
  private(set) var text: String

  init(stringLiteral text: String) { self.text = text }
  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  /// Markup from elsewhere, taken as it is.
  init(verbatim text: String) { self.text = text }

  static func += (left: inout HTML, right: HTML) { left.text += right.text }

  static func + (left: HTML, right: HTML) -> HTML { HTML(verbatim: left.text + right.text) }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ piece: HTML) { text += piece.text }
    mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { text += piece.text }
    }
    mutating func appendInterpolation(_ number: Int) { text += "\(number)" }
    mutating func appendInterpolation(_ string: String) { text += string.escaped(for: .html) }
  }
}

extension [HTML] {
  /// The pieces with a separator between them.
  func joined(by separator: HTML) -> HTML {
    var result: HTML = ""
    for (index, piece) in enumerated() { result += index > 0 ? separator + piece : piece }
    return result
  }
}

extension String {
  /// The text without a full stop at its end.
  var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
