// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import Experiments

/// The states of a sweep whose first state is the centre and whose others each move one factor away from it.
public struct SweepEnds: Sendable {
  /// A factor between two states.
  public struct Unknown: Hashable, Sendable {
    /// The index of the factor.
    public let factor: Int
    /// The state with its lowest number; if it is no number, the centre.
    public let low: Int
    /// The state with its highest number; if it is no number, the state with another value.
    public let high: Int
    /// All states that differ in this factor alone, with the centre, by increasing number; if it is no number, the
    /// two states.
    public let states: [Int]
  }

  /// The factors in their order.
  ///
  /// A factor that is no number comes once for each other value that it has.
  public let unknowns: [Unknown]

  /// The ends of a sweep; nil if its states are others, such as those of a grid or a sample.
  ///
  /// If there is a single factor whose values were listed, the first state is a centre only with values on both sides
  /// of it.
  ///
  /// - Complexity: O(states times factors), but O(factors) for most other sweeps.
  public init?(_ sweep: Sweep) {
    let factors = sweep.factors.count
    guard factors > 0, sweep.states > 1, sweep.states <= 20 * factors else { return nil }
    let centre = sweep.settings(ofState: 0)
    var moved = [[Int]](repeating: [], count: factors)
    for state in 1..<sweep.states {
      let values = sweep.settings(ofState: state)
      let different = values.indices.filter { values[$0] != centre[$0] }
      guard different.count == 1 else { return nil }
      moved[different[0]].append(state)
    }
    func number(_ state: Int, _ factor: Int) -> Double? {
      if case .number(let number) = sweep.settings(ofState: state)[factor] { number } else { nil }
    }
    let unknowns = moved.enumerated().flatMap { factor, states -> [Unknown] in
      let numbers = ([0] + states).compactMap { state in
        number(state, factor).map { (state: state, number: $0) }
      }
      guard numbers.count == states.count + 1, !states.isEmpty else {
        return states.map { Unknown(factor: factor, low: 0, high: $0, states: [0, $0]) }
      }
      let sorted = numbers.sorted { $0.number < $1.number }.map(\.state)
      return [
        Unknown(factor: factor, low: sorted[0], high: sorted[sorted.count - 1], states: sorted)
      ]
    }
    let isListed = sweep.design != .ends
    if isListed, factors == 1, unknowns.contains(where: { $0.low == 0 || $0.high == 0 }) {
      return nil
    }
    self.unknowns = unknowns
  }
}
