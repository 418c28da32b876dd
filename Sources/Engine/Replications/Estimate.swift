// SPDX-License-Identifier: GPL-3.0-or-later

public import Statistics

/// What replications say of a mean.
public struct Estimate: Hashable, Sendable {
  /// From how many replications it was made; a pair of antithetic runs is one.
  public let count: Int
  /// The mean; NaN without a value.
  public let mean: Double
  /// The standard error of the mean; NaN for fewer than two values.
  public let standardError: Double
  /// Student's interval of the mean; unknown for fewer than two values.
  public let interval: Interval
  /// The bootstrap's interval of the mean, which suits skewed laws better; unknown for fewer than two values.
  public let bootstrap: Interval
  /// How the rule has ended that asked for its precision; nil if nothing was asked for.
  public let ending: ReplicationRule.State?

  init(
    _ moments: Moments, bootstrap: Interval, confidence: Double, ending: ReplicationRule.State?
  ) {
    count = moments.count
    mean = moments.mean
    standardError = moments.standardError
    interval = .student(moments, confidence: confidence)
    self.bootstrap = bootstrap
    self.ending = ending
  }
}

/// What replications say of several simulations under the same luck.
public struct PairedEstimates: Hashable, Sendable {
  /// The mean of each simulation, in the order in which they were given.
  public let means: [Estimate]
  /// For each simulation but the first, the mean of what it has more than the first in the same replication.
  ///
  /// The interval is that of paired differences: what both meet alike is no part of it.
  public let differences: [Estimate]
}
