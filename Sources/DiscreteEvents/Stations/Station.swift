// SPDX-License-Identifier: GPL-3.0-or-later

/// Servers and the line before them: a passive resource that serves now, enqueues or refuses.
///
/// A station knows neither the calendar nor the type of the events. The caller asks for service on
/// behalf of a customer, whom it knows by a number of its own, and schedules the end of the service
/// when it is granted:
///
/// ```swift
/// if case .granted = desk.request(customer, at: calendar.now) {
///   calendar.schedule(.departure(customer), at: calendar.now + service)
/// }
/// // at the departure
/// desk.release(at: calendar.now)
/// while let grant = desk.grantNext(at: calendar.now) {
///   calendar.schedule(.departure(grant.customer), at: calendar.now + service)
/// }
/// ```
///
/// A grant costs no event, whether it is immediate or not. Everything that frees servers
/// (``release(units:at:)``, ``setServers(_:at:)``) or shortens the line (``withdraw(_:at:)``) must be
/// followed by the loop over ``grantNext(at:)`` at the same instant.
///
/// | operation | time for n waiting on k levels of priority |
/// |---|---|
/// | ``request(_:priority:units:leaving:at:)`` | O(1) granted; O(1) on the first level, else O(log k) |
/// | ``release(units:at:)``, ``setServers(_:at:)`` | O(1) |
/// | ``grantNext(at:)`` | O(1) on the first level, else O(k); O(n) when overtaking |
/// | ``withdraw(_:at:)`` | O(log k), whatever the place in the line |
///
/// Its memory is 40 bytes for each customer of the longest line there ever was; it does not grow with
/// the number of customers. A station is a value: a copy of it goes its own way.
@frozen
public struct Station: Sendable {
  /// What becomes of a request.
  @frozen
  public enum Reply: Hashable, Sendable, BitwiseCopyable {
    /// The service begins now.
    case granted
    /// The customer has joined the line.
    case waiting(Ticket)
    /// The waiting room is full; the customer is lost to the station.
    case refused
  }

  /// Who is next.
  public let discipline: Discipline
  /// Whether a request that fits may overtake one ahead of it that does not.
  public let allowsOvertaking: Bool
  /// How many customers may wait.
  public let room: Int

  @usableFromInline var capacity: Int
  @usableFromInline var occupied: Int
  @usableFromInline var line: WaitingLine
  @usableFromInline var record: StationRecord

  /// A station whose servers are all free.
  ///
  /// - Parameters:
  ///   - servers: The number of servers, alike and interchangeable.
  ///   - discipline: Who is next.
  ///   - allowsOvertaking: Whether a request that fits may overtake one ahead of it that does not,
  ///     for want of servers; it matters when requests differ in units or in servers to leave.
  ///   - room: How many customers may wait; those who find it full are refused.
  ///   - start: The time from which the station is observed.
  @inlinable
  public init(
    servers: Int, discipline: Discipline = .firstCome, allowsOvertaking: Bool = false,
    room: Int = .max, startingAt start: Double = 0
  ) {
    precondition(servers >= 0, "A station cannot have \(servers) servers.")
    precondition(room >= 0, "A waiting room cannot have \(room) places.")
    self.discipline = discipline
    self.allowsOvertaking = allowsOvertaking
    self.room = room
    capacity = servers
    occupied = 0
    line = WaitingLine()
    record = StationRecord(startingAt: start)
  }

  /// The number of servers on duty.
  @inlinable
  public var servers: Int { capacity }

  /// The number of servers at work; more than ``servers`` while some finish after their shift.
  @inlinable
  public var busy: Int { occupied }

  /// The number of customers in the line.
  @inlinable
  public var waiting: Int { line.count }

  /// Asks for servers on behalf of a customer: they are given now, or the customer waits, or it is
  /// refused.
  ///
  /// - Parameters:
  ///   - customer: The caller's number of the customer; the station only hands it back.
  ///   - priority: The lower is served first.
  ///   - units: The servers needed, all or none.
  ///   - leaving: The servers that must stay free when the request is granted: the reserve (cut-off
  ///     level) kept for others.
  ///   - time: Now.
  /// - Returns: What becomes of the request.
  /// - Complexity: O(1) if granted, or on the first level of priority; else O(log k).
  @inlinable
  public mutating func request(
    _ customer: UInt32, priority: Int32 = 0, units: Int = 1, leaving: Int = 0, at time: Double
  ) -> Reply {
    record.advance(to: time, busy: occupied, waiting: line.count, servers: capacity)
    record.arrivals &+= 1
    if units &+ leaving <= capacity &- occupied && goesFirst(priority, at: time) {
      occupied &+= units
      record.immediateGrants &+= 1
      return .granted
    }
    guard line.count < room else {
      record.refused &+= 1
      return .refused
    }
    let waiter = Waiter(
      customer: customer, priority: priority, units: Int32(truncatingIfNeeded: units),
      leaving: Int32(truncatingIfNeeded: leaving), since: time)
    return .waiting(line.join(waiter, atHead: discipline == .lastCome))
  }

  /// Takes a customer out of the line who does not want to wait any longer: it reneges.
  ///
  /// - Returns: Whether it was still waiting; false for a stale ticket and for ``Ticket/none``.
  /// - Complexity: O(log k).
  @inlinable
  @discardableResult
  public mutating func withdraw(_ ticket: Ticket, at time: Double) -> Bool {
    guard let place = line.place(of: ticket) else { return false }
    record.advance(to: time, busy: occupied, waiting: line.count, servers: capacity)
    record.withdraw(after: time - line.leave(place).since)
    return true
  }

  /// Gives back servers at the end of a service; those above the number on duty retire.
  ///
  /// - Complexity: O(1).
  @inlinable
  public mutating func release(units: Int = 1, at time: Double) {
    precondition(units <= occupied, "\(units) servers released, but \(occupied) are busy.")
    record.advance(to: time, busy: occupied, waiting: line.count, servers: capacity)
    occupied &-= units
    record.served &+= 1
  }

  /// Changes the number of servers on duty; services that go on are finished in overtime.
  ///
  /// - Complexity: O(1).
  @inlinable
  public mutating func setServers(_ count: Int, at time: Double) {
    precondition(count >= 0, "A station cannot have \(count) servers.")
    record.advance(to: time, busy: occupied, waiting: line.count, servers: capacity)
    capacity = count
  }

  /// Serves the next of those waiting if there are servers for it.
  ///
  /// Call it in a loop until it returns nil.
  ///
  /// - Complexity: O(1) on the first level of priority, else O(k); O(n) when overtaking is allowed.
  @inlinable
  public mutating func grantNext(at time: Double) -> Grant? {
    guard line.count > 0 && occupied < capacity else { return nil }
    guard let place = nextInLine() else { return nil }
    record.advance(to: time, busy: occupied, waiting: line.count, servers: capacity)
    let waiter = line.leave(place)
    occupied &+= Int(waiter.units)
    let waited = time - waiter.since
    record.grant(after: waited)
    return Grant(customer: waiter.customer, units: Int(waiter.units), waited: waited)
  }
}
