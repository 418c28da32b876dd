// SPDX-License-Identifier: GPL-3.0-or-later

/// What a calendar says to a caller who errs.
///
/// Apart from the calendar, and told no more than numbers: a sentence that is made on the path of an event takes
/// registers there, and a method would be handed a copy of the calendar, both in every run that keeps to the rules.
@usableFromInline
enum CalendarMisuse {
  @usableFromInline
  @inline(never)
  static func stop(at time: Double, after clock: Double) -> Never {
    Invariants.fail("Time \(time) has passed", at: clock)
  }

  @usableFromInline
  @inline(never)
  static func stop(standingAt clock: Double, after events: UInt32) -> Never {
    Invariants.fail(
      "\(events) events were scheduled while the clock stood still: their gaps are 0, or too short for a clock that shows so much",
      at: clock)
  }

  @usableFromInline
  @inline(never)
  static func stop(atStrangeHandle clock: Double) -> Never {
    Invariants.fail("A handle is of another calendar", at: clock)
  }

  @usableFromInline
  @inline(never)
  static func stop(ofClass number: Int) -> Never {
    Invariants.fail("A class of events has a number from 0 to 255, unlike \(number)")
  }

  @usableFromInline
  @inline(never)
  static func stop(at time: Double, before end: Double, clock: Double) -> Never {
    guard time > end else {
      Invariants.fail("A run cannot end at \(time.isNaN ? time : end)", at: clock)
    }
    Invariants.fail(
      "The clock cannot go to \(time), past what may happen from \(end) on", at: clock)
  }
}
