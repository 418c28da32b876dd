// SPDX-License-Identifier: GPL-3.0-or-later

/// An amount of something that customers put in and take out, such as fuel in a tank.
///
/// Who wants more than there is waits, and so does who brings more than there is room for. Both lines are
/// served in the order of priority and then of coming, each by itself: its first one waits until it can be
/// served whole, and nobody overtakes it. Whatever changes the amount or shortens a line is followed by the
/// loop over ``grantNext(at:)``.
///
/// - Complexity: O(n) to ask or leave for n who wait, O(1) if nobody does.
public struct Stock: Sendable {
  /// A customer who has put in or taken out what it wanted.
  public struct Delivery: Hashable, Sendable {
    /// The caller's number of the customer.
    public let customer: Int
    /// What was put in; below 0 if it was taken out.
    public let change: Double
    /// How long the customer waited.
    public let waited: Double
  }

  /// The most that there is room for.
  public let capacity: Double
  /// The amount, over time.
  public private(set) var level: TimeWeighted
  /// The waits of those who took.
  public var waitsToTake: Tally { takers.waits }
  /// The waits of those who put in.
  public var waitsToPut: Tally { givers.waits }
  private var takers = WantLine<Double>()
  private var givers = WantLine<Double>()
  private var numbers: UInt32 = 0

  /// The slot that all tickets name, which no line of a station has.
  private static let slot = UInt32.max - 2

  /// A stock with the given amount, for which there is room.
  public init(level: Double = 0, capacity: Double = .infinity, startingAt start: Double = 0) {
    Invariants.refuse(
      unless: level >= 0 && level <= capacity,
      "A stock for \(capacity) cannot hold \(level)", at: start)
    self.capacity = capacity
    self.level = TimeWeighted(value: level, at: start)
  }

  /// How many wait to take out.
  public var takersWaiting: Int { takers.wants.count }

  /// How many wait to put in.
  public var giversWaiting: Int { givers.wants.count }

  /// Takes an amount out, all of it or nothing, or waits for it.
  public mutating func take(
    _ customer: Int, _ amount: Double, priority: Int = 0, at time: Double
  ) -> Station.Reply {
    expect(amount, at: time)
    return ask(.take, customer, for: -amount, priority: priority, at: time)
  }

  /// Puts an amount in, all of it or nothing, or waits for room.
  public mutating func put(
    _ customer: Int, _ amount: Double, priority: Int = 0, at time: Double
  ) -> Station.Reply {
    expect(amount, at: time)
    return ask(.put, customer, for: amount, priority: priority, at: time)
  }

  /// Serves the next of those who wait, who take out before those who put in; nil if nobody can be served.
  ///
  /// Call it in a loop until it returns nil.
  public mutating func grantNext(at time: Double) -> Delivery? {
    grantFirst(.take, at: time) ?? grantFirst(.put, at: time)
  }

  /// Takes a customer out of its line; false for a stale ticket.
  @discardableResult
  public mutating func withdraw(_ ticket: Ticket, at time: Double) -> Bool {
    Invariants.refuse(
      unless: ticket == .none || ticket.slot == Self.slot && ticket.generation <= numbers,
      "The ticket of customer \(ticket.customer) is of another line", at: time)
    return takers.withdraw(ticket) || givers.withdraw(ticket)
  }

  /// Changes the priority of one who waits, who then stands behind those of that priority who came before it.
  ///
  /// Run the loop over ``grantNext(at:)`` afterwards: another one may be the first.
  ///
  /// - Returns: Whether it was still waiting; false for a stale ticket.
  @discardableResult
  public mutating func setPriority(of ticket: Ticket, to priority: Int) -> Bool {
    let level = KeptNumber.priority(priority)
    return takers.setPriority(of: ticket, to: level) || givers.setPriority(of: ticket, to: level)
  }

  /// Ends the warm-up: forgets the past, and keeps the amount and those who wait.
  public mutating func resetStatistics(at time: Double) {
    level.reset(at: time)
    takers.waits.reset()
    givers.waits.reset()
  }

  /// What a customer wants to do.
  private enum Side { case take, put }

  /// Those who wait to do it.
  private subscript(side: Side) -> WantLine<Double> {
    get { side == .take ? takers : givers }
    _modify {
      switch side {
      case .take: yield &takers
      case .put: yield &givers
      }
    }
  }

  /// Whether there is as much, or room for as much.
  private func allows(_ change: Double) -> Bool {
    level.value + change >= 0 && level.value + change <= capacity
  }

  private mutating func ask(
    _ side: Side, _ customer: Int, for change: Double, priority: Int, at time: Double
  ) -> Station.Reply {
    let (customer, priority) = (KeptNumber.customer(customer), KeptNumber.priority(priority))
    numbers &+= 1
    if self[side].wouldBeFirst(priority), allows(change) {
      level.add(change, at: time)
      self[side].waits.add(0)
      return .granted
    }
    self[side].join(
      Want(customer: customer, priority: priority, number: numbers, since: time, what: change))
    return .waiting(Ticket(SlotName(slot: Self.slot, generation: numbers), of: customer))
  }

  private mutating func grantFirst(_ side: Side, at time: Double) -> Delivery? {
    guard let first = self[side].wants.first, allows(first.what) else { return nil }
    let want = self[side].serve(0, at: time)
    level.add(want.what, at: time)
    return Delivery(
      customer: Int(want.customer), change: want.what, waited: time - want.since)
  }

  /// Refuses an amount that can never be served.
  private func expect(_ amount: Double, at time: Double) {
    Invariants.refuse(
      unless: amount >= 0 && amount <= capacity,
      "\(amount) cannot be put into or taken out of a stock for \(capacity)", at: time)
  }
}
