// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// M/M/c with two priorities, impatient customers and a shift change: 10 servers by day, 6 by night.
///
/// Three customers in ten are urgent. Everybody leaves the line after an exponential patience. Servers
/// whose shift ends finish the customer they have. The unit of time is the hour.
struct Desk {
  private enum Event {
    case arrival
    case departure(Int)
    case patienceEnds(Int)
    case shift(servers: UInt8)
  }

  private struct Customer: BitwiseCopyable, Sendable {
    var arrived: Double
    var ticket: Ticket
    var patience: EventHandle
  }

  private var calendar = EventCalendar<Event>()
  private var desk = Station(servers: 6)
  private var customers = EntityTable<Customer>()
  private var inSystem = Tally()
  private var arrivals = benchStream(purpose: 1)
  private var services = benchStream(purpose: 2)
  private var kinds = benchStream(purpose: 3)
  private var patiences = benchStream(purpose: 4)

  /// Runs until so many customers have come; the result is the mean time in the system of the served.
  mutating func run(customers expected: UInt64) -> Outcome {
    var events: UInt64 = 0
    calendar.schedule(.arrival, at: arrivals.exponential(mean: 1.0 / 8))
    calendar.schedule(.shift(servers: 10), at: 8, priority: .early)
    while desk.arrivals < expected, let event = calendar.next(before: .infinity) {
      events += 1
      switch event {
      case .arrival:
        arrive()
      case .departure(let customer):
        depart(customer)
      case .patienceEnds(let customer):
        desk.withdraw(customers[customer].ticket, at: calendar.now)
        customers.remove(customer)
        serveNext()
      case .shift(let servers):
        desk.setServers(Int(servers), at: calendar.now)
        calendar.schedule(
          .shift(servers: 16 - servers), at: calendar.now + 12, priority: .early)
        serveNext()
      }
    }
    return Outcome(events: events, result: inSystem.mean)
  }

  private mutating func arrive() {
    let customer = customers.insert(
      Customer(arrived: calendar.now, ticket: .none, patience: .none))
    let patience = patiences.exponential(mean: 0.5)
    switch desk.request(customer, priority: kinds.bernoulli(0.3) ? 0 : 1, at: calendar.now) {
    case .granted:
      serve(customer)
    case .waiting(let ticket):
      customers[customer].ticket = ticket
      customers[customer].patience = calendar.schedule(
        .patienceEnds(customer), at: calendar.now + patience, priority: .late)
    case .refused:
      customers.remove(customer)
    }
    calendar.schedule(.arrival, at: calendar.now + arrivals.exponential(mean: 1.0 / 8))
  }

  private mutating func serve(_ customer: Int) {
    calendar.schedule(.departure(customer), at: calendar.now + services.exponential(mean: 1))
  }

  private mutating func depart(_ customer: Int) {
    inSystem.add(calendar.now - customers[customer].arrived)
    customers.remove(customer)
    desk.release(at: calendar.now)
    serveNext()
  }

  private mutating func serveNext() {
    while let grant = desk.grantNext(at: calendar.now) {
      calendar.cancel(customers[grant.customer].patience)
      serve(grant.customer)
    }
  }
}
