// SPDX-License-Identifier: GPL-3.0-or-later

/// Kinds of events that no lever touches: runs with one luck must have them alike under every policy.
public struct UntouchedStream: Sendable {
  /// What is compared of an event.
  public enum Part: Hashable, Sendable {
    /// Every event, its moment and whom it concerns.
    case all
    /// The moment of each event that happens under both policies; its kind happens to an entity only once.
    case moments
    /// The area of each entity with this identifier that is there under both policies; the moment is not compared,
    /// since it may depend on queues.
    case areas(identifier: Int)
  }

  /// What is compared, in words: `calls of the public`.
  public let words: String
  /// The kinds of events.
  public let kinds: [StoryKind]
  /// What is compared of them.
  public let part: Part
  /// The beginnings of the paths of the fields on which the stream depends.
  ///
  /// It is not compared if scenarios differ in one of these.
  public let fields: [String]

  /// Creates a stream.
  public init(_ words: String, kinds: [StoryKind], _ part: Part, fields: [String]) {
    self.words = words
    self.kinds = kinds
    self.part = part
    self.fields = fields
  }

  /// The first of the given paths on which it depends; nil if it depends on none.
  public func field(of fields: [String]) -> String? {
    fields.first { field in self.fields.contains { field.hasPrefix($0) } }
  }
}
