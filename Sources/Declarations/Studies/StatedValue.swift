// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that a scenario says, under the path by which `cordon explain` shows it.
public struct StatedValue: Hashable, Sendable {
  /// The path, for example `stings.streamed` or `policy.levers.acceptance`.
  public let path: String
  /// The value with its unit, or several values with their dates.
  public let words: String

  /// Creates a statement.
  public init(path: String, words: String) {
    self.path = path
    self.words = words
  }
}
