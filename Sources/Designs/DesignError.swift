// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a factor or a design cannot be made.
public struct DesignError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, without a full stop.
  public let message: String
  /// What is allowed instead; nil if that is not said.
  public let allowed: String?

  init(_ message: String, allowed: String? = nil) {
    self.message = message
    self.allowed = allowed
  }

  /// The whole sentence.
  public var description: String { message + (allowed.map { ". Allowed: \($0)." } ?? ".") }
}
