// SPDX-License-Identifier: GPL-3.0-or-later

/// A unit of measurement, as written in scenario files and shown in tables.
///
/// Inside the model every quantity is held in the canonical unit of its dimension: days, events per
/// day, officer-hours, pounds, plain counts and shares between 0 and 1.
public struct Unit: Hashable, Sendable {
  /// What a unit measures; two units of one dimension convert into each other.
  public enum Dimension: String, Hashable, Sendable, CaseIterable {
    /// A probability or proportion, 0 to 1; files may write `40%`.
    case share
    /// A pure number, such as a factor or an elasticity.
    case factor
    /// A number of things; the noun is part of the unit.
    case count
    /// A length of time; canonical unit: days.
    case duration
    /// Events per unit of time; canonical unit: per day.
    case rate
    /// Time worked; canonical unit: officer-hours.
    case work
    /// Money; canonical unit: pounds sterling.
    case money
  }

  /// The dimension that this unit measures.
  public let dimension: Dimension
  /// The unit as written after a number, for example `days` or `groups`; empty for pure numbers.
  public let name: String
  /// How many canonical units one of this unit is.
  public let inCanonicalUnits: Double

  /// Creates a unit; prefer the static members.
  public init(_ dimension: Dimension, _ name: String, inCanonicalUnits: Double = 1) {
    self.dimension = dimension
    self.name = name
    self.inCanonicalUnits = inCanonicalUnits
  }

  /// A probability or proportion, 0 to 1.
  public static let share = Unit(.share, "share")
  /// A pure number.
  public static let factor = Unit(.factor, "")
  /// A second of time.
  public static let seconds = Unit(.duration, "seconds", inCanonicalUnits: 1 / 86_400)
  /// A minute of time.
  public static let minutes = Unit(.duration, "minutes", inCanonicalUnits: 1 / 1_440)
  /// An hour of time.
  public static let hours = Unit(.duration, "hours", inCanonicalUnits: 1 / 24)
  /// A day of time, the canonical unit of durations.
  public static let days = Unit(.duration, "days")
  /// Seven days.
  public static let weeks = Unit(.duration, "weeks", inCanonicalUnits: 7)
  /// A twelfth of a year of 365.25 days.
  public static let months = Unit(.duration, "months", inCanonicalUnits: 365.25 / 12)
  /// A year of 365.25 days.
  public static let years = Unit(.duration, "years", inCanonicalUnits: 365.25)
  /// Events per hour.
  public static let perHour = Unit(.rate, "per hour", inCanonicalUnits: 24)
  /// Events per day, the canonical unit of rates.
  public static let perDay = Unit(.rate, "per day")
  /// Events per week.
  public static let perWeek = Unit(.rate, "per week", inCanonicalUnits: 1 / 7)
  /// Events per month, a twelfth of a year of 365.25 days.
  public static let perMonth = Unit(.rate, "per month", inCanonicalUnits: 12 / 365.25)
  /// Events per year of 365.25 days.
  public static let perYear = Unit(.rate, "per year", inCanonicalUnits: 1 / 365.25)
  /// Hours worked by one officer.
  public static let officerHours = Unit(.work, "officer-hours")
  /// Pounds sterling.
  public static let pounds = Unit(.money, "GBP")

  /// A count of the given things, for example `groups`.
  public static func count(_ noun: String) -> Unit { Unit(.count, noun) }

  /// The unit of this dimension in which the model holds quantities.
  public var canonical: Unit { accepted.first { $0.inCanonicalUnits == 1 } ?? self }

  /// The units that files may use for a quantity of this unit's dimension, the shortest first.
  public var accepted: [Unit] {
    switch dimension {
    case .duration: [.seconds, .minutes, .hours, .days, .weeks, .months, .years]
    case .rate: [.perHour, .perDay, .perWeek, .perMonth, .perYear]
    case .share, .factor, .count, .work, .money: [self]
    }
  }
}
