// SPDX-License-Identifier: GPL-3.0-or-later

public import CGSL

/// The address of a stream of random numbers within a run: what is random, which one, for what.
///
/// Two different addresses never share a random number, and an address means the same numbers
/// whatever else the run does: that is what lets policies share their luck (common random numbers).
@frozen
public struct StreamAddress: Hashable, Sendable, BitwiseCopyable {
  /// The kind of entity, for example a chat or a case.
  public var kind: UInt16
  /// The purpose of the draw, for example the length of a chat.
  public var purpose: UInt16
  /// The entity's number within its kind.
  public var number: UInt64

  /// Creates an address of integers of any type.
  ///
  /// - Precondition: Kind and purpose are from 0 to 65,535, and the number is from 0 to 2^64 - 1.
  @inlinable
  @inline(__always)
  public init(
    kind: some BinaryInteger, number: some BinaryInteger, purpose: some BinaryInteger
  ) {
    guard let shortKind = UInt16(exactly: kind), let long = UInt64(exactly: number),
      let shortPurpose = UInt16(exactly: purpose)
    else { Misuse.stop(atKind: kind, number: number, purpose: purpose) }
    self.kind = shortKind
    self.purpose = shortPurpose
    self.number = long
  }

  /// The kind under which statistics draw, such as resamples of a bootstrap: no entity of a model has it.
  @inlinable
  public static var kindOfStatistics: Int { 65_535 }
}

/// All the randomness of one run, by address.
///
/// A value of eight bytes without state: streams are made from it in O(1), in any order, any number of
/// times. Seed and replication together are the generator's key, so (seed 1, replication 2) has
/// nothing in common with (seed 2, replication 1).
@frozen
public struct Luck: Hashable, Sendable, BitwiseCopyable {
  /// The seed of the study.
  public let seed: UInt32
  /// The number of the replication.
  public let replication: UInt32

  /// The randomness of the given replication of a study with the given seed, integers of any type.
  ///
  /// - Precondition: Both are at least 0 and below 2^32.
  @inlinable
  public init(seed: some BinaryInteger, replication: some BinaryInteger) {
    guard let shortSeed = UInt32(exactly: seed), let short = UInt32(exactly: replication) else {
      Misuse.stop(atSeed: seed, replication: replication)
    }
    self.seed = shortSeed
    self.replication = short
  }

  /// The randomness of one of several copies of a run that go on apart.
  ///
  /// Children of one luck, and their children, have keys of their own: two of them are the same with a
  /// probability of 2^-64. A list of children's numbers repeats any descendant.
  ///
  /// - Parameter number: The number of the child, from 0 to 2^32 - 1.
  /// - Returns: The child's luck.
  /// - Complexity: O(1).
  @inlinable
  public func child(_ number: some BinaryInteger) -> Luck {
    guard let short = UInt32(exactly: number) else { Misuse.stop(atChild: number) }
    // No stream has this address: it needs a kind and a purpose of 65,535 both.
    let block = Philox.block(
      counter: Philox.Block(short, .max, .max, .max), key: SIMD2(seed, replication))
    return Luck(seed: block.x, replication: block.y)
  }

  /// The first number of the stream at the given address, as ``RandomStream/uniform()`` would draw it.
  ///
  /// - Complexity: O(1), in less time than it takes to make the stream.
  @inlinable
  @inline(__always)
  public func uniform(_ address: StreamAddress) -> Double {
    (Double(firstWord(address)) + 0.5) * 0x1p-32
  }

  /// The first number of the stream at the given address, as ``RandomStream/exponential(mean:)`` would draw it.
  ///
  /// - Complexity: O(1), in less time than it takes to make the stream.
  @inlinable
  @inline(__always)
  public func exponential(mean: Double, _ address: StreamAddress) -> Double {
    if !(mean >= 0) { Misuse.stop(atMean: mean) }
    let word = ~firstWord(address)
    guard _fastPath(word != 0) else {
      var stream = stream(address)
      return stream.exponential(mean: mean)
    }
    return -mean * log((Double(word) + 0.5) * 0x1p-32)
  }

  @inlinable
  @inline(never)
  func firstWord(_ address: StreamAddress) -> UInt32 {
    Philox.block(counter: counter(address), key: SIMD2(seed, replication)).x
  }

  @inlinable
  @inline(__always)
  func counter(_ address: StreamAddress) -> Philox.Block {
    Philox.Block(
      0, UInt32(truncatingIfNeeded: address.number),
      UInt32(truncatingIfNeeded: address.number &>> 32),
      UInt32(address.kind) &<< 16 | UInt32(address.purpose))
  }

  /// The stream at the given address, from its beginning.
  ///
  /// - Complexity: O(1), without allocation.
  @inlinable
  public func stream(_ address: StreamAddress) -> RandomStream {
    RandomStream(key: SIMD2(seed, replication), counter: counter(address))
  }
}
