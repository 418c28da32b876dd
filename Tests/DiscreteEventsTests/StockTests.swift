// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

private struct AtLeast: ItemWish {
  let seats: Int
  func accepts(_ table: Int) -> Bool { table >= seats }
}

/// Jobs by their due dates, the earliest first, from an hour on.
private struct Due: ItemWish {
  let earliest: Double
  func accepts(_ due: Double) -> Bool { due >= earliest }
  func rank(_ due: Double) -> Double { due }
}

@Suite("Stocks, stores and shared servers")
struct StockTests {
  @Test("Who wants more than there is waits, first come, first served, and nobody overtakes")
  func takes() {
    var tank = Stock(level: 10, capacity: 20)
    #expect(tank.take(1, 8, at: 0) == .granted)
    guard case .waiting = tank.take(2, 5, at: 1), case .waiting(let ticket) = tank.take(3, 1, at: 2)
    else {
      Issue.record("both have to wait")
      return
    }
    #expect(tank.grantNext(at: 2) == nil)
    #expect(tank.put(4, 4, at: 3) == .granted)
    let delivery = tank.grantNext(at: 3)
    #expect(delivery?.customer == 2 && delivery?.change == -5 && delivery?.waited == 2)
    let replies = [tank.withdraw(ticket, at: 4), tank.withdraw(ticket, at: 4)]
    #expect(replies == [true, false])
    #expect((tank.level.value, tank.takersWaiting, tank.waitsToTake.sum) == (1, 0, 2))
  }

  @Test("Who brings more than there is room for waits until enough has been taken")
  func puts() {
    var tank = Stock(level: 15, capacity: 20)
    guard case .waiting = tank.put(1, 6, at: 0), case .waiting = tank.put(2, 1, at: 1) else {
      Issue.record("nobody overtakes the first")
      return
    }
    #expect(tank.put(3, 1, priority: -1, at: 1) == .granted)
    #expect(tank.take(4, 2, at: 2) == .granted)
    let delivery = tank.grantNext(at: 2)
    #expect(delivery?.customer == 1 && delivery?.change == 6 && delivery?.waited == 2)
    #expect(tank.grantNext(at: 2) == nil)
    #expect((tank.level.value, tank.giversWaiting, tank.waitsToPut.count) == (20, 1, 2))
  }

  @Test("The first item that will do is taken, and one for whom there is nothing is overtaken")
  func stores() {
    var tables = Store<AtLeast>([2, 4], room: 3)
    guard case .granted(4) = tables.take(1, AtLeast(seats: 3), at: 0),
      case .waiting = tables.take(2, AtLeast(seats: 6), at: 1),
      case .waiting(let ticket) = tables.take(3, AtLeast(seats: 4), at: 2)
    else {
      Issue.record("one has a table and two wait")
      return
    }
    let replies = [tables.put(4, at: 3), tables.put(1, at: 3), tables.put(9, at: 3)]
    #expect(replies == [true, true, false])
    let delivery = tables.grantNext(at: 3)
    #expect(delivery?.customer == 3 && delivery?.item == 4 && delivery?.waited == 1)
    let isStale = !tables.withdraw(ticket, at: 3)
    #expect(tables.grantNext(at: 3) == nil && isStale)
    #expect((tables.items, tables.waiting, tables.level.value) == ([2, 1], 1, 2))
  }

  @Test("A wish that ranks takes the item of the lowest rank of those that will do")
  func ranks() {
    var jobs = Store<Due>([7, 3, 5, 3])
    let taken = [0.0, 4, 0, 0].map { earliest -> Double in
      guard case .granted(let due) = jobs.take(1, Due(earliest: earliest), at: 0) else { return -1 }
      return due
    }
    #expect(taken == [3, 5, 3, 7])
    guard case .waiting = jobs.take(2, Due(earliest: 4), at: 1) else {
      Issue.record("the store is empty")
      return
    }
    for due in [9.0, 2, 6] { _ = jobs.put(due, at: 3) }
    let delivery = jobs.grantNext(at: 3)
    #expect(delivery?.item == 6 && delivery?.waited == 2)
    jobs.resetStatistics(at: 3)
    #expect((jobs.items, jobs.waits.count, jobs.level.mean(to: 5)) == ([9, 2], 0, 2))
  }

  @Test("One who is upgraded in the line of a stock stands behind those who came before")
  func stockPriorities() {
    var tank = Stock(capacity: 20)
    var tickets: [Ticket] = []
    for customer in 1...3 {
      if case .waiting(let ticket) = tank.take(customer, 2, priority: 1, at: 0) {
        tickets.append(ticket)
      }
    }
    let replies = [
      tank.setPriority(of: tickets[2], to: 0), tank.setPriority(of: tickets[1], to: 0),
    ]
    #expect(replies == [true, true])
    #expect(tank.put(4, 6, at: 1) == .granted)
    var order: [Int] = []
    while let delivery = tank.grantNext(at: 1) { order.append(delivery.customer) }
    #expect(order == [2, 3, 1])
    let isStale = !tank.setPriority(of: tickets[0], to: 0)
    #expect(isStale)
    tank.resetStatistics(at: 2)
    #expect((tank.waitsToTake.count, tank.waitsToPut.count, tank.level.value) == (0, 0, 0))
  }

  @Test("Those who share a server are done in the order of what is left of their work")
  func sharing() {
    var server = SharedServer()
    server.join(1, work: 4, at: 0)
    server.join(2, work: 1, at: 2)
    #expect(server.nextCompletion == 4)
    #expect(server.complete(at: 4) == 2)
    let leaver = server.join(3, work: 5, at: 4)
    #expect(server.nextCompletion == 6)
    #expect(server.leave(leaver, at: 5) == 4.5)
    #expect(server.nextCompletion == 5.5)
    #expect(server.complete(at: 5.5) == 1)
    #expect(server.complete(at: 5.5) == nil)
    #expect((server.count, server.served, server.work(at: 7)) == (0, 2, 5.5))
  }

  @Test("In random order each of those waiting is as likely, and a seed repeats it")
  func randomOrder() {
    func order(_ seed: Int) -> [Int] {
      var desk = Station(servers: 1, discipline: .random(seed: seed))
      for customer in 0..<6 {
        _ = desk.request(customer, priority: customer == 5 ? 0 : 1, at: 0)
      }
      return (1...5).compactMap { time in
        desk.release(at: Double(time))
        return desk.grantNext(at: Double(time))?.customer
      }
    }
    #expect(order(1) == order(1))
    // The urgent one is first, whatever the seed; each other one is second as often.
    var second = [0, 0, 0, 0, 0, 0]
    for seed in 0..<4000 {
      #expect(order(seed)[0] == 5)
      second[Int(order(seed)[1])] += 1
    }
    // Four standard errors of a binomial count of 4,000 with the probability 1/4.
    for customer in 1...4 { #expect(abs(second[customer] - 1000) < 110) }
  }

  @Test("Those who had to stand in the line are counted apart")
  func delayed() {
    var desk = Station(servers: 1)
    _ = desk.request(1, at: 0)
    _ = desk.request(2, at: 1)
    desk.release(at: 3)
    _ = desk.grantNext(at: 3)
    #expect((desk.grants, desk.delayed) == (2, 1))
  }
}
