// SPDX-License-Identifier: GPL-3.0-or-later

public import CGSL

/// A law ready to be drawn by inversion: each number is an increasing function of one uniform number.
///
/// It is the form for blocks of numbers (``RandomBlock``), for antithetic partners and for laws that are compared under
/// common random numbers. Gamma, Erlang and lognormal numbers take less time so than by ``RandomStream/draw(_:)-(Law)``;
/// beta laws and counts take as long as ``Law/quantile(_:)``, some microseconds.
///
/// The uniform number is one of 2^32, so that a law ends where ``RandomStream/uniform()`` says. Gamma and Erlang numbers
/// have their distribution to less than 2e-6 of the probability on either side (1e-4 where the standard deviation is a hundred
/// times the mean), lognormal ones to less than 1e-6.
public struct InvertedLaw: Sendable {
  /// The law, where its numbers find it.
  private let owner: Owner
  /// What numbers are made from: it holds as long as this law.
  package let numbers: Numbers

  private final class Owner: Sendable {
    nonisolated(unsafe) let law: UnsafeMutablePointer<Law>
    let table: GammaTable?

    init(_ law: Law) {
      self.law = .allocate(capacity: 1)
      self.law.initialize(to: law)
      table = law.form == .gamma || law.form == .erlang ? .table(shape: law.a) : nil
    }

    deinit { law.deallocate() }
  }

  /// The law, with the table that it needs.
  ///
  /// - Complexity: O(1): some tenths of a millisecond for the first gamma law of a shape.
  public init(_ law: Law) {
    owner = Owner(law)
    let (method, scale, exponent): (Numbers.Method, Double, Double) =
      switch law.form {
      case .fixed: (.fixed, law.a, 0)
      case .exponential: (.exponential, law.a, 0)
      case .gamma, .erlang:
        (GammaTable.givesCubeRoots(shape: law.a) ? .cubeRoot : .logarithm, law.b, 0)
      case .lognormalByQuantiles, .lognormalByMoments: (.lognormal, exp(law.a), law.b)
      default: (.quantile, 1, 0)
      }
    numbers = Numbers(
      method: method, scale: scale, exponent: exponent, law: UnsafePointer(owner.law),
      normal: NormalTable.cells, gamma: owner.table?.coefficients)
  }

  /// The law.
  public var law: Law { owner.law.pointee }

  /// What the numbers of a law are made from, without its memory: a plain value, so that a draw keeps no count of who uses
  /// the table.
  @frozen
  @usableFromInline
  package struct Numbers: @unchecked Sendable, BitwiseCopyable {
    @usableFromInline let method: Method
    /// By what the number of the method is multiplied; the mean of an exponential law.
    @usableFromInline let scale: Double
    @usableFromInline let exponent: Double
    @usableFromInline let law: UnsafePointer<Law>
    @usableFromInline let normal: UnsafePointer<SIMD4<Double>>
    @usableFromInline let gamma: UnsafePointer<SIMD4<Double>>?

    /// How a number is made.
    @frozen
    @usableFromInline
    enum Method: UInt8, Sendable, BitwiseCopyable {
      case fixed
      case exponential
      case cubeRoot
      case logarithm
      case lognormal
      case quantile
    }
  }
}

extension InvertedLaw.Numbers {
  @inlinable
  @inline(__always)
  var isExponential: Bool { method == .exponential }

  /// The number of the law at (word + 1/2) / 2^32.
  @inlinable
  func number(at word: UInt32) -> Double {
    switch method {
    case .cubeRoot:
      let root = gammaValue(at: word)
      return scale * (root * root * root)
    case .fixed:
      return scale
    case .lognormal:
      return scale * exp(exponent * NormalTable.quantile(at: word, in: normal))
    case .logarithm:
      return scale * exp(gammaValue(at: word))
    case .exponential, .quantile:
      return law.pointee.quantile((Double(word) + 0.5) * 0x1p-32)
    }
  }

  @inlinable
  @inline(__always)
  func gammaValue(at word: UInt32) -> Double {
    GammaTable.value(
      gamma.unsafelyUnwrapped, at: NormalTable.quantile(at: word, in: normal))
  }
}

extension RandomStream {
  /// A number drawn from the law: an increasing function of exactly one number.
  public mutating func draw(_ law: InvertedLaw) -> Double {
    law.numbers.isExponential
      ? exponential(mean: law.numbers.scale) : law.numbers.number(at: next32())
  }
}
