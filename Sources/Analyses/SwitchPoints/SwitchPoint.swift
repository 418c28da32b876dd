// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
public import Statistics

/// A value of an unknown at which the preferred policy changes.
public struct SwitchPoint: Hashable, Sendable {
  /// Where the mean difference is 0.
  public let value: Double
  /// The values at which a difference of 0 cannot be rejected.
  public let interval: Interval
  /// Whether the difference is below 0 before the value and above it after.
  public let isRising: Bool

  /// Creates a switch point.
  public init(_ value: Double, interval: Interval, isRising: Bool) {
    self.value = value
    self.interval = interval
    self.isRising = isRising
  }
}

/// Whether and where the preferred policy changes with an unknown.
public struct SwitchFinding: Hashable, Sendable {
  /// What was found.
  public enum Answer: Hashable, Sendable {
    /// It changes at these values within the plausible range, in increasing order.
    case within([SwitchPoint])
    /// It would change at this value beyond the plausible range, if the line goes on.
    case beyond(SwitchPoint)
    /// It changes nowhere within the plausible range; `isAbove` says whether the difference is above 0.
    case nowhere(isAbove: Bool)
    /// The replications are too few to say.
    case notKnown
  }

  /// Which shape the difference is taken to have between its levels.
  public enum Shape: Hashable, Sendable {
    /// One straight line.
    case line
    /// Straight from level to level, because the means do not lie on one line.
    case pieces
  }

  /// What was found.
  public let answer: Answer
  /// The shape of the difference.
  public let shape: Shape
  /// Whether a point may lie within the plausible range and may lie beyond it: its interval has parts of both.
  public let reachesOut: Bool
  /// The probability that means of a straight line stray from it as far as these do; nil if it cannot be known.
  public let lackOfFit: Double?

  /// Below this ``lackOfFit`` the difference is not a straight line.
  public static let fitLevel = 0.05

  /// Looks for switch points among levels of an unknown.
  ///
  /// A switch point has a number only if its interval, by Fieller, has bounds. If the means do not lie on one line,
  /// they are joined from level to level, and nothing is said beyond the outermost levels.
  ///
  /// - Parameters:
  ///   - levels: The mean differences.
  ///   - plausible: The plausible range of the unknown.
  ///   - allowed: The values that the unknown may have at all; no switch point lies beyond.
  ///   - confidence: The confidence of the intervals.
  public init(
    _ levels: LevelDifferences, plausible: ClosedRange<Double>,
    allowed: ClosedRange<Double> = -.infinity ... .infinity, confidence: Double = 0.95
  ) {
    let lackOfFit = levels.lackOfFit
    self.init(
      levels.line, levels, plausible: plausible, allowed: allowed, lackOfFit: lackOfFit,
      confidence: confidence)
  }

  /// Looks for switch points of the mean over states in which other unknowns vary, too.
  ///
  /// Returns nil if fewer than three states have a difference, or if the unknown has the same value in all.
  ///
  /// - Parameters:
  ///   - values: The unknown's value in each state; a design must have chosen them independently of the others.
  ///   - differences: The mean difference in each state; NaN if there is none.
  ///   - plausible: The plausible range of the unknown.
  ///   - allowed: The values that the unknown may have at all.
  ///   - confidence: The confidence of the intervals.
  public init?(
    values: [Double], differences: [Double], plausible: ClosedRange<Double>,
    allowed: ClosedRange<Double> = -.infinity ... .infinity, confidence: Double = 0.95
  ) {
    let states = zip(values, differences).filter { $1.isFinite }.sorted { $0.0 < $1.0 }
    guard states.count >= 3, let first = states.first, let last = states.last, first.0 < last.0
    else { return nil }
    let (x, y) = (states.map(\.0), states.map(\.1))
    let joined = LevelDifferences(binned: x, y)
    self.init(
      Line(through: x, y), joined, plausible: plausible, allowed: allowed,
      lackOfFit: joined == nil ? nil : Self.lackOfFit(x, y), confidence: confidence)
  }

