// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// A probability law of one number, stated by the moments or quantiles that people know.
///
/// A plain value of 64 bytes. The factories are for literals: a bad argument is a programming error.
/// What comes from people goes through ``forms`` and ``LawForm/make(_:)``, which throw.
public struct Law: Hashable, Sendable, BitwiseCopyable {
  /// The arguments as stated, in the order of the form; unused ones are 0.
  let stated: SIMD4<Double>
  /// GSL's own parameters, made once from the arguments.
  let a: Double
  let b: Double
  /// The scale of the normal number that a gamma law is made of; 0 for other laws.
  let c: Double
  /// The form in which the law was stated.
  public let form: LawForm

  /// All the ways to state a law.
  public static let forms: [LawForm] = LawForm.allCases

  init(_ form: LawForm, _ stated: SIMD4<Double>) throws(ChanceError) {
    GSL.keepQuiet()
    self.form = form
    self.stated = stated
    (a, b) = try form.parameters(of: stated)
    c = form == .gamma || form == .erlang ? GammaLaw.normalScale(shape: a) : 0
  }

  private init(
    literal form: LawForm, _ x: Double, _ y: Double = 0, _ z: Double = 0, _ w: Double = 0
  ) {
    do throws(ChanceError) {
      try self.init(form, SIMD4(x, y, z, w))
    } catch {
      Misuse.stop(error.description)
    }
  }

  /// The arguments as stated, in the order of the form's ``LawForm/arguments``.
  public var arguments: [Double] { form.arguments.indices.map { stated[$0] } }

  /// The law of the same quantity in another unit, of which `factor` make one of this law's unit.
  ///
  /// - Throws: `ChanceError` if no law of this form can be so scaled: a count, or a share above 1.
  /// - Precondition: `factor` is above 0.
  public func scaled(by factor: Double) throws(ChanceError) -> Law {
    Misuse.refuse(unless: factor > 0, "a law is scaled by a factor above 0, not by \(factor)")
    guard factor != 1 else { return self }
    guard !form.isCount else {
      throw ChanceError(
        law: form.name, argument: "the unit", value: factor, rule: "of a count must be 1")
    }
    var scaled = stated
    for (position, argument) in form.arguments.enumerated() where argument.isQuantity {
      scaled[position] *= factor
    }
    return try Law(form, scaled)
  }
}

extension Law {
  /// Always the given value.
  public static func fixed(_ value: Double) -> Law { Law(literal: .fixed, value) }

  /// Any number between two bounds, each as likely.
  public static func uniform(from: Double, to: Double) -> Law { Law(literal: .uniform, from, to) }

  /// Bounded, with one most likely value and a density of straight flanks.
  public static func triangular(from: Double, mode: Double, to: Double) -> Law {
    Law(literal: .triangular, from, mode, to)
  }

  /// Times between events that do not remember the last one.
  public static func exponential(mean: Double) -> Law { Law(literal: .exponential, mean) }

  /// The gamma law with the given mean and standard deviation.
  public static func gamma(mean: Double, sd: Double) -> Law { Law(literal: .gamma, mean, sd) }

  /// The sum of `stages` independent exponential times of equal mean.
  public static func erlang(mean: Double, stages: Int) -> Law {
    Law(literal: .erlang, mean, Double(stages))
  }

  /// The lognormal law by its median and its 95th percentile.
  public static func lognormal(median: Double, p95: Double) -> Law {
    Law(literal: .lognormalByQuantiles, median, p95)
  }

  /// The lognormal law by its mean and standard deviation.
  public static func lognormal(mean: Double, sd: Double) -> Law {
    Law(literal: .lognormalByMoments, mean, sd)
  }

  /// The Weibull law by its mean; its rate falls for a shape below 1 and rises for one above 1.
  public static func weibull(mean: Double, shape: Double) -> Law {
    Law(literal: .weibullByMean, mean, shape)
  }

  /// The Weibull law by its scale, which 1 - 1/e of the numbers do not exceed.
  public static func weibull(scale: Double, shape: Double) -> Law {
    Law(literal: .weibullByScale, scale, shape)
  }

  /// The Pareto law (of the first kind): P(X > x) = (minimum / x)^shape.
  public static func pareto(minimum: Double, shape: Double) -> Law {
    Law(literal: .pareto, minimum, shape)
  }

  /// The normal law cut off at the bounds; mean and sd are those before the cut.
  public static func normal(
    mean: Double, sd: Double, from: Double = -.infinity, to: Double = .infinity
  ) -> Law {
    Law(literal: .normal, mean, sd, from, to)
  }

  /// The law of a share between 0 and 1, by its mean and standard deviation.
  public static func beta(mean: Double, sd: Double) -> Law { Law(literal: .beta, mean, sd) }

  /// The number of independent events, by its mean.
  public static func poisson(mean: Double) -> Law { Law(literal: .poisson, mean) }

  /// The number of trials up to and with the first success, by its mean.
  public static func geometric(mean: Double) -> Law { Law(literal: .geometric, mean) }

  /// Counts that vary more than a Poisson law's, by mean and standard deviation.
  public static func negativeBinomial(mean: Double, sd: Double) -> Law {
    Law(literal: .negativeBinomial, mean, sd)
  }

  /// How many of so many trials succeed.
  public static func binomial(trials: Int, probability: Double) -> Law {
    Law(literal: .binomial, Double(trials), probability)
  }
}

extension Law: CustomStringConvertible {
  /// The law as stated, for example `lognormal (median 14, p95 100)`.
  public var description: String {
    let parts = zip(form.arguments, arguments)
      .filter { $0.fallback != $1 }
      .map { "\($0.name) \($1.briefly)" }
    return "\(form.name) (\(parts.joined(separator: ", ")))"
  }
}

extension Double {
  /// The shortest text that reads back as this number, without a trailing `.0`.
  var briefly: String {
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
