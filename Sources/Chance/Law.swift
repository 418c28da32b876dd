// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Glibc

/// A probability law of one number, stated by the moments or quantiles that people know.
@frozen
public struct Law: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline
  enum Family: UInt8, Sendable, BitwiseCopyable {
    case fixed
    case uniform
    case exponential
    case gamma
    case lognormal
    case beta
  }
  @usableFromInline var family: Family
  @usableFromInline var a: Double
  @usableFromInline var b: Double

  public static func fixed(_ value: Double) -> Law { Law(family: .fixed, a: value, b: 0) }
  public static func exponential(mean: Double) -> Law { Law(family: .exponential, a: mean, b: 0) }
  public static func uniform(from: Double, to: Double) -> Law {
    Law(family: .uniform, a: from, b: to)
  }
  public static func gamma(mean: Double, sd: Double) -> Law {
    Law(family: .gamma, a: mean * mean / (sd * sd), b: sd * sd / mean)
  }
  public static func lognormal(median: Double, p95: Double) -> Law {
    Law(family: .lognormal, a: log(median), b: log(p95 / median) / 1.6448536269514722)
  }
  public static func beta(mean: Double, sd: Double) -> Law {
    let strength = mean * (1 - mean) / (sd * sd) - 1
    return Law(family: .beta, a: mean * strength, b: (1 - mean) * strength)
  }
}

extension Stream {
  /// A number drawn from the law.
  public mutating func draw(_ law: Law) -> Double {
    withGenerator { generator in
      switch law.family {
      case .fixed: law.a
      case .uniform: gsl_ran_flat(generator, law.a, law.b)
      case .exponential: gsl_ran_exponential(generator, law.a)
      case .gamma: gsl_ran_gamma(generator, law.a, law.b)
      case .lognormal: gsl_ran_lognormal(generator, law.a, law.b)
      case .beta: gsl_ran_beta(generator, law.a, law.b)
      }
    }
  }
}
