// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

@Suite("Preemption and shift ends")
struct StationInterruptionTests {
  /// A station with one customer of each priority in service; customer n is in service since time n.
  func busyStation(_ priorities: [Int], victims: VictimOrder = .latestStart) -> Station {
    var station = Station(servers: priorities.count, victims: victims)
    for (index, priority) in priorities.enumerated() {
      _ = station.request(index + 1, priority: priority, at: Double(index + 1))
    }
    return station
  }

  @Test(
    "The victim has the highest priority number, and among equals the stated order decides",
    arguments: [
      ([1, 2, 1], .latestStart, 2, 8), ([1, 1, 1], .latestStart, 3, 7),
      ([1, 1, 1], .earliestStart, 1, 9), ([1, 2, 2], .earliestStart, 2, 8),
    ] as [([Int], VictimOrder, Int, Double)])
  func choosesTheVictim(
    priorities: [Int], order: VictimOrder, victim: Int, served: Double
  ) throws {
    var station = busyStation(priorities, victims: order)
    #expect(station.request(9, priority: 0, preempting: .resume, at: 10) == .granted)
    let first = station.nextInterrupted()
    let interrupted = try #require(first)
    #expect(interrupted.customer == victim)
    #expect(interrupted.served == served)
    #expect(interrupted.interruption == .resume)
    #expect(station.nextInterrupted() == nil)
    #expect((station.busy, station.waiting, station.interrupted) == (3, 1, 1))
  }

  @Test("Nobody is interrupted for a customer of the same or a higher priority number")
  func preemptsOnlyTheLessUrgent() {
    var station = busyStation([1, 1])
    #expect(station.request(9, priority: 1, preempting: .resume, at: 10) != .granted)
    #expect(station.nextInterrupted() == nil)
    #expect(station.waiting == 1)
  }

  @Test("Nobody is interrupted in vain: three servers are not to be had from two victims")
  func preemptsAllOrNothing() {
    var station = busyStation([0, 2, 2])
    #expect(station.request(9, priority: 1, units: 3, preempting: .resume, at: 10) != .granted)
    #expect(station.interrupted == 0)
    #expect(station.request(8, priority: 0, units: 2, preempting: .resume, at: 10) == .granted)
    #expect(station.interrupted == 2)
  }

  @Test("Servers that a victim held beyond the need go to those who wait")
  func passesOnTheRest() {
    var station = Station(servers: 3, victims: .latestStart)
    _ = station.request(1, priority: 5, units: 3, at: 0)
    _ = station.request(2, priority: 4, at: 1)
    #expect(station.request(3, priority: 0, units: 1, preempting: .resume, at: 2) == .granted)
    #expect(station.nextInterrupted()?.customer == 1)
    #expect(station.grantNext(at: 2) == Grant(customer: 2, waited: 1))
    #expect(station.grantNext(at: 2) == nil)
    station.release(2, at: 3)
    #expect(station.grantNext(at: 3) == nil)
    station.release(3, at: 4)
    #expect(station.grantNext(at: 4) == Grant(customer: 1, units: 3, waited: 2))
  }

  @Test("An interrupted customer stands where it would have stood had it not been served")
  func returnsToItsPosition() {
    var station = busyStation([1, 1, 1])
    _ = station.request(4, priority: 1, at: 4)
    for customer in [7, 8, 9] {
      _ = station.request(customer, priority: 0, preempting: .resume, at: 5)
      _ = station.nextInterrupted()
    }
    var order: [Int] = []
    for (customer, time) in [(7, 6.0), (8, 7.0), (9, 8.0)] as [(Int, Double)] {
      station.release(customer, at: time)
      while let grant = station.grantNext(at: time) { order.append(grant.customer) }
    }
    #expect(order == [1, 2, 3])
    #expect(station.waiting == 1)
  }

  @Test(
    "At the end of a shift a job of length 6 begun at 2 and cut at 5 until 8 ends as the policy says",
    arguments: [
      (Interruption.resume, 11, 0), (.restart, 14, 3), (.resample, 10, 3), (.handOver, nil, 0),
    ] as [(Interruption, Double?, Double)])
  func followsTheShiftEndPolicy(policy: Interruption, end: Double?, lost: Double) {
    var station = Station(servers: 1, victims: .latestStart)
    var work = Work(length: 6)
    _ = station.request(1, at: 2)
    station.setServers(0, interrupting: policy, at: 5)
    var cut: [Int] = []
    while let interrupted = station.nextInterrupted() {
      cut.append(interrupted.customer)
      work.interrupt(policy, after: interrupted.served, newLength: policy == .resample ? 2 : nil)
    }
    #expect(cut == [1])
    station.setServers(1, at: 8)
    let grant = station.grantNext(at: 8)
    #expect(grant.map { _ in work.completion(from: 8) } == end)
    #expect(work.lost == lost)
    #expect((station.handedOver, station.waiting) == (policy == .handOver ? 1 : 0, 0))
    #expect(station.overtime(at: 8) == 0)
    #expect(station.busyTime(at: 8) == work.done + work.lost)
  }

  @Test("Only as many services are interrupted as servers leave")
  func interruptsNoMoreThanLeave() {
    var station = busyStation([1, 1, 1, 1])
    station.setServers(2, interrupting: .resume, at: 9)
    var cut: [Int] = []
    while let interrupted = station.nextInterrupted() { cut.append(interrupted.customer) }
    #expect(cut == [4, 3])
    #expect((station.busy, station.waiting, station.servers) == (2, 2, 2))
    station.setServers(4, at: 10)
    #expect(station.grantNext(at: 10)?.customer == 3)
    #expect(station.grantNext(at: 10)?.customer == 4)
  }

  @Test("A customer that was handed over may be taken in elsewhere and leaves no trace here")
  func handsOver() {
    var day = Station(servers: 1, victims: .latestStart)
    var night = Station(servers: 1, victims: .latestStart)
    _ = day.request(1, at: 0)
    day.setServers(0, interrupting: .handOver, at: 4)
    while let interrupted = day.nextInterrupted() {
      #expect(interrupted.ticket == .none)
      #expect(night.request(interrupted.customer, at: 4) == .granted)
    }
    #expect((day.inService, day.waiting, day.handedOver, night.inService) == (0, 0, 1, 1))
  }

  @Test("An ageing line ranks an interrupted customer by when it first came")
  func ageingRemembersTheFirstArrival() {
    var station = Station(
      servers: 1, discipline: .ageing(perLevel: 10), victims: .latestStart)
    _ = station.request(1, priority: 1, at: 0)
    _ = station.request(2, priority: 0, at: 9)
    _ = station.request(3, priority: 0, at: 11)
    _ = station.request(4, priority: -9, preempting: .resume, at: 12)
    _ = station.nextInterrupted()
    var order: [Int] = []
    for (customer, time) in [(4, 13.0), (2, 14.0), (1, 15.0)] as [(Int, Double)] {
      station.release(customer, at: time)
      while let grant = station.grantNext(at: time) { order.append(grant.customer) }
    }
    #expect(order == [2, 1, 3])
  }
}
