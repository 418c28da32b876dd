// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// A Markov chain in continuous time with few states, solved exactly: the oracle of the tests.
struct MarkovChain {
  /// A transition and its rate.
  struct Transition {
    let from: Int
    let to: Int
    let rate: Double
  }
  let states: Int
  private var transitions: [Transition] = []

  init(states: Int) { self.states = states }

  /// Adds a transition; one without a rate is none.
  mutating func add(_ rate: Double, from: Int, to: Int) {
    if rate > 0, from != to { transitions.append(Transition(from: from, to: to, rate: rate)) }
  }

  /// A birth-and-death chain on 0 to `highest`.
  init(highest: Int, birth: (Int) -> Double, death: (Int) -> Double) {
    self.init(states: highest + 1)
    for state in 0..<highest { add(birth(state), from: state, to: state + 1) }
    for state in 1...highest { add(death(state), from: state, to: state - 1) }
  }

  /// The probabilities after some time and the expected integral of the reward until then.
  ///
  /// Uniformisation: the chain jumps at the times of a Poisson process of one rate, some of its jumps
  /// to where it is. Source: A. Jensen, Skandinavisk Aktuarietidskrift 36 (1953).
  func evolve(
    from start: Int, for time: Double, reward: (Int) -> Double = { _ in 0 }
  ) -> (probabilities: [Double], reward: Double) {
    var leaving = Array(repeating: 0.0, count: states)
    for transition in transitions { leaving[transition.from] += transition.rate }
    let rate = leaving.max() ?? 0
    let rewards = (0..<states).map(reward)
    var present = Array(repeating: 0.0, count: states)
    present[start] = 1
    // Short pieces, so that the first Poisson weight stays above the smallest number.
    let pieces = max(1, Int((rate * time / 300).rounded(.up)))
    let mean = rate * time / Double(pieces)
    var total = 0.0
    for _ in 0..<pieces {
      var result = Array(repeating: 0.0, count: states)
      var weight = exp(-mean)
      var tail = 1 - weight
      var jumps = 0
      var step = present
      while true {
        for state in 0..<states {
          result[state] += weight * step[state]
          total += max(tail, 0) / rate * step[state] * rewards[state]
        }
        jumps += 1
        if Double(jumps) > mean + 12 * mean.squareRoot() + 30 { break }
        weight *= mean / Double(jumps)
        tail -= weight
        var next = step
        for transition in transitions {
          let flow = step[transition.from] * transition.rate / rate
          next[transition.from] -= flow
          next[transition.to] += flow
        }
        step = next
      }
      present = result
    }
    return (present, total)
  }

  /// The expected time in each state before absorption: a row of the fundamental matrix.
  ///
  /// The states without a way out absorb.
  func timesBeforeAbsorption(from start: Int) -> [Double] {
    var leaving = Array(repeating: 0.0, count: states)
    for transition in transitions { leaving[transition.from] += transition.rate }
    let transient = (0..<states).filter { leaving[$0] > 0 }
    // Flow into a state equals flow out of it: times * leaving = start + sum of times * rate.
    var rows = transient.map { state in
      transient.map { other in
        state == other
          ? leaving[state]
          : -transitions.filter { $0.from == other && $0.to == state }.reduce(0) { $0 + $1.rate }
      } + [state == start ? 1 : 0]
    }
    for pivot in rows.indices {
      for row in rows.indices where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in rows[row].indices { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    var times = Array(repeating: 0.0, count: states)
    for (row, state) in transient.enumerated() {
      times[state] = rows[row][transient.count] / rows[row][row]
    }
    return times
  }
}

/// The integral of a function, by Simpson's rule.
func integral(
  from: Double, to: Double, steps: Int = 2_000, of function: (Double) -> Double
) -> Double {
  let width = (to - from) / Double(2 * steps)
  var sum = function(from) + function(to)
  for index in 1..<(2 * steps) {
    sum += (index % 2 == 1 ? 4 : 2) * function(from + Double(index) * width)
  }
  return sum * width / 3
}
