// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Statistics
import Studies
import Texts

extension Judgement {
  /// How the rule fared, as lines for people: the ruling and the rule, then its location and numbers.
  func lines(_ ink: Ink) -> [String] {
    let (sign, colour): (String, Ink.Colour) =
      switch ruling {
      case .held: ("held       ", .green)
      case .failed: ("FAILED     ", .red)
      case .unknown(let gap): (gap.word.padded(to: 11), .yellow)
      }
    var lines = rule.text.wrapped(indent: sign.count)
    lines[0] = ink(sign, colour) + lines[0].dropFirst(sign.count)
    return lines + "\(rule.location): \(numbers)".wrapped(indent: sign.count)
  }
}
