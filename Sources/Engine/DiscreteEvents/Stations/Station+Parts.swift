// SPDX-License-Identifier: GPL-3.0-or-later

/// Customers whose servers become free one by one.
extension Station {
  /// Gives back some of the servers of a customer who goes on with the others.
  ///
  /// The last of them are given back by ``release(units:at:)``, which ends the service. Run the loop
  /// over ``grantNext(at:)`` after either.
  ///
  /// - Complexity: O(1).
  @inlinable
  public mutating func releasePart(units: Int = 1, at time: Double) {
    if victims != nil { Self.failToTrack(at: time) }
    free(units, at: time)
  }
}
