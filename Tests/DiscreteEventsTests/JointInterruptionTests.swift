// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

/// What becomes of a joint service that one of its stations interrupts.
@Suite("Joint interruption")
struct JointInterruptionTests {
  private let both = [Need(of: 0, units: 2), Need(of: 1)]

  private func stations() -> [Station] {
    [
      Station(servers: 2, victims: .latestStart), Station(servers: 1, victims: .latestStart),
    ]
  }

  @Test("A joint customer preempted at one station gives back the other and waits where it did")
  func givesBackAll() throws {
    var stations = stations()
    var line = JointLine()
    #expect(line.request(1, priority: 2, needs: both, at: 0, from: &stations) == .granted)
    guard case .waiting = line.request(2, priority: 2, needs: both, at: 1, from: &stations),
      case .waiting = stations[0].request(3, priority: 1, at: 2)
    else { throw Unexpected() }
    // The second station is wanted by one who is more urgent.
    #expect(stations[1].request(4, priority: 0, preempting: .resume, at: 4) == .granted)
    #expect(stations[1].nextInterrupted() == nil)
    let interrupted = try #require(line.nextInterrupted(at: 4, from: &stations))
    #expect((interrupted.customer, interrupted.interruption) == (1, .resume))
    #expect(interrupted.served == 4)
    #expect(line.nextInterrupted(at: 4, from: &stations) == nil)
    #expect((stations[0].busy, stations[1].busy, line.waiting) == (0, 1, 2))
    // What it held of the first station goes to the one who waits there.
    #expect(line.grantNext(at: 4, from: &stations) == nil)
    #expect(stations[0].grantNext(at: 4) == Grant(customer: 3, waited: 2))
    stations[0].release(3, at: 5)
    stations[1].release(4, at: 6)
    // It came before customer 2 and goes first; its wait is counted anew.
    #expect(line.grantNext(at: 6, from: &stations) == Grant(customer: 1, units: 3, waited: 2))
    #expect(line.grantNext(at: 6, from: &stations) == nil)
    #expect(line.withdraw(interrupted.ticket, at: 6) == false)
    for station in 0..<2 { stations[station].release(1, at: 7) }
    #expect(line.grantNext(at: 7, from: &stations)?.customer == 2)
    #expect(stations.map(\.interrupted) == [1, 1])
    #expect(stations.map(\.handedOver) == [1, 1])
    #expect(stations.map(\.inService) == [1, 1])
    // Two servers for customer 1 until 4, one for 3 until 5, two for 1 and then for 2 from 6 on.
    let busyTimes: [Double] = [8 + 1 + 2 + 2, 4 + 2 + 1 + 1]
    #expect(stations.map { $0.busyTime(at: 8) } == busyTimes)
    #expect(line.waits.sum == 0 + 2 + 6)
    // Customer 2 from 1 to 7, customer 1 from 4 to 6.
    #expect(line.queueLength.integral(to: 8) == 6 + 2)
    for station in 0..<2 { stations[station].check(at: 9) }
  }

