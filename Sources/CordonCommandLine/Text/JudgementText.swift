// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Statistics
import Studies

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

  private var numbers: String {
    if case .unknown(let gap) = ruling { return gap.words + "." }
    if rule.relation == .equal {
      guard let firstUnequal else { return "the same in every future." }
      return "not the same in replication \(firstUnequal)."
    }
    let readable = Readable(
      standardError: difference.standardError, size: max(abs(left.mean), abs(right.mean)))
    return "\(readable(left.mean)) against \(readable(right.mean)): difference "
      + "\(readable(difference.mean, signed: true)) (\(readable(interval.low, signed: true)) to "
      + "\(readable(interval.high, signed: true))) in \(counted(difference.count, "future"))."
  }
}

extension FailedScenario {
  /// Which runs failed and why, as a sentence: the scenario in parentheses.
  var sentence: String {
    "\(counted(failed, of: runs, "run")) failed: \(reason) (\(scenario))"
  }
}

extension JudgementsReport {
  /// The sums in one line.
  var line: String {
    guard !rules.isEmpty else { return "\(file): no rules." }
    return "\(file): \(counted(held, of: rules.count, "rule")) held, \(failed) failed"
      + (noCase > 0 ? ", \(noCase) had no case" : "")
      + (notKnown > 0 ? ", \(notKnown) not known" : "") + "."
  }
}
