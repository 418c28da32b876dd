// SPDX-License-Identifier: GPL-3.0-or-later

/// A line without servers: customers pass while it is open and wait while it is closed.
///
/// A gate that is opened lets everybody through who waits. A signal lets some through and leaves it
/// closed: ``signal(_:at:)`` for all is a broadcast, for one it wakes one. Those let through are told
/// by ``grantNext(at:)``, in a loop, without any calendar traffic.
///
/// - Complexity: That of ``Station``.
public struct Gate: Sendable {
  private var station: Station
  /// Whether customers pass without waiting.
  public private(set) var isOpen: Bool

  /// A gate before which nobody waits.
  public init(
    isOpen: Bool = false, discipline: Discipline = .firstCome, room: Int = .max,
    startingAt start: Double = 0
  ) {
    self.isOpen = isOpen
    station = Station(
      servers: isOpen ? .max : 0, discipline: discipline, room: room, startingAt: start)
  }

  /// The number of customers who wait.
  public var waiting: Int { station.waiting }

  /// The waits of those who passed, those of no time included.
  public var waits: Tally { station.waits }

  /// The integral over time of the number who wait.
  public func queueTime(at time: Double) -> Double { station.queueTime(at: time) }

  /// Lets a customer pass if the gate is open, or wait.
  public mutating func request(
    _ customer: UInt32, priority: Int32 = 0, at time: Double
  ) -> Station.Reply {
    let reply = station.request(customer, priority: priority, at: time)
    if case .granted = reply { station.release(at: time) }
    return reply
  }

  /// Opens the gate for all.
  public mutating func open(at time: Double) {
    isOpen = true
    station.setServers(.max, at: time)
  }

  /// Closes the gate.
  public mutating func close(at time: Double) {
    isOpen = false
    station.setServers(0, at: time)
  }

  /// Lets through at most so many of those who wait now.
  public mutating func signal(_ count: Int = 1, at time: Double) {
    if !isOpen { station.setServers(min(count, station.waiting), at: time) }
  }

  /// The next of those let through.
  ///
  /// Call it in a loop until it returns nil.
  public mutating func grantNext(at time: Double) -> Grant? {
    guard let grant = station.grantNext(at: time) else { return nil }
    station.release(at: time)
    if !isOpen { station.setServers(station.servers - 1, at: time) }
    return grant
  }

  /// Takes a customer out of the line; false for a stale ticket.
  @discardableResult
  public mutating func withdraw(_ ticket: Ticket, at time: Double) -> Bool {
    station.withdraw(ticket, at: time)
  }
}
