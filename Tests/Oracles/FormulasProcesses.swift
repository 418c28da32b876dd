// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Glibc

/// A Hawkes process with an exponential kernel (Hawkes 1971).
///
/// Each event raises the rate by `branching * decay`, and the excess dies out at the rate `decay`, so
/// that each event has `branching` direct successors on average.
struct HawkesProcess {
  let baseline: Double
  let branching: Double
  let decay: Double

  /// `mu / (1 - n)`.
  var meanRate: Double { baseline / (1 - branching) }

  /// The expected number of events up to a time from a beginning without a past.
  ///
  /// The mean rate m solves `m' = decay (mu - m) + n decay m, m(0) = mu`.
  func meanCount(to time: Double) -> Double {
    let gap = decay * (1 - branching)
    return meanRate * time - (meanRate - baseline) * (1 - exp(-gap * time)) / gap
  }

  /// The variance of the number of events up to a time in the stationary process.
  ///
  /// With the covariance density `C exp(-decay (1 - n) t)`, where
  /// `C = n decay meanRate (1 - n / 2) / (1 - n)`, beside the variance of the Poisson process.
  func varianceOfCount(to time: Double) -> Double {
    let gap = decay * (1 - branching)
    let density = branching * decay * meanRate * (1 - branching / 2) / (1 - branching)
    return meanRate * time + 2 * density * (time / gap - (1 - exp(-gap * time)) / (gap * gap))
  }
}

/// Shot noise with exponential decay (Campbell 1909): jumps J at a rate, time constant tau.
struct ShotNoise {
  let rate: Double
  let jumpMean: Double
  let jumpSecondMoment: Double
  let timeConstant: Double

  /// `lambda E[J] tau`.
  var mean: Double { rate * jumpMean * timeConstant }

  /// `lambda E[J^2] tau / 2`.
  var variance: Double { rate * jumpSecondMoment * timeConstant / 2 }
}

/// M_t/M/infinity under the rate `lambda + b sin(w t)` in its periodic regime: the mean number.
///
/// `m(t) = lambda / mu + b (mu sin(w t) - w cos(w t)) / (mu^2 + w^2)`
/// (Eick, Massey and Whitt 1993).
func sinusoidalMeanNumber(
  rate: Double, amplitude: Double, frequency: Double, service: Double, at time: Double
) -> Double {
  let (sine, cosine) = (sin(frequency * time), cos(frequency * time))
  return rate / service
    + amplitude * (service * sine - frequency * cosine)
    / (service * service + frequency * frequency)
}

/// M_t/G/infinity from empty at time 0: `m(t) = integral over (0, t) of lambda(t - u) P(S > u) du`.
///
/// By Simpson's rule.
func meanNumber(
  at time: Double, rate: (Double) -> Double, survival: (Double) -> Double
) -> Double {
  let steps = 2000
  let step = time / Double(steps)
  return (0...steps).reduce(0) { sum, number in
    let weight = number == 0 || number == steps ? 1.0 : number.isMultiple(of: 2) ? 2 : 4
    let age = Double(number) * step
    return sum + weight * rate(time - age) * survival(age) * step / 3
  }
}

/// The rates of flow through the stations of a Jackson network: `lambda = gamma + P' lambda`.
///
/// By iteration, which converges because every customer leaves in the end.
func jacksonFlows(arrivals: [Double], routing: [[Double]]) -> [Double] {
  var flows = arrivals
  for _ in 0..<10_000 {
    flows = arrivals.indices.map { to in
      arrivals[to] + arrivals.indices.reduce(0) { $0 + flows[$1] * routing[$1][to] }
    }
  }
  return flows
}
