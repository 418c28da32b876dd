// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Glibc

extension CalibrationProblem {
  /// Simulates the pasts of an island that goes on at each date until enough pasts fit, or a bound is met.
  ///
  /// At the first date each past is a new point of the unknowns; at a later one it is a copy of a past that fits
  /// so far, drawn by its weight, with luck of its own. The last past only says that enough fit: it has no
  /// weight and no part in the evidence, which is the mean likelihood of all others. With that the
  /// evidence is unbiased, and so it is where the bound is met, with the mean over all pasts. The mean over all
  /// pasts in both cases would be too high: 0.055 instead of 0.05 where 10 are to fit. The points of the
  /// first date spread more evenly than chance does, so there it holds approximately.
  ///
  /// - Parameters:
  ///   - island: The number of the island, from 0.
  ///   - wanted: How many pasts are to fit, at least 2.
  ///   - most: How many pasts are simulated at most to reach a date.
  /// - Returns: The island, with as many pasts as are wanted. If fewer fit, the others have no weight; if none
  ///   does, its evidence is 0.
  /// - Complexity: At most `most` times the dates partial histories; memory for twice as many runs as are wanted.
  ///
  /// Source: P. Del Moral, A. Jasra, A. Lee, C. Yau and X. Zhang, "The alive particle filter and its use in particle
  /// Markov chain Monte Carlo", Stochastic Analysis and Applications 33 (2015) 943-974; M. A. Girshick, F. Mosteller
  /// and L. J. Savage, Annals of Mathematical Statistics 17 (1946) 13-23, for the bound.
  func searchedIsland(_ island: Int, wanted: Int, most: Int) -> Island {
    var uniforms = uniforms(ofIsland: island)
    var drawn = calibration.steps.map { _ in 0 }
    var parents: (runs: [Scenario.Run], pasts: [Past], logWeights: [Double]) = ([], [], [])
    var logEvidence = 0.0
    for (step, date) in calibration.steps.enumerated() {
      let weights = Weights(logarithms: parents.logWeights)
      var (runs, fitting, logWeights): ([Scenario.Run], [Past], [Double]) = ([], [], [])
      // Pasts that do not fit fill the places of those that are wanting.
      var others: [Past] = []
      while fitting.count < wanted, drawn[step] < most {
        let first = calibration.firstPoint(ofIsland: island)
        var (run, past) =
          step == 0
          ? beginning(atPoint: first + drawn[step])
          : child(
            of: weights.resampled(1, uniform: uniforms.uniform())[0], among: parents,
            lineage: drawn[step] + 1, step: step - 1)
        drawn[step] += 1
        run.run(until: date.day)
        let logWeight = weigh(run, by: date.counts, &past)
        if logWeight > -.infinity {
          runs.append(run)
          fitting.append(past)
          logWeights.append(logWeight)
        } else if others.count < wanted {
          others.append(past)
        }
      }
      let isFull = fitting.count == wanted
      if isFull { logWeights[wanted - 1] = -.infinity }
      let missing = wanted - fitting.count
      logWeights += [Double](repeating: -.infinity, count: missing)
      parents = (runs, fitting + others.prefix(missing), logWeights)
      logEvidence +=
        Weights(logarithms: logWeights).logMean + log(Double(wanted))
        - log(Double(isFull ? drawn[step] - 1 : drawn[step]))
      if logEvidence == -.infinity { break }
    }
    // A family stands together.
    let order = parents.pasts.indices.sorted {
      (parents.pasts[$0].point, $0) < (parents.pasts[$1].point, $1)
    }
    return Island(
      number: island, pasts: order.map { parents.pasts[$0] },
      weights: Weights(logarithms: order.map { parents.logWeights[$0] }),
      logEvidence: logEvidence, drawn: drawn)
  }

  /// A copy of a past with luck of its own from a date on.
  private func child(
    of parent: Int, among parents: (runs: [Scenario.Run], pasts: [Past], logWeights: [Double]),
    lineage: Int, step: Int
  ) -> (run: Scenario.Run, past: Past) {
    var (run, past) = (parents.runs[parent], parents.pasts[parent])
    run.rekey(lineage: lineage)
    past.lineage[step] = lineage
    return (run, past)
  }
}
