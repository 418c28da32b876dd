// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance
import Declarations
import Designs
import StatisticalTesting

/// A published function of unknowns, of which the answer is known exactly.
struct TestFunction: Sendable {
  let factors: [Factor]
  let value: @Sendable ([Double]) -> Double
  /// The variance of the value over the factors.
  let variance: Double
  /// The exact indices of Sobol'.
  let first: [Double]
  let total: [Double]

  /// What it is in each state of a design.
  func values(over design: Design) -> [Double] {
    (0..<design.count).map { state in value(design.values(of: state).map(\.number)) }
  }

  /// The function of Ishigami and Homma (1990), with a 7 and b 0.1 and, in vain, a fourth factor.
  static func ishigami() throws -> TestFunction {
    let (a, b, pi) = (7.0, 0.1, Double.pi)
    let parts = [
      0.5 * (1 + b * pow(pi, 4) / 5) * (1 + b * pow(pi, 4) / 5), a * a / 8,
      b * b * pow(pi, 8) * (1.0 / 18 - 1.0 / 50),
    ]
    let variance = parts.reduce(0, +)
    return TestFunction(
      factors: try (1...4).map { try Factor("x\($0)", .any, .range(-pi...pi)) },
      value: { x in
        gsl_sf_sin(x[0]) + a * gsl_sf_sin(x[1]) * gsl_sf_sin(x[1])
          + b * pow(x[2], 4) * gsl_sf_sin(x[0])
      },
      variance: variance, first: [parts[0] / variance, parts[1] / variance, 0, 0],
      total: [(parts[0] + parts[2]) / variance, parts[1] / variance, parts[2] / variance, 0])
  }

  /// The function G of Sobol': the product of (|4 x - 2| + a) / (1 + a).
  static func g(_ a: [Double]) throws -> TestFunction {
    let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    let all = parts.reduce(1) { $0 * (1 + $1) }
    return TestFunction(
      factors: try a.indices.map { try Factor("x\($0)", .any, .range(0...1)) },
      value: { x in zip(x, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) } },
      variance: all - 1, first: parts.map { $0 / (all - 1) },
      total: parts.map { $0 * all / (1 + $0) / (all - 1) })
  }
}

extension FieldKind {
  /// Any number.
  static let any = FieldKind.number(unit: .factor, allowed: -1e9...1e9)
}

extension Setting {
  var number: Double {
    guard case .number(let number) = self else { preconditionFailure("\(self) is no number") }
    return number
  }
}

/// Numbers of the normal law, from an address of chance.
struct Normals {
  private var stream: RandomStream

  init(_ seed: Int, _ number: Int = 1) {
    stream = Luck(seed: seed, replication: number)
      .stream(StreamAddress(kind: 9, number: 0, purpose: 9))
  }

  mutating func next(mean: Double = 0, sd: Double = 1) -> Double {
    mean + sd * normalQuantile(stream.uniform())
  }

  mutating func uniform() -> Double { stream.uniform() }
}

/// Tests how often intervals covered what they should, by the binomial law.
///
/// - Parameters:
///   - covered: In how many studies the interval covered the exact answer.
///   - studies: How many studies there are.
///   - share: The shares of studies that are right: an interval of 95 per cent that is not exact is so in a
///     stated range.
///   - familywise: The probability that any test of the family rejects although all is right.
///   - tests: The number of tests in the family.
/// - Returns: The verdict.
func coverageTest(
  _ covered: Int, of studies: Int, share: ClosedRange<Double>, familywise: Double = 1e-3,
  tests: Int
) -> Verdict {
  let (count, trials) = (UInt32(covered), UInt32(studies))
  let few = gsl_cdf_binomial_P(count, share.lowerBound, trials)
  let many = covered == 0 ? 1 : gsl_cdf_binomial_Q(count - 1, share.upperBound, trials)
  return Verdict(
    pValue: min(1, 2 * min(few, many)), level: levelPerTest(familywise: familywise, tests: tests),
    finding: "covered in \(covered) of \(studies), expected \(share)")
}
