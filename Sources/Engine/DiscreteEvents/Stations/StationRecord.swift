// SPDX-License-Identifier: GPL-3.0-or-later

/// What a station remembers of its past, in constant memory.
@frozen
@usableFromInline
struct StationRecord: Sendable, BitwiseCopyable {
  @usableFromInline var arrivals = 0
  @usableFromInline var delayed = 0
  @usableFromInline var served = 0
  @usableFromInline var refused = 0
  @usableFromInline var balked = 0
  @usableFromInline var interrupted = 0
  @usableFromInline var handedOver = 0
  @usableFromInline var waits = Tally()
  @usableFromInline var renegedWaits = Tally()
  @usableFromInline var busyTime = 0.0
  @usableFromInline var queueTime = 0.0
  @usableFromInline var overtime = 0.0
  /// The server-time on duty until the number of servers last changed, and when that was.
  @usableFromInline var serverTime = 0.0
  @usableFromInline var serversSince: Double
  @usableFromInline var longestQueue = 0
  /// Those in the line and in service when the record began.
  @usableFromInline var presentBefore = 0
  /// The wait, until the record began, of those then in the line.
  @usableFromInline var waitBefore = 0.0
  /// The most servers that may be at work: those on duty, or more while some finish in overtime.
  @usableFromInline var ceiling: Int
  @usableFromInline var start: Double
  /// Until when the integrals are complete.
  @usableFromInline var latest: Double

  @inlinable
  init(servers: Int, startingAt time: Double) {
    ceiling = servers
    start = time
    latest = time
    serversSince = time
  }
}

/// What a station has seen since it was made, or since its statistics were reset.
extension Station {
  /// The integral over time of the number of servers at work: server-time worked.
  @inlinable
  public func busyTime(at time: Double) -> Double {
    record.busyTime + Double(occupied) * elapsed(until: time)
  }

  /// The time that has gone by since the integrals were complete.
  @inlinable
  func elapsed(until time: Double) -> Double {
    if !(time >= record.latest) {
      Invariants.fail(atTime: time, after: record.latest, of: "A station")
    }
    return time - record.latest
  }

  /// The integral over time of the number of servers on duty: server-time that there was.
  @inlinable
  public func serverTime(at time: Double) -> Double {
    record.serverTime + Double(capacity) * (time - record.serversSince)
  }

  /// The integral over time of the number of customers in the line: customer-time waited.
  @inlinable
  public func queueTime(at time: Double) -> Double {
    record.queueTime + Double(line.count) * elapsed(until: time)
  }

  /// The integral over time of the number of servers at work beyond those on duty.
  @inlinable
  public func overtime(at time: Double) -> Double {
    record.overtime + Double(max(0, occupied - capacity)) * elapsed(until: time)
  }

  /// The integral over time of the number of servers on duty who are not at work.
  @inlinable
  public func idleTime(at time: Double) -> Double {
    serverTime(at: time) + overtime(at: time) - busyTime(at: time)
  }

  /// The mean number of servers at work.
  @inlinable
  public func meanBusy(at time: Double) -> Double { busyTime(at: time) / (time - record.start) }

  /// The mean number of customers in the line.
  @inlinable
  public func meanQueue(at time: Double) -> Double { queueTime(at: time) / (time - record.start) }

  /// The longest that the line has been for any time at all, until the given time.
  @inlinable
  public func longestQueue(at time: Double) -> Int {
    elapsed(until: time) > 0 ? max(record.longestQueue, line.count) : record.longestQueue
  }

  /// The waits that ended in service, those of no time included.
  @inlinable
  public var waits: Tally { record.waits }

  /// The waits that ended in reneging.
  @inlinable
  public var renegedWaits: Tally { record.renegedWaits }

  /// The customers who came, whatever became of them.
  @inlinable
  public var arrivals: Int { record.arrivals }

  /// The services begun; one that was interrupted counts again when it goes on.
  @inlinable
  public var grants: Int { record.waits.count }

  /// The services begun after a wait in the line, one of no time included: ``grants`` less those at once.
  @inlinable
  public var delayed: Int { record.delayed }

  /// The services finished.
  @inlinable
  public var served: Int { record.served }

  /// The customers who left the line before they were served.
  @inlinable
  public var reneged: Int { record.renegedWaits.count }

  /// The customers who found the waiting room full or were turned away.
  @inlinable
  public var refused: Int { record.refused }

  /// The customers who saw the line and did not join it.
  @inlinable
  public var balked: Int { record.balked }

  /// The services interrupted.
  @inlinable
  public var interrupted: Int { record.interrupted }

  /// The customers who left the station when their service was interrupted.
  @inlinable
  public var handedOver: Int { record.handedOver }

  /// The customers in service.
  @inlinable
  public var inService: Int {
    record.presentBefore + arrivals - refused - balked - reneged - served - handedOver - waiting
  }

  /// The slots in memory for customers who wait: as many as the longest line ever had.
  public var slotsStored: Int { line.waiters.count }
}
