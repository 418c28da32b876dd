// SPDX-License-Identifier: GPL-3.0-or-later

/// What a station remembers of its past, in constant memory.
@frozen
@usableFromInline
struct StationRecord: Sendable, BitwiseCopyable {
  @usableFromInline var start: Double
  /// Until when the integrals are complete.
  @usableFromInline var time: Double
  @usableFromInline var busyTime: Double
  @usableFromInline var queueTime: Double
  @usableFromInline var overtime: Double
  @usableFromInline var waitOfGranted: Double
  @usableFromInline var waitOfReneged: Double
  @usableFromInline var arrivals: Int
  @usableFromInline var immediateGrants: Int
  @usableFromInline var delayedGrants: Int
  @usableFromInline var served: Int
  @usableFromInline var reneged: Int
  @usableFromInline var refused: Int

  @inlinable
  init(startingAt start: Double) {
    self.start = start
    time = start
    busyTime = 0
    queueTime = 0
    overtime = 0
    waitOfGranted = 0
    waitOfReneged = 0
    arrivals = 0
    immediateGrants = 0
    delayedGrants = 0
    served = 0
    reneged = 0
    refused = 0
  }

  /// Brings the integrals up to date, under the numbers that held until now.
  @inlinable
  mutating func advance(to now: Double, busy: Int, waiting: Int, servers: Int) {
    let elapsed = now - time
    precondition(elapsed >= 0, "A station saw time \(time) and then \(now).")
    busyTime += Double(busy) * elapsed
    queueTime += Double(waiting) * elapsed
    if busy > servers { overtime += Double(busy &- servers) * elapsed }
    time = now
  }

  @inlinable
  mutating func grant(after waited: Double) {
    delayedGrants &+= 1
    waitOfGranted += waited
  }

  @inlinable
  mutating func withdraw(after waited: Double) {
    reneged &+= 1
    waitOfReneged += waited
  }
}

/// What a station has seen since it was made, or since its statistics were last reset.
extension Station {
  /// The requests made.
  @inlinable
  public var arrivals: Int { record.arrivals }

  /// The requests granted, at once or after a wait.
  @inlinable
  public var grants: Int { record.immediateGrants + record.delayedGrants }

  /// The requests granted after a wait, even one of no time.
  @inlinable
  public var delayedGrants: Int { record.delayedGrants }

  /// The services finished.
  @inlinable
  public var served: Int { record.served }

  /// The customers who left the line before they were served.
  @inlinable
  public var reneged: Int { record.reneged }

  /// The customers who found the waiting room full.
  @inlinable
  public var refused: Int { record.refused }

  /// The sum of the waits of those served, in the caller's unit of time.
  @inlinable
  public var totalWait: Double { record.waitOfGranted }

  /// The mean wait of those whose service has begun; 0 before anybody's has.
  @inlinable
  public var meanWait: Double { grants == 0 ? 0 : totalWait / Double(grants) }

  /// The integral over time of the number of busy servers.
  @inlinable
  public func busyTime(at time: Double) -> Double {
    record.busyTime + Double(occupied) * (time - record.time)
  }

  /// The integral over time of the number of customers in the line.
  @inlinable
  public func queueTime(at time: Double) -> Double {
    record.queueTime + Double(line.count) * (time - record.time)
  }

  /// The integral over time of the number of servers at work beyond those on duty.
  @inlinable
  public func overtime(at time: Double) -> Double {
    record.overtime + Double(max(0, occupied - capacity)) * (time - record.time)
  }
}
