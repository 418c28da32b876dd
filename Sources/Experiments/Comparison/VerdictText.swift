// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Statistics

extension Difference {
  /// The policy that does better by more than matters; nil where neither does, or it is not known.
  public var favoured: String? {
    switch verdict {
    case .better: first
    case .worse: second
    case .more, .fewer, .lessThanMatters, .noDifference, .undecided, .unknown: nil
    }
  }

  /// Why nothing is known; nil where something is.
  public var gap: Gap? { if case .unknown(let gap) = verdict { gap } else { nil } }

  /// The smallest difference that matters, in words.
  public var mattersWords: String { Readable(standardError: 0, size: matters)(matters) }

  /// The verdict's words, and how the difference turns over the years.
  public var verdictWords: String {
    ([verdict.words] + [turning?.words(first)].compactMap(\.self)).joined(separator: "; ")
  }

  /// The verdict with the policies' names, as the beginning of a sentence in lower case; it never begins
  /// with a name.
  public var verdictClause: String {
    switch verdict {
    case .better, .worse, .more, .fewer: "\(verdict.word) under \(first)"
    case .lessThanMatters, .noDifference: "\(verdict.word) (\(mattersWords))"
    case .undecided:
      verdict.words
        + (hasSign
          ? "; \(mean > 0 ? "more" : "fewer") under \(first), but perhaps by less than matters "
            + "(\(mattersWords))" : "")
    case .unknown: verdict.words
    }
  }

  /// Whether the interval leaves out zero, and is one of differences that vary.
  private var hasSign: Bool {
    interval.isKnown && interval.low < interval.high && !interval.covers(0)
  }

  /// In how many futures the first policy has more, less and the same: `higher in 187, lower in 0, equal in
  /// 13 of 200 futures`; nil without a pair.
  public var countsWords: String? {
    guard count > 0 else { return nil }
    let both = count < replications ? " that \(count == 1 ? "has" : "have") both" : ""
    let futures = counted(count, "future") + both
    if equal == count {
      return count == 1 ? "equal in the only future\(both)" : "equal in all \(futures)"
    }
    let isNamed = verdict.isDecided
    let ties = equal > 0 ? ", equal in \(grouped(equal))" : ""
    return "higher \(isNamed ? "" : "under \(first) ")in \(grouped(higher)), lower in "
      + "\(grouped(lower))\(ties) of \(futures)"
  }
}
