// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Experiments
import Statistics

/// How far the answer of a comparison holds where unknowns have other values: of each main outcome and each policy
/// against the baseline.
///
/// It is measured, never guessed: what was not looked at is named.
public struct AnswerCondition: Sendable {
  /// What was looked at.
  public enum Source: Hashable, Sendable {
    /// Each unknown alone at both ends of its plausible range, with so many futures at each.
    case ends(futures: Int)
    /// The pasts of so many futures, over which all unknowns vary together.
    case pasts(futures: Int)
    /// Nothing; why, and what would look, in a sentence without a full stop.
    case nothing(because: String)
  }

  /// An unknown, and what becomes of the verdict with it.
  public struct Unknown: Hashable, Sendable {
    /// The path, as a file writes it.
    public let path: String
    /// The ends of the range that was looked at, as a file writes them.
    public let low, high: String
    /// What becomes of the verdict; of pasts, what becomes of its sign.
    public let standing: Driver.Standing
    /// The mean difference at each end: that of the study, and what the end adds to it in a few futures; unknown of
    /// pasts, where no unknown moves alone.
    public let differenceAtLow, differenceAtHigh: Measured
    /// Where the sign of the difference turns, as far as is known: one of ``SwitchFinding/allWords``, or empty.
    public let turning: String
    /// The first value at which it turns within the range, and the ends of its interval, as a file writes them; empty
    /// where none is known.
    public let points: [String]
    /// At which ends the verdict does not hold, as a file writes them; none of pasts.
    public let broken: [String]
  }

  /// An outcome of a pair of policies.
  public struct OfOutcome: Sendable {
    /// The baseline.
    public let first: String
    /// The policy that is compared with it.
    public let second: String
    /// The outcome.
    public let outcome: Outcome
    /// The study's own verdict, whose condition it is.
    public let verdict: Verdict
    /// The unknowns: those with which it turns first, then those with which it vanishes, is not known, and holds.
    public let unknowns: [Unknown]

    /// In how many unknowns the verdict has a standing.
    public func count(_ standing: Driver.Standing) -> Int {
      unknowns.count { $0.standing == standing }
    }
  }

  /// What was looked at.
  public let source: Source
  /// What was found, by pair of policies and main outcome; none where nothing was looked at.
  public let findings: [OfOutcome]
  /// The unknowns that no source measures and that were not looked at, by their paths.
  public let notLookedAt: [String]
  /// How many other estimates were not looked at.
  public let estimates: Int

  /// The condition of an answer of which nothing but chance is known.
  public init(because reason: String) {
    source = .nothing(because: reason)
    (findings, notLookedAt, estimates) = ([], [], 0)
  }

  /// The condition by states that move one unknown at a time.
  ///
  /// - Parameters:
  ///   - drivers: What the unknowns do to the differences.
  ///   - comparison: The answer, of the same policies.
  ///   - deep: The paths of all unknowns that no source measures.
  ///   - estimates: The paths of all other estimates.
  public init(
    _ drivers: SweepDrivers, of comparison: Comparison, deep: [String] = [],
    estimates: [String] = []
  ) {
    let main = drivers.sweep.first.mainOutcomes
    let findings = drivers.findings.compactMap { found -> OfOutcome? in
      guard main.contains(found.outcome.name),
        let own = comparison.difference(found.first, found.second, found.outcome)
      else { return nil }
      return OfOutcome(
        first: found.first, second: found.second, outcome: found.outcome, verdict: own.verdict,
        unknowns: found.tornado.drivers.map { driver in
          Unknown(driver, in: found, own, of: drivers)
        }.inOrder)
    }
    self.init(
      .ends(futures: drivers.sweep.replications.count), findings,
      looked: drivers.unknowns.map { drivers.values(of: $0).path }, deep, estimates)
  }

  /// The condition by the pasts from which the futures of a study go on; nil if its states are no pasts.
  ///
  /// A verdict that is not decided has no sign that could hold, and is left out.
  ///
  /// - Parameters:
  ///   - states: The pasts.
  ///   - comparison: The answer.
  ///   - deep: The paths of all unknowns that no source measures.
  ///   - estimates: The paths of all other estimates.
  public init?(
    _ states: SweepStates, of comparison: Comparison, deep: [String] = [],
    estimates: [String] = []
  ) {
    guard states.source.arePasts else { return nil }
    var looked: [String] = []
    var findings: [OfOutcome] = []
    for (other, policy) in states.others.enumerated() {
      for outcome in states.outcomes {
        guard
          let own = comparison.difference(
            states.baseline, states.policies[policy], outcome.outcome)
        else { continue }
        let switches = states.switches(of: outcome, other)
        looked = switches.map { states.source.factors[$0.factor].path }
        findings.append(
          OfOutcome(
            first: own.first, second: own.second, outcome: own.outcome, verdict: own.verdict,
            unknowns: switches.map { Unknown($0, own, of: states) }.inOrder))
      }
    }
    self.init(
      .pasts(futures: states.sweep.replications.count), findings, looked: looked, deep, estimates)
  }

  private init(
    _ source: Source, _ findings: [OfOutcome], looked: [String], _ deep: [String],
    _ estimates: [String]
  ) {
    self.source = source
    self.findings = findings
    notLookedAt = deep.filter { !looked.contains($0) }
    self.estimates = estimates.count { !looked.contains($0) }
  }

