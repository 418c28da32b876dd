// SPDX-License-Identifier: GPL-3.0-or-later

/// When a study happens.
public struct StudyCalendar: Hashable, Sendable {
  /// The days for which each run warms up, uncounted, before the history starts.
  public let warmUp: Double
  /// The first day of the history.
  public let start: CalendarDate
  /// The day from which policies may part, and from which outcomes are counted.
  public let policyFrom: CalendarDate
  /// For how many years from `policyFrom` outcomes are counted.
  public let counted: Int

  /// The day after the last counted day.
  public var end: CalendarDate { policyFrom.adding(years: counted) }

  /// Creates a calendar.
  public init(warmUp: Double, start: CalendarDate, policyFrom: CalendarDate, counted: Int) {
    self.warmUp = warmUp
    self.start = start
    self.policyFrom = policyFrom
    self.counted = counted
  }
}
