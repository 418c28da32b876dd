// SPDX-License-Identifier: GPL-3.0-or-later

public import CGSL
import Glibc

extension Stream {
  /// Calls `body` with a GSL generator that draws from this stream.
  ///
  /// The way to any law of GSL that has no name here. The generator lives on the stack for the
  /// length of the call; its `get` is ``next32()``, its `get_double` ``uniform()``.
  @inlinable
  @inline(__always)
  public mutating func withGenerator<Result>(
    _ body: (UnsafePointer<gsl_rng>) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &self) { state in
      var generator = gsl_rng(type: GSL.philox, state: UnsafeMutableRawPointer(state))
      return withUnsafePointer(to: &generator, body)
    }
  }

  /// A Poisson distributed number of events with the given mean.
  ///
  /// - Precondition: `mean` is finite and not negative.
  public mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean.isFinite, "the mean of a Poisson law is \(mean)")
    return withGenerator { Int(gsl_ran_poisson($0, mean)) }
  }

  /// How many of `trials` independent events of the given probability happen.
  ///
  /// - Precondition: `trials` is from 0 to 2^32 - 1, `probability` from 0 to 1.
  public mutating func binomial(trials: Int, probability: Double) -> Int {
    precondition(0...1 ~= probability, "the probability of a binomial law is \(probability)")
    return withGenerator { Int(gsl_ran_binomial($0, probability, UInt32(trials))) }
  }

  /// A whole number from 0 to `count` - 1, each as likely as the others.
  ///
  /// - Precondition: `count` is from 1 to 2^32 - 1.
  public mutating func index(below count: Int) -> Int {
    precondition(1...Int(UInt32.max) ~= count, "no number from 0 to \(count) - 1 can be drawn")
    return withGenerator { Int(gsl_rng_uniform_int($0, UInt(count))) }
  }
}

/// What this library asks of GSL as a whole.
@usableFromInline
enum GSL {
  /// Philox as a generator of GSL; its state is a `Stream`.
  @usableFromInline
  nonisolated(unsafe) static let philox: UnsafePointer<gsl_rng_type> = {
    keepQuiet()
    let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    type.initialize(
      to: gsl_rng_type(
        name: UnsafePointer(strdup("philox4x32-10")), max: UInt(UInt32.max), min: 0,
        size: MemoryLayout<Stream>.size,
        set: { _, _ in },
        get: { UInt($0.unsafelyUnwrapped.assumingMemoryBound(to: Stream.self).pointee.next32()) },
        get_double: { $0.unsafelyUnwrapped.assumingMemoryBound(to: Stream.self).pointee.uniform() })
    )
    return UnsafePointer(type)
  }()

  /// Switches off GSL's error handler, which ends the process, once and for the whole process.
  ///
  /// Nothing depends on it: arguments are checked before GSL sees them. Every path to GSL passes
  /// here: draws through `philox`, distribution functions through the making of a `Law`.
  @inline(__always)
  static func keepQuiet() { _ = silenced }

  private static let silenced: Bool = {
    gsl_set_error_handler_off()
    return true
  }()
}
