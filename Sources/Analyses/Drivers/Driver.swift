// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Experiments
import Statistics

/// How a mean difference of two policies moves with one unknown alone, from one end of its plausible range to
/// the other.
///
/// Both ends have the same futures.
public struct Driver: Hashable, Sendable {
  /// What becomes of the verdict at the ends of the range.
  public enum Standing: Hashable, Sendable, CaseIterable {
    /// It is the same at both ends.
    case holds
    /// At an end the other policy has more, by more than matters; or a difference matters that did not matter at
    /// the centre.
    case turns
    /// No difference that matters is left at an end.
    case vanishes
    /// The futures are too few to say, at an end or at the centre.
    case notKnown
  }

  /// The number of the unknown, as it was given.
  public let unknown: Int
  /// The mean difference at the low end.
  public let low: Measured
  /// The mean difference at the high end.
  public let high: Measured
  /// By how much the difference grows from the low end to the high one, future by future.
  public let swing: Measured
  /// The verdict at the low end.
  public let verdictAtLow: Verdict
  /// The verdict at the high end.
  public let verdictAtHigh: Verdict
  /// What becomes of the verdict.
  public let standing: Standing
  /// Whether the difference is the same, bit for bit, at both ends and at the centre in every future.
  public let isIdle: Bool
}

/// All unknowns, each moved alone between the ends of its plausible range.
///
/// Those that do most come first.
public struct Tornado: Sendable {
  /// The mean difference if all unknowns have their central values.
  public let centre: Measured
  /// The verdict there.
  public let verdict: Verdict
  /// The unknowns, the widest swing first.
  public let drivers: [Driver]
  /// How many futures there are at the centre.
  public let futures: Int

  /// The differences of futures at the ends of an unknown's plausible range; NaN if a future has none.
  public struct Ends: Sendable {
    let low: [Double]
    let high: [Double]

    /// Differences by replication.
    ///
    /// The same replication has the same luck at both ends.
    public init(low: [Double], high: [Double]) {
      self.low = low
      self.high = high
    }
  }

  /// Puts unknowns in order.
  ///
  /// - Parameters:
  ///   - centre: The differences at the centre, by replication; NaN if there is none.
  ///   - ends: The differences at the ends, unknown by unknown.
  ///   - matters: The smallest difference that matters.
  ///   - better: The better direction.
  public init(
    centre: [Double], ends: [Ends], matters: Double, better: Outcome.Direction
  ) {
    func judged(_ values: [Double]) -> (Measured, Verdict) {
      let moments = Moments(values.lazy.filter(\.isFinite))
      let measured = Measured(moments)
      return (measured, Verdict(measured.interval, of: moments, matters: matters, better: better))
    }
    let (measured, verdict) = judged(centre)
    self.centre = measured
    self.verdict = verdict
    futures = centre.count(where: \.isFinite)
    drivers = ends.enumerated().map { number, ends in
      let ((low, verdictAtLow), (high, verdictAtHigh)) = (judged(ends.low), judged(ends.high))
      let swings = zip(ends.low, ends.high).map { $1 - $0 }
      return Driver(
        unknown: number, low: low, high: high,
        swing: Measured(Moments(swings.lazy.filter(\.isFinite))), verdictAtLow: verdictAtLow,
        verdictAtHigh: verdictAtHigh,
        standing: Driver.Standing(
          centre: verdict, measured.value,
          ends: [(verdictAtLow, low.value), (verdictAtHigh, high.value)]),
        isIdle: Self.areSame(ends.low, ends.high) && Self.areSame(ends.low, centre))
    }.sorted { one, other in
      let (first, second) = (abs(one.swing.value), abs(other.swing.value))
      // Unknown swings come last. Unknowns that do the same keep their order.
      if first.isNaN || second.isNaN { return !first.isNaN && second.isNaN }
      return first > second
    }
  }

  private static func areSame(_ one: [Double], _ other: [Double]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { $0.bitPattern == $1.bitPattern }
  }

  /// The unknowns of a standing, the widest swing first.
  public func unknowns(_ standing: Driver.Standing) -> [Int] {
    drivers.filter { $0.standing == standing }.map(\.unknown)
  }

  /// For how many unknowns the verdict holds, turns, vanishes or is not known: `holds for 31 of 40 unknowns, turns
  /// with 2 of them; for 7 the 50 futures are too few to say`.
  public var words: String {
    guard verdict.isDecided || verdict.isAlike else {
      return "is not known, even at the centre: \(counted(futures, "future")) "
        + "\(inflected(futures, "is", "are")) too few"
    }
    return Driver.Standing.words(of: drivers.map(\.standing), futures: futures)
  }
}

extension Driver.Standing {
  /// What becomes of a verdict at the ends of a range.
  ///
  /// - Parameters:
  ///   - centre: The verdict at the centre.
  ///   - mean: The mean difference there.
  ///   - ends: The verdict and the mean difference at each end.
  init(centre: Verdict, _ mean: Double, ends: [(verdict: Verdict, mean: Double)]) {
    self =
      if !centre.isDecided && !centre.isAlike {
        .notKnown
      } else if ends.contains(where: { end in
        end.verdict.isDecided && (centre.isAlike || (end.mean > 0) != (mean > 0))
      }) {
        .turns
      } else if centre.isDecided, ends.contains(where: \.verdict.isAlike) {
        .vanishes
      } else {
        ends.allSatisfy { $0.verdict.isDecided || $0.verdict.isAlike } ? .holds : .notKnown
      }
  }

  /// For how many unknowns a verdict holds, turns, vanishes or is not known, since so many futures are too few.
  static func words(of standings: [Driver.Standing], futures: Int) -> String {
    func count(_ standing: Driver.Standing) -> Int { standings.count { $0 == standing } }
    var words = "holds for \(count(.holds)) of \(counted(standings.count, "unknown"))"
    if count(.turns) > 0 { words += ", turns with \(count(.turns))" }
    if count(.vanishes) > 0 { words += ", vanishes with \(count(.vanishes))" }
    if count(.notKnown) > 0 {
      words += "; for \(count(.notKnown)) the \(counted(futures, "future")) are too few to say"
    }
    return words
  }

  /// The word for it.
  public var word: String {
    switch self {
    case .holds: "holds"
    case .turns: "turns"
    case .vanishes: "vanishes"
    case .notKnown: "not known"
    }
  }
}
