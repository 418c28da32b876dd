// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import StatisticalTesting
import Synchronization
import Testing

/// The statistical tests of this target, which share one probability of a false alarm.
enum Family {
  /// The probability that any comparison of the target fails although the engine is right.
  static let error = 1e-4
  /// The number of comparisons among which it is shared out; making more than these is a failure.
  static let comparisons = 250
  private static let made = Atomic(0)

  /// Counts a comparison in.
  static func count(sourceLocation: SourceLocation) {
    let number = made.add(1, ordering: .relaxed).newValue
    if number == comparisons + 1 {
      Issue.record(
        "more than \(comparisons) comparisons: raise their number", sourceLocation: sourceLocation)
    }
  }
}

/// Expects the mean of one number a replication to be the exact one, and to be known well enough.
///
/// - Parameters:
///   - samples: One number a replication; at least 30.
///   - exact: The mean according to theory.
///   - fraction: The error, as a fraction of the scale, which this comparison must find with a
///     probability of 95 per cent: the power of the test, which fails without it.
///   - scale: What errors are measured by; the exact mean if nothing else is said.
///   - subject: What is compared.
///   - sourceLocation: Where.
func expect(
  _ samples: [Double], equal exact: Double, detecting fraction: Double, of scale: Double? = nil,
  _ subject: @autoclosure () -> String = "mean", sourceLocation: SourceLocation = #_sourceLocation
) {
  Family.count(sourceLocation: sourceLocation)
  expectMean(
    of: samples, equals: exact, familywise: Family.error, tests: Family.comparisons, subject(),
    sourceLocation: sourceLocation)
  let level = levelPerTest(familywise: Family.error, tests: Family.comparisons)
  let degrees = Double(samples.count - 1)
  let found =
    (studentQuantile(1 - level / 2, degreesOfFreedom: degrees) + normalQuantile(0.95))
    * Moments(of: samples).standardError / abs(scale ?? exact)
  #expect(
    found <= fraction, "\(subject()): finds errors of \(found) only", sourceLocation: sourceLocation
  )
}
