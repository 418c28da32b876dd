// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// Where the calendar halts for what is not on it, as it does at an end.
///
/// Referrals, devices of other crimes and candidates for undercover arrests and for new groups are awaited all through a run, and are
/// nearly every fourth event. Here they take nothing of other events, and no heap or shelf is written. Cases that lapse are
/// rare, but every case that waits may (``Lapses``).
///
/// At one instant the events of the calendar come first, then cases that lapse, then arrivals in the order above.
struct Halt: Sendable, BitwiseCopyable {
  private let what: Event
  /// When the clock stands still.
  let time: Double
  /// Before what time events of the calendar come first: later than the halt if something happens then.
  let end: Double

  /// A halt at which something happens.
  @inline(__always)
  init(for event: Event, at time: Double) {
    (what, self.time, end) = (event, time, time.nextUp)
  }

  /// A halt at which nothing happens, before the events of its instant.
  @inline(__always)
  init(at time: Double) {
    (what, self.time, end) = (.referral, time, time)
  }

  /// What happens, or nil for nothing.
  @inline(__always)
  var event: Event? { time < end ? what : nil }
}

extension Simulation {
  /// Takes what happens next in the present stretch, and sets the clock to its time; nil at the end of the stretch.
  ///
  /// An arrival must then be awaited anew, even if none comes any more.
  @inline(__always)
  mutating func nextEvent() -> Event? {
    calendar.next(before: halt.end, stoppingAt: halt.time) ?? halt.event ?? nextBehindHalt()
  }

  /// As ``nextEvent()``, behind a halt at which nothing happens.
  @inline(never)
  private mutating func nextBehindHalt() -> Event? {
    guard halt.time < endOfStretch else { return nil }
    lookForLapses()
    return nextEvent()
  }

  /// Begins a stretch, in which everything before `end` happens.
  mutating func beginStretch(until end: Double) {
    endOfStretch = end
    renewLastHalt()
  }

  /// The end of the stretch, or what cases lapse, has changed.
  mutating func renewLastHalt() {
    lastHalt = Halt(at: min(endOfStretch, lapses.horizon))
    if let lapse = lapses.first, lapse.time < lastHalt.time {
      lastHalt = Halt(for: .caseLapses(lapse.slot), at: lapse.time)
    }
    renewHalt()
  }

  /// One of the arrivals that are awaited all through the run has another time.
  @inline(__always)
  mutating func renewHalt() {
    var (time, event) = (referralArrival.time, Event.referral)
    if otherDevicesArrival.time < time {
      (time, event) = (otherDevicesArrival.time, .otherDevices)
    }
    if undercoverArrival.time < time {
      (time, event) = (undercoverArrival.time, .undercoverArrest)
    }
    if candidateArrival.time < time {
      (time, event) = (candidateArrival.time, .foundingCandidate)
    }
    assert(time >= now, "an arrival has been missed")
    halt = time < lastHalt.time ? Halt(for: event, at: time) : lastHalt
  }
}
