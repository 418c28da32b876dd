// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Glibc
public import Statistics

/// What a paired difference says of the first policy against the second: the one vocabulary of terminal,
/// JSON, tables, page and notebook.
public enum Verdict: Hashable, Sendable {
  /// The first policy does better, by more than the smallest difference that matters.
  case better
  /// The first policy does worse, by more than the smallest difference that matters.
  case worse
  /// More under the first policy, by more than matters; neither direction is better.
  case more
  /// Fewer under the first policy, by more than matters; neither direction is better.
  case fewer
  /// There is a difference, and it is smaller than what matters.
  case lessThanMatters
  /// Zero is covered, and any difference is smaller than what matters.
  case noDifference
  /// The interval is too wide; so many further replications would probably tell: see ``chanceOfTelling``.
  ///
  /// Nil if fewer than two pairs leave nothing to reckon with.
  case undecided(further: Int?)
  /// Nothing is known of the difference.
  case unknown(Gap)

  /// With fewer equal pairs than these, more than one in ten further pairs might differ (by 95 per cent).
  ///
  /// Where nothing varies there is no spread to judge by: 29 is the least n with 0.9^n below 0.05.
  public static let fewestAlike = 29
  /// The chance with which further replications would tell, if mean and spread are as they seem.
  ///
  /// It is the usual power of a test. An interval that just reaches its end would tell with a chance of one half: the
  /// mean of other replications is as likely to be nearer as to be farther.
  public static let chanceOfTelling = 0.8
  /// No more further replications than these are reckoned with.
  public static let mostFurther = 1_000_000

  /// Judges the interval of a difference, first policy less second.
  ///
  /// - Parameters:
  ///   - interval: The interval of the mean difference; unknown for fewer than two pairs.
  ///   - differences: How the differences spread.
  ///   - matters: The smallest difference that matters.
  ///   - better: The better direction.
  public init(
    _ interval: Interval, of differences: Spread, matters: Double, better: Outcome.Direction
  ) {
    let hasSpread = differences.isVaried || differences.count >= Self.fewestAlike
    if !hasSpread || !interval.isKnown {
      self = .undecided(further: Self.further(differences, matters: matters))
    } else if interval.low > matters {
      self = Self.decided(isMore: true, better)
    } else if interval.high < -matters {
      self = Self.decided(isMore: false, better)
    } else if !differences.isVaried, differences.mean == 0 {
      // Where every difference matters, none is still none.
      self = .noDifference
    } else if interval.low > -matters, interval.high < matters {
      self = interval.covers(0) ? .noDifference : .lessThanMatters
    } else {
      self = .undecided(further: Self.further(differences, matters: matters))
    }
  }

  /// Judges the interval of a mean difference, first policy less second.
  public init(
    _ interval: Interval, of differences: Moments, matters: Double, better: Outcome.Direction
  ) {
    self.init(interval, of: Spread(differences), matters: matters, better: better)
  }

  private static func decided(isMore: Bool, _ better: Outcome.Direction) -> Verdict {
    switch better {
    case .none: isMore ? .more : .fewer
    case .more: isMore ? .better : .worse
    case .fewer: isMore ? .worse : .better
    }
  }

  /// How many further replications would probably tell, to two digits and rounded up.
  ///
  /// The chance is that of a normal mean to put the whole interval beyond what matters, or within it, on the side
  /// on which the mean is now.
  private static func further(_ differences: Spread, matters: Double) -> Int? {
    let count = differences.count
    guard count > 1 else { return nil }
    guard differences.isVaried else {
      // Where all differ by exactly what matters, others of the kind never tell.
      return count < fewestAlike ? fewestAlike - count : mostFurther
    }
    let size = differences.mean.magnitude
    func isEnough(_ number: Int) -> Bool {
      let error = differences.standardDeviation / Double(number).squareRoot()
      func chance(_ gap: Double) -> Double {
        erfc((quantile(number) - gap / error) / 2.0.squareRoot()) / 2
      }
      let telling =
        size > matters
        ? chance(size - matters) : chance(matters - size) + chance(matters + size) - 1
      return telling >= chanceOfTelling
    }
    guard isEnough(count + mostFurther - 1) else { return mostFurther }
    var (few, enough) = (count, count + mostFurther - 1)
    while enough - few > 1 {
      let middle = (few + enough) / 2
      if isEnough(middle) { enough = middle } else { few = middle }
    }
    let further = enough - count
    var (digits, scale) = (further, 1)
    while digits > 99 {
      digits = (digits + 9) / 10
      scale *= 10
    }
    return digits * scale
  }

  /// Student's quantile of an interval of 95 per cent; of many numbers to the first order in their count.
  private static func quantile(_ count: Int) -> Double {
    let degrees = Double(count - 1)
    return count < 60
      ? LawQuantiles.student(0.975, degrees: degrees) : 1.959_964 * (1 + 1.21 / degrees)
  }

