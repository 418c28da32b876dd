// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
import Declarations

/// What the replications say of a rule.
public struct Judgement: Sendable {
  /// How a rule fared.
  public enum Verdict: String, Hashable, Sendable {
    /// The data do not contradict the rule; of `<` and `>`, they show it.
    case held
    /// The data contradict the rule; of `<` and `>`, they do not show it.
    case failed
    /// No replication has a value on both sides.
    case noCase = "no case"
  }

  /// The rule.
  public let rule: Expectation
  /// How it fared.
  public let verdict: Verdict
  /// The left side over the replications that have both.
  public let left: Moments
  /// The right side over the same replications.
  public let right: Moments
  /// The paired differences, left less right.
  public let difference: Moments
  /// The two-sided interval of the mean difference at the level of the judgement.
  public let interval: Interval
  /// The first replication whose sides are not the same, bit for bit; nil where all are.
  public let firstUnequal: Int?
}

/// Rules of one scenario, and what the replications say of them.
public struct ExpectationStudy: Sendable {
  /// The probability that any rule that is true fails, if the means are about normal.
  public static let familyWiseError = 0.01

  /// What is kept of a rule.
  private struct Kept: Sendable {
    var left = Moments()
    var right = Moments()
    var difference = Moments()
    var firstUnequal: Int?

    mutating func add(_ one: Double, _ other: Double, replication: Int) {
      if one.bitPattern != other.bitPattern, firstUnequal == nil { firstUnequal = replication }
      guard !one.isNaN, !other.isNaN else { return }
      left.add(one)
      right.add(other)
      difference.add(one - other)
    }
  }

  /// The scenario as it is and as rules alter it, each once, under the same luck.
  public let plan: Plan
  private let rules: [Expectation]
  /// The alterations of each scenario of the plan, as written.
  private let alterations: [String]
  private var kept: [Kept]

  /// Plans so many replications of every scenario that the rules speak of.
  ///
  /// - Parameters:
  ///   - rules: At least one; all of one scenario.
  ///   - replications: How often, at least 2.
  /// - Throws: The reasons why the scenarios cannot be compared.
  public init(_ rules: [Expectation], replications: Int) throws(PlanFaults) {
    precondition(!rules.isEmpty && replications >= 2, "nothing to judge, or too little")
    var alterations: [String] = []
    var scenarios: [Scenario] = []
    for term in rules.flatMap(\.terms) where !alterations.contains(term.alterations) {
      alterations.append(term.alterations)
      var scenario = term.scenario
      scenario.settings.replications = replications
      scenario.policy.name = term.alterations.isEmpty ? "as it is" : term.alterations
      scenarios.append(scenario)
    }
    self.rules = rules
    self.alterations = alterations
    plan = try Plan(comparing: scenarios)
    kept = rules.map { _ in Kept() }
  }

  /// Adds a replication.
  public mutating func add(_ replication: Replication) {
    for (place, rule) in rules.enumerated() {
      let left = value(of: rule.left, in: replication)
      let right =
        switch rule.right {
        case .number(let number): number
        case .term(let term): value(of: term, in: replication)
        }
      kept[place].add(left, right, replication: replication.number)
    }
  }

  private func value(of term: Expectation.Term, in replication: Replication) -> Double {
    guard let run = alterations.firstIndex(of: term.alterations),
      let outcome = Outcome.all.firstIndex(of: term.outcome)
    else { preconditionFailure("the plan has no run for \(term.alterations)") }
    return replication.runs[run].counted[outcome]
  }

  /// What the replications so far say of each rule.
  ///
  /// A rule with <= or >= fails if a one-sided Student test of the paired difference rejects it; the
  /// error is shared among the rules (Bonferroni), so that all of them together stay within
  /// `familyWiseError`. One with < or > holds if such a test shows it. One with == holds if both sides
  /// are equal in every replication, bit for bit.
  public var judgements: [Judgement] {
    zip(rules, kept).map { rule, kept in
      let confidence = 1 - 2 * Self.familyWiseError / Double(rules.count)
      let interval = Interval.student(kept.difference, confidence: confidence)
      return Judgement(
        rule: rule, verdict: verdict(of: rule, kept, interval), left: kept.left,
        right: kept.right, difference: kept.difference, interval: interval,
        firstUnequal: kept.firstUnequal)
    }
  }

  private func verdict(
    of rule: Expectation, _ kept: Kept, _ interval: Interval
  ) -> Judgement.Verdict {
    if rule.relation == .equal { return kept.firstUnequal == nil ? .held : .failed }
    guard kept.difference.count > 0 else { return .noCase }
    let isHeld =
      switch rule.relation {
      case .atMost: !(interval.low > 0)
      case .atLeast: !(interval.high < 0)
      case .less: interval.high < 0
      case .more: interval.low > 0
      case .equal: kept.firstUnequal == nil
      }
    return isHeld ? .held : .failed
  }
}

extension Expectation {
  /// The outcomes that the rule speaks of.
  fileprivate var terms: [Term] {
    if case .term(let right) = right { [left, right] } else { [left] }
  }
}
