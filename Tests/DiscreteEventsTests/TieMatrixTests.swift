// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

/// Everything that can happen to one who waits, at the very instant 10 at which something else does.
///
/// Customer 1 is in service from time 0, customer 2 waits since time 1, customer 3 since time 2. The
/// order of the two events at time 10 is the order in which they are listed; the expected outcome is
/// exact either way.
@Suite("Ties")
struct TieMatrixTests {
  /// An event of the model under test.
  enum Event: BitwiseCopyable, Sendable {
    case departure(Int)
    case timeOut(Int)
    case cancelTimeOut(Int)
    case urgent(Int)
    case shiftEnd(Interruption?)
    case shiftStart
    case newcomer(Int)
    case close
    case stop
  }

  /// A station with patience, preemption and shifts, which writes down what happens.
  struct Model {
    var calendar = EventCalendar<Event>()
    var station = Station(servers: 1, victims: .latestStart)
    var tickets: [Int: Ticket] = [:]
    var ends: [Int: EventHandle] = [:]
    var timeOuts: [Int: EventHandle] = [:]
    var log: [String] = []
    var isStopped = false

    mutating func note(_ what: String) { log.append("\(Int(calendar.now)) \(what)") }

    mutating func begin(_ customer: Int) {
      note("\(customer) served")
      tickets[customer] = nil
      ends[customer] = calendar.schedule(.departure(customer), at: calendar.now + 10)
    }

    mutating func serve() {
      while let interrupted = station.nextInterrupted() {
        note("\(interrupted.customer) interrupted")
        calendar.cancel(ends[interrupted.customer] ?? .none)
        tickets[interrupted.customer] = interrupted.ticket
      }
      while let grant = station.grantNext(at: calendar.now) { begin(grant.customer) }
    }

    mutating func take(_ reply: Station.Reply, _ customer: Int) {
      switch reply {
      case .granted: begin(customer)
      case .waiting(let ticket): tickets[customer] = ticket
      case .refused: note("\(customer) refused")
      }
    }

    mutating func handle(_ event: Event) {
      let now = calendar.now
      switch event {
      case .departure(let customer):
        note("\(customer) gone")
        station.release(customer, at: now)
      case .timeOut(let customer):
        let hasLeft = station.withdraw(tickets[customer] ?? .none, at: now)
        if hasLeft { note("\(customer) reneges") }
      case .cancelTimeOut(let customer):
        let isCancelled = calendar.cancel(timeOuts[customer] ?? .none)
        note(isCancelled ? "\(customer) stays" : "\(customer) cannot be kept")
      case .urgent(let customer):
        take(
          station.request(customer, priority: -1, preempting: .resume, at: now), customer)
      case .newcomer(let customer):
        take(station.request(customer, at: now), customer)
      case .shiftEnd(let interruption):
        station.setServers(0, interrupting: interruption, at: now)
      case .shiftStart:
        station.setServers(1, at: now)
      case .close:
        for waiting in station.withdrawAll(at: now) { note("\(waiting.customer) sent away") }
      case .stop:
        isStopped = true
      }
      serve()
    }

    /// The log of what happens from time 10 to just before time 20.
    mutating func run(_ events: [Event]) -> [String] {
      handle(.newcomer(1))
      calendar.cancel(ends[1] ?? .none)
      calendar.schedule(.newcomer(2), at: 1)
      calendar.schedule(.newcomer(3), at: 2)
      _ = calendar.next(before: 1.5).map { handle($0) }
      _ = calendar.next(before: 2.5).map { handle($0) }
      log = []
      for event in events {
        let handle = calendar.schedule(event, at: 10)
        if case .departure(let customer) = event { ends[customer] = handle }
        if case .timeOut(let customer) = event { timeOuts[customer] = handle }
      }
      while !isStopped, let event = calendar.next(before: 19) { handle(event) }
      station.check(at: calendar.now)
      station.checkLittlesLaw(at: calendar.now)
      return log
    }
  }

  @Test(
    "Grant against time-out: the first wins, nobody is stranded at a free server",
    arguments: [
      ([.departure(1), .timeOut(2)], ["10 1 gone", "10 2 served"]),
      ([.timeOut(2), .departure(1)], ["10 2 reneges", "10 1 gone", "10 3 served"]),
      (
        [.timeOut(2), .timeOut(3), .departure(1)],
        ["10 2 reneges", "10 3 reneges", "10 1 gone"]
      ),
      ([.departure(1), .timeOut(2), .timeOut(3)], ["10 1 gone", "10 2 served", "10 3 reneges"]),
    ] as [([Event], [String])])
  func grantAgainstTimeOut(events: [Event], log: [String]) {
    var model = Model()
    #expect(model.run(events) == log)
  }

  @Test(
    "Time-out against its own cancellation: a time-out that was cancelled first never comes",
    arguments: [
      ([.cancelTimeOut(2), .timeOut(2)], ["10 2 stays"]),
      ([.timeOut(2), .cancelTimeOut(2)], ["10 2 reneges", "10 2 cannot be kept"]),
      (
        [.departure(1), .cancelTimeOut(2), .timeOut(2)],
        ["10 1 gone", "10 2 served", "10 2 stays"]
      ),
    ] as [([Event], [String])])
  func timeOutAgainstCancel(events: [Event], log: [String]) {
    var model = Model()
    #expect(model.run(events) == log)
  }