  /// Whether anything was looked at.
  public var isKnown: Bool { if case .nothing = source { false } else { true } }

  /// What was found of an outcome of a pair; nil if nothing was.
  public func finding(of outcome: Outcome, _ first: String, _ second: String) -> OfOutcome? {
    findings.first { $0.outcome == outcome && $0.first == first && $0.second == second }
  }
}

extension AnswerCondition.Unknown {
  /// An unknown that was moved alone.
  ///
  /// One that changed nothing in any future leaves the verdict as it is.
  fileprivate init(
    _ driver: Driver, in found: SweepDrivers.OfOutcome, _ own: Difference, of drivers: SweepDrivers
  ) {
    let unknown = drivers.unknowns[driver.unknown]
    let values = drivers.values(of: unknown)
    let (finding, shifts) = (found.switches[driver.unknown], found.shifts[driver.unknown])
    (differenceAtLow, differenceAtHigh) = (own.moved(by: shifts.low), own.moved(by: shifts.high))
    let ends = [(values.low, differenceAtLow), (values.high, differenceAtHigh)].map { text, end in
      let verdict = Verdict(
        end.interval, of: Spread(own), matters: own.matters, better: own.better)
      return (text: text, verdict: verdict, mean: end.value)
    }
    let isKnown = own.verdict.isDecided || own.verdict.isAlike
    (path, low, high) = (values.path, values.low, values.high)
    standing =
      driver.isIdle && driver.swing.value == 0 && isKnown
      ? .holds
      : Driver.Standing(
        centre: own.verdict, own.mean, ends: ends.map { ($0.verdict, $0.mean) })
    turning = finding?.word ?? ""
    points = finding.map { Self.points(of: $0) { drivers.text($0, of: unknown) } } ?? []
    broken = ends.filter { end in
      let single = Driver.Standing(centre: own.verdict, own.mean, ends: [(end.verdict, end.mean)])
      return single == .turns || single == .vanishes
    }.map(\.text)
  }

  /// An unknown that varies over pasts together with all others.
  fileprivate init(
    _ found: SweepStates.SwitchOfUnknown, _ own: Difference, of states: SweepStates
  ) {
    path = states.source.factors[found.factor].path
    low = states.text(found.range.lowerBound, of: found.factor)
    high = states.text(found.range.upperBound, of: found.factor)
    standing =
      switch found.finding.answer {
      case _ where !own.verdict.isDecided: .notKnown
      case .nowhere: .holds
      case .beyond where !found.finding.reachesOut: .holds
      case .within where !found.finding.reachesOut: .turns
      case .within, .beyond, .notKnown: .notKnown
      }
    (differenceAtLow, differenceAtHigh) = (.unknown, .unknown)
    turning = found.finding.word
    points = Self.points(of: found.finding) { states.text($0, of: found.factor) }
    broken = []
  }

  /// The first point within the range and its interval; empty if there is none that is wholly within.
  private static func points(of finding: SwitchFinding, text: (Double) -> String) -> [String] {
    guard case .within(let points) = finding.answer, !finding.reachesOut, let point = points.first
    else { return [] }
    return [point.value, point.interval.low, point.interval.high].map(text)
  }
}

extension [AnswerCondition.Unknown] {
  /// Those with which a verdict turns first; each group in its order.
  fileprivate var inOrder: [Element] {
    [Driver.Standing.turns, .vanishes, .notKnown, .holds].flatMap { standing in
      filter { $0.standing == standing }
    }
  }
}

extension Difference {
  /// The difference where something adds to it in a few of its own futures.
  ///
  /// Many futures tell the difference and a few what is added, since both have the same luck. Errors are added as those
  /// of independent samples: what the few futures have in common with the many is a part of the error in proportion to
  /// one over the many. The degrees of freedom are Welch's.
  fileprivate func moved(by shift: Moments) -> Measured {
    let value = mean + shift.mean
    let squares = (standardError * standardError, shift.standardError * shift.standardError)
    let error = (squares.0 + squares.1).squareRoot()
    guard count > 1, shift.count > 1, error.isFinite else {
      return Measured(value, standardError: .nan, interval: .unknown)
    }
    guard error > 0 else {
      return Measured(value, standardError: 0, interval: Interval(low: value, high: value))
    }
    let degrees =
      (squares.0 + squares.1) * (squares.0 + squares.1)
      / (squares.0 * squares.0 / Double(count - 1) + squares.1 * squares.1 / Double(shift.count - 1))
    let half = LawQuantiles.student(0.975, degrees: degrees) * error
    return Measured(
      value, standardError: error, interval: Interval(low: value - half, high: value + half))
  }
}

extension Comparison {
  /// The difference of an outcome between two policies; nil if there is none.
  fileprivate func difference(_ first: String, _ second: String, _ outcome: Outcome) -> Difference?
  {
    differences.lazy.flatMap(\.self)
      .first { $0.first == first && $0.second == second && $0.outcome == outcome }
  }
}

extension Plan {
  /// The names of the outcomes of a first look: those of which the scenario says something, and the headlines.
  var mainOutcomes: [String] { (valuedOutcomes + outcomes.filter(\.isHeadline)).map(\.name) }
}
