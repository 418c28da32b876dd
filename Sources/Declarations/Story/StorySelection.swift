// SPDX-License-Identifier: GPL-3.0-or-later

/// Which events of a run are recorded.
///
/// An event must meet every condition. Without conditions the story is what a first reading needs, by the
/// interest of each kind.
public struct StorySelection: Sendable {
  /// The kinds to record, in any order; if it is empty, the kinds of a first reading.
  public var kinds: [StoryKind] = [] {
    didSet { mask = kinds.reduce(0) { $0 | 1 << UInt64($1.number) } }
  }
  /// One bit for each of the kinds.
  private var mask: UInt64 = 0
  /// Whether all kinds are recorded.
  public var hasAllKinds = false
  /// Whether lines say no more than when, what and whom.
  ///
  /// Such lines have no details, no counts, and no area where only the counts reveal it. The recorder then
  /// need not look at the state before and after.
  public var isBare = false
  /// The area, an index of the scenario's areas; nil for all.
  public var area: Int?
  /// The numbers that the entity must have; where one is nil, any will do.
  public var identifiers = StoryIdentifiers()
  /// The time, in days from the first midnight of history.
  public var times = -Double.infinity..<Double.infinity

  /// Selects what a first reading needs.
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
