// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import Statistics

// A study that is watched while it runs is looked at after many numbers of replications. Student's interval holds at
// one number that was fixed before.
extension Comparison {
  /// The same findings with intervals of differences that hold at all numbers of replications at once, and with the
  /// verdicts of these intervals.
  ///
  /// Means, standard errors and counts stay as they are, and so do the intervals of summaries.
  public func watched(by sequence: ConfidenceSequence) -> Comparison {
    Comparison(
      summaries: summaries, differences: differences.map { $0.map { $0.watched(by: sequence) } },
      areas: areas, areaDifferences: areaDifferences, checks: checks)
  }
}

extension Difference {
  /// The same difference with an interval that holds at all numbers of replications at once.
  ///
  /// Where no pair differs from another there is no spread from which an interval could be made: then the rule of
  /// ``Verdict/fewestAlike`` speaks, which looks at one number only.
  func watched(by sequence: ConfidenceSequence) -> Difference {
    guard gap == nil, standardError > 0 else { return self }
    let half = sequence.halfWidth(of: count) * standardError * Double(count).squareRoot()
    let width = outcome.possible.upperBound - outcome.possible.lowerBound
    let whole = half.isFinite ? Interval(low: mean - half, high: mean + half) : .unknown
    let (interval, kind) = whole.cut(
      to: -width...width, about: mean, kind: kind == .ratio ? .ratio : .student)
    return Difference(
      first: first, second: second, outcome: outcome, replications: replications, count: count,
      mean: mean, standardError: standardError, interval: interval, kind: kind,
      bootstrap: bootstrap, lower: lower, equal: equal, higher: higher,
      gainFromPairing: gainFromPairing, matters: matters, better: better,
      verdict: Verdict(interval, of: Spread(self), matters: matters, better: better),
      turning: turning)
  }
}
