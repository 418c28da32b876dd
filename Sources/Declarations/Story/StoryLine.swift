// SPDX-License-Identifier: GPL-3.0-or-later

/// One event of a run: when, what, whom it concerns and what was counted at that instant.
public struct StoryLine: Hashable, Sendable {
  /// Something that was added up.
  public struct Count: Hashable, Sendable {
    /// What it is, in words.
    public let words: String
    /// How much was added.
    public let amount: Double
    /// Whether it is an amount of time or money, and not a number of things.
    public let isAmount: Bool

    /// Creates a count, by default of things.
    public init(words: String, amount: Double, isAmount: Bool = false) {
      self.words = words
      self.amount = amount
      self.isAmount = isAmount
    }
  }

  /// When, in days from the first midnight of history.
  public let time: Double
  /// The first day of history.
  public let start: CalendarDate
  /// What kind of event.
  public let kind: StoryKind
  /// Whom or what it concerns.
  public let subject: StorySubject
  /// What is said of this event beyond its kind, in words; may be empty.
  public let details: [String]
  /// What was counted at that instant, with all that followed at once: a bench that becomes free takes
  /// the next case.
  public let counts: [Count]

  /// Creates a line.
  public init(
    time: Double, start: CalendarDate, kind: StoryKind, subject: StorySubject,
    details: [String] = [], counts: [Count] = []
  ) {
    self.time = time
    self.start = start
    self.kind = kind
    self.subject = subject
    self.details = details
    self.counts = counts
  }

  /// Date and time of day to the second, by ISO 8601: `2017-05-01T14:05:00`.
  public var dateTime: String {
    let midnight = time.rounded(.down)
    let seconds = min(86_399, Int((time - midnight) * 86_400))
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(twoDigits)
    return "\(CalendarDate(dayNumber: start.dayNumber + Int(midnight)))T"
      + parts.joined(separator: ":")
  }
}
