// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// What a run counted and what it found.
struct Outcome: Equatable, Sendable {
  var events: UInt64
  var result: Double
}

/// The stream of the purpose, at the address that the models in C use.
func benchStream(purpose: Int, replication: Int = 1) -> RandomStream {
  Luck(seed: 1, replication: replication)
    .stream(StreamAddress(kind: 1, number: 0, purpose: purpose))
}

/// M/M/1 as a user would write it: a calendar, a station with its monitors, a row for each customer.
struct SingleServer {
  private enum Event {
    case arrival
    case departure(Int)
  }

  private var calendar = EventCalendar<Event>()
  private var desk = Station(servers: 1)
  private var arrivedAt = EntityTable<Double>()
  private var inSystem = Tally()
  private var arrivals: RandomStream
  private var services: RandomStream

  init(replication: Int = 1) {
    arrivals = benchStream(purpose: 1, replication: replication)
    services = benchStream(purpose: 2, replication: replication)
  }

  /// Runs until so many customers are served; the result is their mean time in the system.
  mutating func run(customers: Int) -> Outcome {
    var events: UInt64 = 0
    calendar.schedule(.arrival, at: arrivals.exponential(mean: 1 / 0.9))
    while inSystem.count < customers, let event = calendar.next(before: .infinity) {
      events += 1
      switch event {
      case .arrival: arrive()
      case .departure(let customer): depart(customer)
      }
    }
    return Outcome(events: events, result: inSystem.mean)
  }

  private mutating func arrive() {
    let customer = arrivedAt.insert(calendar.now)
    if case .granted = desk.request(customer, at: calendar.now) { serve(customer) }
    calendar.schedule(.arrival, at: calendar.now + arrivals.exponential(mean: 1 / 0.9))
  }

  private mutating func serve(_ customer: Int) {
    calendar.schedule(.departure(customer), at: calendar.now + services.exponential(mean: 1))
  }

  private mutating func depart(_ customer: Int) {
    inSystem.add(calendar.now - arrivedAt[customer])
    arrivedAt.remove(customer)
    desk.release(at: calendar.now)
    while let grant = desk.grantNext(at: calendar.now) { serve(grant.customer) }
  }
}
