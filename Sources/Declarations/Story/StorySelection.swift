// SPDX-License-Identifier: GPL-3.0-or-later

/// Which events of a run are recorded.
///
/// Every condition must hold. Without any, the story is what a first reading needs, by the interest of
/// each kind.
public struct StorySelection: Sendable {
  /// The kinds to report, in any order; where there are none, the kinds of a first reading.
  public var kinds: [StoryKind] = [] {
    didSet { mask = kinds.reduce(0) { $0 | 1 << UInt64($1.number) } }
  }
  /// One bit for each of the kinds.
  private var mask: UInt64 = 0
  /// Whether all kinds are recorded.
  public var hasAllKinds = false
  /// Whether lines say no more than when, what and whom.
  ///
  /// They have no details, no counts and no area that only the counts reveal, which saves looking at the
  /// state before and after.
  public var isBare = false
  /// The area, an index of the scenario's areas; nil for all.
  public var area: Int?
  /// The numbers that the entity must have; those that are nil may be any.
  public var identifiers = StoryIdentifiers()
  /// The time, in days from the first midnight of history.
  public var times = -Double.infinity..<Double.infinity

  /// What a first reading needs.
  public init() {}

  /// Whether an event may be recorded, as far as that can be known before it happens.
  ///
  /// - Parameters:
  ///   - kind: The number of its kind.
  ///   - subject: Whom or what it concerns.
  ///   - time: When it happens, in days from the first midnight of history.
  /// - Returns: Whether it may be recorded; its area is not looked at.
  public func admits(kind: Int, of subject: StorySubject, at time: Double) -> Bool {
    times.contains(time) && (mask == 0 || mask & 1 << UInt64(kind) != 0)
      && identifiers.match(subject.identifiers)
  }
}
