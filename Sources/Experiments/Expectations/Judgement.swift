// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Statistics

/// What the replications say of a rule.
public struct Judgement: Sendable {
  /// How a rule fared.
  public enum Ruling: Hashable, Sendable {
    /// The data do not contradict the rule; of `<` and `>`, they show it.
    case held
    /// The data contradict the rule; of `<` and `>`, they do not show it.
    case failed
    /// Nothing is known: runs failed, or no replication has a value on both sides.
    case unknown(Gap)

    /// The word for it, as the verdicts of differences have it.
    public var word: String {
      switch self {
      case .held: "held"
      case .failed: "failed"
      case .unknown(let gap): gap.word
      }
    }

    /// The word with its numbers, where there are any.
    public var words: String {
      switch self {
      case .held, .failed: word
      case .unknown(let gap): gap.words
      }
    }
  }

  /// The rule.
  public let rule: Expectation
  /// How it fared.
  public let ruling: Ruling
  /// The left side over the replications that have both: a mean, of a ratio the ratio of sums.
  public let left: Double
  /// The right side over the same replications.
  public let right: Double
  /// Left less right.
  public let difference: PairedDifference
  /// The two-sided interval of the difference at the level of the judgement.
  public let interval: Interval
  /// The first replication whose sides are not the same, bit for bit; nil if all are.
  public let firstUnequal: Int?
}

/// Runs that failed, of a scenario that rules speak of.
public struct FailedScenario: Hashable, Sendable {
  /// The scenario: `the scenario as it is`, or its alterations as written.
  public let scenario: String
  /// How many runs failed.
  public let failed: Int
  /// How many runs there are.
  public let runs: Int
  /// Why the first of them failed.
  public let reason: String
}

/// Rules of one scenario, and what the replications say of them.
public struct ExpectationStudy: Sendable {
  /// The probability that any rule that is true fails, if the means are about normal.
  public static let familyWiseError = 0.01

  /// What is kept of a rule.
  private struct Kept: Sendable {
    var left: PairedDifference
    var right: PairedDifference
    var difference: PairedDifference
    var firstUnequal: Int?
    /// Whether a side had a value in any replication, left and right.
    var hasValue = (left: false, right: false)

    init(ofRatios: Bool) {
      difference = PairedDifference(ofRatios: ofRatios)
      (left, right) = (difference, difference)
    }

    mutating func add(_ one: Side, _ other: Side, replication: Int) {
      if one.value.bitPattern != other.value.bitPattern, firstUnequal == nil {
        firstUnequal = replication
      }
      hasValue = (hasValue.left || !one.value.isNaN, hasValue.right || !other.value.isNaN)
      guard !one.sums.part.isNaN, !other.sums.part.isNaN else { return }
      left.add(one.sums)
      right.add(other.sums)
      difference.add(one.sums, other.sums)
    }
  }

  /// What a replication says of a side of a rule: its value, and the sums that it adds to.
  private struct Side {
    let value: Double
    let sums: PairedDifference.Side
  }

  /// The scenario as it is and as rules alter it, each once, under the same luck.
  public let plan: Plan
  private let rules: [Expectation]
  /// The alterations of each scenario of the plan, as written.
  private let alterations: [String]
  private var kept: [Kept]
  private var replications = 0
  /// By scenario of the plan: how many runs failed, and why the first did.
  private var failures: [(count: Int, reason: String)]

  /// Plans so many replications of every scenario that the rules speak of.
  ///
  /// - Parameters:
  ///   - rules: At least one; all of one scenario.
  ///   - altered: The scenario with each of the alterations of which the rules speak, by its words.
  ///   - replications: How often, at least 2.
  /// - Throws: The reasons why the scenarios cannot be compared.
  public init(
    _ rules: [Expectation], of altered: [String: some StudyModel], replications: Int
  ) throws(PlanFaults) {
    precondition(!rules.isEmpty && replications >= 2, "nothing to judge, or too little")
    var alterations: [String] = []
    for term in rules.flatMap(\.terms) where !alterations.contains(term.alterations) {
      alterations.append(term.alterations)
    }
    let scenarios = alterations.map { words in
      guard var scenario = altered[words] else {
        preconditionFailure("no scenario is altered by \(words)")
      }
      scenario.replications = replications
      scenario.policyName = words.isEmpty ? "as it is" : words
      return scenario
    }
    self.rules = rules
    self.alterations = alterations
    plan = try Plan(comparing: scenarios)
    let outcomes = plan.outcomes
    kept = rules.map { rule in
      let isRatio = rule.terms.contains {
        outcomes.index(of: $0.outcome.name).map(outcomes.isRatio) ?? false
      }
      return Kept(ofRatios: isRatio)
    }
    failures = scenarios.map { _ in (0, "") }
  }

