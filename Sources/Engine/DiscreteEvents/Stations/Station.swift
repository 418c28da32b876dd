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
/// A grant costs no event, whether it is immediate or not. Whatever frees servers or shortens the line
/// must be followed by the loop over ``grantNext(at:)`` at the same instant, before the next request.
///
/// | operation | time for n waiting on k levels of priority, c servers |
/// |---|---|
/// | ``request(_:priority:units:leaving:at:)`` | O(1) on the first level, else O(log k) |
/// | ``release(units:at:)`` | O(1) |
/// | ``grantNext(at:)`` | O(1) on the first level, else O(k); O(n) when overtaking |
/// | ``withdraw(_:at:)`` | O(1) on the first level, else O(log k), anywhere in the line |
/// | ``setServers(_:interrupting:at:)`` | O(1), O(c) for every interruption |
/// | where service is tracked: preemption, release | O(c) |
///
/// Its memory is 48 bytes for each customer of the longest line there ever was; it does not grow with
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
  /// Who is interrupted first, or nil when the station does not know who is in service.
  public let victims: VictimOrder?

  /// Whether the first in line is served or nobody.
  @usableFromInline let servesHead: Bool
  @usableFromInline var capacity: Int
  @usableFromInline var occupied: Int
  @usableFromInline var line: WaitingLine
  @usableFromInline var services: Services
  @usableFromInline var record: StationRecord

  /// A station whose servers are all free.
  ///
  /// - Parameters:
  ///   - servers: The number of servers, alike and interchangeable.
  ///   - discipline: Who is next.
  ///   - allowsOvertaking: Whether a request that fits may overtake one ahead of it that does not,
  ///     for want of servers; it matters when requests differ in units or in servers to leave.
  ///   - room: How many customers may wait; those who find it full are refused.
  ///   - victims: Who is interrupted first. Where nobody ever is, leave it out: then the station
  ///     need not know who is in service.
  ///   - start: The time from which the station is observed.
  @inlinable
  public init(
    servers: Int, discipline: Discipline = .firstCome, allowsOvertaking: Bool = false,
    room: Int = .max, victims: VictimOrder? = nil, startingAt start: Double = 0
  ) {
    Invariants.refuse(unless: servers >= 0, "A station cannot have \(servers) servers", at: start)
    Invariants.refuse(unless: room >= 0, "A waiting room cannot hold \(room) customers", at: start)
    Invariants.refuse(unless: start.isFinite, "A station cannot be observed from \(start) on")
    if case .ageing(let worth) = discipline {
      Invariants.refuse(
        unless: worth >= 0, "A step of priority cannot be worth a time of \(worth)", at: start)
    }
    if case .random = discipline { servesHead = false } else { servesHead = !allowsOvertaking }
    self.discipline = discipline
    self.allowsOvertaking = allowsOvertaking
    self.room = room
    self.victims = victims
    capacity = servers
    occupied = 0
    line = WaitingLine()
    services = Services()
    record = StationRecord(servers: servers, startingAt: start)
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
  ///   - customer: The caller's number of the customer, from 0 to 2^32 - 1; the station only hands it back.
  ///   - priority: The lower is served first; from -2^31 to 2^31 - 1.
  ///   - units: The servers needed, all or none.
  ///   - leaving: The servers that must stay free when the request is granted: the reserve (cut-off
  ///     level) kept for others.
  ///   - time: Now.
  /// - Returns: What becomes of the request.
  /// - Complexity: O(1) on the first level of priority, else O(log k).
  @inlinable
  @inline(__always)
  public mutating func request(
    _ customer: Int, priority: Int = 0, units: Int = 1, leaving: Int = 0, at time: Double
  ) -> Reply {
    // Tested where it is called, for it costs nothing if the numbers are known to the compiler.
    if UInt(bitPattern: units | leaving) > UInt(Int32.max) {
      Self.failToServe(units: units, leaving: leaving, at: time)
    }
    return admit(
      KeptNumber.customer(customer), priority: KeptNumber.priority(priority), units: units,
      leaving: leaving, at: time)
  }

  /// Does what ``request(_:priority:units:leaving:at:)`` says, for numbers that are right.
  @inlinable
  mutating func admit(
    _ customer: UInt32, priority: Int32, units: Int, leaving: Int, at time: Double
  ) -> Reply {
    settle(at: time)
    record.arrivals &+= 1
    let isServedNow =
      fits(units: units, leaving: leaving)
      && (line.count == 0 || allowsOvertaking || wouldBeFirst(priority, came: time))
    guard !isServedNow || victims != nil else {
      occupied &+= units
      record.waits.add(0)
      return .granted
    }
    if isServedNow {
      serve(
        Waiter(
          customer: customer, priority: priority, units: units, leaving: leaving, came: time,
          since: time),
        at: time)
      return .granted
    }
    guard _fastPath(line.count < room) else {
      record.refused &+= 1
      return .refused
    }
    return .waiting(
      line.join(
        Waiter(
          customer: customer, priority: priority, units: units, leaving: leaving, came: time,
          since: time),
        ahead: discipline == .lastCome))
  }

  /// Serves the next of those waiting if there are servers for it.
  ///
  /// Call it in a loop until it returns nil.
  ///
  /// - Complexity: O(1) on the first level of priority, else O(k); O(n) when overtaking is allowed.
  @inlinable
  @inline(__always)
  public mutating func grantNext(at time: Double) -> Grant? {
    // Tested where it is called, so that the end of the loop costs no call.
    guard line.count > 0 && occupied < capacity else { return nil }
    return grantFirstInLine(at: time)
  }

  /// Gives back servers at the end of a service; those above the number on duty retire.
  ///
  /// - Complexity: O(1).
  @inlinable
  @inline(__always)
  public mutating func release(units: Int = 1, at time: Double) {
    if victims != nil { Self.failToTrack(at: time) }
    record.served &+= 1
    free(units, at: time)
  }

  /// Takes a customer out of the line who does not want to wait any longer: it reneges.
  ///
  /// - Returns: Whether it was still waiting; false for a stale ticket and for ``Ticket/none``.
  /// - Complexity: O(1) on the first level of priority, else O(log k).
  @inlinable
  @discardableResult
  public mutating func withdraw(_ ticket: Ticket, at time: Double) -> Bool {
    guard let slot = line.slot(of: ticket, at: time) else { return false }
    renege(slot, at: time)
    return true
  }
}

