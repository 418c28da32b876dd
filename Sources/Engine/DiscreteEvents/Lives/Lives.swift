// SPDX-License-Identifier: GPL-3.0-or-later

/// All the lives of a ``LifeDriven`` model, with the stations they go through and the clock.
///
/// The functions below are called within a step and speak of the customer at hand. A step may call as
/// many as it likes of those that take no time, and at its end one of those that wait: ``hold(_:)``,
/// ``sleep()``, ``seize(_:units:priority:leaving:patience:else:)`` and its kin. The program stops with a
/// sentence at the second.
///
/// Whatever frees servers gives them to the next in line at once: no loop over grants is to be written.
/// Those who are granted live their next steps at the same instant, in the order of the grants, when the
/// customer at hand waits or ends, and before the next event of the calendar.
///
/// After every 2^26 steps, and as many events, the clock is looked at. If it has not moved since the last time, lives
/// hold for no time or wake one another for ever, or hold for less than a clock can tell that shows so much (2^53
/// and more for a hold of 1), and the program stops with a sentence instead of going on in silence.
///
/// - Complexity: That of ``Station`` and ``EventCalendar``. Nothing is allocated once there is room for
///   the largest number of customers ever present together.
@frozen
public struct Lives<
  Step: RawRepresentable<Int> & BitwiseCopyable & Sendable,
  Spot: RawRepresentable<Int> & BitwiseCopyable & Sendable,
  Customer: BitwiseCopyable & Sendable