  @Test("A joint customer handed over leaves every station, and one interrupted twice is told once")
  func handsOver() throws {
    var stations = stations()
    var line = JointLine()
    _ = line.request(1, needs: both, at: 0, from: &stations)
    stations[0].setServers(0, interrupting: .handOver, at: 3)
    stations[1].setServers(0, interrupting: .handOver, at: 3)
    #expect(
      line.nextInterrupted(at: 3, from: &stations)
        == Interrupted(customer: 1, interruption: .handOver, served: 3, units: 3))
    #expect(line.nextInterrupted(at: 3, from: &stations) == nil)
    #expect((line.waiting, stations[0].busy, stations[1].busy) == (0, 0, 0))
    for station in 0..<2 { stations[station].check(at: 4) }
  }

  @Test("A part that has ended is not interrupted, and the rest of the service is")
  func endsInParts() throws {
    var stations = stations()
    var line = JointLine()
    _ = line.request(1, needs: both, at: 0, from: &stations)
    stations[0].release(1, at: 1)
    _ = line.request(2, needs: [Need(of: 0)], at: 1, from: &stations)
    stations[1].setServers(0, interrupting: .restart, at: 3)
    let interrupted = try #require(line.nextInterrupted(at: 3, from: &stations))
    #expect((interrupted.customer, line.waiting, stations[0].served) == (1, 1, 1))
    #expect((stations[0].interrupted, stations[1].interrupted) == (0, 1))
    #expect(line.withdraw(interrupted.ticket, at: 4) == true)
  }

  private enum Event: BitwiseCopyable {
    case arrival(Int)
    case end(Int)
  }

  private struct Customer: BitwiseCopyable {
    var kind: Int
    var work: Work
    var ending = EventHandle.none
    /// When its service last went on, not a number while it waits.
    var since = Double.nan
  }

  /// Classes 0 and 1 are urgent at one station, class 2 needs both.
  ///
  /// That the work of every customer who leaves was done in full, and nothing else, is exact on the path.
  @Test("On every path flow balances, work is conserved and nobody holds a server while it waits")
  func conserves() {
    let luck = Luck(seed: 5, replication: 1)
    var streams = (0..<6).map { luck.stream(StreamAddress(kind: 1, number: $0, purpose: 0)) }
    var calendar = EventCalendar<Event>()
    var stations = [
      Station(servers: 2, victims: .latestStart), Station(servers: 1, victims: .earliestStart),
    ]
    var line = JointLine()
    var customers = EntityTable<Customer>()
    let needs = [Need(of: 0), Need(of: 1)]
    var (done, left) = ([0.0, 0], 0)

    func begin(_ customer: Int) {
      customers[customer].since = calendar.now
      let end = customers[customer].work.completion(from: calendar.now)
      customers[customer].ending = calendar.schedule(.end(customer), at: end)
    }
    for kind in 0..<3 { calendar.schedule(.arrival(kind), at: 0) }
    while let event = calendar.next(before: 2_000) {
      let now = calendar.now
      switch event {
      case .arrival(let kind):
        let work = Work(length: streams[3 + kind].exponential(mean: 0.6))
        let customer = customers.insert(Customer(kind: kind, work: work))
        let reply =
          kind == 2
          ? line.request(customer, priority: 1, needs: needs, at: now, from: &stations)
          : stations[kind].request(customer, priority: 0, preempting: .resume, at: now)
        if reply == .granted { begin(customer) }
        calendar.schedule(.arrival(kind), at: now + streams[kind].exponential(mean: 2))
      case .end(let customer):
        let kind = customers[customer].kind
        for station in 0..<2 where kind == station || kind == 2 {
          stations[station].release(customer, at: now)
          done[station] += customers[customer].work.length
        }
        customers.remove(customer)
        left += 1
      }
      while let interrupted = line.nextInterrupted(at: now, from: &stations) {
        calendar.cancel(customers[interrupted.customer].ending)
        customers[interrupted.customer].work.interrupt(.resume, after: interrupted.served)
        customers[interrupted.customer].since = .nan
      }
      while let grant = line.grantNext(at: now, from: &stations) { begin(grant.customer) }
      for station in 0..<2 {
        #expect(stations[station].nextInterrupted() == nil)
        while let grant = stations[station].grantNext(at: now) { begin(grant.customer) }
      }
    }
    #expect(left > 2_500 && stations[1].interrupted > 100)
    #expect(stations[0].interrupted == stations[0].handedOver)
    var (present, serving) = ([0.0, 0], 0)
    customers.forEachSlot { slot in
      let customer = customers[slot]
      let isServed = !customer.since.isNaN
      serving += isServed ? 1 : 0
      for station in 0..<2 where customer.kind == station || customer.kind == 2 {
        present[station] += customer.work.done + (isServed ? 2_000 - customer.since : 0)
      }
    }
    for station in 0..<2 {
      stations[station].check(at: 2_001)
      stations[station].checkLittlesLaw(at: 2_001)
      let worked = stations[station].busyTime(at: 2_000)
      #expect(abs(worked - done[station] - present[station]) < 1e-6)
    }
    let waiting = line.waiting + stations[0].waiting + stations[1].waiting
    #expect(customers.count == waiting + serving)
  }
}
