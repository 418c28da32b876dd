// SPDX-License-Identifier: GPL-3.0-or-later

/// A heap that is larger than the near caches, where a descent waits for memory at each of the lower levels.
extension EventCalendar {
  /// Up to so many nodes, half a cache of the second level of 256 kilobytes, nothing is read ahead.
  @inlinable static var nodesAtHand: Int { 1 &<< 13 }

  /// As ``sinkFar(_:from:)``; the lines of all grandchildren are read before the least child is known, and the slot of
  /// the next event at the end, so that memory answers while other memory is waited for.
  @inlinable
  @inline(never)
  mutating func sinkFarther(_ node: CalendarNode, from hole: Int) {
    let nodes = nodes
    var hole = hole
    var first = hole &<< 2 &+ 1
    var read: UInt32 = 0
    while first &+ 3 < nodeCount {
      let below = first &<< 2 &+ 1
      if below &+ 12 < nodeCount {
        read ^= nodes[below].slot ^ nodes[below &+ 4].slot
        read ^= nodes[below &+ 8].slot ^ nodes[below &+ 12].slot
      }
      let child = leastOfFour(from: first)
      let least = nodes[child]
      if !(least < node) { break }
      nodes[hole] = least
      hole = child
      first = hole &<< 2 &+ 1
    }
    if first &+ 3 < nodeCount { nodes[hole] = node } else { settle(node, at: hole) }
    readAhead = read ^ slots[Int(nodes[0].slot)].generation
  }
}