  @Test(
    "Grant against preemption: the urgent one is next, or takes the server just given",
    arguments: [
      (
        [.departure(1), .urgent(9)],
        ["10 1 gone", "10 2 served", "10 9 served", "10 2 interrupted"]
      ),
      ([.urgent(9), .departure(1)], ["10 9 served", "10 1 interrupted"]),
    ] as [([Event], [String])])
  func grantAgainstPreemption(events: [Event], log: [String]) {
    var model = Model()
    #expect(model.run(events) == log)
  }

  @Test(
    "Time-out against preemption: the victim waits anew, an old time-out does not touch it",
    arguments: [
      ([.urgent(9), .timeOut(2)], ["10 9 served", "10 1 interrupted", "10 2 reneges"]),
      ([.timeOut(2), .urgent(9)], ["10 2 reneges", "10 9 served", "10 1 interrupted"]),
      (
        [.urgent(9), .timeOut(1), .timeOut(1)],
        ["10 9 served", "10 1 interrupted", "10 1 reneges"]
      ),
    ] as [([Event], [String])])
  func timeOutAgainstPreemption(events: [Event], log: [String]) {
    var model = Model()
    #expect(model.run(events) == log)
  }

  @Test(
    "Grant against shift end: a service begun before the end is finished or interrupted, as stated",
    arguments: [
      ([.departure(1), .shiftEnd(nil)], ["10 1 gone", "10 2 served"]),
      ([.shiftEnd(nil), .departure(1)], ["10 1 gone"]),
      ([.departure(1), .shiftEnd(.resume)], ["10 1 gone", "10 2 served", "10 2 interrupted"]),
      ([.shiftEnd(.resume), .departure(1)], ["10 1 interrupted"]),
      ([.departure(1), .shiftEnd(.handOver)], ["10 1 gone", "10 2 served", "10 2 interrupted"]),
    ] as [([Event], [String])])
  func grantAgainstShiftEnd(events: [Event], log: [String]) {
    var model = Model()
    #expect(model.run(events) == log)
  }

  @Test(
    "Shift end against shift start: whoever is cut at an end is first at the start",
    arguments: [
      ([.shiftEnd(.resume), .shiftStart], ["10 1 interrupted", "10 1 served"]),
      ([.shiftEnd(nil), .shiftStart], []),
      ([.shiftStart, .shiftEnd(nil)], []),
      (
        [.shiftEnd(.resume), .timeOut(1), .shiftStart],
        ["10 1 interrupted", "10 1 reneges", "10 2 served"]
      ),
      (
        [.shiftEnd(.handOver), .timeOut(2), .shiftStart],
        ["10 1 interrupted", "10 2 reneges", "10 3 served"]
      ),
    ] as [([Event], [String])])
  func shiftEndAgainstShiftStart(events: [Event], log: [String]) {
    var model = Model()
    #expect(model.run(events) == log)
  }

  @Test(
    "Time-out and closing date against shift end: those who have gone are not served later",
    arguments: [
      ([.timeOut(2), .shiftEnd(nil), .departure(1)], ["10 2 reneges", "10 1 gone"]),
      ([.close, .departure(1)], ["10 2 sent away", "10 3 sent away", "10 1 gone"]),
      ([.departure(1), .close], ["10 1 gone", "10 2 served", "10 3 sent away"]),
      ([.close, .timeOut(2), .timeOut(3)], ["10 2 sent away", "10 3 sent away"]),
      (
        [.close, .newcomer(4), .departure(1)],
        ["10 2 sent away", "10 3 sent away", "10 1 gone", "10 4 served"]
      ),
    ] as [([Event], [String])])
  func closingDate(events: [Event], log: [String]) {
    var model = Model()
    #expect(model.run(events) == log)
  }

  @Test(
    "Arrival against departure: those who wait go before one who comes at the same instant",
    arguments: [
      ([.departure(1), .newcomer(4)], ["10 1 gone", "10 2 served"]),
      ([.newcomer(4), .departure(1)], ["10 1 gone", "10 2 served"]),
      (
        [.timeOut(2), .timeOut(3), .newcomer(4), .departure(1)],
        ["10 2 reneges", "10 3 reneges", "10 1 gone", "10 4 served"]
      ),
      (
        [.timeOut(2), .timeOut(3), .departure(1), .newcomer(4)],
        ["10 2 reneges", "10 3 reneges", "10 1 gone", "10 4 served"]
      ),
    ] as [([Event], [String])])
  func arrivalAgainstDeparture(events: [Event], log: [String]) {
    var model = Model()
    #expect(model.run(events) == log)
  }

  @Test(
    "Stop: what comes before it at the same instant happens, what comes after does not",
    arguments: [
      ([.departure(1), .stop], ["10 1 gone", "10 2 served"]),
      ([.stop, .departure(1)], []),
      ([.timeOut(2), .stop, .departure(1)], ["10 2 reneges"]),
      ([.urgent(9), .stop], ["10 9 served", "10 1 interrupted"]),
      ([.shiftEnd(.resume), .stop], ["10 1 interrupted"]),
    ] as [([Event], [String])])
  func stop(events: [Event], log: [String]) {
    var model = Model()
    #expect(model.run(events) == log)
  }
}
