// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

@Suite("Lines")
struct StationLineTests {
  @Test("A batch is admitted as far as there is room, or as a whole or not at all")
  func admitsBatches() {
    var partial = Station(servers: 1, room: 2)
    let replies = (1...5).map { partial.request($0, at: 0) }
    #expect(replies.filter { $0 == .refused }.count == 2)
    var whole = Station(servers: 1, room: 2)
    #expect(whole.vacancies == 3)
    if whole.vacancies < 5 { whole.turnAway(5, at: 0) }
    #expect((whole.arrivals, whole.refused, whole.inService) == (5, 5, 0))
    #expect(Station(servers: 3).vacancies == .max)
  }

  @Test("One who balks has come but neither waits nor is served")
  func countsBalking() {
    var desk = Station(servers: 1)
    _ = desk.request(1, at: 0)
    _ = desk.request(2, at: 1)
    if desk.waiting >= 1 { desk.balk(at: 2) }
    #expect((desk.arrivals, desk.balked, desk.waiting, desk.inService) == (3, 1, 1, 1))
  }

  @Test("On the closing date all those leave the line whom the condition names, the others stay")
  func closesTheLine() {
    var desk = Station(servers: 1)
    for (customer, priority) in [(1, 0), (2, 1), (3, 0), (4, 1)] as [(Int, Int)] {
      _ = desk.request(customer, priority: priority, at: Double(customer))
    }
    var line: [[Int]] = []
    desk.forEachWaiting { line.append([$0.customer, $0.priority, Int($0.since)]) }
    #expect(line == [[3, 0, 3], [2, 1, 2], [4, 1, 4]])
    let gone = desk.withdrawAll(at: 10) { $0.since < 4 }
    #expect(gone.map(\.customer) == [3, 2])
    #expect((desk.waiting, desk.reneged, desk.renegedWaits.sum) == (1, 2, 15))
    #expect(desk.withdrawAll(at: 11).map(\.customer) == [4])
    desk.checkLittlesLaw(at: 12)
  }

  @Test("Priorities without number are found in order, and empty levels leave nothing behind")
  func handlesManyLevels() {
    var desk = Station(servers: 1)
    _ = desk.request(0, at: 0)
    let priorities: [Int] = (1...200).map { ($0 * 73) % 211 - 100 }
    for (index, priority) in priorities.enumerated() {
      _ = desk.request(index, priority: priority, at: 1)
    }
    var served: [Int] = []
    for _ in priorities {
      desk.release(at: 2)
      while let grant = desk.grantNext(at: 2) { served.append(priorities[grant.customer]) }
    }
    #expect(served == priorities.sorted())
  }

  @Test("After a warm-up only what follows counts, and the balance still holds")
  func resetsStatistics() {
    var desk = Station(servers: 1)
    for customer in 1...3 { _ = desk.request(customer, at: 0) }
    desk.resetStatistics(at: 4)
    #expect((desk.arrivals, desk.inService, desk.waiting) == (0, 1, 2))
    for time in [6.0, 8.0] {
      desk.release(at: time)
      while desk.grantNext(at: time) != nil {}
    }
    #expect(desk.queueTime(at: 8) == 2 * 2 + 1 * 2)
    #expect(desk.meanQueue(at: 8) == 1.5)
    #expect(desk.meanBusy(at: 8) == 1)
    #expect(desk.waits.sum == 6 + 8)
    desk.checkLittlesLaw(at: 8)
  }

  @Test("A request for two units of one station and one of another waits for all of them")
  func seizesJointly() {
    var stations = [Station(servers: 2), Station(servers: 1)]
    var pairs = JointLine()
    let needs = [Need(of: 0, units: 2), Need(of: 1)]
    #expect(pairs.request(1, needs: needs, at: 0, from: &stations) == .granted)
    #expect(pairs.request(2, needs: needs, at: 1, from: &stations) != .granted)
    #expect(pairs.request(3, needs: [Need(of: 1)], at: 1, from: &stations) != .granted)
    stations[1].release(at: 3)
    #expect(pairs.grantNext(at: 3, from: &stations) == nil)
    #expect((stations[0].busy, stations[1].busy) == (2, 0))
    stations[0].release(units: 2, at: 5)
    #expect(pairs.grantNext(at: 5, from: &stations) == Grant(customer: 2, units: 3, waited: 4))
    #expect(pairs.grantNext(at: 5, from: &stations) == nil)
    #expect((pairs.waiting, pairs.queueLength.integral(to: 5)) == (1, 8))
  }

