// SPDX-License-Identifier: GPL-3.0-or-later

/// Customers who are disturbed while they wait.
extension Lives {
  /// Ends the wait of another customer, who lives the given step next, at the same instant.
  ///
  /// One that stands in a line leaves it, as one whose patience ends; one that holds keeps the servers it
  /// has.
  ///
  /// - Returns: What was left of its hold, 0 for one in a line; nil if there is nothing to interrupt,
  ///   because the life has ended or is about to live a step.
  @discardableResult
  public mutating func interrupt(_ name: LifeName, to step: Step) -> Double? {
    guard let remaining = disturb(name) else { return nil }
    setNext(step, of: name.slot)
    return remaining
  }

  /// Ends the wait of another customer, who lives the step that follows, at the same instant.
  ///
  /// - Returns: As ``interrupt(_:to:)``.
  @discardableResult
  public mutating func wake(_ name: LifeName) -> Double? { disturb(name) }

  /// Changes the priority of the customer who stands in a line, or nothing for one who does not.
  ///
  /// - Returns: Whether it stands in a line.
  @discardableResult
  public mutating func setPriority(_ name: LifeName, to priority: Int) -> Bool {
    guard isAlive(name), rows[name.slot].state == .stands else { return false }
    let (index, ticket) = (Int(rows[name.slot].spot), rows[name.slot].ticket)
    if index < stations.count {
      stations[index].setPriority(of: ticket, to: priority, at: now)
      grant(at: index)
    } else {
      stocks[index - stations.count].setPriority(of: ticket, to: priority)
      deliver(at: index - stations.count)
    }
    return true
  }

  private mutating func disturb(_ name: LifeName) -> Double? {
    let slot = name.slot
    guard isAlive(name), rows[slot].state != .lives else { return nil }
    var remaining = 0.0
    if rows[slot].state == .stands {
      leaveLine(slot)
    } else {
      remaining = rows[slot].due - now
    }
    calendar.cancel(rows[slot].handle)
    rows[slot].remaining = .nan
    makeReady(slot)
    return remaining
  }

  /// Takes a customer out of its line, which may let the next one be served.
  @usableFromInline
  mutating func leaveLine(_ slot: UInt32) {
    let (index, ticket) = (Int(rows[slot].spot), rows[slot].ticket)
    rows[slot].remaining = .nan
    if index < stations.count {
      stations[index].withdraw(ticket, at: now)
      grant(at: index)
    } else {
      stocks[index - stations.count].withdraw(ticket, at: now)
      deliver(at: index - stations.count)
    }
  }

  /// Stops the holds of those whose servers were taken away.
  @usableFromInline
  mutating func tellInterrupted(at index: Int) {
    while let interrupted = stations[index].nextInterrupted() { stop(interrupted, at: index) }
  }

  private mutating func stop(_ interrupted: Interrupted, at index: Int) {
    let slot = UInt32(truncatingIfNeeded: interrupted.customer)
    if slot == current && !isWaiting || rows[slot].state == .stands {
      LifeMisuse.stop(
        "A customer can lose servers only while it holds: not in another line, and not to itself",
        at: now)
    }
    let isHolding = rows[slot].state == .holds
    let (left, length) = (rows[slot].due - now, rows[slot].length)
    if isHolding { calendar.cancel(rows[slot].handle) }
    rows[slot].held -= interrupted.units
    if interrupted.interruption == .handOver {
      setNext(rows[slot].otherwise, of: slot)
      return makeReady(slot)
    }
    queue(slot, interrupted.ticket, at: index)
    guard isHolding else { return }
    switch interrupted.interruption {
    case .resume: rows[slot].remaining = left
    case .restart: rows[slot].remaining = length
    case .resample, .handOver: setNext(rows[slot].holding, of: slot)
    }
  }

  /// Says which step a customer lives next, who may be the one at hand.
  private mutating func setNext(_ step: Step?, of slot: UInt32) {
    if slot == current { upcoming = step } else { rows[slot].step = step }
  }
}
