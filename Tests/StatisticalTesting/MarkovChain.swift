// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Glibc

/// A transition between numbered states.
struct Transition: Sendable {
  let from: Int
  let to: Int
  let rate: Double
  let kind: Int
}

/// A Markov chain in continuous time on the states that can be reached from a first one.
///
/// It is written down as its transitions from any state, the way that a model is described, and
/// solved numerically: what a simulator must agree with where no formula is known.
public struct MarkovChain<State: Hashable & Sendable>: Sendable {
  /// A transition as the description gives it.
  public struct Step: Sendable {
    let state: State
    let rate: Double
    let kind: Int

    /// A transition into the given state, at a rate per unit of time, of a kind that is counted apart.
    public init(to state: State, rate: Double, kind: Int = 0) {
      self.state = state
      self.rate = rate
      self.kind = kind
    }
  }
  /// The states in the order in which they were found, the first one first.
  public let states: [State]
  let transitions: [Transition]

  /// The chain with the given transitions out of each state; those with rate 0 are left out.
  public init(from first: State, _ steps: (State) -> [Step]) {
    var (states, numbers, transitions) = ([first], [first: 0], [Transition]())
    var from = 0
    while from < states.count {
      for step in steps(states[from]) where step.rate > 0 {
        let to = numbers[step.state, default: states.count]
        if to == states.count {
          numbers[step.state] = to
          states.append(step.state)
        }
        transitions.append(Transition(from: from, to: to, rate: step.rate, kind: step.kind))
      }
      from += 1
    }
    self.states = states
    self.transitions = transitions
  }

  /// The mean of a function of the state under the given law on the states.
  public func mean(of value: (State) -> Double, under law: [Double]) -> Double {
    zip(states, law).reduce(0) { $0 + value($1.0) * $1.1 }
  }

  /// The stationary law, from the balance of every state but one and the sum of all.
  ///
  /// - Complexity: O(n^3) for n states.
  public var stationaryLaw: [Double] {
    let last = states.count - 1
    var balance: [(row: Int, column: Int, value: Double)] = []
    for transition in transitions where transition.from != transition.to {
      if transition.to != last {
        balance.append((transition.to, transition.from, transition.rate))
      }
      if transition.from != last {
        balance.append((transition.from, transition.from, -transition.rate))
      }
    }
    for state in states.indices { balance.append((last, state, 1)) }
    return solveLinear(
      size: states.count, balance, [Double](repeating: 0, count: last) + [1])
  }

  /// The expected sum, from each state, of what is earned until a state without a way out.
  ///
  /// With an earning of 1 in every state this is the mean time to absorption; with one of 0 and a
  /// last earning of 1 in a state it is the probability of ending there. Rows of the fundamental
  /// matrix, from one solution of the linear equations.
  ///
  /// - Parameters:
  ///   - earning: What is earned in a state per unit of time.
  ///   - last: What is earned once, on entering a state without a way out.
  /// - Returns: The expected sum from each state, in the order of ``states``.
  public func absorption(
    earning: (State) -> Double, last: (State) -> Double = { _ in 0 }
  ) -> [Double] {
    let transient = Set(transitions.map(\.from))
    var equations: [(row: Int, column: Int, value: Double)] = []
    for transition in transitions {
      equations.append((transition.from, transition.from, transition.rate))
      equations.append((transition.from, transition.to, -transition.rate))
    }
    for state in states.indices where !transient.contains(state) {
      equations.append((state, state, 1))
    }
    return solveLinear(
      size: states.count, equations,
      states.indices.map { transient.contains($0) ? earning(states[$0]) : last(states[$0]) })
  }
}

/// The solution of linear equations given by their entries, which are added up, by elimination.
func solveLinear(
  size: Int, _ entries: [(row: Int, column: Int, value: Double)], _ right: [Double]
) -> [Double] {
  let matrix = gsl_matrix_calloc(size, size)
  let vector = gsl_vector_alloc(size)
  let solution = gsl_vector_alloc(size)
  let permutation = gsl_permutation_alloc(size)
  defer {
    gsl_matrix_free(matrix)
    gsl_vector_free(vector)
    gsl_vector_free(solution)
    gsl_permutation_free(permutation)
  }
  for entry in entries {
    gsl_matrix_set(
      matrix, entry.row, entry.column,
      gsl_matrix_get(matrix, entry.row, entry.column) + entry.value)
  }
  for row in 0..<size { gsl_vector_set(vector, row, right[row]) }
  var sign: CInt = 0
  precondition(
    gsl_linalg_LU_decomp(matrix, permutation, &sign) == 0
      && gsl_linalg_LU_solve(matrix, permutation, vector, solution) == 0,
    "the linear equations have no single solution")
  return (0..<size).map { gsl_vector_get(solution, $0) }
}
