// SPDX-License-Identifier: GPL-3.0-or-later

/// The numbers by which events of one instant and one class happen in the order in which they were scheduled.
extension EventCalendar {
  /// The order of the next event of the class.
  @inlinable
  @inline(__always)
  mutating func nextOrder(_ priority: EventPriority) -> UInt64 {
    sequence &+= 1
    if isTimeToLookOut { lookOut() }
    return newestOrder(priority)
  }

  /// Whether the newest number is one at which to look at the clock, or numbers have ended: one test finds both.
  @inlinable
  @inline(__always)
  var isTimeToLookOut: Bool { sequence & (Self.eventsAtOneInstant &- 1) == 0 }

  /// The order of the class with the newest number.
  @inlinable
  @inline(__always)
  func newestOrder(_ priority: EventPriority) -> UInt64 {
    UInt64(priority.kept) &<< 56 | UInt64(sequence) &<< CalendarNode.slotBits
  }

  /// The class of the event in a slot.
  @inlinable
  @inline(__always)
  func priority(of slot: UInt32) -> EventPriority {
    EventPriority(kept: UInt8(truncatingIfNeeded: slots[Int(slot)].order &>> 56))
  }

  /// The events that may be scheduled while the clock stands still, and up to as many more; a power of 2.
  @inlinable static var eventsAtOneInstant: UInt32 { 1 &<< 26 }

  /// Fails if the clock has not moved for very many events, and numbers them anew when the numbers end.
  @inlinable
  @inline(never)
  mutating func lookOut() {
    if !(clock > clockAtLookout) {
      CalendarMisuse.stop(standingAt: clock, after: Self.eventsAtOneInstant)
    }
    clockAtLookout = clock
    guard sequence == 0 else { return }
    renumber()
    sequence &+= 1
    // Those pending have taken numbers, so that the next look comes too soon to stop at.
    clockAtLookout = -.infinity
  }

  /// Numbers the pending events anew in their order, from 1, once four billion have been numbered.
  ///
  /// The heap stays in order, for no two nodes change theirs. All slots in use are numbered, also those of events that
  /// a ``ShelvedCalendar`` keeps elsewhere.
  @usableFromInline
  @inline(never)
  mutating func renumber() {
    rebuild()
    let mask = UInt64(UInt32.max) &<< CalendarNode.slotBits
    let ranked = (0..<slotCount).filter { slots[$0].isTaken }
      .sorted { slots[$0].order & mask < slots[$1].order & mask }
    sequence = 0
    for slot in ranked {
      sequence &+= 1
      slots[slot].order =
        slots[slot].order & ~mask | UInt64(sequence) &<< CalendarNode.slotBits
    }
    let nodes = nodes
    for index in 0..<nodeCount {
      let slot = nodes[index].slot
      nodes[index] = CalendarNode(
        time: nodes[index].time, order: slots[Int(slot)].order, slot: slot)
    }
  }
}
