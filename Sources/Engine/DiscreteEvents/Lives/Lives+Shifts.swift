// SPDX-License-Identifier: GPL-3.0-or-later

/// A station that follows a schedule.
@usableFromInline
struct LifeShift: Sendable {
  /// The index of the station.
  let station: Int
  var schedule: WeeklySchedule
  var interruption: Interruption?
  /// The next change.
  var handle: EventHandle
}

/// Shifts: servers who come and go by the clock and the week.
extension Lives {
  /// Has the number of servers at a spot follow a schedule, now and for ever.
  ///
  /// ```swift
  /// let hours = WeeklySchedule.hours(9..<17, level: 2, epochWeekday: 0)
  /// office.lives.follow(hours.withDays(of: 24), at: .clerks)
  /// ```
  ///
  /// A change comes before everything else that happens at its instant. Servers who are at work when their shift
  /// ends finish, which is recorded as overtime, unless an interruption says otherwise: then customers lose them
  /// and go on in a later shift (`resume`), begin again (`restart`, `resample`) or live the step that
  /// they named for it (`handOver`), as after ``setServers(_:_:interrupting:)``.
  ///
  /// A spot follows the last schedule that it was given; ``WeeklySchedule/always(_:)`` ends all changes. May be
  /// called outside of a step.
  ///
  /// - Parameters:
  ///   - schedule: How many servers there are, and when.
  ///   - spot: The station.
  ///   - interruption: What becomes of customers whose servers go, at a station with an order of victims; left out,
  ///     servers finish what they do.
  /// - Complexity: One event for each change.
  public mutating func follow(
    _ schedule: WeeklySchedule, at spot: Spot, interrupting interruption: Interruption? = nil
  ) {
    let station = index(of: spot)
    if let known = shifts.firstIndex(where: { $0.station == station }) {
      calendar.cancel(shifts[known].handle)
      shifts[known].schedule = schedule
      shifts[known].interruption = interruption
      changeShift(known)
    } else {
      shifts.append(
        LifeShift(
          station: station, schedule: schedule, interruption: interruption, handle: .none))
      changeShift(shifts.count - 1)
    }
  }

  /// Sets the servers of one that follows a schedule, and awaits the next change.
  @usableFromInline
  @inline(never)
  mutating func changeShift(_ index: Int) {
    let (station, schedule) = (shifts[index].station, shifts[index].schedule)
    let next = stations[station].follow(
      schedule, interrupting: shifts[index].interruption, at: now)
    shifts[index].handle = calendar.schedule(
      LifeEvent(slot: UInt32(truncatingIfNeeded: index), kind: .shift), at: next, priority: .early)
    tellInterrupted(at: station)
    grant(at: station)
  }
}
