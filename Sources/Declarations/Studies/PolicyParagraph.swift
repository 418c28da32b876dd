// SPDX-License-Identifier: GPL-3.0-or-later

/// A part of what a policy does, in words.
public struct PolicyParagraph: Hashable, Sendable {
  /// When, where or on which occasion it holds; it ends in a colon.
  public var heading: String
  /// What then holds, lever by lever.
  public var items: [String]

  /// Creates a paragraph.
  public init(heading: String, items: [String]) {
    self.heading = heading
    self.items = items
  }
}
