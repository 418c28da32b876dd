// SPDX-License-Identifier: GPL-3.0-or-later

public import CGSL

/// The first four numbers of a stream, made at once.
///
/// Chance that belongs together, such as all that is drawn for an arrival, is cheapest with one address: a block costs
/// no more than one number of it. Each number stands at a position of its own, so that one that is not asked for moves
/// no other.
@frozen
public struct RandomBlock: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let words: Philox.Block

  /// Which number of a block.
  @frozen
  public enum Position: Int, CaseIterable, Sendable, BitwiseCopyable {
    case first
    case second
    case third
    case fourth
  }

  @inlinable
  @inline(__always)
  init(words: Philox.Block) { self.words = words }

  /// What stands for a block that is still to be made: all its numbers are the smallest.
  @inlinable
  public static var placeholder: RandomBlock { RandomBlock(words: .zero) }

  /// A block of which only the number at a position is known, by its word; the greatest needs the others, too.
  @inlinable
  @inline(__always)
  package init(word: UInt32, at position: Position) {
    var words = Philox.Block.zero
    words[position.rawValue] = word
    self.words = words
  }

  @inlinable
  @inline(__always)
  package func word(_ position: Position) -> UInt32 { words[position.rawValue] }

  /// A number uniform on the open interval from 0 to 1, as ``RandomStream/uniform()`` draws it.
  @inlinable
  @inline(__always)
  public func uniform(_ position: Position) -> Double {
    (Double(word(position)) + 0.5) * 0x1p-32
  }

  /// An exponentially distributed number with the given mean.
  ///
  /// It is the number that ``RandomStream/exponential(mean:)`` draws, unless that is the greatest, one in 2^32: what lies
  /// beyond is told by the numbers of this block.
  ///
  /// - Precondition: `mean` is not negative.
  @inlinable
  @inline(__always)
  public func exponential(mean: Double, _ position: Position) -> Double {
    if !(mean >= 0) { Misuse.stop(atMean: mean) }
    let word = ~word(position)
    guard _fastPath(word != 0) else { return -mean * logOfTail(position) }
    return -mean * log((Double(word) + 0.5) * 0x1p-32)
  }

  /// The logarithm of a number uniform between 0 and 2^-32, made of all numbers of the block.
  @usableFromInline
  @inline(never)
  func logOfTail(_ position: Position) -> Double {
    let block = Philox.block(counter: words, key: SIMD2(UInt32(position.rawValue), 0))
    let bits = UInt64(block.x) &<< 32 | UInt64(block.y)
    return log((Double(bits &>> 12) + 0.5) * 0x1p-52) - 32 * log(2)
  }

  /// A number with the law, an increasing function of the number at the position.
  public func draw(_ law: InvertedLaw, _ position: Position) -> Double {
    draw(law.numbers, position)
  }

  /// As for the law whose numbers these are, which must live on.
  @inlinable
  @inline(__always)
  package func draw(_ law: InvertedLaw.Numbers, _ position: Position) -> Double {
    law.isExponential
      ? exponential(mean: law.scale, position) : law.number(at: word(position))
  }
}

extension Luck {
  /// The first four numbers of the stream at the given address.
  ///
  /// - Complexity: O(1), in the time of one number.
  @inlinable
  @inline(never)
  public func block(_ address: StreamAddress) -> RandomBlock { blockInPlace(address) }

  /// The same, laid out where it is called, for loops over many.
  @inlinable
  @inline(__always)
  package func blockInPlace(_ address: StreamAddress) -> RandomBlock {
    RandomBlock(
      words: Philox.block(counter: counter(address), key: SIMD2(seed, replication)))
  }
}
