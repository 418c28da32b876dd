// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
public import Declarations

/// What a paired difference means, judged against the smallest difference that matters.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// No replication has a value under both policies.
  case noCase = "no case"
  /// Every replication gives both policies the same value.
  case same = "the same"
  /// More under the first policy, by at least what matters.
  case moreUnderFirst = "more under the first"
  /// More under the second policy, by at least what matters.
  case moreUnderSecond = "more under the second"
  /// More under the first policy, but perhaps by less than matters.
  case somewhatMoreUnderFirst = "more under the first, perhaps by less than matters"
  /// More under the second policy, but perhaps by less than matters.
  case somewhatMoreUnderSecond = "more under the second, perhaps by less than matters"
  /// There is a difference, and it is smaller than what matters.
  case tooSmallToMatter = "differs, but by less than matters"
  /// Zero is covered, and any difference is smaller than what matters.
  case notDistinguishable = "not distinguishable within the smallest difference that matters"
  /// Zero is covered, and so is a difference that matters: more replications are needed.
  case undecided = "undecided: more replications are needed"

  /// Judges the interval of a difference, first policy less second.
  public init(_ interval: Interval, matters: Double, count: Int, isSame: Bool) {
    if count == 0 {
      self = .noCase
    } else if isSame {
      self = .same
    } else if !interval.isKnown {
      self = .undecided
    } else if interval.covers(0) {
      let isNarrow = interval.low > -matters && interval.high < matters
      self = isNarrow ? .notDistinguishable : .undecided
    } else if interval.low > 0 {
      self =
        interval.low >= matters
        ? .moreUnderFirst : interval.high < matters ? .tooSmallToMatter : .somewhatMoreUnderFirst
    } else {
      self =
        interval.high <= -matters
        ? .moreUnderSecond : interval.low > -matters ? .tooSmallToMatter : .somewhatMoreUnderSecond
    }
  }

  /// The verdict as a sentence about two named policies.
  ///
  /// `better` is the direction that counts as better, `matters` the smallest difference that does,
  /// in words, and `replications` the number of pairs that were compared.
  public func sentence(
    _ first: String, _ second: String, better: Outcome.Direction, matters: String,
    replications: Int
  ) -> String {
    func more(_ policy: String, _ isFirst: Bool) -> String {
      switch better {
      case .none: "more under \(policy)"
      case .more: "more under \(policy), which is better"
      case .fewer: "more under \(policy), so \(isFirst ? second : first) is better"
      }
    }
    return switch self {
    case .noCase: "no case in any future"
    case .same: "the same in every future"
    case .moreUnderFirst: more(first, true)
    case .moreUnderSecond: more(second, false)
    case .somewhatMoreUnderFirst:
      more(first, true) + ", but perhaps by less than matters (\(matters))"
    case .somewhatMoreUnderSecond:
      more(second, false) + ", but perhaps by less than matters (\(matters))"
    case .tooSmallToMatter: "differs, but by less than matters (\(matters))"
    case .notDistinguishable:
      "not distinguishable within the smallest difference that matters (\(matters))"
    case .undecided:
      "not known from \(counted(replications, "future")): more replications are needed"
    }
  }
}
