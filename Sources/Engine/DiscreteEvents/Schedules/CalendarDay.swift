// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#else
#error("DiscreteEvents needs a C library: Glibc, Musl or Darwin")
#endif

/// A day of the Gregorian calendar, by which a ``WeeklySchedule`` knows holidays.
///
/// Days count on and back (`Strideable`), so that a range of them is a holiday. The C library knows the
/// calendar (`timegm`, `gmtime_r`); there are no time zones, and each day has 24 hours.
public struct CalendarDay: Hashable, Strideable, Sendable, CustomStringConvertible {
  /// Days since 1 January 1970.
  public let number: Int

  /// The day with the number.
  public init(number: Int) { self.number = number }

  /// The day of the year, the month (1 to 12) and the day of the month.
  ///
  /// - Precondition: The calendar has such a day, in the years 1 to 9999.
  public init(_ year: Int, _ month: Int, _ day: Int) {
    var date = tm()
    var isDay = (1...9_999).contains(year) && (1...12).contains(month) && (1...31).contains(day)
    if isDay {
      date.tm_year = Int32(year - 1900)
      date.tm_mon = Int32(month - 1)
      date.tm_mday = Int32(day)
      number = timegm(&date) / Self.seconds
      // What the calendar does not have is made into the day that it would be.
      isDay = Int(date.tm_mday) == day
    } else {
      number = 0
    }
    Invariants.refuse(unless: isDay, "The calendar has no day \(year)-\(month)-\(day)")
  }

  /// The day of the week, 0 for Monday to 6 for Sunday.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 }

  /// As ISO 8601 has it: 2026-03-02.
  public var description: String {
    var seconds = time_t(number * Self.seconds)
    var date = tm()
    gmtime_r(&seconds, &date)
    func padded(_ part: Int32, _ width: Int) -> String {
      let digits = String(part)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return [
      padded(date.tm_year + 1900, 4), padded(date.tm_mon + 1, 2), padded(date.tm_mday, 2),
    ].joined(separator: "-")
  }

  /// The day so many days later.
  public func advanced(by days: Int) -> CalendarDay { CalendarDay(number: number + days) }

  /// The days from this one to the other.
  public func distance(to other: CalendarDay) -> Int { other.number - number }

  private static let seconds = 86_400
}
