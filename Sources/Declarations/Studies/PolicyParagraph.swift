// SPDX-License-Identifier: GPL-3.0-or-later

/// A part of what a policy does, in words.
public struct PolicyParagraph: Hashable, Sendable {
  /// When, where or on which occasion it holds; it ends in a colon.
  public var heading: String
  /// What then holds, lever by lever.
  public var items: [String]
  /// Whether it holds only while the policy answers to something that has happened.
  public var isAnswer: Bool

  /// Creates a paragraph; by default of what holds whatever happens.
  public init(heading: String, items: [String], isAnswer: Bool = false) {
    self.heading = heading
    self.items = items
    self.isAnswer = isAnswer
  }
}
