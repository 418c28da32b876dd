// SPDX-License-Identifier: GPL-3.0-or-later

/// Who lives next.
extension Lives {
  /// The next step before `end` and its customer, who is at hand from now on; nil if there is none.
  ///
  /// The steps of an instant are lived before the clock moves. After nil the clock stands at `end`, as
  /// after ``EventCalendar/next(before:)``.
  @inlinable
  @inline(__always)
  public mutating func next(before end: Double) -> Step? {
    if current != Self.nobody {
      if !isWaiting, let step = upcoming {
        countStep()
        return enter(step)
      }
      leave()
    }
    return nextCustomer(before: end)
  }

  /// The steps that may be lived while the clock stands still, and up to as many more; a power of 2.
  @inlinable static var stepsAtOneInstant: UInt32 { 1 &<< 26 }

  /// Counts a step that no event has brought about, and looks at the clock after very many.
  ///
  /// The others cost an event each, and the calendar counts those in the same way.
  @inlinable
  @inline(__always)
  mutating func countStep() {
    stepsLived &+= 1
    if stepsLived & (Self.stepsAtOneInstant &- 1) == 0 {
      if !(now > nowAtLookout) { LifeMisuse.stop(after: Self.stepsAtOneInstant, at: now) }
      nowAtLookout = now
    }
  }

  /// Takes leave of the customer at hand, who waits or has ended.
  @inlinable
  @inline(__always)
  mutating func leave() {
    rows.own()
    if isWaiting {
      rows.slots[Int(current)].element.step = upcoming
    } else {
      bury(current)
    }
    current = Self.nobody
  }

  /// The next step of the next customer.
  @inlinable
  mutating func nextCustomer(before end: Double) -> Step? {
    while true {
      let slot: UInt32
      if firstReady != Self.nobody {
        slot = takeReady()
        countStep()
        // One who was interrupted since it was granted waits again.
        if rows.slots[Int(slot)].element.state != .lives { continue }
      } else {
        guard let event = calendar.next(before: end) else { return nil }
        slot = event.slot
        if event.kind != .hold {
          if event.kind == .shift {
            changeShift(Int(slot))
            continue
          }
          loseHeart(slot)
        }
        rows.own()
        rows.slots[Int(slot)].element.state = .lives
      }
      if let step = rows.slots[Int(slot)].element.step {
        current = slot
        return enter(step)
      }
      bury(slot)
    }
  }

  @inlinable
  @inline(__always)
  mutating func enter(_ step: Step) -> Step {
    hasAsked = false
    isWaiting = false
    lived = step
    upcoming = Step(rawValue: step.rawValue &+ 1)
    return step
  }

  /// Ends a life, in memory that belongs to this value alone.
  @inlinable
  mutating func bury(_ slot: UInt32) {
    let held = rows.slots[Int(slot)].element.held
    if held != 0 { LifeMisuse.stop(holding: held, at: now) }
    rows.free(slot)
    population &-= 1
  }

  /// Puts a customer behind those who will live before the clock moves.
  @inlinable
  mutating func makeReady(_ slot: UInt32) {
    rows.own()
    let row = rows.slots + Int(slot)
    row.pointee.element.state = .lives
    if row.pointee.element.isListed { return }
    row.pointee.element.isListed = true
    row.pointee.element.link = Self.nobody
    if firstReady == Self.nobody {
      firstReady = slot
    } else {
      rows.slots[Int(lastReady)].element.link = slot
    }
    lastReady = slot
  }

  /// Takes the first of them, and owns the memory.
  @inlinable
  mutating func takeReady() -> UInt32 {
    rows.own()
    let slot = firstReady
    let row = rows.slots + Int(slot)
    firstReady = row.pointee.element.link
    row.pointee.element.isListed = false
    return slot
  }

  /// Takes one out of its line whose patience has ended.
  @usableFromInline
  @inline(never)
  mutating func loseHeart(_ slot: UInt32) {
    leaveLine(slot)
    rows[slot].step = rows[slot].otherwise
  }
}
