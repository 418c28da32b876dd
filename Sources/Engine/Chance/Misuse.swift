// SPDX-License-Identifier: GPL-3.0-or-later

/// What the engine's libraries say to a program that calls them wrongly, in every build.
///
/// `precondition` keeps its sentence to itself in release, where most programs run. This speaks there too, and
/// costs a comparison: the sentence is made only for a caller who breaks the rule.
@usableFromInline
package enum Misuse {
  /// Stops the program with the sentence unless the condition holds.
  @inlinable
  @inline(__always)
  package static func refuse(unless holds: Bool, _ sentence: @autoclosure () -> String) {
    if !holds { stop(sentence()) }
  }

  /// Stops the program with the sentence.
  @usableFromInline
  @inline(never)
  package static func stop(_ sentence: String) -> Never { fatalError(sentence) }

  /// Refuses a mean time that is negative or no number.
  @usableFromInline
  @inline(never)
  static func stop(atMean mean: Double) -> Never {
    stop("the mean of an exponential law must be a number from 0 on, not \(mean)")
  }

  /// Refuses an address that no stream has.
  @usableFromInline
  @inline(never)
  static func stop(
    atKind kind: some BinaryInteger, number: some BinaryInteger, purpose: some BinaryInteger
  ) -> Never {
    stop(
      "kind and purpose are from 0 to 65,535 and a number is from 0 to 2^64 - 1, unlike \(kind), \(purpose) and \(number)"
    )
  }

  /// Refuses a seed or a replication that no luck has.
  @usableFromInline
  @inline(never)
  static func stop(
    atSeed seed: some BinaryInteger, replication: some BinaryInteger
  ) -> Never {
    stop("a seed and a replication are from 0 to 2^32 - 1, unlike \(seed) and \(replication)")
  }

  /// Refuses the number of a child that no luck has.
  @usableFromInline
  @inline(never)
  static func stop(atChild number: some BinaryInteger) -> Never {
    stop("the number of a child is from 0 to 2^32 - 1, unlike \(number)")
  }

  /// Refuses a probability that is not one, of which a quantile was asked for.
  @inline(__always)
  static func refuse(unlessProbability p: Double) {
    refuse(unless: 0...1 ~= p, "a quantile is that of a probability from 0 to 1, not \(p)")
  }

  /// Refuses a confidence that an interval cannot have.
  package static func refuse(unlessConfidence confidence: Double) {
    refuse(
      unless: confidence > 0 && confidence < 1,
      "the confidence of an interval lies between 0 and 1, and is not \(confidence)")
  }
}
