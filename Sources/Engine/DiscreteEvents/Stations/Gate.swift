// SPDX-License-Identifier: GPL-3.0-or-later

/// A line without servers: customers pass while it is open and wait while it is closed.
///
/// A gate that is opened lets everybody through who waits, even if it is closed again at the same
/// instant. A signal lets some of those who wait through and leaves the gate closed:
/// ``signal(_:at:)`` for all is a broadcast, for one it wakes one. Those let through are told by
/// ``grantNext(at:)``, in a loop at the same instant and before the next request, without any calendar
/// traffic. One of them may leave before that: no more pass than still wait.
///
/// - Complexity: That of ``Station``.
public struct Gate: Sendable {
  private var station: Station
  /// How many of those who wait have been let through while the gate is closed.
  private var passes = 0
  /// When they were.
  private var passesSince = 0.0
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

  /// The longest that the line has been for any time at all, until the given time.
  public func longestQueue(at time: Double) -> Int { station.longestQueue(at: time) }

  /// The waits of those who passed, those of no time included.
  public var waits: Tally { station.waits }

  /// The waits of those who left.
  public var renegedWaits: Tally { station.renegedWaits }

  /// The integral over time of the number who wait.
  public func queueTime(at time: Double) -> Double { station.queueTime(at: time) }

  /// Lets a customer pass if the gate is open, or wait.
  public mutating func request(
    _ customer: Int, priority: Int = 0, at time: Double
  ) -> Station.Reply {
    expectAllTold(at: time)
    let reply = station.request(customer, priority: priority, at: time)
    if case .granted = reply { station.release(at: time) }
    return reply
  }

  /// Opens the gate for all.
  public mutating func open(at time: Double) {
    expectAllTold(at: time)
    isOpen = true
    passes = 0
    station.setServers(.max, at: time)
  }

  /// Closes the gate.
  public mutating func close(at time: Double) {
    expectAllTold(at: time)
    guard isOpen else { return }
    isOpen = false
    station.setServers(0, at: time)
    letThrough(station.waiting, at: time)
  }

  /// Lets through at most so many of those who wait now.
  public mutating func signal(_ count: Int = 1, at time: Double) {
    Invariants.refuse(unless: count >= 0, "A signal cannot be for \(count) customers", at: time)
    expectAllTold(at: time)
    if !isOpen { letThrough(min(count, station.waiting - passes), at: time) }
  }

  /// The next of those let through.
  ///
  /// Call it in a loop until it returns nil.
  public mutating func grantNext(at time: Double) -> Grant? {
    guard isOpen || passes > 0 else { return nil }
    expectAllTold(at: time)
    if !isOpen { station.setServers(1, at: time) }
    let grant = station.grantNext(at: time)
    if grant != nil { station.release(at: time) }
    if !isOpen {
      station.setServers(0, at: time)
      passes -= 1
    }
    return grant
  }

  /// Takes a customer out of the line; false for a stale ticket.
  @discardableResult
  public mutating func withdraw(_ ticket: Ticket, at time: Double) -> Bool {
    guard station.withdraw(ticket, at: time) else { return false }
    passes = min(passes, station.waiting)
    return true
  }

  private mutating func letThrough(_ count: Int, at time: Double) {
    passes += count
    passesSince = time
  }

  private func expectAllTold(at time: Double) {
    Invariants.refuse(
      unless: passes == 0 || time == passesSince,
      "\(passes) let through a gate have not been told: grantNext(at:) is called until it returns nil",
      at: passesSince)
  }
}
