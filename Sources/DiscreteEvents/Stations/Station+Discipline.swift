// SPDX-License-Identifier: GPL-3.0-or-later

extension Station {
  /// Whether a request that fits and arrives now goes before everybody in the line.
  @inlinable
  func goesFirst(_ priority: Int32, at time: Double) -> Bool {
    line.count == 0 || allowsOvertaking || ranksFirst(priority, at: time)
  }

  /// Whether a customer who came now would be the head of the line.
  @usableFromInline
  func ranksFirst(_ priority: Int32, at time: Double) -> Bool {
    guard let head = headOfLine() else { return true }
    let first = line.waiters[Int(head)]
    switch discipline {
    case .firstCome: return priority < first.priority
    case .lastCome: return priority <= first.priority
    case .ageing(let worth):
      return rank(of: priority, since: time, worth: worth)
        < rank(of: first.priority, since: first.since, worth: worth)
    }
  }

  /// The place of the waiter who is to be served now, if one can be.
  @inlinable
  func nextInLine() -> UInt32? {
    guard !allowsOvertaking else { return firstThatFits() }
    guard let head = headOfLine(), fits(line.waiters[Int(head)]) else { return nil }
    return head
  }

  /// Whether there are servers for the waiter now.
  @inlinable
  func fits(_ waiter: Waiter) -> Bool {
    Int(waiter.units) &+ Int(waiter.leaving) <= capacity &- occupied
  }

  /// The place of the waiter who stands first.
  @inlinable
  func headOfLine() -> UInt32? {
    if line.levels.count == 1 {
      let head = line.levels[0].head
      return head == WaitingLine.nobody ? nil : head
    }
    return best { level in level.head }
  }

  /// The place of the first waiter whose request fits.
  @usableFromInline
  func firstThatFits() -> UInt32? {
    best { level in
      var place = level.head
      while place != WaitingLine.nobody && !fits(line.waiters[Int(place)]) {
        place = line.waiters[Int(place)].next
      }
      return place
    }
  }

  /// Of one candidate a level, the one who goes first.
  @inlinable
  func best(_ candidate: (WaitingLevel) -> UInt32) -> UInt32? {
    guard case .ageing(let worth) = discipline else {
      return line.levels.lazy.map(candidate).first { place in place != WaitingLine.nobody }
    }
    var best: UInt32?
    var bestRank = Double.infinity
    for level in line.levels {
      let place = candidate(level)
      guard place != WaitingLine.nobody else { continue }
      let rank = rank(of: level.priority, since: line.waiters[Int(place)].since, worth: worth)
      if rank < bestRank {
        best = place
        bestRank = rank
      }
    }
    return best
  }

  /// The time of arrival that a customer of priority 0 with the same claim would have.
  @inlinable
  func rank(of priority: Int32, since time: Double, worth: Double) -> Double {
    time + worth * Double(priority)
  }
}