extension Station {
  /// Serves the first in line, of those who fit if overtaking is allowed.
  @usableFromInline
  mutating func grantFirstInLine(at time: Double) -> Grant? {
    let slot = nextInLine()
    guard slot != WaitingLine.nobody else { return nil }
    return grant(slot, at: time)
  }

  /// Serves the one at the slot of the line.
  @inline(__always)
  mutating func grant(_ slot: UInt32, at time: Double) -> Grant {
    settle(at: time)
    let waiter = line.leave(slot)
    let waited = time - waiter.since
    occupied &+= Int(waiter.units)
    record.delayed &+= 1
    record.waits.add(waited)
    if _slowPath(victims != nil) { services.begin(waiter, at: time) }
    return Grant(customer: Int(waiter.customer), units: Int(waiter.units), waited: waited)
  }

  /// Gives servers to a request.
  @usableFromInline
  @inline(never)
  mutating func serve(_ waiter: Waiter, at time: Double) {
    occupied &+= Int(waiter.units)
    record.waits.add(time - waiter.since)
    if _slowPath(victims != nil) { services.begin(waiter, at: time) }
  }

  /// Takes servers back.
  @inlinable
  @inline(__always)
  mutating func free(_ units: Int, at time: Double) {
    settle(at: time)
    // A negative number is a great one here.
    if UInt(bitPattern: units) > UInt(bitPattern: occupied) {
      Self.failToFree(units, of: occupied, at: time)
    }
    occupied &-= units
  }

  // What fails is static: a method would be handed a copy of the station.

  @usableFromInline
  @inline(never)
  static func failToTrack(at time: Double) -> Never {
    Invariants.fail(
      "A station with an order of victims tracks services: release(_:at:) must be told whose has ended",
      at: time)
  }

  @usableFromInline
  @inline(never)
  static func failToServe(units: Int, leaving: Int, at time: Double) -> Never {
    Invariants.fail(
      "\(units) servers with \(leaving) left free are asked for: neither can be below 0 or above 2^31 - 1",
      at: time)
  }

  @usableFromInline
  @inline(never)
  static func failToFree(_ units: Int, of occupied: Int, at time: Double) -> Never {
    Invariants.fail("\(units) servers are released but \(occupied) are busy", at: time)
  }

  /// Takes a customer out of the line unserved.
  @usableFromInline
  mutating func renege(_ slot: UInt32, at time: Double) {
    settle(at: time)
    record.renegedWaits.add(time - line.leave(slot).since)
  }
}
