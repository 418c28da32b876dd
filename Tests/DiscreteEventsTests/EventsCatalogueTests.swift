// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

import func StatisticalTesting.codeBlocks
import func StatisticalTesting.markedCode

// begin
struct Shop: EventDriven {
  enum Event { case arrival, departure }

  var calendar = EventCalendar<Event>()
  var tills: Station
  var arrivals: RandomStream
  var services: RandomStream

  init(tills count: Int, luck: Luck) {
    tills = Station(servers: count)
    arrivals = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1))
    services = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 2))
    calendar.schedule(.arrival, at: arrivals.exponential(mean: 1 / 1.8))
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      calendar.schedule(.arrival, at: calendar.now + arrivals.exponential(mean: 1 / 1.8))
      if case .granted = tills.request(0, at: calendar.now) { serve() }
    case .departure:
      tills.release(at: calendar.now)
      while tills.grantNext(at: calendar.now) != nil { serve() }
    }
  }

  mutating func serve() {
    calendar.schedule(.departure, at: calendar.now + services.exponential(mean: 1))
  }
}
// end

// begin
struct Customer: BitwiseCopyable {
  var ticket = Ticket.none
  var timeOut = EventHandle.none
}

struct ImpatientShop: EventDriven {
  enum Event {
    case arrival
    case timeOut(Int)
    case departure(Int)
  }

  var calendar = EventCalendar<Event>()
  var tills = Station(servers: 1)
  var customers = EntityTable<Customer>()
  var gaps: [Double]

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      if let gap = gaps.popLast() { calendar.schedule(.arrival, at: calendar.now + gap) }
      let customer = customers.insert(Customer())
      switch tills.request(customer, at: calendar.now) {
      case .granted:
        calendar.schedule(.departure(customer), at: calendar.now + 5)
      case .waiting(let ticket):
        customers[customer].ticket = ticket
        customers[customer].timeOut = calendar.schedule(
          .timeOut(customer), at: calendar.now + 4, priority: .late)
      case .refused:
        customers.remove(customer)
      }
    case .timeOut(let customer):
      tills.withdraw(customers[customer].ticket, at: calendar.now)
      customers.remove(customer)
    case .departure(let customer):
      customers.remove(customer)
      tills.release(at: calendar.now)
      while let grant = tills.grantNext(at: calendar.now) {
        calendar.cancel(customers[grant.customer].timeOut)
        calendar.schedule(.departure(grant.customer), at: calendar.now + 5)
      }
    }
  }
}
// end

// begin
struct LifelikeShop: LifeDriven {
  enum Step: Int { case arrive, pay, leave }
  enum Spot: Int { case till }

  var lives = Lives<Step, Spot, Void>(Station(servers: 1))
  var gaps: [Double]

  mutating func live(_ step: Step) {
    switch step {
    case .arrive:
      if let gap = gaps.popLast() { lives.begin(.arrive, after: gap) }
      lives.seize(.till, patience: 4)
    case .pay: lives.hold(5)
    case .leave: lives.release(.till)
    }
  }
}
// end

/// The code of the documentation catalogue, compiled, run and compared with its pages.
@Suite("The catalogue of events") struct EventsCatalogueTests {
  @Test("shows the code of these tests, block by block")
  func sameText() throws {
    let shown = try codeBlocks(inCatalogue: "Sources/Engine/DiscreteEvents/DiscreteEvents.docc")
    let tested = try markedCode(inFile: #filePath)
    #expect(Set(shown) == Set(tested))
    #expect(shown.count == tested.count)
    #expect(shown.count == 10)
  }

  @Test("schedules and cancels")
  func calendar() {
    var told: [String] = []
    func print(_ items: Any...) { told.append(items.map { "\($0)" }.joined(separator: " ")) }
    // begin
    var calendar = EventCalendar<Int>()
    calendar.schedule(1, at: 2.5)
    let second = calendar.schedule(2, at: 1)
    calendar.schedule(3, at: 2.5, priority: .early)
    calendar.cancel(second)
    while let event = calendar.next(before: 480) {
      print(calendar.now, event)  // 2.5 3, then 2.5 1
    }
    // end
    #expect(told == ["2.5 3", "2.5 1"])
    #expect(calendar.now == 480)
  }

  @Test("serves three customers by hand")
  func byHand() {
    // begin
    var till = Station(servers: 1)
    _ = till.request(1, at: 0)  // granted
    _ = till.request(2, at: 1)  // waiting
    _ = till.request(3, at: 2)  // waiting
    till.release(at: 4)
    let grant = till.grantNext(at: 4)  // customer 2, who waited 3
    till.release(at: 9)
    // end
    #expect(grant == Grant(customer: 2, waited: 3))
    #expect(till.grantNext(at: 9) == Grant(customer: 3, waited: 7))
  }

  @Test("has a mean wait within four standard errors of the theory")
  func manyServers() {
    // begin
    var means = Tally()
    for replication in 1...40 {
      var shop = Shop(tills: 2, luck: Luck(seed: 1, replication: replication))
      shop.run(until: 500)
      shop.tills.resetStatistics(at: 500)
      shop.run(until: 3_000)
      means.add(shop.tills.waits.mean)
    }
    let theory = 4.263  // Erlang's formula for two servers, nine tenths busy
    let error = means.sd / Double(means.count).squareRoot()
    // end
    #expect(abs(means.mean - theory) < 4 * error)
    #expect(error < 0.5)
  }

  @Test("lets customers leave the line, and gives a grant the last word in a tie")
  func patience() {
    // begin
    var shop = ImpatientShop(gaps: [2, 1])
    shop.calendar.schedule(.arrival, at: 0)
    shop.run(until: 100)
    // end
    #expect((shop.tills.served, shop.tills.reneged) == (2, 1))
    #expect(shop.tills.waits.sum == 4)
    #expect(shop.tills.renegedWaits.sum == 4)
    #expect(shop.customers.count == 0)
  }

  @Test("tells the same shop as lives")
  func lives() {
    // begin
    var shop = LifelikeShop(gaps: [2, 1])
    shop.lives.begin(.arrive)
    shop.run(until: 100)
    // end
    let till = shop.lives[.till]
    #expect((till.served, till.reneged) == (2, 1))
    #expect((till.waits.sum, till.renegedWaits.sum) == (4, 4))
    #expect(shop.lives.count == 0)
  }

  @Test("preempts and tells the victim")
  func preemption() {
    // begin
    var unit = Station(servers: 1, victims: .latestStart)
    var paperwork = Work(length: 6)
    _ = unit.request(1, priority: 2, at: 0)
    _ = unit.request(2, priority: 0, preempting: .resume, at: 4)
    while let interrupted = unit.nextInterrupted() {
      paperwork.interrupt(interrupted.interruption, after: interrupted.served)
    }
    unit.release(2, at: 5)
    while unit.grantNext(at: 5) != nil {}
    let end = paperwork.completion(from: 5)  // 7
    // end
    #expect(end == 7)
  }

  @Test("tells the context of a failure")
  func context() {
    var shop = Shop(tills: 2, luck: Luck(seed: 3, replication: 17))
    // begin
    Invariants.$context.withValue(.init("seed 3, replication 17")) {
      shop.run(until: 480)
      shop.tills.checkLittlesLaw(at: 480)
    }
    // end
    #expect(shop.calendar.now == 480)
  }
}
