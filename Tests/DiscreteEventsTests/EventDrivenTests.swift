// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

/// A queue with Poisson arrivals, exponential services and c servers, written as a user would.
struct ManyServerQueue: EventDriven {
  enum Event {
    case arrival
    case departure
  }

  var calendar = EventCalendar<Event>()
  var desk: Station
  var arrivals: RandomStream
  var services: RandomStream
  let arrivalLaw: Law
  let serviceLaw: Law

  init(servers: Int, arrivalRate: Double, serviceRate: Double, luck: Luck) {
    desk = Station(servers: servers)
    arrivals = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1))
    services = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 2))
    arrivalLaw = .exponential(mean: 1 / arrivalRate)
    serviceLaw = .exponential(mean: 1 / serviceRate)
    calendar.schedule(.arrival, at: arrivals.draw(arrivalLaw))
  }

  mutating func serve() {
    calendar.schedule(.departure, at: calendar.now + services.draw(serviceLaw))
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      calendar.schedule(.arrival, at: calendar.now + arrivals.draw(arrivalLaw))
      if case .granted = desk.request(0, at: calendar.now) { serve() }
    case .departure:
      desk.release(at: calendar.now)
      while desk.grantNext(at: calendar.now) != nil { serve() }
    }
  }
}

/// A bus that comes every 3 hours, with its calendar on shelves of an hour.
private struct BusStop: EventDriven {
  enum Event { case bus }
  var calendar = ShelvedCalendar<Event>(shelvedBy: 1)
  var times: [Double] = []

  mutating func handle(_ event: Event) {
    times.append(calendar.now)
    calendar.schedule(.bus, after: 3)
  }
}

@Suite("Event-driven models")
struct EventDrivenTests {
  @Test("A model may keep what is far away on shelves")
  func keepsShelves() {
    var stop = BusStop()
    stop.calendar.schedule(.bus, after: 0.5)
    #expect(stop.run(until: 10) == 4)
    #expect(stop.times == [0.5, 3.5, 6.5, 9.5])
  }

  /// A queue of two servers, nine tenths busy, in the given replication.
  func queue(_ replication: Int) -> ManyServerQueue {
    ManyServerQueue(
      servers: 2, arrivalRate: 1.8, serviceRate: 1, luck: Luck(seed: 1, replication: replication))
  }

  @Test("Running up to 300 and then up to 1,000 is the same as running up to 1,000")
  func continuesRuns() {
    var whole = queue(1)
    var parts = queue(1)
    let events = whole.run(until: 1_000)
    #expect(parts.run(until: 300) + parts.run(until: 1_000) == events)
    #expect(parts.desk.waits == whole.desk.waits)
    #expect(parts.desk.queueTime(at: 1_000) == whole.desk.queueTime(at: 1_000))
    #expect(parts.calendar.now == 1_000)
  }

  @Test("Utilisation lies between 0 and 1 even while the run-out is cut off")
  func keepsUtilisationBelowOne() {
    for replication in 1...30 {
      var queue = queue(replication)
      queue.run(until: 50)
      let utilisation = queue.desk.meanBusy(at: 50) / 2
      #expect(0...1 ~= utilisation)
    }
  }

  @Test("No two replications are alike, and seed 1 with replication 2 is not seed 2 with 1")
  func tellsReplicationsApart() {
    let means = (1...30).map { replication in
      var queue = queue(replication)
      queue.run(until: 100)
      return queue.desk.waits.mean
    }
    #expect(Set(means).count == 30)
    var other = ManyServerQueue(
      servers: 2, arrivalRate: 1.8, serviceRate: 1, luck: Luck(seed: 2, replication: 1))
    other.run(until: 100)
    #expect(!means.contains(other.desk.waits.mean))
  }

  @Test("Memory is that of the longest line, not of the number of customers")
  func staysSmall() {
    var queue = queue(1)
    queue.run(until: 20_000)
    #expect(queue.desk.arrivals > 30_000)
    #expect(queue.calendar.storedNodes <= 4)
    #expect(queue.desk.slotsStored <= queue.desk.longestQueue(at: queue.calendar.now) + 1)
  }
}
