// SPDX-License-Identifier: GPL-3.0-or-later

// Swift's own rounding is linked with the C library's mathematics, which only an import brings.
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#else
#error("DiscreteEvents needs a C library: Glibc, Musl or Darwin")
#endif

/// A whole number that follows the clock and the week, such as the officers on duty.
///
/// One level for each hour of the week, and other levels on days of exception such as holidays. Time is
/// in days from a midnight at time 0, unless the schedule is told how long a day is on the clock:
/// ``withDays(of:)``. A level holds from its boundary on: the boundary itself, `Double(hour) / 24` in days, has
/// the new level.
///
/// A station follows it by one call: ``Lives/follow(_:at:interrupting:)``, ``Station/follow(_:interrupting:at:)``.
public struct WeeklySchedule: Hashable, Sendable {
  /// Levels for some days instead of those of the week.
  private struct Exception: Hashable, Sendable {
    let days: Range<Int>
    let profile: [Int]
  }
  /// By hour of the week, from the midnight at time 0.
  private let week: [Int]
  /// By hour of the week, the hours until its level changes; 0 if it never does.
  private let hoursUntilChange: [Int]
  /// In order of precedence, the last first.
  private var exceptions: [Exception] = []
  /// The day that begins at time 0, where that is known.
  var firstDay: CalendarDay?
  /// How long a day is on the clock: 1 if time is in days.
  public private(set) var dayLength = 1.0

  /// A schedule of 168 levels, one for each hour of the week from Monday's midnight on.
  ///
  /// - Parameters:
  ///   - epochWeekday: The weekday at time 0, where 0 is Monday and 6 Sunday.
  ///   - levels: The level of each hour of the week.
  public init(epochWeekday: Int, levels: [Int]) {
    Invariants.refuse(unless: levels.count == 168, "a week has 168 hours, not \(levels.count)")
    Invariants.refuse(
      unless: 0..<7 ~= epochWeekday, "a weekday is 0 to 6, not \(epochWeekday)")
    let week = Array(levels[(24 * epochWeekday)...] + levels[..<(24 * epochWeekday)])
    self.week = week
    hoursUntilChange = week.indices.map { hour in
      (1..<168).first { week[(hour + $0) % 168] != week[hour] } ?? 0
    }
  }

  /// The same level at all times.
  public static func always(_ level: Int) -> WeeklySchedule {
    WeeklySchedule(epochWeekday: 0, levels: Array(repeating: level, count: 168))
  }

  /// The same 24 levels, by hour of the day, every day.
  public static func daily(_ profile: [Int]) -> WeeklySchedule {
    Invariants.refuse(unless: profile.count == 24, "a day has 24 hours, not \(profile.count)")
    return WeeklySchedule(epochWeekday: 0, levels: (0..<168).map { profile[$0 % 24] })
  }

  /// A level at the given hours of the given weekdays, and another otherwise.
  ///
  /// - Parameters:
  ///   - hours: Hours of the day at which the level holds; a range that goes past 24 goes on into the next day, so that
  ///     `22..<30` is the night from 22:00 to 6:00.
  ///   - weekdays: The weekdays on which the hours begin, 0 is Monday.
  ///   - level: The level at these hours.
  ///   - otherwise: The level at all other hours.
  ///   - epochWeekday: The weekday at time 0.
  /// - Returns: The schedule, without exceptions.
  public static func hours(
    _ hours: Range<Int>, weekdays: Range<Int> = 0..<5, level: Int, otherwise: Int = 0,
    epochWeekday: Int
  ) -> WeeklySchedule {
    Invariants.refuse(
      unless: hours.lowerBound >= 0 && hours.count <= 24,
      "hours \(hours) are not within a day's length")
    Invariants.refuse(
      unless: weekdays.lowerBound >= 0 && weekdays.upperBound <= 7,
      "weekdays are 0 to 6, not \(weekdays)")
    var levels = Array(repeating: otherwise, count: 168)
    for weekday in weekdays {
      for hour in hours { levels[(24 * weekday + hour) % 168] = level }
    }
    return WeeklySchedule(epochWeekday: epochWeekday, levels: levels)
  }

  /// Gives some days 24 levels of their own instead of the week's; a later exception overrules.
  ///
  /// - Parameters:
  ///   - days: Whole days, where day 0 begins at time 0.
  ///   - profile: The level of each hour of these days.
  public mutating func except(days: Range<Int>, profile: [Int]) {
    Invariants.refuse(unless: profile.count == 24, "a day has 24 hours, not \(profile.count)")
    exceptions.insert(Exception(days: days, profile: profile), at: 0)
  }

  /// Gives some days one level of their own instead of the week's; a later exception overrules.
  public mutating func except(days: Range<Int>, level: Int) {
    except(days: days, profile: Array(repeating: level, count: 24))
  }

  /// The same schedule on a clock on which a day takes so long: 24 if time is in hours, 1,440 if it is in minutes.
  public func withDays(of length: Double) -> WeeklySchedule {
    Invariants.refuse(
      unless: length > 0 && length < .infinity, "a day cannot take a time of \(length)")
    var schedule = self
    schedule.dayLength = length
    return schedule
  }

  /// The level at the given time.
  ///
  /// - Complexity: O(number of exceptions).
  public func level(at time: Double) -> Int {
    level(hour: hour(at: time))
  }

  /// The first time after the given one at which the level changes, infinity if it never does.
  ///
  /// - Complexity: O(1) once every exception is over; before, O(hours until then times number of exceptions).
  public func nextChange(after time: Double) -> Double {
    let now = hour(at: time)
    let firstPlainHour = exceptions.map { 24 * $0.days.upperBound }.max() ?? now
    guard now < firstPlainHour else {
      let hours = hoursUntilChange[hourOfWeek(now)]
      return hours > 0 ? self.time(ofHour: now + hours) : .infinity
    }
    let level = level(hour: now)
    // From the first plain hour on, a whole week without a change means that none will come.
    for hour in (now + 1)...(firstPlainHour + 168) where self.level(hour: hour) != level {
      return self.time(ofHour: hour)
    }
    return .infinity
  }

  /// The whole hours since time 0, exact at the boundaries although a 24th of a day is not.
  func hour(at time: Double) -> Int {
    Invariants.refuse(
      unless: abs(time / dayLength) < 1e15,
      "A schedule of hours has no level at a time of \(time / dayLength) days")
    let hour = Int((time * 24 / dayLength).rounded(.down))
    return if self.time(ofHour: hour) > time {
      hour - 1
    } else if self.time(ofHour: hour + 1) <= time {
      hour + 1
    } else {
      hour
    }
  }

  /// When an hour begins.
  private func time(ofHour hour: Int) -> Double { Double(hour) * dayLength / 24 }

  private func level(hour: Int) -> Int {
    let ofDay = ((hour % 24) + 24) % 24
    let day = (hour - ofDay) / 24
    for exception in exceptions where exception.days.contains(day) {
      return exception.profile[ofDay]
    }
    return week[hourOfWeek(hour)]
  }

  private func hourOfWeek(_ hour: Int) -> Int { ((hour % 168) + 168) % 168 }
}
