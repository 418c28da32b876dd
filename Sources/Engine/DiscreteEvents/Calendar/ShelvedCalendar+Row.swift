// SPDX-License-Identifier: GPL-3.0-or-later

/// The events of the present span in the order in which they happen.
///
/// They come from a shelf all at once, so that they are laid out by what part of the span they are in, in O(n) for
/// usual times, where a heap would take O(n log n). What a row has no room for is in the heap, as is what comes later: the
/// first of both is the next, so that it does not matter to the order which events are where.
extension ShelvedCalendar {
  /// Lays out what was gathered, the last first, as the row of the present span; its nodes are in `gathered`, what part of the span
  /// each is in in `parts`.
  ///
  /// Nodes are put in order by their part, and then exactly, one by one, which takes O(n^2) if all are in one part.
  @inlinable
  @inline(__always)
  mutating func layOut(_ count: Int) {
    // About as many parts as nodes, so that most have a node or none.
    let shift = max(0, Self.partBits &- (Int.bitWidth &- count.leadingZeroBitCount))
    let (row, gathered, parts, ends) = (row, gathered, parts, ends)
    ends.update(repeating: 0, count: Self.longestRow &>> shift)
    for index in 0..<count { ends[Int(parts[index] &>> shift)] &+= 1 }
    var end: UInt16 = 0
    for part in 0..<(Self.longestRow &>> shift) {
      end &+= ends[part]
      ends[part] = end
    }
    for index in 0..<count {
      let part = Int(parts[index] &>> shift)
      ends[part] &-= 1
      row[Int(ends[part])] = gathered[index]
    }
    for index in 1..<max(1, count) where row[index] < row[index &- 1] {
      let node = row[index]
      var hole = index
      repeat {
        row[hole] = row[hole &- 1]
        hole &-= 1
      } while hole > 0 && node < row[hole &- 1]
      row[hole] = node
    }
    first = 0
    last = count
  }

  /// Takes the first of the row off and sets the clock to its time, if that is before `end`.
  @inlinable
  @inline(__always)
  mutating func takeFirst(before end: Double, stoppingAt stop: Double) -> Event? {
    let node = row[first]
    let time = node.time
    // The root of the heap, which comes later or is not there, says what else there is to say at the end.
    guard _fastPath(time < end) else {
      return near.takeRoot(before: end, stoppingAt: stop)?.event
    }
    own()
    first &+= 1
    near.clock = time
    let event = near.slots[Int(node.slot)].event.event
    near.free(node.slot)
    return event
  }

  /// Forgets the event of the root, which has happened.
  @inlinable
  @inline(never)
  mutating func leaveRoot() {
    own()
    near.fillRoot()
  }

  /// Drops what stands first in heap or row and was cancelled or rescheduled.
  @inlinable
  @inline(__always)
  mutating func dropDead() {
    while near.dead > 0, first < last, !near.isAlive(row[first]) {
      near.dead &-= 1
      first &+= 1
    }
    while near.dead > 0, near.nodeCount > 0, !near.isAlive(near.nodes[0]) {
      own()
      near.dead &-= 1
      near.dropRoot()
    }
  }

  /// Drops all dead nodes when they outnumber the living.
  @inlinable
  @inline(__always)
  mutating func sweep() {
    let living = near.nodeCount &+ (last &- first) &- near.dead
    if near.dead > living &+ EventCalendar<Event>.deadNodes { dropAllDead() }
  }

  @inlinable
  @inline(never)
  mutating func dropAllDead() {
    near.rebuild()
    let row = row
    var living = 0
    for index in first..<last where near.isAlive(row[index]) {
      row[living] = row[index]
      living &+= 1
    }
    first = 0
    last = living
  }

  /// The order of the next event of the class.
  @inlinable
  @inline(__always)
  mutating func nextOrder(_ priority: EventPriority) -> UInt64 {
    near.sequence &+= 1
    if _slowPath(near.isTimeToLookOut) { lookOut() }
    return near.newestOrder(priority)
  }

  /// As ``EventCalendar/lookOut()``.
  @inlinable
  @inline(never)
  mutating func lookOut() {
    // Otherwise its nodes would keep their old numbers.
    if near.sequence == 0 { clearRow() }
    near.lookOut()
  }

  /// Puts the row into the heap.
  @inlinable
  @inline(never)
  mutating func clearRow() {
    if near.isRootVacant { near.fillRoot() }
    for index in first..<last { near.add(row[index]) }
    first = 0
    last = 0
  }

  /// The earliest time of a pending event in the row.
  @usableFromInline
  func earliestTimeInRow() -> Double? {
    memory.read { _ in (first..<last).first { near.isAlive(row[$0]) }.map { row[$0].time } }
  }
}
