// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations

/// Designs that sample the domains of their factors.
extension Design {
  /// A Latin hypercube: each factor is cut into as many strata of equal probability as there are points,
  /// and each stratum holds exactly one point, at random within it.
  ///
  /// Each factor has a random stream of its own, so that another factor at the end leaves the values of the
  /// others as they are. More points give other states.
  ///
  /// Source: M. D. McKay, R. J. Beckman and W. J. Conover, "A comparison of three methods for selecting
  /// values of input variables", Technometrics 21 (1979), doi:10.2307/1268522.
  public static func latinHypercube(
    _ factors: [Factor], points count: Int, seed: UInt32
  ) throws(DesignError) -> Design {
    try checkSize(factors, count)
    var points = [Double](repeating: 0, count: count * factors.count)
    for factor in factors.indices {
      var order = DesignChance(seed).stream(of: factor, for: .order)
      var offset = DesignChance(seed).stream(of: factor, for: .offset)
      var strata = Array(0..<count)
      for last in stride(from: count - 1, to: 0, by: -1) {
        strata.swapAt(last, order.index(below: last + 1))
      }
      for (state, stratum) in strata.enumerated() {
        // With 24 bits the sum and the quotient stay within the stratum.
        let within = (Double(offset.next32() >> 8) + 0.5) * 0x1p-24
        points[state * factors.count + factor] = (Double(stratum) + within) / Double(count)
      }
    }
    return try Design(.latinHypercube(seed: seed), factors, count: count, .points(points))
  }

  /// The first points of the sequence of Sobol', of at most 40 factors.
  ///
  /// Without a seed the sequence's own first point, the origin, is left out as in GSL: it would put
  /// all factors at their least values at once. The first point is then the centre, and 2^k - 1 points
  /// lie most evenly. With a seed all points are shifted by the same random digits, which keeps them as
  /// even; the shifted origin is the first, and 2^k points are best. More points go on where fewer end.
  ///
  /// Source: I. M. Sobol', USSR Comput. Math. Math. Phys. 7 (1967), doi:10.1016/0041-5553(67)90144-9;
  /// A. B. Owen, "On dropping the first Sobol' point" (2020), arXiv:2008.08051.
  public static func sobol(
    _ factors: [Factor], points: Int, seed: UInt32? = nil
  ) throws(DesignError) -> Design {
    try sequence(.sobol, .sobol(seed: seed), factors, points, seed)
  }

  /// The first points of the sequence of Halton, of at most 1229 factors.
  ///
  /// Factor *k* takes van der Corput's sequence in the *k*-th prime base. Without a seed the origin is left
  /// out; with one all points are shifted by the same random numbers, modulo 1. In many factors the first
  /// points lie on few lines: Sobol' is better there. More points go on where fewer end.
  ///
  /// Source: J. H. Halton, Numer. Math. 2 (1960), doi:10.1007/BF01386213.
  public static func halton(
    _ factors: [Factor], points: Int, seed: UInt32? = nil
  ) throws(DesignError) -> Design {
    try sequence(.halton, .halton(seed: seed), factors, points, seed)
  }

  private static func sequence(
    _ kind: QuasiRandomSequence.Kind, _ form: Form, _ factors: [Factor], _ count: Int,
    _ seed: UInt32?
  ) throws(DesignError) -> Design {
    try checkSize(factors, count)
    guard factors.count <= kind.dimensionLimit else {
      throw DesignError(
        "the sequence of \(kind.name) has at most \(kind.dimensionLimit) factors, "
          + "and there are \(factors.count)",
        allowed: kind == .sobol ? "fewer factors, halton or latin-hypercube" : "fewer factors")
    }
    let sequence = QuasiRandomSequence(kind, dimensions: factors.count)
    let points = sequence.points(count, shift: seed.map { DesignChance($0).shift(factors.count) })
    return try Design(form, factors, count: count, .points(points))
  }

  static func checkSize(_ factors: [Factor], _ count: Int) throws(DesignError) {
    guard !factors.isEmpty else { throw DesignError("nothing is varied") }
    guard (1...stateLimit).contains(count) else {
      throw DesignError(
        "\(counted(count, "point")) \(inflected(count, "is", "are")) no design",
        allowed: "1 to \(stateLimit) points")
    }
    guard count <= storageLimit / factors.count else {
      throw DesignError(
        "\(counted(count, "point")) of \(counted(factors.count, "factor")) are too many",
        allowed: "at most \(storageLimit / factors.count) points of so many factors")
    }
  }
}

/// The chance of designs, which is independent of that of any run with the same seed.
struct DesignChance {
  enum Purpose: UInt16 {
    case order
    case offset
    case shift
    case pair
  }

  private let luck: Luck

  init(_ seed: UInt32) {
    // No study has a replication of this number.
    luck = Luck(seed: seed, replication: UInt32.max)
  }

  func stream(of factor: Int, for purpose: Purpose) -> RandomStream {
    luck.stream(StreamAddress(kind: 0, number: UInt64(factor), purpose: purpose.rawValue))
  }

  /// 32 random bits for each factor.
  func shift(_ factors: Int) -> [UInt32] {
    (0..<factors).map { factor in
      var stream = stream(of: factor, for: .shift)
      return stream.next32()
    }
  }
}