  @Test("Where overtaking is allowed a joint request that fits goes past one that does not")
  func overtakesJointly() throws {
    var stations = [Station(servers: 1), Station(servers: 1)]
    var line = JointLine(allowsOvertaking: true)
    _ = line.request(1, needs: [Need(of: 0)], at: 0, from: &stations)
    let reply = line.request(2, needs: [Need(of: 0), Need(of: 1)], at: 1, from: &stations)
    #expect(line.request(3, needs: [Need(of: 1)], at: 2, from: &stations) == .granted)
    guard case .waiting(let ticket) = reply else { throw Unexpected() }
    #expect(line.withdraw(ticket, at: 4) == true)
    #expect(line.withdraw(ticket, at: 4) == false)
    #expect(line.renegedWaits.sum == 3)
  }

  @Test("A gate lets those waiting through when it opens, and closes behind them")
  func opensGates() {
    var gate = Gate()
    for customer in [1, 2, 3] { _ = gate.request(customer, at: Double(customer)) }
    gate.open(at: 5)
    #expect(gate.grantNext(at: 5) == Grant(customer: 1, waited: 4))
    #expect(gate.grantNext(at: 5)?.customer == 2)
    #expect(gate.grantNext(at: 5)?.customer == 3)
    #expect(gate.grantNext(at: 5) == nil)
    #expect(gate.request(4, at: 6) == .granted)
    gate.close(at: 7)
    #expect(gate.request(5, at: 7) != .granted)
    #expect(gate.grantNext(at: 7) == nil)
    #expect((gate.waiting, gate.waits.count, gate.waits.sum) == (1, 4, 4 + 3 + 2))
  }

  @Test("A signal wakes as many as it says and leaves the gate closed")
  func signals() throws {
    var gate = Gate()
    let replies = (1...4).map { gate.request($0, at: 0) }
    guard case .waiting(let ticket) = replies[3] else { throw Unexpected() }
    gate.signal(2, at: 3)
    #expect(gate.grantNext(at: 3)?.customer == 1)
    #expect(gate.grantNext(at: 3)?.customer == 2)
    #expect(gate.grantNext(at: 3) == nil)
    #expect(gate.request(5, at: 3) != .granted)
    #expect(gate.withdraw(ticket, at: 4) == true)
    gate.signal(.max, at: 5)
    #expect(gate.grantNext(at: 5)?.customer == 3)
    #expect(gate.grantNext(at: 5)?.customer == 5)
    #expect(gate.request(6, at: 5) != .granted)
  }

  @Test("Of two who were let through one leaves: the other passes, and the gate stays closed")
  func withdrawsFromSignal() throws {
    var gate = Gate()
    let replies = (1...2).map { gate.request($0, at: 0) }
    guard case .waiting(let ticket) = replies[0] else { throw Unexpected() }
    gate.signal(2, at: 3)
    #expect(gate.withdraw(ticket, at: 3) == true)
    #expect(gate.grantNext(at: 3)?.customer == 2)
    #expect(gate.grantNext(at: 3) == nil)
    #expect(gate.request(3, at: 4) != .granted)
    #expect(gate.request(4, at: 5) != .granted)
    #expect(gate.grantNext(at: 5) == nil)
    #expect((gate.isOpen, gate.waiting, gate.longestQueue(at: 6)) == (false, 2, 2))
    #expect((gate.waits.sum, gate.renegedWaits.sum) == (3, 3))
  }

  @Test("Two signals at an instant let two through, and an urgent newcomer waits for the next")
  func addsSignals() {
    var gate = Gate()
    for customer in [1, 2, 3] { _ = gate.request(customer, priority: 1, at: 0) }
    gate.signal(at: 1)
    gate.signal(at: 1)
    #expect(gate.request(4, priority: 0, at: 1) != .granted)
    var passed: [Int] = []
    while let grant = gate.grantNext(at: 1) { passed.append(grant.customer) }
    #expect(passed == [4, 1])
  }

  @Test("A gate opened and closed at one instant lets those through who waited, nobody else")
  func opensForAnInstant() {
    var gate = Gate()
    for customer in [1, 2] { _ = gate.request(customer, at: 0) }
    gate.open(at: 1)
    gate.close(at: 1)
    #expect(gate.grantNext(at: 1)?.customer == 1)
    #expect(gate.grantNext(at: 1)?.customer == 2)
    #expect(gate.request(3, at: 1) != .granted)
    #expect(gate.grantNext(at: 1) == nil)
  }

  @Test("A copied station goes its own way")
  func forks() {
    var desk = Station(servers: 1)
    for customer in 1...3 { _ = desk.request(customer, at: 0) }
    var fork = desk
    fork.release(at: 1)
    #expect(fork.grantNext(at: 1)?.customer == 2)
    #expect((desk.waiting, fork.waiting) == (2, 1))
    desk.release(at: 2)
    #expect(desk.grantNext(at: 2) == Grant(customer: 2, waited: 2))
  }
}
