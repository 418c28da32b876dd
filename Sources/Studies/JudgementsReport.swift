// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

/// How the rules of a file fared, for programs.
public struct JudgementsReport: Encodable, Sendable {
  /// How a rule fared.
  public struct Rule: Encodable, Sendable {
    /// The rule, as the file writes it.
    public let rule: String
    /// Where it stands.
    public let location: String
    /// How it fared, in a word.
    public let ruling: String
    /// The unit of its outcome.
    public let unit: String
    /// How it fared, in words.
    public let words: String
    /// How many futures were compared.
    public let n: Int
    /// The left side: a mean, of a ratio the ratio of sums over all futures.
    public let left: Double?
    /// The right side.
    public let right: Double?
    /// Left less right.
    public let meanDifference: Double?
    /// The lower end of its interval.
    public let ciLow: Double?
    /// The upper end of its interval.
    public let ciHigh: Double?
    /// The first replication in which the sides were not the same; nil if that was not asked.
    public let firstUnequal: Int?
  }

  /// A scenario of which runs failed.
  public struct Failure: Encodable, Sendable {
    /// The scenario, in words.
    public let scenario: String
    /// How many of its runs failed.
    public let failedRuns: Int
    /// How many runs it has.
    public let ofRuns: Int
    /// Why the first one failed.
    public let reason: String
  }

  /// The file with the rules.
  public let file: String
  /// How many rules held.
  public let held: Int
  /// How many rules failed.
  public let failed: Int
  /// How many rules had no case.
  public let noCase: Int
  /// Of how many rules nothing is known.
  public let notKnown: Int
  /// The scenarios of which runs failed.
  public let failures: [Failure]
  /// How each rule fared.
  public let rules: [Rule]

  /// Whether a rule failed, or a run that rules need.
  public var hasFailed: Bool { failed > 0 || !failures.isEmpty }

  /// How the rules of a file fared.
  public init(file: String, _ check: RuleCheck) {
    let judgements = check.judgements
    self.file = file
    failures = check.failures.map {
      Failure(scenario: $0.scenario, failedRuns: $0.failed, ofRuns: $0.runs, reason: $0.reason)
    }
    held = judgements.count { $0.ruling == .held }
    failed = judgements.count { $0.ruling == .failed }
    noCase = judgements.count { if case .unknown(.noCase) = $0.ruling { true } else { false } }
    notKnown = judgements.count - held - failed - noCase
    rules = judgements.map(Rule.init)
  }

  /// The sums in one line.
  public var line: String {
    guard !rules.isEmpty else { return "\(file): no rules." }
    return "\(file): \(counted(held, of: rules.count, "rule")) held, \(failed) failed"
      + (noCase > 0 ? ", \(noCase) had no case" : "")
      + (notKnown > 0 ? ", \(notKnown) not known" : "") + "."
  }
}

extension JudgementsReport.Rule {
  fileprivate init(_ judgement: Judgement) {
    rule = judgement.rule.text
    location = judgement.rule.location
    ruling = judgement.ruling.word
    words = judgement.ruling.words
    unit = judgement.rule.left.outcome.unit
    n = judgement.difference.count
    left = judgement.left.ifFinite
    right = judgement.right.ifFinite
    meanDifference = judgement.difference.difference.ifFinite
    ciLow = judgement.interval.low.ifFinite
    ciHigh = judgement.interval.high.ifFinite
    firstUnequal = judgement.firstUnequal
  }
}
