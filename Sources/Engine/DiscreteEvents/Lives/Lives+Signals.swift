// SPDX-License-Identifier: GPL-3.0-or-later

/// Customers who wait for one another, where there is no server: batches, rendezvous, items that will do.
extension Lives {
  /// Waits at a spot until ``signal(_:_:)`` or ``signal(_:where:)`` lets the customer through; nothing is to
  /// be released.
  ///
  /// The spot has a station without servers.
  @inlinable
  public mutating func wait(
    at spot: Spot, priority: Int = 0, patience: Double = .infinity,
    else otherwise: Step? = nil
  ) {
    ask()
    let index = index(of: spot)
    let reply = stations[index].request(Int(current), priority: priority, at: now)
    if reply == .granted {
      LifeMisuse.stop("Customers wait for a signal where there is no server", at: now)
    }
    take(reply, units: 0, at: index, patience: patience, else: otherwise)
    rows[current].passes = true
  }

  /// Lets at most so many of those through who wait at a spot without servers.
  ///
  /// May be called outside of a step.
  @inlinable
  public mutating func signal(_ spot: Spot, _ count: Int = .max) {
    let index = signalIndex(of: spot)
    if count < 0 { failToSignal() }
    for _ in 0..<Swift.min(count, stations[index].waiting) {
      stations[index].setServers(1, at: now)
      grant(at: index)
      stations[index].release(at: now)
      stations[index].setServers(0, at: now)
    }
  }

  /// Lets the first of those through who wait at a spot without servers and for whom the condition holds,
  /// which may change what that customer carries.
  ///
  /// So things that are told apart find who wants them: a customer carries its wish, waits at a spot if
  /// nothing on the shelf will do, and whoever brings a thing offers it before it goes on the shelf.
  ///
  /// ```swift
  /// let isTaken = lives.signal(.tables) { guest in
  ///   guard guest.party <= seats else { return false }
  ///   guest.table = seats
  ///   return true
  /// }
  /// if !isTaken { free.append(seats) }
  /// ```
  ///
  /// May be called outside of a step.
  ///
  /// - Returns: Whether there was one.
  /// - Complexity: O(n) for n waiting. They are asked level by level, each from its head, whatever the
  ///   discipline.
  @discardableResult
  public mutating func signal(_ spot: Spot, where accepts: (inout Customer) -> Bool) -> Bool {
    let index = signalIndex(of: spot)
    var slot = stations[index].line.first
    while slot != WaitingLine.nobody {
      let customer = stations[index].line[slot].customer
      if accepts(&rows[customer].customer) {
        stations[index].setServers(1, at: now)
        receive(stations[index].grant(slot, at: now))
        stations[index].release(at: now)
        stations[index].setServers(0, at: now)
        return true
      }
      slot = stations[index].line.following(slot)
    }
    return false
  }

  @inlinable
  func signalIndex(of spot: Spot) -> Int {
    let index = index(of: spot)
    if stations[index].servers != 0 { failToSignal() }
    return index
  }

  @usableFromInline
  @inline(never)
  func failToSignal() -> Never {
    LifeMisuse.stop("A signal is for 0 customers or more, where there is no server", at: now)
  }
}
