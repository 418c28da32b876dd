// SPDX-License-Identifier: GPL-3.0-or-later

public import CGSL

extension RandomStream {
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
}

/// What this library asks of GSL as a whole.
@usableFromInline
enum GSL {
  /// Philox as a generator of GSL; its state is a `RandomStream`.
  @usableFromInline
  nonisolated(unsafe) static let philox: UnsafePointer<gsl_rng_type> = {
    keepQuiet()
    let text: StaticString = "philox4x32-10"
    let name = UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    type.initialize(
      to: gsl_rng_type(
        name: name, max: UInt(UInt32.max), min: 0,
        size: MemoryLayout<RandomStream>.size,
        set: { _, _ in },
        get: {
          UInt($0.unsafelyUnwrapped.assumingMemoryBound(to: RandomStream.self).pointee.next32())
        },
        get_double: {
          $0.unsafelyUnwrapped.assumingMemoryBound(to: RandomStream.self).pointee.uniform()
        })
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
