// SPDX-License-Identifier: GPL-3.0-or-later

/// What a scenario says of an outcome: which direction is better and what difference matters.
public struct OutcomeValuation: Hashable, Sendable {
  /// The outcome's name.
  public var outcome: String
  /// The better direction; nil leaves the declaration's.
  public var better: Outcome.Direction?
  /// The smallest difference that matters, in the outcome's unit; nil leaves the declaration's.
  public var matters: Double?

  /// Creates a valuation.
  public init(outcome: String, better: Outcome.Direction? = nil, matters: Double? = nil) {
    self.outcome = outcome
    self.better = better
    self.matters = matters
  }
}
