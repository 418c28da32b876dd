// SPDX-License-Identifier: GPL-3.0-or-later

/// When the people in a crowd leave, the first of them at hand.
///
/// It is a heap of two branches: to add a time or to remove the first takes O(log n).
struct LeaveTimes: Sendable {
  private var times: [Double] = []

  var count: Int { times.count }

  /// When the first of them leaves, in days; infinity if nobody is there.
  @inline(__always)
  var first: Double { times.first ?? .infinity }

  /// Somebody will leave at a time.
  @inline(__always)
  mutating func add(_ time: Double) {
    times.append(time)
    times.withUnsafeMutableBufferPointer { times in
      var hole = times.count - 1
      while hole > 0, time < times[(hole - 1) >> 1] {
        times[hole] = times[(hole - 1) >> 1]
        hole = (hole - 1) >> 1
      }
      times[hole] = time
    }
  }

  /// The first of them, of whom there is one, leaves.
  @inline(__always)
  mutating func removeFirst() {
    let last = times.removeLast()
    times.withUnsafeMutableBufferPointer { times in
      guard !times.isEmpty else { return }
      var hole = 0
      var child = 1
      while child < times.count {
        if child + 1 < times.count, times[child + 1] < times[child] { child += 1 }
        guard times[child] < last else { break }
        times[hole] = times[child]
        hole = child
        child = 2 * hole + 1
      }
      times[hole] = last
    }
  }

  /// Nobody is there any more; the memory stays for those to come.
  mutating func removeAll() { times.removeAll(keepingCapacity: true) }
}

/// The leave times of the crowds of all stings under way.
///
/// A sting that is over gives its slot back, and the next one finds the memory there: nothing is allocated once there
/// was room for the largest crowds.
struct Crowds: Sendable {
  private var slots: [LeaveTimes] = []
  private var free: [UInt32] = []

  /// The stings under way.
  var count: Int { slots.count - free.count }

  /// The people in all crowds who are still to leave, in O(most stings ever under way together).
  var people: Int { slots.reduce(0) { $0 + $1.count } }

  /// Makes room for the crowd of a sting, and returns its slot.
  mutating func add() -> UInt32 {
    if let slot = free.popLast() { return slot }
    slots.append(LeaveTimes())
    return UInt32(slots.count - 1)
  }

  /// The sting is over: its slot is free.
  mutating func remove(_ slot: UInt32) {
    slots[Int(slot)].removeAll()
    free.append(slot)
  }

  /// When the first leaves of the crowd in a slot, in days.
  @inline(__always)
  func first(in slot: UInt32) -> Double { slots[Int(slot)].first }

  /// Exchanges the leave times in a slot, so that those of a crowd can be changed where nothing else stands in the way.
  @inline(__always)
  mutating func exchange(_ times: inout LeaveTimes, in slot: UInt32) {
    swap(&slots[Int(slot)], &times)
  }
}
