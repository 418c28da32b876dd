// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Glibc

/// Tests whether independent samples follow a continuous law, by Kolmogorov and Smirnov.
///
/// The p-value is the limit's with the correction of Stephens for a finite number of samples, good to
/// two digits from 20 samples on.
///
/// Source: M. A. Stephens, "EDF statistics for goodness of fit and some comparisons", JASA 69 (1974),
/// doi:10.1080/01621459.1974.10480196.
///
/// - Parameters:
///   - samples: Numbers in any order.
///   - familywise: The probability that any test of the family rejects although all is right.
///   - tests: The number of tests in the family.
///   - cdf: The law's distribution function.
/// - Returns: The verdict.
public func kolmogorovSmirnovTest(
  of samples: [Double], familywise: Double = 1e-4, tests: Int = 1, cdf: (Double) -> Double
) -> Verdict {
  let n = Double(samples.count)
  var distance = 0.0
  for (rank, sample) in samples.sorted().enumerated() {
    let probability = cdf(sample)
    distance = max(
      distance, probability - Double(rank) / n, Double(rank + 1) / n - probability)
  }
  let root = n.squareRoot()
  return Verdict(
    pValue: kolmogorovTail((root + 0.12 + 0.11 / root) * distance),
    level: levelPerTest(familywise: familywise, tests: tests),
    finding: "greatest distance \(distance) between the law and \(samples.count) samples")
}

/// The probability that the supremum of a Brownian bridge exceeds `x`.
private func kolmogorovTail(_ x: Double) -> Double {
  // Below, the series for the tail converges slowly and its value is 1 to seven digits.
  guard x > 0.3 else { return 1 }
  var sum = 0.0
  for k in 1...20 {
    sum += (k % 2 == 1 ? 2 : -2) * exp(-2 * Double(k * k) * x * x)
  }
  return min(1, sum)
}

/// Tests whether counts of categories follow given probabilities, by Pearson's chi-square.
///
/// Neighbouring categories are joined until each is expected at least ten times, so that the
/// statistic is close to its limit law.
///
/// - Parameters:
///   - counts: How often each category was seen.
///   - probabilities: Of the categories; what is missing to 1 is a last category that was never seen.
///   - familywise: The probability that any test of the family rejects although all is right.
///   - tests: The number of tests in the family.
/// - Returns: The verdict.
public func chiSquareTest(
  of counts: [Int], probabilities: [Double], familywise: Double = 1e-4, tests: Int = 1
) -> Verdict {
  precondition(counts.count == probabilities.count, "each count needs its probability")
  let total = Double(counts.reduce(0, +))
  var cells: [(seen: Double, expected: Double)] = []
  var open = (seen: 0.0, expected: 0.0)
  let rest = max(0, 1 - probabilities.reduce(0, +))
  for (count, probability) in zip(counts + [0], probabilities + [rest]) {
    open.seen += Double(count)
    open.expected += probability * total
    if open.expected >= 10 {
      cells.append(open)
      open = (0, 0)
    }
  }
  if let last = cells.indices.last {
    cells[last].seen += open.seen
    cells[last].expected += open.expected
  }
  precondition(cells.count > 1, "\(Int(total)) samples are too few for these categories")
  let statistic = cells.reduce(0) { sum, cell in
    sum + (cell.seen - cell.expected) * (cell.seen - cell.expected) / cell.expected
  }
  return Verdict(
    pValue: gsl_cdf_chisq_Q(statistic, Double(cells.count - 1)),
    level: levelPerTest(familywise: familywise, tests: tests),
    finding: "chi-square \(statistic) of \(cells.count) categories and \(Int(total)) samples")
}
