// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// What checks may still simulate: they are to stay a small part of the study that they check.
///
/// It is counted in days of runs and not in seconds, so that the same study has the same checks on any machine.
struct CheckAllowance {
  /// The part of a study that its checks may take.
  static let share = 0.05
  /// What a smaller study is taken for: so many futures.
  static let fewestFutures = 20

  /// The days of runs that are left.
  private(set) var days: Double

  /// All that checks ask for.
  static let unlimited = CheckAllowance(days: .infinity)

  /// What the checks of a study of so many futures may simulate.
  ///
  /// - Parameters:
  ///   - futures: How many futures the study has.
  ///   - days: The days of runs that one of them takes.
  init(futures: Int, of days: Double) {
    self.init(days: Self.share * Double(max(futures, Self.fewestFutures)) * days)
  }

  private init(days: Double) { self.days = days }

  /// Whether so many days were left; they are used then.
  mutating func take(_ wanted: Double) -> Bool {
    guard wanted <= days else { return false }
    days -= wanted
    return true
  }

  /// Uses days for what is checked in any case.
  mutating func spend(_ spent: Double) { days = max(0, days - spent) }
}
