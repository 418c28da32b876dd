// SPDX-License-Identifier: GPL-3.0-or-later

/// How well a difference between policies must be known before replications may end.
///
/// Replications go on until the confidence interval of the outcome's paired difference is narrow enough, for
/// each of the policies against the baseline and under common random numbers. In a study of a single policy
/// the interval of the outcome's mean counts.
public struct PrecisionGoal: Hashable, Sendable {
  /// Of how many replications at once an interval holds.
  public enum Interval: String, Hashable, Sendable, CaseIterable {
    /// Of one number, as if it had been fixed before: Student's interval.
    case fixed
    /// Of every number, so that one may watch and stop at any: a confidence sequence.
    case alwaysValid = "always-valid"
  }

  /// The outcome's name.
  public var outcome: String
  /// The policies whose difference from the baseline is meant, by name; empty for all of them.
  public var policies: [String]
  /// The half-width of the interval that is narrow enough, in the outcome's unit.
  public var halfWidth: Double?
  /// The half-width that is narrow enough, as a share of the magnitude of the baseline's mean.
  ///
  /// At least one of the two half-widths is stated; if both are, the wider one is enough.
  public var relative: Double?
  /// The confidence of the interval, above 0 and below 1.
  public var confidence: Double
  /// Which interval must be narrow enough.
  public var interval: Interval
  /// The fewest and the most replications; a study ends at the most even if it has not reached its goal.
  public var replications: ClosedRange<Int>

  /// Creates a goal.
  public init(
    outcome: String, policies: [String] = [], halfWidth: Double?, relative: Double? = nil,
    confidence: Double = 0.95, interval: Interval = .fixed, replications: ClosedRange<Int>
  ) {
    self.outcome = outcome
    self.policies = policies
    self.halfWidth = halfWidth
    self.relative = relative
    self.confidence = confidence
    self.interval = interval
    self.replications = replications
  }
}

extension PrecisionGoal {
  /// The goal in the words of a study file, for example `of convictions, half-width 5 convictions per year,
  /// confidence 95%, at least 20 and at most 200 replications`.
  public func words(in outcomes: OutcomeSet) -> String {
    let unit = outcomes.named(outcome).map { " \($0.unit)" } ?? ""
    return [
      "of \(outcome)", halfWidth.map { "half-width \(Unit.factor.text(of: $0))\(unit)" },
      relative.map { "relative \(Unit.share.text(of: $0))" },
      "confidence \(Unit.share.text(of: confidence))",
      interval == .fixed ? nil : "interval \(interval.rawValue)",
      "at least \(replications.lowerBound) and at most \(replications.upperBound) replications",
      policies.isEmpty ? nil : "policies \(policies.joined(separator: ", "))",
    ].compactMap(\.self).joined(separator: ", ")
  }
}
