// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import Studies

/// Colours of a terminal; elsewhere, and where NO_COLOR is set, the plain text.
///
/// A colour never says anything that the words do not say.
struct Ink {
  /// The sixteen colours that every terminal has, by the number of their escape sequence.
  enum Colour: Int {
    case bold = 1
    case red = 31
    case green = 32
    case yellow = 33
    case cyan = 36
  }

  /// Whether there are any.
  let isColoured: Bool

  /// The text in the colour.
  func callAsFunction(_ text: some StringProtocol, _ colour: Colour?) -> String {
    guard isColoured, let colour, !text.isEmpty else { return String(text) }
    return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
  }
}

extension AnswerLines.Piece.Tone {
  /// Green for better, yellow for worse; headings are bold.
  var colour: Ink.Colour? {
    switch self {
    case .plain: nil
    case .heading: .bold
    case .better: .green
    case .worse: .yellow
    }
  }
}

extension Verdict {
  /// Green where the data decide, yellow where more of them are needed or nothing is known.
  var colour: Ink.Colour? {
    switch self {
    case .better, .worse, .more, .fewer: .green
    case .undecided, .unknown: .yellow
    case .lessThanMatters, .noDifference: nil
    }
  }
}
