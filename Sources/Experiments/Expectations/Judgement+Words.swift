// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Statistics

extension Judgement {
  /// Both sides and their difference with its interval, or why nothing is known, as a sentence.
  public var numbers: String {
    if case .unknown(let gap) = ruling { return gap.words + "." }
    if rule.relation == .equal {
      guard let firstUnequal else { return "the same in every future." }
      return "not the same in replication \(firstUnequal)."
    }
    let readable = Readable(
      standardError: difference.standardError, size: max(abs(left), abs(right)))
    return "\(readable(left)) against \(readable(right)): difference "
      + "\(readable(difference.difference, signed: true)) (\(readable(interval.low, signed: true)) to "
      + "\(readable(interval.high, signed: true))) in \(counted(difference.count, "future"))."
  }
}

extension FailedScenario {
  /// Which runs failed and why, as a sentence: the scenario in parentheses.
  public var sentence: String {
    "\(counted(failed, of: runs, "run")) failed: \(reason) (\(scenario))"
  }
}
