// SPDX-License-Identifier: GPL-3.0-or-later

/// The outcomes of a model, in the order of columns.
///
/// The index in the set is that of the outcome's value in the results of a run.
public struct OutcomeSet: Hashable, Sendable, RandomAccessCollection {
  private let all: [Outcome]
  private let indices: [String: Int]
  /// For each outcome, the indices of those that count what it is a mean of.
  private let counts: [[Int]]

  /// A set of outcomes whose names differ.
  public init(_ outcomes: [Outcome]) {
    all = outcomes
    indices = Dictionary(
      outcomes.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in
        preconditionFailure("two outcomes are called \(outcomes[first].name)")
      })
    let indices = indices
    counts = outcomes.map { outcome in
      outcome.per.map { name in
        guard let index = indices[name] else {
          preconditionFailure("\(outcome.name) is a mean of \(name), which is no outcome")
        }
        return index
      }
    }
  }

  /// The first index, 0.
  public var startIndex: Int { 0 }
  /// How many outcomes there are.
  public var endIndex: Int { all.count }
  /// The outcome at an index.
  public subscript(index: Int) -> Outcome { all[index] }

  /// The index of the outcome of a name; returns nil if there is none.
  ///
  /// - Complexity: O(1).
  public func index(of name: String) -> Int? { indices[name] }

  /// Whether the outcome at an index is a ratio: then some runs count for more than others.
  public func isRatio(_ index: Int) -> Bool { !counts[index].isEmpty }

  /// How many cases a run, or a month of it, has of which the outcome at an index is a mean.
  ///
  /// - Parameters:
  ///   - index: The index of the outcome.
  ///   - values: The values of all outcomes, in their order.
  /// - Returns: The weight of its value among those of other runs: the number of cases, or 1 for an outcome that
  ///   is no ratio; NaN if the run failed.
  public func weight(of index: Int, in values: some RandomAccessCollection<Double>) -> Double {
    guard isRatio(index) else { return 1 }
    return counts[index].reduce(0) {
      $0 + values[values.index(values.startIndex, offsetBy: $1)]
    }
  }

  /// What a run adds to two sums; their ratio is the outcome at an index over several runs.
  ///
  /// - Parameters:
  ///   - index: The index of the outcome.
  ///   - values: The values of all outcomes, in their order.
  /// - Returns: The numerator and the denominator of a ratio: both are 0 if the run has no case, and NaN if it
  ///   failed. For an outcome that is no ratio, its value and 1; the value is NaN if the run has none.
  public func sums(
    of index: Int, in values: some RandomAccessCollection<Double>
  ) -> (part: Double, whole: Double) {
    let value = values[values.index(values.startIndex, offsetBy: index)]
    guard isRatio(index) else { return (value, 1) }
    let whole = weight(of: index, in: values)
    if whole.isNaN { return (.nan, .nan) }
    return (value.isNaN ? 0 : value * whole, whole)
  }

  /// The outcome of a name; returns nil if there is none.
  ///
  /// - Complexity: O(1).
  public func named(_ name: String) -> Outcome? { indices[name].map { all[$0] } }

  /// The outcome that plays a role in pictures; nil if none does.
  public func first(as role: Outcome.Role) -> Outcome? { all.first { $0.roles.contains(role) } }

  /// The parts of the question, in the order in which their outcomes are declared.
  public var sections: [Outcome.Section] {
    var sections: [Outcome.Section] = []
    for outcome in all where !sections.contains(outcome.section) {
      sections.append(outcome.section)
    }
    return sections
  }
}
