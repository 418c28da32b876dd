// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// Customers of several classes at one station, and all that the oracles ask about them.
struct QueueingSystem {
  /// A class of customers who come as a Poisson process.
  struct Class {
    var arrivals: Double
    var service: Law
    var priority: Int = 0
    var units = 1
    /// The servers that must stay free when one of this class is served.
    var leaving = 0
    var patience: Law?
    /// What becomes of those whom this class preempts; nil if it does not.
    var preempting: Interruption?
  }
  private enum Event: BitwiseCopyable, Sendable {
    case arrival(Int)
    case departure(Int)
    case impatience(Int)
    case shift(Int)
  }
  private struct Customer {
    var kind: Int
    var arrived: Double
    /// When the wait or the service began that goes on now, the customer's own account of time.
    var since: Double
    var isServed = false
    var isPresent = true
    var ticket = Ticket.none
    var impatience = EventHandle.none
    var work: Work?
    var departure = EventHandle.none
  }
  /// What is known of a class.
  struct Record: Equatable {
    var waiting = TimeWeighted()
    var serving = TimeWeighted()
    var arrivals = 0
    var delayed = 0
    var reneged = 0
    var refused = 0
    /// The waits of those who were served.
    var waits = Tally()
    /// The times in the system of those who were served.
    var times = Tally()
    /// The times that customers know to have waited and to have been served.
    var waited = 0.0
    var served = 0.0
  }

  let classes: [Class]
  /// What every length of time is a whole multiple of; 0 if it is any number.
  private let grid: Double
  /// The fraction of candidate arrivals that are real, by class, time and number present.
  var intensity: ((_ kind: Int, _ time: Double, _ present: Int) -> Double)?
  /// Is told of the wait of every customer whose service begins or who reneges.
  var onWait: ((_ kind: Int, _ wait: Double) -> Void)?
  /// Is told of the time in the system of every customer whose service ends.
  var onDeparture: ((_ kind: Int, _ time: Double) -> Void)?
  private(set) var records: [Record]
  private(set) var station: Station
  private var calendar = EventCalendar<Event>()
  private var customers: [Customer] = []
  private var free: [Int] = []
  private var shiftInterruption: Interruption?
  private var arriving: [RandomStream]
  private var thinning: [RandomStream]
  private var service: [RandomStream]
  private var patience: [RandomStream]
  private(set) var present = 0

  init(
    _ classes: [Class], station: Station, seed: Int, replication: Int, grid: Double = 0
  ) {
    self.classes = classes
    self.grid = grid
    self.station = station
    let luck = Luck(seed: seed, replication: replication)
    func streams(_ purpose: Int) -> [RandomStream] {
      classes.indices.map {
        luck.stream(StreamAddress(kind: 1, number: $0, purpose: purpose))
      }
    }
    arriving = streams(1)
    service = streams(2)
    patience = streams(3)
    thinning = streams(4)
    records = classes.map { _ in Record() }
    for kind in classes.indices { scheduleArrival(kind) }
  }

  var now: Double { calendar.now }

  /// Puts customers in the system at time 0, in the order given; they count in no wait.
  mutating func admit(_ kinds: [Int]) {
    for kind in kinds { admit(kind) }
    for kind in classes.indices {
      records[kind].arrivals = 0
      records[kind].delayed = 0
      records[kind].waits.reset()
    }
  }

  /// Changes the number of servers at each of the given times; services in excess go on in overtime
  /// or are interrupted.
  mutating func schedule(
    shifts: [(time: Double, servers: Int)], interrupting: Interruption? = nil
  ) {
    shiftInterruption = interrupting
    for shift in shifts {
      calendar.schedule(.shift(shift.servers), at: shift.time, priority: .early)
    }
  }

  mutating func run(until end: Double) {
    while let event = calendar.next(before: end) { happen(event) }
  }

  /// Runs until the system has emptied the given number of times, beginning empty.
  mutating func run(cycles: Int) {
    var cycles = cycles
    while cycles > 0, let event = calendar.next(before: .infinity) {
      let before = present
      happen(event)
      if present == 0 && before > 0 { cycles -= 1 }
    }
  }

  /// The times that customers know to have waited and to have been served, by class.
  func accounts(at time: Double) -> [(waited: Double, served: Double)] {
    var accounts = records.map { ($0.waited, $0.served) }
    for customer in customers where customer.isPresent {
      if customer.isServed {
        accounts[customer.kind].1 += time - customer.since
      } else {
        accounts[customer.kind].0 += time - customer.since
      }
    }
    return accounts
  }

