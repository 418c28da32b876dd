// SPDX-License-Identifier: GPL-3.0-or-later

/// A rule that outcomes must keep, such as `wait-investigation(staffing.investigators=+10%) <=
/// wait-investigation`.
///
/// It is checked under common random numbers: the altered scenarios share their luck.
public struct Expectation: Sendable {
  /// How the two sides must stand to each other.
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    /// The left side is not greater; the data may leave that open.
    case atMost = "<="
    /// The left side is not smaller; the data may leave that open.
    case atLeast = ">="
    /// Both sides are the same, bit for bit, in every replication.
    case equal = "=="
    /// The left side is smaller, and the data show it.
    case less = "<"
    /// The left side is greater, and the data show it.
    case more = ">"
  }

  /// An outcome of the scenario, as it is or altered.
  public struct Term: Sendable {
    /// The outcome.
    public let outcome: Outcome
    /// What is altered, as written; empty if nothing is.
    public let alterations: String

    /// Creates a term.
    public init(outcome: Outcome, alterations: String) {
      self.outcome = outcome
      self.alterations = alterations
    }
  }

  /// What the left side is held against.
  public enum Bound: Sendable {
    /// Another outcome, or the same one of another scenario.
    case term(Term)
    /// A number, in the unit of the left side.
    case number(Double)
  }

  /// The rule as written.
  public let text: String
  /// Where it stands, for example `scenarios/base.yaml:812`.
  public let location: String
  /// The left side.
  public let left: Term
  /// How the sides must stand to each other.
  public let relation: Relation
  /// The right side.
  public let right: Bound

  /// Creates a rule.
  public init(text: String, location: String, left: Term, relation: Relation, right: Bound) {
    self.text = text
    self.location = location
    self.left = left
    self.relation = relation
    self.right = right
  }
}