>: Sendable {
  @usableFromInline var calendar: EventCalendar<LifeEvent>
  @usableFromInline var stations: [Station]
  /// What is kept at the spots after those of the stations.
  @usableFromInline var stocks: [Stock]
  /// The stations that follow a schedule.
  @usableFromInline var shifts: [LifeShift] = []
  @usableFromInline var rows: Slab<Life<Step, Customer>>
  @usableFromInline var population = 0
  /// The slot of the customer at hand, and the step it lives.
  @usableFromInline var current = Self.nobody
  @usableFromInline var lived: Step?
  /// The step to come; nil for the end.
  @usableFromInline var upcoming: Step?
  /// Whether the step has called what waits, and whether the customer waits indeed.
  @usableFromInline var hasAsked = false
  @usableFromInline var isWaiting = false
  /// Those who will live before the clock moves, from first to last.
  @usableFromInline var firstReady = Self.nobody
  @usableFromInline var lastReady = Self.nobody
  /// The steps lived that no event has brought about.
  @usableFromInline var stepsLived: UInt32 = 0
  /// What the clock showed when it was looked at last.
  @usableFromInline var nowAtLookout: Double

  @inlinable static var nobody: UInt32 { .max }

  /// No lives yet, and the stations in the order of the spots.
  ///
  /// - Parameters:
  ///   - stations: The stations, one for each of the first cases of `Spot`.
  ///   - stocks: The stocks, one for each of the cases that follow.
  ///   - start: The time from which on they are observed.
  @inlinable
  public init(_ stations: Station..., stocks: [Stock] = [], startingAt start: Double = 0) {
    self.init(stations: stations, stocks: stocks, startingAt: start)
  }

  /// No lives yet, and the stations in the order of the spots, then the stocks.
  @inlinable
  public init(stations: [Station], stocks: [Stock] = [], startingAt start: Double = 0) {
    calendar = EventCalendar(startingAt: start)
    nowAtLookout = start
    self.stations = stations
    self.stocks = stocks
    rows = Slab()
  }

  /// The current time.
  @inlinable
  public var now: Double { calendar.now }

  /// The number of lives that have begun, or will, and have not ended.
  @inlinable
  public var count: Int { population }

  /// The station at the spot, to be read.
  @inlinable
  public subscript(spot: Spot) -> Station { stations[index(of: spot)] }

  /// What the customer at hand carries with it.
  @inlinable
  public var customer: Customer {
    get {
      expectSomebody()
      return rows[current].customer
    }
    _modify {
      expectSomebody()
      yield &rows[current].customer
    }
  }

  /// How long the customer at hand has lived.
  @inlinable
  public var age: Double {
    expectSomebody()
    return now - rows[current].born
  }

  /// How long the customer at hand waited for the servers it was given last; 0 if it did not.
  @inlinable
  public var waited: Double {
    expectSomebody()
    return rows[current].waited
  }

  /// The number of the customer at hand, which is another's when the life has ended.
  ///
  /// It is for what knows customers by numbers: ``Store``, ``SharedServer``, ``JointLine``.
  ///
  /// ```swift
  /// if case .waiting = tools.take(lives.number, wish, at: lives.now) { lives.sleep() }
  /// // wherever something is put in
  /// while let delivery = tools.grantNext(at: lives.now) {
  ///   lives.wake(lives.name(of: delivery.customer))
  /// }
  /// ```
  @inlinable
  public var number: Int {
    expectSomebody()
    return Int(current)
  }

  /// The name of the customer with the number, who is present.
  @inlinable
  public func name(of number: Int) -> LifeName {
    let slot = KeptNumber.customer(number)
    return rows.isTaken(slot) ? name(ofSlot: slot) : .none
  }

  /// The name of the customer at hand.
  @inlinable
  public var name: LifeName {
    expectSomebody()
    return name(ofSlot: current)
  }

  /// Lets a life begin at the step, after some time.
  ///
  /// - Returns: Its name.
  @inlinable
  @discardableResult
  public mutating func begin(
    _ step: Step, _ customer: Customer, after delay: Double = 0
  ) -> LifeName {
    let begin = now + delay
    let name = rows.insert(Life(customer, step: step, born: begin))
    population &+= 1
    let row = rows.slots + Int(name.slot)
    row.pointee.element.handle = calendar.schedule(LifeEvent(slot: name.slot), at: begin)
    return LifeName(name)
  }

  /// Waits for some time; infinity is for ever, unless somebody interrupts.
  @inlinable
  public mutating func hold(_ time: Double) { hold(time, until: now + time) }

  /// Waits until the given time to the last bit, which a shift or a timetable says.
  @inlinable
  public mutating func hold(until time: Double) { hold(time - now, until: time) }

  @inlinable
  @inline(__always)
  mutating func hold(_ time: Double, until due: Double) {
    ask()
    isWaiting = true
    rows.own()
    let row = rows.slots + Int(current)
    row.pointee.element.handle = calendar.schedule(LifeEvent(slot: current), at: due)
    row.pointee.element.due = due
    row.pointee.element.length = time
    row.pointee.element.holding = lived
    row.pointee.element.state = .holds
  }

  /// Waits until somebody wakes or interrupts the customer.
  @inlinable
  public mutating func sleep() { hold(.infinity) }

  /// Has the customer live another step next instead of the following one.
  @inlinable
  public mutating func go(to step: Step) {
    expectSomebody()
    upcoming = step
  }

  /// Has the life end after this step.
  @inlinable
  public mutating func end() {
    expectSomebody()
    upcoming = nil
  }

  /// Ends the warm-up at all stations and stocks: forgets the past and keeps those present.
  public mutating func resetStatistics() {
    for index in stations.indices { stations[index].resetStatistics(at: now) }
    for index in stocks.indices { stocks[index].resetStatistics(at: now) }
  }
}

extension Lives where Customer == Void {
  /// Lets a life begin at the step, after some time.
  ///
  /// - Returns: Its name.
  @inlinable
  @discardableResult
  public mutating func begin(_ step: Step, after delay: Double = 0) -> LifeName {
    begin(step, (), after: delay)
  }
}

extension Lives {
  /// Whether the life goes on.
  @inlinable
  public func isAlive(_ name: LifeName) -> Bool {
    rows.isCurrent(name.name)
  }

  @inlinable
  func name(ofSlot slot: UInt32) -> LifeName {
    LifeName(rows.name(ofSlot: slot))
  }

  @inlinable
  @inline(__always)
  func index(of spot: Spot) -> Int {
    let index = spot.rawValue
    if UInt(bitPattern: index) >= UInt(bitPattern: stations.count) {
      LifeMisuse.stop(atSpot: index, of: stations.count)
    }
    return index
  }

  @inlinable
  @inline(__always)
  func expectSomebody() {
    if current == Self.nobody {
      LifeMisuse.stop("Nobody lives a step: this is called within live(_:)", at: now)
    }
  }

  /// Notes that the step calls what waits.
  @inlinable
  @inline(__always)
  mutating func ask() {
    expectSomebody()
    if hasAsked {
      LifeMisuse.stop(
        "A step waits at most once: what follows a hold or a seize is the next step", at: now)
    }
    hasAsked = true
  }
}
