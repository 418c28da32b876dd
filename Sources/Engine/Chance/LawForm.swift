// SPDX-License-Identifier: GPL-3.0-or-later

/// A way to state a law: its name and its arguments, as in files and documentation.
///
/// The one declaration from which file readers, schemas and tables are made. Two forms may share a
/// name and differ in their arguments: a lognormal law is stated by median and 95th percentile or by
/// mean and standard deviation.
public enum LawForm: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case fixed
  case uniform
  case triangular
  case exponential
  case gamma
  case erlang
  case lognormalByQuantiles
  case lognormalByMoments
  case weibullByMean
  case weibullByScale
  case pareto
  case normal
  case beta
  case poisson
  case geometric
  case negativeBinomial
  case binomial
}

extension LawForm {
  /// One argument of a form.
  public struct Argument: Hashable, Sendable {
    /// Its name, for example `p95`.
    public let name: String
    /// Whether it is in the unit of the random quantity; otherwise it is a pure number.
    public let isQuantity: Bool
    /// What it is if left out, or nil if it must be given.
    public let fallback: Double?

    static func quantity(_ name: String, fallback: Double? = nil) -> Argument {
      Argument(name: name, isQuantity: true, fallback: fallback)
    }

    static func number(_ name: String) -> Argument {
      Argument(name: name, isQuantity: false, fallback: nil)
    }
  }

  private struct Declaration: Sendable {
    let name: String
    let arguments: [Argument]
    let isCount: Bool
    let summary: String

    init(_ name: String, _ arguments: [Argument], isCount: Bool = false, _ summary: String) {
      self.name = name
      self.arguments = arguments
      self.isCount = isCount
      self.summary = summary
    }
  }

  private var declared: Declaration {
    switch self {
    case .fixed:
      Declaration("fixed", [.quantity("value")], "Always the same number.")
    case .uniform:
      Declaration(
        "uniform", [.quantity("from"), .quantity("to")],
        "Any number between two bounds, each as likely.")
    case .triangular:
      Declaration(
        "triangular", [.quantity("from"), .quantity("mode"), .quantity("to")],
        "Bounded, with one most likely value and straight flanks: a rough guess made usable.")
    case .exponential:
      Declaration(
        "exponential", [.quantity("mean")],
        "Times between events that do not remember the last one.")
    case .gamma:
      Declaration(
        "gamma", [.quantity("mean"), .quantity("sd")],
        "Positive and skewed, with a tail like the exponential law's.")
    case .erlang:
      Declaration(
        "erlang", [.quantity("mean"), .number("stages")],
        "The sum of so many independent exponential stages of equal mean.")
    case .lognormalByQuantiles:
      Declaration(
        "lognormal", [.quantity("median"), .quantity("p95")],
        "Positive with a long tail, by the median and the value that 1 in 20 exceeds.")
    case .lognormalByMoments:
      Declaration(
        "lognormal", [.quantity("mean"), .quantity("sd")],
        "Positive with a long tail, by mean and standard deviation.")
    case .weibullByMean:
      Declaration(
        "weibull", [.quantity("mean"), .number("shape")],
        "Times to an event whose rate falls (shape below 1) or rises (above 1), by the mean.")
    case .weibullByScale:
      Declaration(
        "weibull", [.quantity("scale"), .number("shape")],
        "Times to an event whose rate falls (shape below 1) or rises (above 1), by the scale.")
    case .pareto:
      Declaration(
        "pareto", [.quantity("minimum"), .number("shape")],
        "A power-law tail from a minimum on; the mean is finite for a shape above 1.")
    case .normal:
      Declaration(
        "normal",
        [
          .quantity("mean"), .quantity("sd"), .quantity("from", fallback: -.infinity),
          .quantity("to", fallback: .infinity),
        ],
        "The bell curve, cut off at the bounds; mean and sd are those before the cut.")
    case .beta:
      Declaration(
        "beta", [.quantity("mean"), .quantity("sd")], "A share between 0 and 1.")
    case .poisson:
      Declaration(
        "poisson", [.quantity("mean")], isCount: true, "How many independent events happen.")
    case .geometric:
      Declaration(
        "geometric", [.quantity("mean")], isCount: true,
        "Trials up to and with the first success: 1, 2, 3 and so on.")
    case .negativeBinomial:
      Declaration(
        "negative-binomial", [.quantity("mean"), .quantity("sd")], isCount: true,
        "Counts that vary more than a Poisson law's: its mean is itself gamma distributed.")
    case .binomial:
      Declaration(
        "binomial", [.quantity("trials"), .number("probability")], isCount: true,
        "How many of so many trials succeed.")
    }
  }

  private static let declarations = allCases.map(\.declared)

  private var declaration: Declaration { Self.declarations[Int(rawValue)] }

  /// The name of the law, for example `lognormal`.
  public var name: String { declaration.name }

  /// The arguments, in the order of `make`.
  public var arguments: [Argument] { declaration.arguments }

  /// Whether the law gives whole numbers, which no unit can be converted into another.
  public var isCount: Bool { declaration.isCount }

  /// What the law is for, in one sentence.
  public var summary: String { declaration.summary }

  /// The law with the given values of the arguments, in their order.
  ///
  /// Trailing arguments with a fallback may be left out.
  ///
  /// - Throws: `ChanceError` if a value breaks a rule of the law or one is missing.
  /// - Precondition: There are not more values than arguments.
  public func make(_ values: [Double]) throws(ChanceError) -> Law {
    Misuse.refuse(
      unless: values.count <= arguments.count,
      "\(name) has \(arguments.count) arguments, not the \(values.count) of \(values)")
    var stated = SIMD4<Double>.zero
    for (index, argument) in arguments.enumerated() {
      if index < values.count {
        stated[index] = values[index]
      } else if let fallback = argument.fallback {
        stated[index] = fallback
      } else {
        throw ChanceError(
          law: name, argument: argument.name, value: .nan, rule: "must be given")
      }
    }
    return try Law(self, stated)
  }
}
