// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Statistics

/// What a study of policies in one state of the world says first: the table of the first screen.
///
/// Page, terminal and programs take it from here, so that all three say the same.
public struct Answer: Sendable {
  /// An outcome under a policy, and how far it is from the reference.
  public struct Cell: Sendable {
    /// The outcome under the policy.
    public let summary: Summary
    /// The policy less the reference.
    public let difference: Difference

    /// How many times what matters a number of the outcome's unit is, positive where it is better.
    ///
    /// Where no direction is better, more is positive. NaN if every difference matters.
    public func times(_ number: Double) -> Double {
      let sign: Double = difference.better == .fewer ? -1 : 1
      return difference.matters > 0 ? sign * number / difference.matters : .nan
    }
  }

  /// An outcome under all policies.
  public struct Row: Sendable {
    /// The outcome.
    public let outcome: Outcome
    /// The outcome under the reference.
    public let reference: Summary
    /// The outcome under the other policies, in the order of ``Answer/policies``.
    public let cells: [Cell]
    /// What was observed of the outcome and can be judged, beside what was simulated.
    public let observed: [ObservedYears]

    /// How many of the observed numbers lie outside the band of nine of ten futures.
    public var outside: Int { observed.count { $0.isOutside == true } }
  }

  /// How many outcomes a first screen has room for.
  public static let mostRows = 10

  /// The policy from which the others differ.
  public let reference: String
  /// Whether nothing changes under the reference.
  public let isFromStatusQuo: Bool
  /// The other policies, in the order of the plan.
  public let policies: [String]
  /// The outcomes: those that the scenario values, then those of the model's headlines that have a better direction.
  public let rows: [Row]

  /// What a comparison says; nil if there is only one policy.
  ///
  /// - Parameters:
  ///   - comparison: What was found, of the country or of one area.
  ///   - plan: What was run.
  ///   - observed: What was observed, beside what was simulated.
  ///   - chosen: The outcomes that a reader has chosen; nil for those of a first screen.
  /// - Complexity: O(policies times outcomes).
  public init?(
    _ comparison: Comparison, of plan: Plan, observed: [ObservedYears] = [],
    showing chosen: [Outcome]? = nil
  ) {
    guard plan.policies.count > 1 else { return nil }
    let base = plan.reference
    reference = plan.policies[base]
    isFromStatusQuo = plan.statusQuo == base
    let others = plan.policies.indices.filter { $0 != base }
    policies = others.map { plan.policies[$0] }
    let pairs = others.map { other in
      let (first, second) = (plan.policies[other], plan.policies[base])
      let pair = comparison.differences.first {
        $0.first.map { [first, second].contains($0.first) && [first, second].contains($0.second) }
          ?? false
      }
      return pair?.map { $0.first == first ? $0 : $0.reversed } ?? []
    }
    rows = (chosen ?? plan.firstOutcomes).compactMap { outcome in
      guard let index = plan.outcomes.index(of: outcome.name),
        pairs.allSatisfy({ $0.indices.contains(index) })
      else { return nil }
      return Row(
        outcome: outcome, reference: comparison.summaries[base][index],
        cells: zip(others, pairs).map { other, differences in
          Cell(summary: comparison.summaries[other][index], difference: differences[index])
        },
        observed: observed.filter {
          $0.observation.outcome == outcome.name && $0.isOutside != nil
        })
    }
  }
}

extension Plan {
  /// The outcomes of a first screen, ``Answer/mostRows`` at most unless the scenario values more.
  ///
  /// Headlines without a better direction are left out, and those that only say whether another one occurs.
  public var firstOutcomes: [Outcome] {
    let valued = valuedOutcomes
    let rest = outcomes.filter {
      $0.isHeadline && $0.better != .none && !$0.isYesOrNo && !valued.contains($0)
    }
    return valued + rest.prefix(max(0, Answer.mostRows - valued.count))
  }
}

extension Difference {
  /// The same difference, second policy less first.
  public var reversed: Difference {
    Difference(
      first: second, second: first, outcome: outcome, replications: replications, count: count,
      mean: 0 - mean, standardError: standardError, interval: interval.negated, kind: kind,
      bootstrap: bootstrap.negated, lower: higher, equal: equal, higher: lower,
      gainFromPairing: gainFromPairing, matters: matters, better: better,
      verdict: verdict.reversed, turning: turning?.reversed)
  }
}

extension Verdict {
  /// What is said of the difference the other way round.
  var reversed: Verdict {
    switch self {
    case .better: .worse
    case .worse: .better
    case .more: .fewer
    case .fewer: .more
    case .lessThanMatters, .noDifference, .undecided, .unknown: self
    }
  }
}
