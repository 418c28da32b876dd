// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

/// What can happen at the very same instant to those before a gate and to those who need two stations.
///
/// The order of the events at time 10 is the order in which they are listed; the expected outcome is
/// exact.
@Suite("Ties at gates and in joint lines")
struct TieGateTests {
  enum GateEvent: BitwiseCopyable, Sendable {
    case open
    case close
    case signal(Int)
    case timeOut(Int)
    case newcomer(Int)
  }

  @Test(
    "Opening, signal and closing against time-out and arrival: before a gate the first event wins",
    arguments: [
      ([.open, .timeOut(1)], ["1 passes", "2 passes"]),
      ([.timeOut(1), .open], ["1 reneges", "2 passes"]),
      ([.signal(1), .timeOut(1), .timeOut(2)], ["1 passes", "2 reneges"]),
      ([.timeOut(1), .signal(1), .timeOut(2)], ["1 reneges", "2 passes"]),
      ([.timeOut(1), .timeOut(2), .signal(1), .newcomer(3)], ["1 reneges", "2 reneges"]),
      ([.open, .close, .newcomer(3)], ["1 passes", "2 passes"]),
      ([.open, .newcomer(3), .close], ["1 passes", "2 passes", "3 passes"]),
      ([.signal(1), .newcomer(3), .signal(1)], ["1 passes", "2 passes"]),
      ([.newcomer(3), .signal(3)], ["1 passes", "2 passes", "3 passes"]),
    ] as [([GateEvent], [String])])
  func gates(events: [GateEvent], log: [String]) {
    var calendar = EventCalendar<GateEvent>()
    var gate = Gate()
    var tickets: [Int: Ticket] = [:]
    var found: [String] = []
    func enter(_ customer: Int) {
      switch gate.request(customer, at: calendar.now) {
      case .granted: found.append("\(customer) passes")
      case .waiting(let ticket): tickets[customer] = ticket
      case .refused: found.append("\(customer) refused")
      }
    }
    enter(1)
    enter(2)
    for event in events { calendar.schedule(event, at: 10) }
    while let event = calendar.next(before: 11) {
      let now = calendar.now
      switch event {
      case .open: gate.open(at: now)
      case .close: gate.close(at: now)
      case .signal(let count): gate.signal(count, at: now)
      case .timeOut(let customer):
        let hasLeft = gate.withdraw(tickets[customer] ?? .none, at: now)
        if hasLeft { found.append("\(customer) reneges") }
      case .newcomer(let customer): enter(customer)
      }
      while let grant = gate.grantNext(at: now) { found.append("\(grant.customer) passes") }
    }
    #expect(found == log)
  }

  enum JointEvent: BitwiseCopyable, Sendable {
    case release(Int)
    case timeOut
    case shiftEnd(Int)
    case shiftStart(Int)
  }

  /// Customer 1 holds a server of each of two stations, customer 2 waits for both, 3 for the first.
  @Test(
    "The last release against time-out and shift end: a joint request is served with all or not",
    arguments: [
      ([.release(0), .release(1), .timeOut], ["3 served", "2 reneges"]),
      ([.release(1), .release(0), .timeOut], ["2 served"]),
      ([.timeOut, .release(1), .release(0)], ["2 reneges", "3 served"]),
      ([.release(1), .timeOut, .release(0)], ["2 reneges", "3 served"]),
      ([.release(1), .shiftEnd(1), .release(0), .timeOut], ["3 served", "2 reneges"]),
      ([.release(1), .shiftEnd(1), .shiftStart(1), .release(0)], ["2 served"]),
      ([.shiftEnd(0), .release(1), .release(0), .shiftStart(0)], ["2 served"]),
    ] as [([JointEvent], [String])])
  func jointLines(events: [JointEvent], log: [String]) throws {
    var calendar = EventCalendar<JointEvent>()
    var stations = [Station(servers: 1), Station(servers: 1)]
    var line = JointLine()
    let both = [Need(of: 0), Need(of: 1)]
    #expect(line.request(1, needs: both, at: 0, from: &stations) == .granted)
    guard case .waiting(let ticket) = line.request(2, needs: both, at: 1, from: &stations) else {
      Issue.record("customer 2 does not wait")
      return
    }
    _ = stations[0].request(3, at: 2)
    var found: [String] = []
    for event in events { calendar.schedule(event, at: 10) }
    while let event = calendar.next(before: 11) {
      let now = calendar.now
      switch event {
      case .release(let station): stations[station].release(at: now)
      case .timeOut:
        let hasLeft = line.withdraw(ticket, at: now)
        if hasLeft { found.append("2 reneges") }
      case .shiftEnd(let station): stations[station].setServers(0, at: now)
      case .shiftStart(let station): stations[station].setServers(1, at: now)
      }
      while let grant = line.grantNext(at: now, from: &stations) {
        found.append("\(grant.customer) served")
      }
      while let grant = stations[0].grantNext(at: now) { found.append("\(grant.customer) served") }
    }
    #expect(found == log)
  }
}
