// SPDX-License-Identifier: GPL-3.0-or-later

/// What customers do at stations.
extension Lives {
  /// Asks for servers: the next step is lived when they are given.
  ///
  /// - Parameters:
  ///   - spot: The station.
  ///   - units: The servers needed, all or none.
  ///   - priority: The lower is served first.
  ///   - leaving: The servers that must stay free when the request is granted.
  ///   - patience: How long the customer waits. A grant at the very end of it comes in time.
  ///   - otherwise: The step of those who lose patience, are refused or handed over; left out, their
  ///     life ends.
  @inlinable
  public mutating func seize(
    _ spot: Spot, units: Int = 1, priority: Int = 0, leaving: Int = 0,
    patience: Double = .infinity, else otherwise: Step? = nil
  ) {
    ask()
    let index = index(of: spot)
    let reply = stations[index].request(
      Int(current), priority: priority, units: units, leaving: leaving, at: now)
    take(reply, units: units, at: index, patience: patience, else: otherwise)
  }

  /// Asks for servers, which are taken from customers of a higher priority number if need be.
  ///
  /// The hold of a customer who loses its servers stops. When it is given them again, the hold goes on
  /// for what was left of it (`resume`) or for its whole length (`restart`), or the step that
  /// began it is lived again (`resample`); one that is handed over goes to the step that its own request
  /// named for that. See ``Station/request(_:priority:units:leaving:preempting:at:)``.
  @inlinable
  public mutating func seize(
    _ spot: Spot, units: Int = 1, priority: Int, leaving: Int = 0,
    preempting interruption: Interruption, patience: Double = .infinity,
    else otherwise: Step? = nil
  ) {
    ask()
    let index = index(of: spot)
    let reply = stations[index].request(
      Int(current), priority: priority, units: units, leaving: leaving, preempting: interruption,
      at: now)
    take(reply, units: units, at: index, patience: patience, else: otherwise)
    tellInterrupted(at: index)
    grant(at: index)
  }

  /// Gives servers back, and to the next in line.
  ///
  /// A station with an order of victims takes back all that the customer has there.
  @inlinable
  public mutating func release(_ spot: Spot, units: Int = 1) {
    expectSomebody()
    let index = index(of: spot)
    let before = stations[index].busy
    if stations[index].victims == nil {
      stations[index].release(units: units, at: now)
    } else {
      stations[index].release(Int(current), at: now)
    }
    rows.own()
    let row = rows.slots + Int(current)
    row.pointee.element.held &-= before &- stations[index].busy
    if row.pointee.element.held < 0 {
      LifeMisuse.stop("A customer releases servers that it was not given", at: now)
    }
    grant(at: index)
  }

  /// Changes the number of servers on duty, see ``Station/setServers(_:interrupting:at:)``.
  ///
  /// May be called outside of a step.
  @inlinable
  public mutating func setServers(
    _ spot: Spot, _ count: Int, interrupting interruption: Interruption? = nil
  ) {
    let index = index(of: spot)
    stations[index].setServers(count, interrupting: interruption, at: now)
    tellInterrupted(at: index)
    grant(at: index)
  }

  /// Counts the customer as one who sees the line and does not join it.
  @inlinable
  public mutating func balk(_ spot: Spot) {
    expectSomebody()
    stations[index(of: spot)].balk(at: now)
  }
}

extension Lives {
  /// Does what the station replied.
  @inlinable
  @inline(__always)
  mutating func take(
    _ reply: Station.Reply, units: Int, at index: Int, patience: Double, else otherwise: Step?
  ) {
    switch reply {
    case .granted:
      rows.own()
      let row = rows.slots + Int(current)
      row.pointee.element.held &+= units
      row.pointee.element.waited = 0
      row.pointee.element.otherwise = otherwise
    case .waiting(let ticket):
      isWaiting = true
      queue(current, ticket, at: index)
      let row = rows.slots + Int(current)
      row.pointee.element.otherwise = otherwise
      if patience < .infinity {
        let timeOut = LifeEvent(slot: current, kind: .timeOut)
        row.pointee.element.handle = calendar.schedule(
          timeOut, at: now + patience, priority: .late)
      } else if patience != patience {
        LifeMisuse.stop("A patience is a time", at: now)
      }
    case .refused:
      upcoming = otherwise
    }
  }

  @inlinable
  mutating func queue(_ slot: UInt32, _ ticket: Ticket, at index: Int) {
    rows.own()
    let row = rows.slots + Int(slot)
    row.pointee.element.state = .stands
    row.pointee.element.ticket = ticket
    row.pointee.element.spot = Int32(truncatingIfNeeded: index)
    row.pointee.element.handle = .none
    row.pointee.element.passes = false
  }

  /// Gives the free servers of a station to the next in line.
  @inlinable
  @inline(__always)
  mutating func grant(at index: Int) {
    while let grant = stations[index].grantNext(at: now) { receive(grant) }
  }

  @inlinable
  mutating func receive(_ grant: Grant) {
    let slot = UInt32(truncatingIfNeeded: grant.customer)
    rows.own()
    let row = rows.slots + Int(slot)
    if row.pointee.element.handle != .none { calendar.cancel(row.pointee.element.handle) }
    row.pointee.element.waited = grant.waited
    if !row.pointee.element.passes { row.pointee.element.held &+= grant.units }
    let remaining = row.pointee.element.remaining
    guard remaining == remaining else { return makeReady(slot) }
    row.pointee.element.remaining = .nan
    row.pointee.element.state = .holds
    row.pointee.element.due = now + remaining
    row.pointee.element.handle = calendar.schedule(
      LifeEvent(slot: slot), at: row.pointee.element.due)
  }
}
