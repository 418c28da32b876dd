// SPDX-License-Identifier: GPL-3.0-or-later

/// A server that works for all customers at once and equally: processor sharing, nobody waits.
///
/// With n customers each is worked for at the speed `min(most, speed / n)`. When the next one is done
/// changes whenever somebody comes or leaves; the caller keeps one event for it and moves it:
///
/// ```swift
/// processor.join(customer, work: 0.8, at: calendar.now)
/// calendar.reschedule(completion, to: processor.nextCompletion)
/// // at the completion
/// while let done = processor.complete(at: calendar.now) { ... }
/// ```
///
/// The customers are kept in the order in which they will be done, on a clock that goes as fast as each is
/// worked for, so that nothing has to be counted down.
///
/// - Complexity: O(log n) to join or complete, O(n) to leave; nothing is allocated once there is room.
public struct SharedServer: Sendable {
  /// The work done in a unit of time.
  public let speed: Double
  /// The most work done for one customer in a unit of time.
  public let most: Double
  /// The number of customers, over time.
  public private(set) var level: TimeWeighted
  /// The customers whose work was done.
  public private(set) var served = 0
  /// The work done for each customer who has been present since the beginning, when it was told last.
  private var done = 0.0
  private var latest: Double
  private var doneWork = 0.0
  /// The customers by what will have been done when theirs is.
  private var order = EventCalendar<UInt32>()
  /// When the next one is done.
  private var due = Double.infinity

  /// A server without customers.
  ///
  /// - Parameters:
  ///   - speed: The work done in a unit of time.
  ///   - most: The most work done for one customer in a unit of time; with a `speed` of c and a `most` of 1 it
  ///     is c servers who share what they have.
  ///   - start: The time from which it is observed.
  public init(speed: Double = 1, most: Double = .infinity, startingAt start: Double = 0) {
    Invariants.refuse(
      unless: speed > 0 && speed < .infinity && most > 0,
      "A shared server cannot work at a speed of \(speed), at most \(most) for one", at: start)
    self.speed = speed
    self.most = most
    level = TimeWeighted(at: start)
    latest = start
  }

  /// The number of customers.
  public var count: Int { order.count }

  /// When the next customer is done if nobody comes or leaves; infinity without customers.
  public var nextCompletion: Double { due }

  /// Adds a customer with so much work, and returns the handle with which it can leave before it is done.
  @discardableResult
  public mutating func join(_ customer: Int, work: Double, at time: Double) -> EventHandle {
    Invariants.refuse(
      unless: work >= 0, "A customer cannot bring work of \(work)", at: latest)
    advance(to: time)
    let handle = order.schedule(KeptNumber.customer(customer), at: done + work)
    change(at: time)
    return handle
  }

  /// The customer who is done now, who leaves; nil if nobody is.
  ///
  /// Call it in a loop until it returns nil, at the time ``nextCompletion``.
  public mutating func complete(at time: Double) -> Int? {
    guard time >= due else { return nil }
    Invariants.refuse(
      unless: time == due, "A customer was done at \(due): complete(at:) is called then", at: time)
    advance(to: time)
    guard let customer = order.next(before: .infinity) else { return nil }
    done = order.now
    served += 1
    change(at: time)
    return Int(customer)
  }

  /// Lets a customer leave before it is done.
  ///
  /// - Returns: The work that is left; nil for a stale handle.
  @discardableResult
  public mutating func leave(_ handle: EventHandle, at time: Double) -> Double? {
    guard let end = order.time(of: handle) else { return nil }
    advance(to: time)
    order.cancel(handle)
    change(at: time)
    return end - done
  }

  /// The integral over time of the work done in a unit of time.
  public func work(at time: Double) -> Double {
    doneWork + Double(count) * pace * (time - latest)
  }

  /// Ends the warm-up: keeps those present and forgets the past.
  public mutating func resetStatistics(at time: Double) {
    advance(to: time)
    level.reset(at: time)
    served = 0
    doneWork = 0
  }

  /// The work done for each customer in a unit of time.
  private var pace: Double { count == 0 ? 0 : min(most, speed / Double(count)) }

  private mutating func advance(to time: Double) {
    if !(time >= latest) { Invariants.fail(atTime: time, after: latest, of: "A shared server") }
    Invariants.refuse(
      unless: time <= due, "A customer was done at \(due): complete(at:) is called then", at: time)
    doneWork = work(at: time)
    done += pace * (time - latest)
    latest = time
  }

  /// Notes how many there are now, and when the next one is done.
  private mutating func change(at time: Double) {
    level.set(Double(count), at: time)
    due = order.nextTime.map { time + max(0, $0 - done) / pace } ?? .infinity
  }
}
