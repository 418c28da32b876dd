// SPDX-License-Identifier: GPL-3.0-or-later

/// A customer in the line, as the caller may see it.
@frozen
public struct Waiting: Hashable, Sendable, BitwiseCopyable {
  /// The caller's number of the customer.
  public let customer: Int
  /// Its priority.
  public let priority: Int
  /// When it began to wait.
  public let since: Double
}

/// What customers do because of the line: they see it and do not join, or leave it together.
extension Station {
  /// How many customers who need one server each could come now without being refused.
  ///
  /// A batch that is to be admitted as a whole or not at all asks for this first.
  @inlinable
  public var vacancies: Int {
    let openings = room - waiting
    let free = max(0, capacity - occupied)
    return openings > Int.max - free ? .max : openings + free
  }

  /// Counts customers who come, see the line and do not join it.
  public mutating func balk(_ customers: Int = 1, at time: Double) {
    settle(at: time)
    record.arrivals += customers
    record.balked += customers
  }

  /// Counts customers who are turned away by a rule of the caller, such as a batch without room.
  public mutating func turnAway(_ customers: Int = 1, at time: Double) {
    settle(at: time)
    record.arrivals += customers
    record.refused += customers
  }

  /// Changes the priority of a customer in the line, who then stands where it would have stood had it
  /// come with that priority, and keeps its ticket.
  ///
  /// Run the loop over ``grantNext(at:)`` afterwards: another one may be the first.
  ///
  /// - Returns: Whether it was still waiting; false for a stale ticket and for ``Ticket/none``.
  /// - Complexity: O(n) for n waiting.
  @discardableResult
  public mutating func setPriority(
    of ticket: Ticket, to priority: Int, at time: Double
  ) -> Bool {
    guard let slot = line.slot(of: ticket, at: time) else { return false }
    settle(at: time)
    line.detach(slot, to: KeptNumber.priority(priority))
    line.link(slot, before: slotForReturn(line[slot]))
    return true
  }

  /// Goes through everybody in the line, level by level, each from its head.
  ///
  /// - Complexity: O(n) for n waiting.
  @inlinable
  public func forEachWaiting(_ body: (Waiting) -> Void) {
    line.forEachWaiter { body(line.waiting($0)) }
  }

  /// Takes everybody out of the line for whom the condition holds, at a closing date or because what
  /// they waited for is void.
  ///
  /// - Returns: Those taken out, in the order in which they would have been served on equal terms:
  ///   level by level, each from its head.
  /// - Complexity: O(n), with an allocation; it is meant for rare events.
  public mutating func withdrawAll(
    at time: Double, where condition: (Waiting) -> Bool = { _ in true }
  ) -> [Waiting] {
    var slots: [UInt32] = []
    line.forEachWaiter { slot in
      if condition(line.waiting(slot)) { slots.append(slot) }
    }
    return slots.map { slot in
      let waiting = line.waiting(slot)
      renege(slot, at: time)
      return waiting
    }
  }

  /// Forgets the past and keeps those present: the end of a warm-up.
  ///
  /// Waits that go on are counted whole when they end.
  public mutating func resetStatistics(at time: Double) {
    settle(at: time)
    let present = waiting + inService
    record = StationRecord(servers: max(capacity, occupied), startingAt: time)
    record.presentBefore = present
    record.waitBefore = waitOfThosePresent(at: time)
  }
}

extension WaitingLine {
  /// The slots of all waiters, level by level, each from its head.
  @usableFromInline
  func forEachWaiter(_ body: (UInt32) -> Void) {
    forEachLevel { level in
      var slot = level.head
      while slot != Self.nobody {
        let next = self[slot].next
        body(slot)
        slot = next
      }
      return true
    }
  }

  /// The waiter at the slot as the caller may see it.
  @usableFromInline
  func waiting(_ slot: UInt32) -> Waiting {
    let waiter = self[slot]
    return Waiting(
      customer: Int(waiter.customer), priority: Int(waiter.priority), since: waiter.since)
  }
}
