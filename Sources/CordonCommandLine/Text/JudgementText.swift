// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Statistics

extension Judgement {
  /// How the rule fared, as lines for people: the verdict and the rule, then its place and numbers.
  func lines(_ ink: Ink) -> [String] {
    let (sign, colour): (String, Ink.Colour) =
      switch verdict {
      case .held: ("held       ", .green)
      case .failed: ("FAILED     ", .red)
      case .unknown(let gap): (gap.word.padded(to: 11), .yellow)
      }
    var lines = rule.text.wrapped(indent: sign.count)
    lines[0] = ink(sign, colour) + lines[0].dropFirst(sign.count)
    return lines + "\(rule.place): \(numbers)".wrapped(indent: sign.count)
  }

  private var numbers: String {
    if case .unknown(let gap) = verdict { return gap.words + "." }
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

/// How the rules of a file fared, for programs.
struct JudgementsReport: Encodable {
  struct Rule: Encodable {
    let rule: String
    let place: String
    let verdict: String
    let unit: String
    let words: String
    let n: Int
    let left: Double?
    let right: Double?
    let meanDifference: Double?
    let ciLow: Double?
    let ciHigh: Double?
    let firstUnequal: Int?
  }

  struct Failure: Encodable {
    let scenario: String
    let failedRuns: Int
    let ofRuns: Int
    let reason: String
  }

  let file: String
  let held: Int
  let failed: Int
  let noCase: Int
  let notKnown: Int
  let failures: [Failure]
  let rules: [Rule]

  /// Whether a rule failed, or a run of which rules speak.
  var hasFailed: Bool { failed > 0 || !failures.isEmpty }

  init(file: String, _ judgements: [Judgement], _ failures: [FailedScenario]) {
    self.file = file
    self.failures = failures.map {
      Failure(scenario: $0.scenario, failedRuns: $0.failed, ofRuns: $0.runs, reason: $0.reason)
    }
    held = judgements.count { $0.verdict == .held }
    failed = judgements.count { $0.verdict == .failed }
    noCase = judgements.count { if case .unknown(.noCase) = $0.verdict { true } else { false } }
    notKnown = judgements.count - held - failed - noCase
    rules = judgements.map(Rule.init)
  }

  /// The sums in one line.
  var line: String {
    guard !rules.isEmpty else { return "\(file): no rules." }
    return "\(file): \(counted(held, of: rules.count, "rule")) held, \(failed) failed"
      + (noCase > 0 ? ", \(noCase) had no case" : "")
      + (notKnown > 0 ? ", \(notKnown) not known" : "") + "."
  }
}

extension JudgementsReport.Rule {
  fileprivate init(_ judgement: Judgement) {
    rule = judgement.rule.text
    place = judgement.rule.place
    verdict = judgement.verdict.word
    words = judgement.verdict.words
    unit = judgement.rule.left.outcome.unit
    n = judgement.difference.count
    left = judgement.left.mean.ifFinite
    right = judgement.right.mean.ifFinite
    meanDifference = judgement.difference.mean.ifFinite
    ciLow = judgement.interval.low.ifFinite
    ciHigh = judgement.interval.high.ifFinite
    firstUnequal = judgement.firstUnequal
  }
}
