// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// The time that a call waits for a free response unit: the stationary law of the M/M/c queue.
///
/// With probability C (Erlang's second formula) all units are busy, and then the wait is exponential
/// with rate c mu - lambda. Exact for a queue whose arrival rate has been steady for some call
/// lengths; the parts of the day are long against them.
///
/// Source: A. K. Erlang (1917); D. Gross and C. M. Harris, Fundamentals of Queueing Theory, ch. 2.
struct ResponseLaw: Sendable {
  /// Probability that all units are busy; 1 where demand exceeds them.
  let busy: Double
  /// Mean wait, in days, of a call that finds them busy.
  let meanWait: Double

  /// The law for `units` servers, calls per day and the mean length of a call in days.
  ///
  /// Where demand reaches capacity no stationary law exists; then every call waits, for as long as at
  /// 99 per cent of capacity. Validation warns before it comes to that.
  init(units: Int, callsPerDay: Double, callLength: Double) {
    let load = min(callsPerDay * callLength, 0.99 * Double(units))
    var erlangB = 1.0
    for server in 1...units { erlangB = load * erlangB / (Double(server) + load * erlangB) }
    let utilisation = load / Double(units)
    busy = erlangB / (1 - utilisation * (1 - erlangB))
    meanWait = callLength / (Double(units) - load)
  }

  /// A wait, in days.
  func draw(_ stream: inout Stream) -> Double {
    let isBusy = stream.uniform() < busy
    let wait = stream.exponential(mean: meanWait)
    return isBusy ? wait : 0
  }
}

extension ResponseLaw {
  /// The laws of the four parts of the day.
  static func byDaypart(_ own: ResponseParameters) -> [ResponseLaw] {
    own.callsByDaypart.map { share in
      ResponseLaw(
        units: own.units, callsPerDay: own.callsPerDay * share * 4, callLength: own.callLength)
    }
  }
}

extension Simulation {
  /// Time from a call to the arrival of police, in days: the wait for a unit and its travel.
  @inline(__always)
  func responseTime(at time: Double, in area: UInt32, _ stream: inout Stream) -> Double {
    let daypart = min(3, Int((time - time.rounded(.down)) * 4))
    let wait = world.responseLaws[daypart].draw(&stream)
    return wait + stream.draw(parameters.response.travel)
  }
}
