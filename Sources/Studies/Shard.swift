// SPDX-License-Identifier: GPL-3.0-or-later

/// Which part of a sweep a process runs: `3/8`.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// Into how many parts a sweep may be split at most.
  public static let most = 1_000_000

  /// Which part, from 1.
  public let number: Int
  /// How many parts there are.
  public let count: Int

  /// The shard of a number; nil if there is none.
  public init?(number: Int, of count: Int) {
    guard (1...Self.most).contains(count), (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  /// The shard as people write it: `3/8`.
  public var description: String { "\(number)/\(count)" }
}
