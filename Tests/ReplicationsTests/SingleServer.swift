// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Replications

/// A queue with Poisson arrivals, exponential services and one server, in its steady state from the start.
///
/// The number present at the start is drawn from the law of the steady state, a geometric one, so the mean
/// number present over any stretch of time has its mean exactly: there is no initial bias.
struct SingleServer: EventDriven {
  enum Event { case arrival, departure }

  var calendar = EventCalendar<Event>()
  private var server = Station(servers: 1)
  private var present = TimeWeighted()
  private var arrivals: RandomStream
  private var services: RandomStream
  private let rate: Double
  private let service: Double

  /// A queue to which so many customers come per unit of time, of the given mean service.
  init(rate: Double, service: Double, luck: ReplicationLuck) {
    (self.rate, self.service) = (rate, service)
    arrivals = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1))
    services = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 2))
    var start = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 3))
    calendar.schedule(.arrival, at: arrivals.exponential(mean: 1 / rate))
    while start.bernoulli(rate * service) { arrive() }
  }

  /// The mean number present until the given time.
  mutating func meanPresent(until end: Double) -> Double {
    run(until: end)
    return present.mean(to: end)
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      calendar.schedule(.arrival, at: calendar.now + arrivals.exponential(mean: 1 / rate))
      arrive()
    case .departure:
      present.add(-1, at: calendar.now)
      server.release(at: calendar.now)
      while server.grantNext(at: calendar.now) != nil { serve() }
    }
  }

  private mutating func arrive() {
    present.add(1, at: calendar.now)
    if case .granted = server.request(0, at: calendar.now) { serve() }
  }

  private mutating func serve() {
    calendar.schedule(.departure, at: calendar.now + services.exponential(mean: service))
  }
}
