// SPDX-License-Identifier: GPL-3.0-or-later

/// What this library says to a program that calls it wrongly, in every build.
///
/// `precondition` keeps its sentence to itself in release, where most programs run. This speaks there too, and
/// costs a comparison: the sentence is made where nobody comes who keeps to the rules.
@usableFromInline
enum Misuse {
  /// Stops the program with the sentence unless the condition holds.
  @inlinable
  @inline(__always)
  static func refuse(unless holds: Bool, _ sentence: @autoclosure () -> String) {
    if !holds { stop(sentence()) }
  }

  /// Stops the program with the sentence.
  @usableFromInline
  @inline(never)
  static func stop(_ sentence: String) -> Never { fatalError(sentence) }

  /// Refuses a mean time that is negative or no number.
  @usableFromInline
  @inline(never)
  static func stop(atMean mean: Double) -> Never {
    stop("the mean of an exponential law must be a number from 0 on, not \(mean)")
  }

  /// Refuses a probability that is not one, of which a quantile was asked for.
  @inline(__always)
  static func refuse(unlessProbability p: Double) {
    refuse(unless: 0...1 ~= p, "a quantile is that of a probability from 0 to 1, not \(p)")
  }
}
