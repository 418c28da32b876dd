// SPDX-License-Identifier: GPL-3.0-or-later

/// A probability law of one number, of whatever make.
///
/// ``Law`` is the one for most purposes: a plain value, stated in a file by moments or quantiles. The
/// others hold tables: ``EmpiricalLaw``, ``DiscreteLaw``, ``MixtureLaw`` and ``TruncatedLaw``.
public protocol Distribution: Sendable {
  /// The mean.
  var mean: Double { get }
  /// The variance.
  var variance: Double { get }
  /// The smallest interval that holds all numbers of the law.
  var support: ClosedRange<Double> { get }
  /// The probability of a number up to and with `x`.
  func cdf(_ x: Double) -> Double
  /// The smallest number whose ``cdf(_:)`` reaches the probability `p`, which is from 0 to 1.
  func quantile(_ p: Double) -> Double
  /// A number drawn from the law; by inversion unless the law knows a faster way.
  func draw(from stream: inout RandomStream) -> Double
}

extension Distribution {
  /// The standard deviation.
  public var sd: Double { variance.squareRoot() }

  /// The quantile at one uniform number.
  public func draw(from stream: inout RandomStream) -> Double { quantile(stream.uniform()) }
}

extension Law: Distribution {
  /// A number drawn from the law.
  public func draw(from stream: inout RandomStream) -> Double { stream.draw(self) }
}

extension RandomStream {
  /// A number drawn from the law.
  @inlinable
  public mutating func draw(_ law: some Distribution) -> Double { law.draw(from: &self) }

  /// A number drawn from the law by inversion: its quantile at one uniform number.
  ///
  /// Slower than ``draw(_:)-(Law)``, by a factor of up to 50, but an increasing function of exactly one
  /// number: the form for antithetic partners and for laws compared under common random numbers.
  @inlinable
  public mutating func quantile(of law: some Distribution) -> Double { law.quantile(uniform()) }
}
