// SPDX-License-Identifier: GPL-3.0-or-later

/// A day of the proleptic Gregorian calendar.
///
/// Conversions follow the era arithmetic of H. Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms" (2013), exact for every representable day and free of time zones and locales.
public struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1 January 1970; negative before.
  public let dayNumber: Int

  /// The day with the given number; 0 is 1 January 1970.
  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// The given day, or nil if the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9_999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(dayNumber: era * 146_097 + dayOfEra - 719_468)
    let parts = self.parts
    guard parts.month == month, parts.day == day else { return nil }
  }

  /// The days that files may name; a run through all of them takes long, but ends.
  public static let allowed: ClosedRange<CalendarDate> = "1900-01-01"..."2199-12-31"

  /// Reads `2017-05-01`; nil if the text is no such date.
  public init?(_ text: some StringProtocol) {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 3, fields.map(\.count) == [4, 2, 2],
      fields.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(fields[0]), let month = Int(fields[1]), let day = Int(fields[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month (1 to 12) and day of the month (1 to 31).
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * marchMonth + 2) / 5 + 1
    )
  }

  /// The day of the week, 0 for Monday to 6 for Sunday.
  public var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 }

  /// The first day of the month after this day's month.
  public var startOfNextMonth: CalendarDate {
    let (year, month, day) = parts
    let first = dayNumber - day + 1
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return CalendarDate(dayNumber: first + lengths[month - 1])
  }

  /// The same day of another year; 29 February becomes 28 February where that year has none.
  ///
  /// - Parameter years: How many years later, or earlier where it is negative.
  /// - Returns: The day.
  public func adding(years: Int) -> CalendarDate {
    let (year, month, day) = parts
    return CalendarDate(year: year + years, month: month, day: day)
      ?? CalendarDate(year: year + years, month: month, day: day - 1)
      ?? CalendarDate(dayNumber: dayNumber + 365 * years)
  }

  /// ISO 8601: `2017-05-01`.
  public var description: String {
    let (year, month, day) = parts
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// The earlier day comes first.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.dayNumber < right.dayNumber
  }

  /// Days from the right-hand day to the left-hand day.
  public static func - (left: CalendarDate, right: CalendarDate) -> Int {
    left.dayNumber - right.dayNumber
  }
}

extension CalendarDate: ExpressibleByStringLiteral {
  /// The day that a literal such as `"2017-05-01"` names; any other literal is a programming error.
  public init(stringLiteral text: String) {
    guard let date = CalendarDate(text) else { preconditionFailure("\(text) is no date") }
    self = date
  }
}
