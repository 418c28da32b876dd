// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Synchronization

/// The quantiles of laws of which intervals are made.
///
/// A sweep asks for the same few of them for each outcome of each state, and each takes microseconds:
/// those that were asked for are remembered. Any thread may ask.
public enum LawQuantiles {
  private struct Question: Hashable {
    var probability: Double
    var first: Double
    var second: Double
  }

  /// How many answers are remembered before all are forgotten.
  private static let limit = 10_000
  private static let known = Mutex<[Question: Double]>([:])

  /// The quantile of Student's law with so many degrees of freedom, of which 1 has the widest tails.
  public static func student(_ probability: Double, degrees: Double) -> Double {
    // No beta law has a parameter below 0.
    answer(Question(probability: probability, first: degrees, second: -1)) {
      gsl_cdf_tdist_Pinv(probability, degrees)
    }
  }

  /// The quantile of a beta law, by bisection of GSL's distribution function.
  ///
  /// GSL's own inverse stops with an error for some skewed laws; the distribution function does not.
  public static func beta(_ probability: Double, _ a: Double, _ b: Double) -> Double {
    answer(Question(probability: probability, first: a, second: b)) {
      var (low, high) = (0.0, 1.0)
      while true {
        let middle = low + (high - low) / 2
        guard middle > low, middle < high else { return middle }
        if gsl_cdf_beta_P(middle, a, b) < probability { low = middle } else { high = middle }
      }
    }
  }

  private static func answer(_ question: Question, _ find: () -> Double) -> Double {
    if let answer = known.withLock({ $0[question] }) { return answer }
    let answer = find()
    known.withLock { known in
      if known.count >= limit { known.removeAll() }
      known[question] = answer
    }
    return answer
  }
}
