// SPDX-License-Identifier: GPL-3.0-or-later

/// Preemption and the ends of shifts. Every interruption is told by ``nextInterrupted()``.
extension Station {
  /// Asks for servers, which are taken from customers of a higher priority number if need be.
  ///
  /// Nobody is interrupted in vain: only if enough servers can be taken are any. A request preempts
  /// when it is made, not while it waits. Afterwards run the loop over ``nextInterrupted()``, and then, because
  /// victims may have held more servers than were needed, that over ``grantNext(at:)``.
  ///
  /// - Parameters:
  ///   - customer: The caller's number of the customer.
  ///   - priority: The lower is served first.
  ///   - units: The servers needed, all or none.
  ///   - leaving: The servers that must stay free when the request is granted.
  ///   - interruption: What becomes of the victims.
  ///   - time: Now.
  /// - Returns: What becomes of the request.
  /// - Complexity: O(c) for every victim.
  public mutating func request(
    _ customer: Int, priority: Int, units: Int = 1, leaving: Int = 0,
    preempting interruption: Interruption, at time: Double
  ) -> Reply {
    let victims = orderOfVictims
    if UInt(bitPattern: units | leaving) > UInt(Int32.max) {
      Self.failToServe(units: units, leaving: leaving, at: time)
    }
    expectInterruptionsTold(at: time)
    let missing = units + leaving - (capacity - occupied)
    let newcomer = Waiter(
      customer: KeptNumber.customer(customer), priority: KeptNumber.priority(priority),
      units: units, leaving: leaving, came: time, since: time)
    guard missing > 0, services.units(above: newcomer.priority) >= missing,
      allowsOvertaking || wouldBeFirst(newcomer.priority, came: time)
    else {
      return request(customer, priority: priority, units: units, leaving: leaving, at: time)
    }
    settle(at: time)
    record.arrivals += 1
    while !fits(units: units, leaving: leaving), let victim = services.takeVictim(victims) {
      interrupt(victim, interruption, at: time)
    }
    serve(newcomer, at: time)
    return .granted
  }

  /// Changes the number of servers on duty, at the beginning or the end of a shift.
  ///
  /// Servers who are at work above the new number finish in overtime, which is recorded, unless an
  /// interruption is given. Afterwards run the loop over ``nextInterrupted()`` if it is, and that over
  /// ``grantNext(at:)``.
  ///
  /// - Parameters:
  ///   - count: The number of servers from now on.
  ///   - interruption: What becomes of the customers whose servers go; nil to finish in overtime.
  ///   - time: Now.
  /// - Complexity: O(1), and O(c) for every interruption.
  public mutating func setServers(
    _ count: Int, interrupting interruption: Interruption? = nil, at time: Double
  ) {
    Invariants.refuse(unless: count >= 0, "A station cannot have \(count) servers", at: time)
    expectInterruptionsTold(at: time)
    settle(at: time)
    record.serverTime = serverTime(at: time)
    record.serversSince = time
    capacity = count
    record.ceiling = max(capacity, occupied)
    if let interruption {
      let victims = orderOfVictims
      while occupied > capacity, let victim = services.takeVictim(victims) {
        interrupt(victim, interruption, at: time)
      }
    }
  }

  /// Takes the number of servers on duty from the schedule, and says when it changes next.
  ///
  /// One event that comes again and again follows the schedule for ever:
  ///
  /// ```swift
  /// let next = desk.follow(hours, at: calendar.now)
  /// calendar.schedule(.shift, at: next, priority: .early)
  /// while let grant = desk.grantNext(at: calendar.now) {
  ///   calendar.schedule(.departure(grant.customer), after: service)
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - schedule: How many servers there are, and when.
  ///   - interruption: As in ``setServers(_:interrupting:at:)``, and so are the loops to run afterwards.
  ///   - time: Now.
  /// - Returns: The time of the next change; infinity if there is none.
  public mutating func follow(
    _ schedule: WeeklySchedule, interrupting interruption: Interruption? = nil, at time: Double
  ) -> Double {
    setServers(schedule.level(at: time), interrupting: interruption, at: time)
    return schedule.nextChange(after: time)
  }

  /// The next of those just interrupted: cancel the end of its service.
  ///
  /// Call it in a loop until it returns nil. Customers of a ``JointLine`` are told by that line.
  @inlinable
  public mutating func nextInterrupted() -> Interrupted? {
    guard let index = services.interrupted.firstIndex(where: { $0.joint == 0 }) else { return nil }
    return services.interrupted.remove(at: index)
  }

  /// Gives back the servers of a customer whose service is finished.
  ///
  /// For stations with an order of victims, which know who is in service.
  ///
  /// - Complexity: O(c).
  public mutating func release(_ customer: Int, at time: Double) {
    expectInterruptionsTold(at: time)
    guard let service = services.end(KeptNumber.customer(customer)) else {
      Invariants.fail("Customer \(customer) was released but is not in service", at: time)
    }
    record.served += 1
    free(Int(service.waiter.units), at: time)
  }

  /// The order of victims, which a station that interrupts must have.
  private var orderOfVictims: VictimOrder {
    guard let victims else {
      Invariants.fail(
        "A station that interrupts services needs an order of victims", at: record.latest)
    }
    return victims
  }

  /// Fails if services were interrupted at an earlier time and nobody has asked which.
  private func expectInterruptionsTold(at time: Double) {
    Invariants.refuse(
      unless: services.interrupted.isEmpty || time == record.latest,
      "Interruptions have not been taken note of: nextInterrupted() is called until it returns nil",
      at: record.latest)
  }

  private mutating func interrupt(
    _ service: Services.Service, _ interruption: Interruption, at time: Double
  ) {
    record.interrupted += 1
    free(Int(service.waiter.units), at: time)
    var ticket = Ticket.none
    if interruption == .handOver || service.joint != 0 {
      record.handedOver += 1
    } else {
      var waiter = service.waiter
      waiter.since = time
      ticket = line.join(waiter, before: slotForReturn(waiter))
    }
    services.interrupted.append(
      Interrupted(
        customer: Int(service.waiter.customer), interruption: interruption,
        served: time - service.start, ticket: ticket, units: Int(service.waiter.units),
        joint: service.joint))
  }
}
