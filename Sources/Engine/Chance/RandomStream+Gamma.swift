// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// What is made once of the shape of a gamma law.
enum GammaLaw {
  /// The scale of the normal number from which a number of the law is made; 0 for a shape below 1.
  static func normalScale(shape: Double) -> Double {
    shape >= 1 ? (1.0 / 3.0) / (shape - 1.0 / 3.0).squareRoot() : 0
  }
}

extension RandomStream {
  /// A number with the gamma law: the one that `gsl_ran_gamma` draws from this stream, in less time.
  ///
  /// The numbers are those of GSL bit for bit where its compiler joins no product with a sum (as on x86-64). What
  /// GSL asks of a generator through pointers to functions is asked of the stream itself here. Rare cases, and
  /// shapes below 1, are left to GSL.
  ///
  /// Source: G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM Transactions on
  /// Mathematical Software 26 (2000), doi:10.1145/358407.358414.
  mutating func gamma(shape: Double, scale: Double, normalScale c: Double) -> Double {
    guard shape >= 1 else { return withGenerator { gsl_ran_gamma($0, shape, scale) } }
    let d = shape - 1.0 / 3.0
    while true {
      let x = unitGaussian()
      let root = 1.0 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = uniform()
      if u < 1 - 0.0331 * x * x * x * x || log(u) < 0.5 * x * x + d * (1 - v + log(v)) {
        return scale * d * v
      }
    }
  }

  /// A number with the unit normal law: the one of `gsl_ran_gaussian_ziggurat`.
  @inline(__always)
  private mutating func unitGaussian() -> Double {
    let word = next32()
    let (layer, height) = (Int(word & 0x7f), word &>> 8)
    let ziggurat = Ziggurat.gsl
    guard height < ziggurat.limits[layer] else {
      giveBack(word)
      return withGenerator { gsl_ran_gaussian_ziggurat($0, 1) }
    }
    let x = Double(height) * ziggurat.widths[layer]
    return word & 0x80 != 0 ? x : -x
  }
}

extension RandomStream {
  /// Puts back the word taken last, which is the next again.
  private mutating func giveBack(_ word: UInt32) {
    words = Philox.Block(word ^ mask, words.x, words.y, words.z)
    used &-= 1
  }
}

/// The layers of GSL's ziggurat, which draws a normal number from one word of 32 bits 99 times in 100.
///
/// GSL keeps them to itself, so they are asked for: a generator that gives a chosen word shows how wide a layer is,
/// and where it ends.
///
/// Source: G. Marsaglia and W. W. Tsang, "The ziggurat method for generating random variables", Journal of
/// Statistical Software 5 (2000), doi:10.18637/jss.v005.i08.
private struct Ziggurat {
  /// What a unit of the height is worth, by layer.
  let widths: UnsafeMutablePointer<Double>
  /// The height from which on one word does not decide, by layer.
  let limits: UnsafeMutablePointer<UInt32>

  static let layers = 128
  nonisolated(unsafe) static let gsl = Ziggurat()

  private init() {
    widths = .allocate(capacity: Self.layers)
    limits = .allocate(capacity: Self.layers)
    for layer in 0..<UInt32(Self.layers) {
      (widths + Int(layer)).initialize(to: Self.answer(to: layer, height: 1).number)
      var (decided, undecided): (UInt32, UInt32) = (0, 1 << 24)
      while undecided - decided > 1 {
        let height = (decided + undecided) / 2
        if Self.answer(to: layer, height: height).isDecided {
          decided = height
        } else {
          undecided = height
        }
      }
      (limits + Int(layer)).initialize(to: undecided)
    }
  }

  /// What GSL makes of a word, and whether it asks for no more.
  private static func answer(
    to layer: UInt32, height: UInt32
  ) -> (number: Double, isDecided: Bool) {
    var script = Script(word: height << 8 | 0x80 | layer)
    var type = Script.generator
    let number = withUnsafeMutablePointer(to: &script) { script in
      withUnsafePointer(to: &type) { type in
        var generator = gsl_rng(type: type, state: UnsafeMutableRawPointer(script))
        return gsl_ran_gaussian_ziggurat(&generator, 1)
      }
    }
    return (number, script.asked == 1)
  }

  /// A generator that gives one word, and then what is decided at once.
  private struct Script {
    let word: UInt32
    var asked = 0

    mutating func next() -> UInt {
      asked += 1
      return UInt(asked == 1 ? word : 0x180)
    }

    static var generator: gsl_rng_type {
      gsl_rng_type(
        name: nil, max: UInt(UInt32.max), min: 0, size: MemoryLayout<Script>.size,
        set: { _, _ in },
        get: { $0.unsafelyUnwrapped.assumingMemoryBound(to: Script.self).pointee.next() },
        get_double: {
          Double($0.unsafelyUnwrapped.assumingMemoryBound(to: Script.self).pointee.next()) * 0x1p-32
        })
    }
  }
}