  private mutating func happen(_ event: Event) {
    switch event {
    case .arrival(let number):
      let kind = number
      scheduleArrival(kind)
      if let intensity,
        thinning[kind].uniform() >= intensity(kind, now, present)
      {
        return
      }
      admit(kind)
    case .departure(let number):
      endPhase(number)
      let customer = customers[number]
      records[customer.kind].serving.add(-1, at: now)
      records[customer.kind].times.add(now - customer.arrived)
      onDeparture?(customer.kind, now - customer.arrived)
      if station.victims == nil {
        station.release(units: classes[customer.kind].units, at: now)
      } else {
        station.release(number, at: now)
      }
      leave(number)
      grant()
    case .impatience(let number):
      let customer = customers[number]
      guard station.withdraw(customer.ticket, at: now) else { return }
      endPhase(number)
      records[customer.kind].waiting.add(-1, at: now)
      records[customer.kind].reneged += 1
      onWait?(customer.kind, now - customer.arrived)
      leave(number)
      grant()
    case .shift(let servers):
      station.setServers(servers, interrupting: shiftInterruption, at: now)
      interrupt()
      grant()
    }
  }

  private mutating func scheduleArrival(_ kind: Int) {
    let rate = classes[kind].arrivals
    guard rate > 0 else { return }
    let gap = onGrid(arriving[kind].draw(.exponential(mean: 1 / rate)))
    calendar.schedule(.arrival(kind), at: now + gap)
  }

  private mutating func admit(_ kind: Int) {
    records[kind].arrivals += 1
    let number = free.popLast() ?? customers.count
    let customer = Customer(kind: kind, arrived: now, since: now)
    if number == customers.count {
      customers.append(customer)
    } else {
      customers[number] = customer
    }
    present += 1
    switch request(number) {
    case .granted:
      interrupt()
      serve(number)
      grant()
    case .waiting(let ticket):
      records[kind].delayed += 1
      wait(number, ticket)
    case .refused:
      records[kind].refused += 1
      leave(number)
    }
  }

  private mutating func request(_ number: Int) -> Station.Reply {
    let one = classes[customers[number].kind]
    return if let preempting = one.preempting {
      station.request(
        number, priority: one.priority, units: one.units, leaving: one.leaving,
        preempting: preempting, at: now)
    } else {
      station.request(
        number, priority: one.priority, units: one.units, leaving: one.leaving, at: now)
    }
  }

  private mutating func wait(_ number: Int, _ ticket: Ticket) {
    let kind = customers[number].kind
    records[kind].waiting.add(1, at: now)
    customers[number].ticket = ticket
    if let law = classes[kind].patience {
      customers[number].impatience = calendar.schedule(
        .impatience(number), at: now + onGrid(patience[kind].draw(law)), priority: .late)
    }
  }

  /// Sends those who were interrupted back to the line, where their patience begins anew.
  private mutating func interrupt() {
    while let interrupted = station.nextInterrupted() {
      let number = interrupted.customer
      let kind = customers[number].kind
      calendar.cancel(customers[number].departure)
      endPhase(number)
      customers[number].isServed = false
      let newLength = interrupted.interruption == .resample ? serviceTime(kind) : nil
      customers[number].work?.interrupt(
        interrupted.interruption, after: interrupted.served, newLength: newLength)
      records[kind].serving.add(-1, at: now)
      wait(number, interrupted.ticket)
    }
  }

  private mutating func grant() {
    while let grant = station.grantNext(at: now) {
      let kind = customers[grant.customer].kind
      records[kind].waiting.add(-1, at: now)
      calendar.cancel(customers[grant.customer].impatience)
      serve(grant.customer)
    }
  }

  private mutating func serve(_ number: Int) {
    endPhase(number)
    customers[number].isServed = true
    let customer = customers[number]
    records[customer.kind].serving.add(1, at: now)
    if customer.work == nil {
      records[customer.kind].waits.add(now - customer.arrived)
      onWait?(customer.kind, now - customer.arrived)
    }
    let work = customer.work ?? Work(length: serviceTime(customer.kind))
    customers[number].work = work
    customers[number].departure = calendar.schedule(
      .departure(number), at: work.completion(from: now))
  }

  private mutating func serviceTime(_ kind: Int) -> Double {
    onGrid(service[kind].draw(classes[kind].service))
  }

  private mutating func leave(_ number: Int) {
    customers[number].isPresent = false
    present -= 1
    free.append(number)
  }

  private mutating func endPhase(_ number: Int) {
    let customer = customers[number]
    if customer.isServed {
      records[customer.kind].served += now - customer.since
    } else {
      records[customer.kind].waited += now - customer.since
    }
    customers[number].since = now
  }

  private func onGrid(_ length: Double) -> Double {
    grid > 0 ? (length / grid).rounded(.up) * grid : length
  }
}
