// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance

/// All the randomness of one run of a simulation: that of its replication, or the antithetic partner of it.
///
/// Two simulations that are given the same value meet the same luck, address by address.
public struct ReplicationLuck: Hashable, Sendable, BitwiseCopyable {
  /// The randomness of the replication.
  public let luck: Luck
  /// Whether streams give 1 - u where those of the replication give u.
  public let isAntithetic: Bool

  /// The randomness of a replication.
  ///
  /// - Parameters:
  ///   - luck: The randomness of the replication.
  ///   - isAntithetic: Whether it is the antithetic partner's.
  public init(_ luck: Luck, isAntithetic: Bool = false) {
    self.luck = luck
    self.isAntithetic = isAntithetic
  }

  /// The stream at the given address, from its beginning.
  ///
  /// - Complexity: O(1), without allocation.
  public func stream(_ address: StreamAddress) -> RandomStream {
    let stream = luck.stream(address)
    return isAntithetic ? stream.antithetic : stream
  }
}
