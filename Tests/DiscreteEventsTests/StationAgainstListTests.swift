// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

/// The specification of a station in its slowest form: lists that are searched, waits that are added.
private struct ListStation {
  struct Customer {
    var number: Int
    var priority: Int
    var units: Int
    var leaving: Int
    var came: Double
    var since: Double
    var sequence: Int
    var start = 0.0
  }
  var servers: Int
  var discipline: Discipline
  var allowsOvertaking: Bool
  var line: [Customer] = []
  var service: [Customer] = []
  var sequence = 0
  var waited = 0.0
  var worked = 0.0
  var free: Int { servers - service.reduce(0) { $0 + $1.units } }

  /// The line in the order in which it is served.
  var ranked: [Customer] {
    line.sorted { one, other in
      switch discipline {
      case .firstCome:
        (one.priority, one.came, one.sequence) < (other.priority, other.came, other.sequence)
      case .lastCome:
        (one.priority, -one.came, -one.sequence) < (other.priority, -other.came, -other.sequence)
      case .ageing(let worth):
        (one.came + worth * Double(one.priority), one.priority, one.sequence)
          < (other.came + worth * Double(other.priority), other.priority, other.sequence)
      case .random: fatalError("a list of random order has no ranks")
      }
    }
  }

  func fits(_ customer: Customer) -> Bool { customer.units + customer.leaving <= free }

  mutating func join(_ customer: Customer) {
    sequence += 1
    var customer = customer
    customer.sequence = sequence
    line.append(customer)
  }

  mutating func grantNext(at time: Double) -> Int? {
    let candidates = allowsOvertaking ? ranked : Array(ranked.prefix(1))
    guard var next = candidates.first(where: { fits($0) }) else { return nil }
    line.removeAll { $0.number == next.number }
    waited += time - next.since
    next.start = time
    service.append(next)
    return next.number
  }

  mutating func release(_ number: Int, at time: Double) {
    guard let index = service.firstIndex(where: { $0.number == number }) else { return }
    worked += (time - service[index].start) * Double(service[index].units)
    service.remove(at: index)
  }

  mutating func withdraw(_ number: Int, at time: Double) -> Bool {
    guard let index = line.firstIndex(where: { $0.number == number }) else { return false }
    waited += time - line[index].since
    line.remove(at: index)
    return true
  }
}

@Suite("Station against lists")
struct StationAgainstListTests {
  @Test(
    "Random arrivals, departures, reneging and shifts give the same history and the same sums",
    arguments: 1...24)
  func agrees(seed: Int) {
    var stream = Luck(seed: seed, replication: 1)
      .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
    func die(_ sides: Int) -> Int { Int(stream.uniform() * Double(sides)) }
    let discipline: Discipline = [.firstCome, .lastCome, .ageing(perLevel: 2.5)][seed % 3]
    let allowsOvertaking = seed % 2 == 0
    var station = Station(
      servers: 3, discipline: discipline, allowsOvertaking: allowsOvertaking,
      victims: .latestStart)
    var list = ListStation(
      servers: 3, discipline: discipline, allowsOvertaking: allowsOvertaking)
    var tickets: [Int: Ticket] = [:]
    var time = 0.0
    for number in 1...600 {
      time += 0.25 + stream.uniform()
      switch die(10) {
      case 0...4:
        let customer = ListStation.Customer(
          number: number, priority: die(4), units: 1 + die(3), leaving: die(2), came: time,
          since: time, sequence: 0)
        list.join(customer)
        let reply = station.request(
          number, priority: customer.priority, units: customer.units, leaving: customer.leaving,
          at: time)
        if case .waiting(let ticket) = reply { tickets[number] = ticket }
        #expect((reply == .granted) == (list.grantNext(at: time) == number))
      case 5...7:
        guard !list.service.isEmpty else { continue }
        let finished = list.service[die(list.service.count)].number
        list.release(finished, at: time)
        station.release(finished, at: time)
      case 8:
        let one = die(number)
        #expect(station.withdraw(tickets[one] ?? .none, at: time) == list.withdraw(one, at: time))
      default:
        list.servers = 1 + die(4)
        station.setServers(list.servers, at: time)
      }
      while true {
        let expected = list.grantNext(at: time)
        #expect(station.grantNext(at: time)?.customer == expected)
        if expected == nil { break }
      }
      #expect((station.waiting, station.inService) == (list.line.count, list.service.count))
    }
    station.checkLittlesLaw(at: time)
    let waiting = list.line.reduce(list.waited) { $0 + time - $1.since }
    let working = list.service.reduce(list.worked) { $0 + (time - $1.start) * Double($1.units) }
    #expect(abs(station.queueTime(at: time) - waiting) < 1e-9 * waiting)
    #expect(abs(station.busyTime(at: time) - working) < 1e-9 * working)
  }
}
