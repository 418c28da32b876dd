// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// The hold model: so many events pending, the first of which is moved again and again.
///
/// Source: D. W. Jones, "An empirical comparison of priority-queue and event-set implementations",
/// Communications of the ACM 29 (1986), doi:10.1145/5684.5686.
func holdModel(pending: UInt64, holds: UInt64) -> Outcome {
  var calendar = EventCalendar<UInt32>()
  var times = benchStream(purpose: 1)
  for event in 0..<UInt32(pending) {
    calendar.schedule(event, at: times.exponential(mean: 1))
  }
  for _ in 0..<holds {
    guard let event = calendar.next(before: .infinity) else { break }
    calendar.schedule(event, at: calendar.now + times.exponential(mean: 1))
  }
  return Outcome(events: holds, result: calendar.now)
}
