// SPDX-License-Identifier: GPL-3.0-or-later

/// Schedules that know on which day time begins.
extension WeeklySchedule {
  /// A schedule of 168 levels, one for each hour of the week from Monday's midnight on.
  ///
  /// - Parameters:
  ///   - day: The day that begins at time 0.
  ///   - levels: The level of each hour of the week.
  public init(startingOn day: CalendarDay, levels: [Int]) {
    self.init(epochWeekday: day.weekday, levels: levels)
    firstDay = day
  }

  /// A level at the given hours of the given weekdays, and another otherwise.
  ///
  /// ```swift
  /// var clerks = WeeklySchedule.hours(9..<17, level: 3, startingOn: CalendarDay(2026, 12, 21))
  /// clerks.except(CalendarDay(2026, 12, 25), level: 0)
  /// ```
  ///
  /// - Parameters:
  ///   - hours: As in ``hours(_:weekdays:level:otherwise:epochWeekday:)``.
  ///   - weekdays: The weekdays on which the hours begin, 0 is Monday.
  ///   - level: The level at these hours.
  ///   - otherwise: The level at all other hours.
  ///   - day: The day that begins at time 0.
  /// - Returns: The schedule, without exceptions.
  public static func hours(
    _ hours: Range<Int>, weekdays: Range<Int> = 0..<5, level: Int, otherwise: Int = 0,
    startingOn day: CalendarDay
  ) -> WeeklySchedule {
    var schedule = Self.hours(
      hours, weekdays: weekdays, level: level, otherwise: otherwise, epochWeekday: day.weekday)
    schedule.firstDay = day
    return schedule
  }

  /// Gives some days 24 levels of their own instead of the week's; a later exception overrules.
  ///
  /// - Precondition: The schedule was told the day on which it begins.
  public mutating func except(_ days: ClosedRange<CalendarDay>, profile: [Int]) {
    let first = known.distance(to: days.lowerBound)
    except(days: first..<(first + days.count), profile: profile)
  }

  /// Gives some days one level of their own instead of the week's; a later exception overrules.
  ///
  /// - Precondition: The schedule was told the day on which it begins.
  public mutating func except(_ days: ClosedRange<CalendarDay>, level: Int) {
    except(days, profile: Array(repeating: level, count: 24))
  }

  /// Gives a day one level of its own instead of the week's; a later exception overrules.
  ///
  /// - Precondition: The schedule was told the day on which it begins.
  public mutating func except(_ day: CalendarDay, level: Int) { except(day...day, level: level) }

  /// When the day begins.
  ///
  /// - Precondition: The schedule was told the day on which it begins.
  public func time(of day: CalendarDay) -> Double { Double(known.distance(to: day)) * dayLength }

  /// The day at the time.
  ///
  /// - Precondition: The schedule was told the day on which it begins.
  public func day(at time: Double) -> CalendarDay {
    let days = time / dayLength
    Invariants.refuse(unless: abs(days) < 1e6, "The calendar has no day at a time of \(days) days")
    return known.advanced(by: Int((Double(hour(at: time)) / 24).rounded(.down)))
  }

  private var known: CalendarDay {
    guard let firstDay else {
      Invariants.fail("A schedule with dates is told its first day: startingOn:")
    }
    return firstDay
  }
}
