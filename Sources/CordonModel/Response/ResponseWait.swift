// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

extension ResponseLaw {
  /// The state that a call meets.
  ///
  /// Takes one number, of which the index of the state is an increasing function.
  ///
  /// - Complexity: O(log n) for n states.
  func drawState(_ stream: inout RandomStream) -> ResponseQueue.State {
    let level = stream.uniform()
    var (low, high) = (0, states.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > level { high = middle } else { low = middle + 1 }
    }
    return states[low]
  }

  /// The time, in days, that a sting's call waits until all its units are granted together.
  ///
  /// The call meets a state by chance, and the queue goes on from there until the call is served: the
  /// exact law of its wait in steady demand.
  ///
  /// - Parameters:
  ///   - needed: The units that it needs; at most all are asked for.
  ///   - isImmediate: Whether it is graded immediate; it is a priority call otherwise.
  ///   - stream: The luck of this call.
  /// - Returns: The wait; 0 if the units are free.
  func drawWait(needed: Int, isImmediate: Bool, _ stream: inout RandomStream) -> Double {
    queue.wait(
      from: drawState(&stream), needed: needed, isImmediate: isImmediate, &stream)
  }
}

extension ResponseQueue {
  /// The wait of a call that finds the queue in the given state.
  ///
  /// It follows only what matters to the call: units that become free and, for a priority call, further immediate
  /// calls.
  func wait(
    from state: State, needed: Int, isImmediate: Bool, _ stream: inout RandomStream
  ) -> Double {
    let needed = min(needed, units)
    let overtaking = isImmediate ? 0 : immediate
    var free = units - Int(state.busy)
    var lined = Int(state.immediate)
    var ahead = isImmediate ? 0 : Int(state.priority)
    // What the first in line needs; it matters, and is drawn, only once a unit is free.
    var first = free > 0 ? 2 : 0
    var waited = 0.0
    while true {
      while lined > 0, free > 0 {
        if first == 0 { first = stream.bernoulli(pairShare) ? 2 : 1 }
        guard free >= first else { break }
        free -= first
        lined -= 1
        first = 0
      }
      if lined == 0 {
        first = 0
        let served = min(free, ahead)
        free -= served
        ahead -= served
        if ahead == 0, free >= needed { return waited }
      }
      let finishing = Double(units - free) / callLength
      waited += stream.exponential(mean: 1 / (finishing + overtaking))
      if overtaking > 0, stream.uniform() * (finishing + overtaking) < overtaking {
        lined += 1
      } else {
        free += 1
      }
    }
  }
}
