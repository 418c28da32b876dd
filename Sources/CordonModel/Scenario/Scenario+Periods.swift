// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

extension Scenario {
  /// A stretch of time in which no value of the world or of an area changes.
  struct Period: Sendable {
    /// When it begins, in days from the start of history; minus infinity for the first.
    let begins: Double
    /// The scenario in that time, without dates.
    let scenario: Scenario
  }

  /// The periods of the scenario's runs.
  ///
  /// The first one begins before everything.
  ///
  /// Values of one day change together. Values that change nothing begin no period. The first period has what holds
  /// when the warm-up begins; changes after the counted years are left out.
  var periods: [Period] {
    var present = self
    present.datedValues = []
    var periods = [Period(begins: -.infinity, scenario: present)]
    let days = Set(datedValues.map(\.from)).filter { $0 < settings.end }.sorted()
    for day in days {
      var isChanged = false
      for value in datedValues where value.from == day {
        for field in present.fields(at: value.path) where field.read(present) != value.setting {
          field.write(value.setting, &present)
          isChanged = true
        }
      }
      guard isChanged else { continue }
      let begins = Double(day - settings.start)
      if begins <= -settings.warmUp {
        periods = [Period(begins: -.infinity, scenario: present)]
      } else {
        periods.append(Period(begins: begins, scenario: present))
      }
    }
    return periods
  }
}
