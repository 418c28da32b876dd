// SPDX-License-Identifier: GPL-3.0-or-later

/// What a Markov chain is expected to have done by some time.
public struct Forward: Sendable {
  /// The probability of each state at the end, in the order of the chain's states.
  public var law: [Double]
  /// The expected time in each state.
  public var occupation: [Double]
  /// The expected number of transitions of each kind.
  public var counts: [Double]
}

extension MarkovChain {
  /// Solves Kolmogorov's forward equations, by the classical method of Runge and Kutta.
  ///
  /// - Parameters:
  ///   - law: The probability of each state at the beginning.
  ///   - start: The beginning.
  ///   - end: The end.
  ///   - steps: The number of steps; each must be short beside the mean stay in any state.
  ///   - intensity: The factor of the rates of a kind of transition at a time.
  /// - Returns: The law at the end and what is expected to have happened.
  public func forward(
    _ law: [Double], from start: Double = 0, to end: Double, steps: Int,
    intensity: (_ kind: Int, _ time: Double) -> Double = { _, _ in 1 }
  ) -> Forward {
    solveForward(
      transitions, law, from: start, to: end, steps: steps, intensity: intensity)
  }
}

/// The forward equations of transitions between numbered states.
///
/// Not generic, because tests run unspecialised in debug.
private func solveForward(
  _ transitions: [Transition], _ law: [Double], from start: Double, to end: Double, steps: Int,
  intensity: (_ kind: Int, _ time: Double) -> Double
) -> Forward {
  let kinds = (transitions.map(\.kind).max() ?? 0) + 1
  let step = (end - start) / Double(steps)
  var result = Forward(
    law: law, occupation: Array(repeating: 0, count: law.count),
    counts: Array(repeating: 0, count: kinds))
  var stage = law
  var slope = law
  for number in 0..<steps {
    let begin = start + Double(number) * step
    var next = result.law
    stage = result.law
    // Weight in the sum, offset of the time, and the step from the beginning to the next stage.
    for (weight, offset, ahead) in [
      (1.0 / 6, 0, 0.5), (1.0 / 3, 0.5, 0.5), (1.0 / 3, 0.5, 1), (1.0 / 6, 1, 0),
    ] {
      let factors = (0..<kinds).map { intensity($0, begin + offset * step) }
      for state in slope.indices { slope[state] = 0 }
      for transition in transitions where factors[transition.kind] > 0 {
        let flow = stage[transition.from] * transition.rate * factors[transition.kind]
        slope[transition.from] -= flow
        slope[transition.to] += flow
        result.counts[transition.kind] += weight * step * flow
      }
      for state in slope.indices {
        result.occupation[state] += weight * step * stage[state]
        next[state] += weight * step * slope[state]
        stage[state] = result.law[state] + ahead * step * slope[state]
      }
    }
    result.law = next
  }
  return result
}
