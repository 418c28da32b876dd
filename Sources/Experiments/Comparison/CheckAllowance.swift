// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// How much checks may still simulate: they must stay a small part of the study that they check.
///
/// It is counted in days of runs and not in seconds, so that the same study has the same checks on any machine.
struct CheckAllowance {
  /// The part of a study that its checks may take.
  static let share = 0.05
  /// A smaller study counts as one of so many futures.
  static let fewestFutures = 20

  /// The days of runs that are left.
  private(set) var days: Double

  /// No limit.
  static let unlimited = CheckAllowance(days: .infinity)

  /// The allowance for the checks of a study.
  ///
  /// - Parameters:
  ///   - study: The days of runs that the study takes.
  ///   - replication: The days of runs that a future takes which makes its own history.
  init(ofStudy study: Double, replication: Double) {
    self.init(days: Self.share * max(study, Double(Self.fewestFutures) * replication))
  }

  private init(days: Double) { self.days = days }

  /// Takes so many days if they are left; returns whether they were.
  mutating func take(_ wanted: Double) -> Bool {
    guard wanted <= days else { return false }
    days -= wanted
    return true
  }

  /// Uses days for checks that are made in any case.
  mutating func spend(_ spent: Double) { days = max(0, days - spent) }
}
