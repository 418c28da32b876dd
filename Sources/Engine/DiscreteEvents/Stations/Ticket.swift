// SPDX-License-Identifier: GPL-3.0-or-later

/// The name of a customer in the line of a station, with which the customer can be withdrawn.
///
/// It carries a generation: when the customer has been served or has left, the ticket is stale, and
/// withdrawing it does nothing. A time-out that comes at the very instant of a grant is harmless
/// therefore. It names the customer too, so that the ticket of one station cannot withdraw somebody else at
/// another.
@frozen
public struct Ticket: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let name: SlotName
  @usableFromInline let customer: UInt32

  @inlinable
  init(_ name: SlotName, of customer: UInt32) {
    self.name = name
    self.customer = customer
  }

  @inlinable var slot: UInt32 { name.slot }
  @inlinable var generation: UInt32 { name.generation }

  /// The ticket of nobody: it is always stale.
  @inlinable
  public static var none: Ticket { Ticket(.none, of: .max) }
}

/// A customer who has been given what it waited for.
@frozen
public struct Grant: Hashable, Sendable, BitwiseCopyable {
  /// The caller's number of the customer.
  public let customer: Int
  /// The servers that were given.
  public let units: Int
  /// How long the customer waited.
  public let waited: Double

  /// Creates a grant.
  @inlinable
  public init(customer: Int, units: Int = 1, waited: Double) {
    self.customer = customer
    self.units = units
    self.waited = waited
  }
}