  /// Whether the interval lies beyond the smallest difference that matters.
  public var isDecided: Bool {
    switch self {
    case .better, .worse, .more, .fewer: true
    case .lessThanMatters, .noDifference, .undecided, .unknown: false
    }
  }

  /// Whether the interval lies within the smallest difference that matters.
  public var isAlike: Bool { self == .lessThanMatters || self == .noDifference }

  /// The word for it, without its numbers: one of ``allWords``.
  public var word: String {
    switch self {
    case .better: "better"
    case .worse: "worse"
    case .more: "more"
    case .fewer: "fewer"
    case .lessThanMatters: "differs by less than matters"
    case .noDifference: "no difference that matters"
    case .undecided: "undecided"
    case .unknown(let gap): gap.word
    }
  }

  /// The words of all verdicts.
  public static let allWords: [String] =
    [better, worse, more, fewer, lessThanMatters, noDifference, undecided(further: nil)].map(\.word)
    + Gap.allWords

  /// The word with its numbers: `undecided: 340 more replications would probably tell`.
  public var words: String {
    if case .unknown(let gap) = self { return gap.words }
    return detail.map { "\(word): \($0)" } ?? word
  }

  /// What would tell, or why nothing is known, as a clause; nil if the word says all.
  public var detail: String? {
    switch self {
    case .undecided(let further): Self.furtherWords(further)
    case .unknown(let gap): gap.detail
    case .better, .worse, .more, .fewer, .lessThanMatters, .noDifference: nil
    }
  }

  /// What would tell, as a clause.
  private static func furtherWords(_ further: Int?) -> String {
    guard let further else { return "more replications would tell" }
    return further < mostFurther
      ? "\(counted(further, "more replication")) would probably tell"
      : "more than \(counted(mostFurther, "more replication")) would be needed"
  }
}

/// How differences spread, as far as a verdict needs it.
public struct Spread: Hashable, Sendable {
  /// How many differences there are.
  public let count: Int
  /// Their mean.
  public let mean: Double
  /// Their standard deviation.
  public let standardDeviation: Double
  /// Whether any differs from another.
  public let isVaried: Bool

  /// The spread of differences of a mean.
  public init(_ moments: Moments) {
    (count, mean) = (moments.count, moments.mean)
    standardDeviation = moments.standardDeviation
    isVaried = moments.minimum < moments.maximum
  }

  /// The spread of the differences that a comparison has found.
  public init(_ difference: Difference) {
    (count, mean) = (difference.count, difference.mean)
    standardDeviation = difference.standardError * Double(difference.count).squareRoot()
    isVaried = difference.standardError > 0
  }

  /// The spread of the linearised differences of a ratio.
  public init(_ ratios: RatioDifference) {
    (count, mean) = (ratios.count, ratios.difference)
    standardDeviation = ratios.standardDeviation
    isVaried = ratios.standardDeviation > 0
  }
}

/// Why nothing is known: a missing result is never a finding.
public enum Gap: Hashable, Sendable {
  /// Runs failed, and what they would have said is not known; the policy under which most did.
  case failed(Int, of: Int, under: String)
  /// No replication has a value under both; the policies under which none has.
  case noCase(under: [String])

  /// The word for it, without its numbers.
  public var word: String {
    switch self {
    case .failed: "not known"
    case .noCase: "no case"
    }
  }

  /// The words of all gaps.
  public static let allWords = [failed(0, of: 0, under: ""), noCase(under: [])].map(\.word)

  /// The word with its numbers: `not known: 5 of 5 runs failed under clampdown`.
  public var words: String {
    switch self {
    case .failed: "\(word): \(detail)"
    case .noCase: "\(word) \(detail)"
    }
  }

  /// The reason, as a clause: `5 of 5 runs failed under clampdown`.
  var detail: String {
    switch self {
    case .failed(let failed, let all, let policy):
      "\(counted(failed, of: all, "run")) failed under \(policy)"
    case .noCase(let policies):
      policies.isEmpty ? "under both at once" : "under \(policies.joined(separator: " or "))"
    }
  }
}

extension Verdict: Encodable {
  private enum CodingKeys: String, CodingKey {
    case word, words, furtherReplications, failedRuns, ofRuns, under
  }

  /// An object with the word, the word with its numbers, and the numbers by themselves.
  public func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(word, forKey: .word)
    try object.encode(words, forKey: .words)
    switch self {
    case .undecided(let further): try object.encodeIfPresent(further, forKey: .furtherReplications)
    case .unknown(.failed(let failed, let all, let policy)):
      try object.encode(failed, forKey: .failedRuns)
      try object.encode(all, forKey: .ofRuns)
      try object.encode([policy], forKey: .under)
    case .unknown(.noCase(let policies)): try object.encode(policies, forKey: .under)
    case .better, .worse, .more, .fewer, .lessThanMatters, .noDifference: break
    }
  }
}
