// SPDX-License-Identifier: GPL-3.0-or-later

@testable import CordonModel

/// The queue of a division written down as a Markov chain, scheduled calls and all.
struct DivisionChain {
  struct State: Hashable {
    var busy = 0
    var waiting = [0, 0, 0]
    /// Whether the first immediate call is known to need two units.
    var isPairFirst = false
  }
  let queue: ResponseQueue
  let room: [Int]
  var states: [State] = []
  private var transitions: [(from: Int, to: Int, rate: Double)] = []

  init(_ queue: ResponseQueue, room: [Int]) {
    self.queue = queue
    self.room = room
    states = [State()]
    var numbers = [State(): 0]
    var from = 0
    while from < states.count {
      for (state, rate) in steps(from: states[from]) where rate > 0 {
        let to = numbers[state, default: states.count]
        if to == states.count {
          numbers[state] = to
          states.append(state)
        }
        transitions.append((from, to, rate))
      }
      from += 1
    }
  }

  private func steps(from state: State) -> [(State, Double)] {
    let rates = [queue.immediate, queue.priority, queue.scheduled]
    var steps: [(State, Double)] = []
    for grade in 0..<3 where state.waiting[grade] < room[grade] {
      var next = state
      next.waiting[grade] += 1
      steps += served(next).map { ($0.0, $0.1 * rates[grade]) }
    }
    if state.busy > 0 {
      var next = state
      next.busy -= 1
      steps += served(next).map { ($0.0, $0.1 * Double(state.busy) / queue.callLength) }
    }
    return steps
  }

  /// The states after everybody has begun who can, with their probabilities.
  private func served(_ state: State) -> [(State, Double)] {
    let free = queue.units - state.busy
    var next = state
    if state.waiting[0] > 0 {
      guard free > 0 else { return [(state, 1)] }
      if state.isPairFirst {
        guard free > 1 else { return [(state, 1)] }
        next.isPairFirst = false
        next.busy += 2
        next.waiting[0] -= 1
        return served(next)
      }
      next.isPairFirst = true
      var single = state
      single.busy += 1
      single.waiting[0] -= 1
      return served(next).map { ($0.0, $0.1 * queue.pairShare) }
        + served(single).map { ($0.0, $0.1 * (1 - queue.pairShare)) }
    }
    if state.waiting[1] > 0 {
      guard free > 0 else { return [(state, 1)] }
      next.busy += 1
      next.waiting[1] -= 1
      return served(next)
    }
    guard state.waiting[2] > 0, free > queue.reserve else { return [(state, 1)] }
    next.busy += 1
    next.waiting[2] -= 1
    return served(next)
  }

  /// The stationary law, by sweeps of Gauss and Seidel.
  func stationaryLaw(sweeps: Int) -> [Double] {
    var into: [[(from: Int, rate: Double)]] = Array(repeating: [], count: states.count)
    var leaving = Array(repeating: 0.0, count: states.count)
    for transition in transitions where transition.from != transition.to {
      into[transition.to].append((transition.from, transition.rate))
      leaving[transition.from] += transition.rate
    }
    var law = Array(repeating: 1 / Double(states.count), count: states.count)
    for _ in 0..<sweeps {
      for state in law.indices {
        law[state] = into[state].reduce(0) { $0 + law[$1.from] * $1.rate } / leaving[state]
      }
      let sum = law.reduce(0, +)
      for state in law.indices { law[state] /= sum }
    }
    return law
  }
}