  private init(
    _ line: Line, _ joined: LevelDifferences?, plausible: ClosedRange<Double>,
    allowed: ClosedRange<Double>, lackOfFit: Double?, confidence: Double
  ) {
    self.lackOfFit = lackOfFit
    if let joined, let lackOfFit, lackOfFit < Self.fitLevel {
      shape = .pieces
      reachesOut = false
      answer = Self.answer(joined, confidence: confidence)
      return
    }
    shape = .line
    let (low, high) = (plausible.lowerBound, plausible.upperBound)
    if let interval = line.interval(confidence: confidence), allowed.contains(line.root) {
      let point = SwitchPoint(
        line.root,
        interval: Interval(
          low: max(interval.low, allowed.lowerBound), high: min(interval.high, allowed.upperBound)),
        isRising: line.slope > 0)
      let isWithin = plausible.contains(line.root)
      answer = isWithin ? .within([point]) : .beyond(point)
      let isInside = low <= point.interval.low && point.interval.high <= high
      let isOutside = point.interval.high < low || high < point.interval.low
      reachesOut = !isInside && !isOutside
      return
    }
    reachesOut = false
    // A line whose root has no bounds, or lies beyond what is allowed, may still be significantly not 0 everywhere.
    let ends = line.levels(low, high, replications: 0)
    let found = Self.answer(ends, confidence: confidence)
    answer = if case .within = found { .notKnown } else { found }
  }

  /// The probability that chance makes a curve do so much better than a line.
  private static func lackOfFit(_ x: [Double], _ y: [Double]) -> Double {
    let unknown = UnknownValues.numbers(x)
    let ladder = Basis.ladder(of: unknown)
    guard let simple = ladder.first, let curve = ladder.last(where: { $0.functions.count <= 4 }),
      curve.functions.count > simple.functions.count
    else { return 1 }
    let (line, other) = (Regression(y, by: simple), Regression(y, by: curve))
    let more = Double(other.size - line.size)
    let left = Double(y.count - other.size - 1)
    guard other.residualSquares > 0 else { return line.residualSquares > 0 ? 0 : 1 }
    return gsl_cdf_fdist_Q(
      max(0, line.residualSquares / other.residualSquares - 1) * left / more, more, left)
  }

  private static func answer(_ levels: LevelDifferences, confidence: Double) -> Answer {
    let stretches = levels.stretches(confidence: confidence)
    let points = zip(stretches, stretches.dropFirst()).compactMap { one, other -> SwitchPoint? in
      guard one.isAbove != other.isAbove else { return nil }
      return SwitchPoint(
        levels.root(from: one.to, to: other.from),
        interval: Interval(low: one.to, high: other.from), isRising: other.isAbove)
    }
    if !points.isEmpty { return .within(points) }
    guard stretches.count == 1, let only = stretches.first, only.from <= levels.levels[0],
      only.to >= levels.levels[levels.levels.count - 1]
    else { return .notKnown }
    return .nowhere(isAbove: only.isAbove)
  }
}

extension SwitchFinding {
  /// The points that were found, within the plausible range or beyond it.
  public var points: [SwitchPoint] {
    switch answer {
    case .within(let points): points
    case .beyond(let point): [point]
    case .nowhere, .notKnown: []
    }
  }

  /// The word for the answer: one of ``allWords``.
  public var word: String {
    switch answer {
    case .within where reachesOut, .beyond where reachesOut: Self.allWords[1]
    case .within: Self.allWords[0]
    case .beyond: Self.allWords[2]
    case .nowhere: Self.allWords[3]
    case .notKnown: Self.allWords[4]
    }
  }

  /// The words of all answers.
  public static let allWords = ["within", "within or beyond", "beyond", "nowhere", "not known"]
}
