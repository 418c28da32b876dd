// SPDX-License-Identifier: GPL-3.0-or-later

/// A kind of event, as the story of a run names it.
public struct StoryKind: Hashable, Sendable {
  /// How much of a kind is told to a reader who has not asked for it.
  public enum Interest: Hashable, Sendable {
    /// Each event belongs to the story.
    case always
    /// An event from which nothing follows is left out, such as a chat that is dropped.
    case ifAnythingFollows
    /// None is told: there are too many, and single ones say little.
    case onRequest
  }

  /// Its index among the kinds of its model, below ``StoryVocabulary/mostKinds``.
  public let number: Int
  /// The name, as tables and options have it: `sting-starts`.
  public let name: String
  /// What happens, in words: `the sting starts`.
  public let words: String
  /// How much of it is told where nobody asked.
  public let interest: Interest

  /// Creates a kind.
  public init(number: Int, name: String, words: String, interest: Interest) {
    self.number = number
    self.name = name
    self.words = words
    self.interest = interest
  }

  /// Two kinds of one model are the same if they have one number.
  public static func == (left: StoryKind, right: StoryKind) -> Bool { left.number == right.number }

  /// Hashes the number, which is all that tells two kinds of a model apart.
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

/// The words in which a model records what happens in a run.
public struct StoryVocabulary: Sendable {
  /// One of the numbers by which an entity is known, which is a column of a table of events.
  public struct Identifier: Hashable, Sendable {
    /// The name of the column, for example `group`.
    public let name: String
    /// What it is, in one sentence.
    public let summary: String
    /// What its numbers stand for, from 0; empty if they are numbers of things.
    public let words: [String]

    /// Creates an identifier.
    public init(_ name: String, _ summary: String, words: [String] = []) {
      self.name = name
      self.summary = summary
      self.words = words
    }

    /// A value in words: the number, or what it stands for.
    public func text(of value: UInt64) -> String {
      words.isEmpty ? "\(value)" : words[Int(value)]
    }
  }

  /// How many kinds of events a model may have: a selection has one bit for each.
  public static let mostKinds = 64

  /// All kinds of events, by their number.
  public let kinds: [StoryKind]
  /// The numbers by which an entity is known, at most ``StoryIdentifiers/most``.
  public let identifiers: [Identifier]
  /// The name of a subject for people, for example `sting 17/204`; empty for what is no entity.
  public let name: @Sendable (_ subject: StorySubject) -> String

  /// Creates a vocabulary.
  public init(
    kinds: [StoryKind], identifiers: [Identifier],
    name: @escaping @Sendable (_ subject: StorySubject) -> String
  ) {
    precondition(kinds.count <= Self.mostKinds, "too many kinds of events")
    precondition(kinds.indices.allSatisfy { kinds[$0].number == $0 }, "kinds out of their order")
    precondition(identifiers.count <= StoryIdentifiers.most, "too many identifiers")
    self.kinds = kinds
    self.identifiers = identifiers
    self.name = name
  }
}
