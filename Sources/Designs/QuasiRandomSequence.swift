// SPDX-License-Identifier: GPL-3.0-or-later

@preconcurrency import CGSL

/// A sequence of points that fill the unit cube more evenly than chance does, by GSL.
struct QuasiRandomSequence {
  enum Kind {
    case sobol
    case halton

    var name: String {
      switch self {
      case .sobol: "Sobol'"
      case .halton: "Halton"
      }
    }

    fileprivate var type: UnsafePointer<gsl_qrng_type> {
      switch self {
      case .sobol: gsl_qrng_sobol
      case .halton: gsl_qrng_halton
      }
    }

    /// The most dimensions for which GSL has the sequence.
    var dimensionLimit: Int { Int(type.pointee.max_dimension) }
  }

  private let kind: Kind
  private let dimensions: Int

  /// The sequence in so many dimensions, 1 to the kind's limit.
  init(_ kind: Kind, dimensions: Int) {
    precondition(
      (1...kind.dimensionLimit).contains(dimensions),
      "no sequence of \(kind.name) in \(dimensions) dimensions")
    self.kind = kind
    self.dimensions = dimensions
  }

  /// The coordinates of the first points, point by point, all within the open unit interval.
  ///
  /// GSL leaves out the origin, the sequence's own first point. A shift of 32 bits for each dimension puts it
  /// back and moves all points alike. It changes binary digits of Sobol' points by exclusive or, and puts each
  /// point in the middle of the cell of its last digit; it is added to Halton points, modulo 1.
  func points(_ count: Int, shift: [UInt32]?) -> [Double] {
    guard let generator = gsl_qrng_alloc(kind.type, UInt32(dimensions)) else {
      preconditionFailure("GSL has no memory for a sequence in \(dimensions) dimensions")
    }
    defer { gsl_qrng_free(generator) }
    return [Double](unsafeUninitializedCapacity: count * dimensions) { points, initialized in
      points.initialize(repeating: 0)
      for point in (shift == nil ? 0 : 1)..<max(count, 1) {
        gsl_qrng_get(generator, points.baseAddress.map { $0 + point * dimensions })
      }
      if let shift {
        for index in points.indices {
          points[index] = shifted(points[index], by: shift[index % dimensions])
        }
      }
      initialized = count * dimensions
    }
  }

  private func shifted(_ coordinate: Double, by bits: UInt32) -> Double {
    switch kind {
    case .sobol:
      // GSL's points have 30 binary digits.
      let digits = UInt32(coordinate * 0x1p30) ^ (bits >> 2)
      return (Double(digits) + 0.5) * 0x1p-30
    case .halton:
      let sum = coordinate + (Double(bits) + 0.5) * 0x1p-32
      return sum < 1 ? sum : sum - 1
    }
  }
}
