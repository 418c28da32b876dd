// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Statistics

extension Difference {
  /// The policy that does better by more than matters; nil if neither does, or it is not known.
  public var favoured: String? {
    switch verdict {
    case .better: first
    case .worse: second
    case .more, .fewer, .lessThanMatters, .noDifference, .undecided, .unknown: nil
    }
  }

  /// Why nothing is known; nil if something is.
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

  /// The verdict with its counts and doubts, as sentences; a name, which is never re-spelt, stands before them where
  /// there are several pairs.
  public func sentence(isOnlyPair: Bool) -> String {
    let pair = isOnlyPair ? "" : "\(first) less \(second): "
    let counts = countsWords.map { (verdict.isDecided || verdict.isAlike ? ": " : "; ") + $0 } ?? ""
    let parts = [
      pair + (isOnlyPair ? verdictClause.capitalised : verdictClause) + counts + ".",
      turning.map { $0.words(first).capitalised + "." }, pairingWords, doubtWords,
    ]
    return parts.compactMap(\.self).joined(separator: " ")
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

  /// With fewer futures than these nothing is said that rests on their spread alone.
  private static let fewFutures = 10

  /// How many times as many runs pairing was worth, as a sentence; nil if futures are too few, or pairs
  /// all equal.
  public var pairingWords: String? {
    // A ratio of variances: of a handful of futures it may be anything.
    guard count >= Self.fewFutures, equal < count else { return nil }
    guard gainFromPairing.isFinite else { return "Every pair of futures differs by the same." }
    guard gainFromPairing >= 1.05 else { return "Pairing gained nothing." }
    let text = Readable(standardError: gainFromPairing / 9, size: gainFromPairing)(gainFromPairing)
    return "Pairing was worth \(text) times as many runs."
  }

  /// Where an interval that does not take the mean to be normal says otherwise of zero, as a sentence; nil
  /// where it agrees.
  public var doubtWords: String? {
    // Resamples of a handful of futures are too few to contradict anybody.
    guard count >= Self.fewFutures, interval.isKnown, bootstrap.isKnown,
      bootstrap.covers(0) != interval.covers(0)
    else { return nil }
    let readable = Readable(standardError: standardError, size: mean)
    return "The bootstrap's interval, \(readable(bootstrap.low, signed: true)) to "
      + "\(readable(bootstrap.high, signed: true)), "
      + (bootstrap.covers(0) ? "covers" : "does not cover") + " zero: few futures decide."
  }
}
