// SPDX-License-Identifier: GPL-3.0-or-later

/// An assumption about how things work rather than about a number: an entry of the assumption log.
public struct ModelAssumption: Hashable, Sendable {
  /// The mechanism that it is about.
  public let mechanism: String
  /// What is assumed.
  public let statement: String
  /// Why, or what speaks for it.
  public let reason: String
  /// What would be different if it were wrong.
  public let consequence: String

  /// Creates an entry.
  public init(
    _ mechanism: String, _ statement: String, because reason: String, _ consequence: String
  ) {
    self.mechanism = mechanism
    self.statement = statement
    self.reason = reason
    self.consequence = consequence
  }
}
