// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Glibc

/// A law of service with the moments that formulas of a single server ask for.
struct ServiceTime {
  let law: Law
  let mean: Double
  let secondMoment: Double

  init(_ law: Law) {
    self.law = law
    mean = law.mean
    secondMoment = law.variance + law.mean * law.mean
  }
}

/// M/G/1: `Wq = lambda E[S^2] / (2 (1 - rho))` (Pollaczek and Khinchine).
func meanWait(arrivals: Double, service: ServiceTime) -> Double {
  arrivals * service.secondMoment / (2 * (1 - arrivals * service.mean))
}

/// M/G/1 whose server leaves for vacations as long as nobody waits (Fuhrmann and Cooper 1985).
///
/// `Wq = Pollaczek-Khinchine + E[V^2] / (2 E[V])`.
func meanWait(arrivals: Double, service: ServiceTime, vacation: ServiceTime) -> Double {
  meanWait(arrivals: arrivals, service: service)
    + vacation.secondMoment / (2 * vacation.mean)
}

/// A class of customers of a single server with priorities.
struct PriorityClass {
  let arrivals: Double
  let service: ServiceTime
}

/// Non-preemptive M/G/1: `W_k = W0 / ((1 - s_{k-1}) (1 - s_k))` (Cobham 1954).
func nonpreemptiveWaits(_ classes: [PriorityClass]) -> [Double] {
  let residual = classes.reduce(0) { $0 + $1.arrivals * $1.service.secondMoment / 2 }
  var ahead = 0.0
  return classes.map { one in
    let upTo = ahead + one.arrivals * one.service.mean
    defer { ahead = upTo }
    return residual / ((1 - ahead) * (1 - upTo))
  }
}

/// Preemptive-resume M/G/1: times in system by class.
///
/// `T_k = E[S_k] / (1 - s_{k-1}) + sum_{i <= k} lambda_i E[S_i^2] / 2 / ((1 - s_{k-1}) (1 - s_k))`.
func preemptiveTimes(_ classes: [PriorityClass]) -> [Double] {
  var (ahead, residual) = (0.0, 0.0)
  return classes.map { one in
    let upTo = ahead + one.arrivals * one.service.mean
    residual += one.arrivals * one.service.secondMoment / 2
    defer { ahead = upTo }
    return one.service.mean / (1 - ahead) + residual / ((1 - ahead) * (1 - upTo))
  }
}

/// E_b/M/1: a customer comes at the end of every `phases` exponential phases.
///
/// `Lq = rho s / (1 - s)`, where `s` between 0 and 1 solves `s = (phaseRate / (phaseRate + (1 - s) / service))^phases`:
/// GI/M/1 with the transform of Erlang's law.
struct SingleServerErlangArrivals {
  let phases: Int
  let phaseRate: Double
  let service: Double

  /// The mean number of those who wait.
  var meanQueue: Double {
    // From below the iteration rises to the least root, which is the one below 1 of a stable queue.
    var root = 0.0
    for _ in 0..<1_000 {
      root = pow(phaseRate / (phaseRate + (1 - root) / service), Double(phases))
    }
    return phaseRate / Double(phases) * service * root / (1 - root)
  }
}