  /// Adds a replication.
  public mutating func add(_ replication: Replication) {
    replications += 1
    for (index, run) in replication.runs.enumerated() {
      guard let reason = run.failure else { continue }
      if failures[index].count == 0 { failures[index].reason = reason }
      failures[index].count += 1
    }
    for (index, rule) in rules.enumerated() {
      let left = value(of: rule.left, in: replication)
      let right =
        switch rule.right {
        case .number(let number): Side(value: number, sums: (number, 1))
        case .term(let term): value(of: term, in: replication)
        }
      kept[index].add(left, right, replication: replication.number)
    }
  }

  private func value(of term: Expectation.Term, in replication: Replication) -> Side {
    guard let outcome = plan.outcomes.index(of: term.outcome.name) else {
      return Side(value: .nan, sums: (.nan, .nan))
    }
    let values = replication.runs[index(of: term)].counted
    return Side(value: values[outcome], sums: plan.outcomes.sums(of: outcome, in: values))
  }

  /// The index of the scenario of a term in the plan.
  private func index(of term: Expectation.Term) -> Int {
    guard let index = alterations.firstIndex(of: term.alterations) else {
      preconditionFailure("the plan has no run for \(term.alterations)")
    }
    return index
  }

  /// The scenario of the plan as sentences name it.
  private func name(_ index: Int) -> String {
    alterations[index].isEmpty ? "the scenario as it is" : plan.policies[index]
  }

  /// The scenarios of which runs failed.
  public var failedScenarios: [FailedScenario] {
    failures.indices.filter { failures[$0].count > 0 }.map { index in
      FailedScenario(
        scenario: name(index), failed: failures[index].count, runs: replications,
        reason: failures[index].reason)
    }
  }

  /// Why nothing is known of a rule; nil if something is.
  private func gap(_ rule: Expectation, _ kept: Kept) -> Gap? {
    let indices = rule.terms.map(index)
    if let worst = indices.max(by: { failures[$0].count < failures[$1].count }),
      failures[worst].count > 0
    {
      return .failed(failures[worst].count, of: replications, under: name(worst))
    }
    guard !kept.difference.difference.isFinite else { return nil }
    let sides = [kept.hasValue.left, kept.hasValue.right]
    let empty = zip(indices, sides).filter { !$1 }.map { name($0.0) }
    return .noCase(under: empty.count == 2 && empty[0] == empty[1] ? [empty[0]] : empty)
  }

  /// What the replications so far say of each rule.
  ///
  /// A rule with <= or >= fails if a one-sided Student test of the difference rejects it; the
  /// error is shared among the rules (Bonferroni), so that all of them together stay within
  /// `familyWiseError`. One with < or > holds if such a test shows it. One with == holds if both sides
  /// are equal in every replication, bit for bit. Of one whose runs failed nothing is known, nor of one
  /// without a case on both sides.
  public var judgements: [Judgement] {
    zip(rules, kept).map { rule, kept in
      let confidence = 1 - 2 * Self.familyWiseError / Double(rules.count)
      let interval = kept.difference.interval(confidence: confidence)
      return Judgement(
        rule: rule, ruling: ruling(of: rule, kept, interval), left: kept.left.difference,
        right: kept.right.difference, difference: kept.difference, interval: interval,
        firstUnequal: kept.firstUnequal)
    }
  }

  private func ruling(
    of rule: Expectation, _ kept: Kept, _ interval: Interval
  ) -> Judgement.Ruling {
    if let gap = gap(rule, kept) { return .unknown(gap) }
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
