// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

import func StatisticalTesting.codeBlocks
import func StatisticalTesting.markedCode

@Suite("The code in comments of declarations")
struct CommentsCodeTests {
  @Test("is that of these tests, block by block, unless it leaves something out")
  func sameText() throws {
    let blocks = try codeBlocks(inComments: "Sources/Engine/DiscreteEvents")
    let whole = blocks.filter { !$0.contains("...") }
    #expect(whole == (try markedCode(inFile: #filePath)))
    #expect((blocks.count, whole.count) == (14, 12))
  }

  @Test("gives events in their order")
  func calendar() {
    // begin
    enum Event { case arrival, departure }
    var calendar = EventCalendar<Event>()
    calendar.schedule(.arrival, at: 2)
    while let event = calendar.next(before: 480) {
      print(calendar.now, event)
    }
    // end
    #expect(calendar.now == 480)
  }

  private struct Nothing: EventDriven {
    var calendar = EventCalendar<Int>()
    mutating func handle(_ event: Int) {}
  }

  @Test("says in which run an invariant is broken")
  func context() {
    var model = Nothing()
    // begin
    Invariants.$context.withValue(.init("seed 3, replication 17")) {
      model.run(until: 480)
    }
    // end
    #expect(model.calendar.now == 480)
  }

  @Test("tells a shop")
  func lives() {
    // begin
    struct Shop: LifeDriven {
      enum Step: Int { case arrive, pay, leave }
      enum Spot: Int { case till }
      var lives = Lives<Step, Spot, Void>(Station(servers: 2))
      var arrivals: RandomStream
      var services: RandomStream

      mutating func live(_ step: Step) {
        switch step {
        case .arrive:
          lives.begin(.arrive, after: arrivals.exponential(mean: 1))
          lives.seize(.till, patience: 4)
        case .pay: lives.hold(services.exponential(mean: 0.8))
        case .leave: lives.release(.till)
        }
      }
    }
    // end
    let luck = Luck(seed: 1, replication: 1)
    var shop = Shop(
      arrivals: luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1)),
      services: luck.stream(StreamAddress(kind: 1, number: 0, purpose: 2)))
    shop.lives.begin(.arrive)
    shop.run(until: 100)
    #expect(shop.lives[.till].served > 50)
  }

  private struct Office: LifeDriven {
    enum Step: Int { case leave }
    enum Spot: Int { case clerks }
    var lives = Lives<Step, Spot, Void>(Station(servers: 0))
    mutating func live(_ step: Step) {}
  }

  @Test("has clerks come at nine")
  func shifts() {
    var office = Office()
    // begin
    let hours = WeeklySchedule.hours(9..<17, level: 2, epochWeekday: 0)
    office.lives.follow(hours.withDays(of: 24), at: .clerks)
    // end
    office.run(until: 9)
    #expect(office.lives[.clerks].servers == 0)
    office.run(until: 9.1)
    #expect(office.lives[.clerks].servers == 2)
  }

  private struct Restaurant: LifeDriven {
    enum Step: Int { case leave }
    enum Spot: Int { case tables }
    struct Guest: BitwiseCopyable { var (party, table) = (2, 0) }
    var lives = Lives<Step, Spot, Guest>(Station(servers: 0))
    var free: [Int] = []
    mutating func live(_ step: Step) {
      let seats = 4
      // begin
      let isTaken = lives.signal(.tables) { guest in
        guard guest.party <= seats else { return false }
        guest.table = seats
        return true
      }
      if !isTaken { free.append(seats) }
      // end
    }
  }

  @Test("offers a table to those who wait")
  func offers() {
    var model = Restaurant()
    model.lives.begin(.leave, .init())
    model.run(until: 10)
    #expect(model.free == [4])
  }

  @Test("gives stocks the spots after those of stations")
  func stocks() {
    enum Step: Int { case fill }
    // begin
    enum Spot: Int { case pump, tank }
    var lives = Lives<Step, Spot, Void>(
      Station(servers: 2), stocks: [Stock(level: 50, capacity: 100)])
    // end
    lives.resetStatistics()
    _ = Step.fill
    #expect((lives[.pump].servers, lives[stock: .tank].level.value) == (2, 50))
  }

  private struct Wish: ItemWish {
    func accepts(_ tool: Int) -> Bool { true }
  }

  private struct Workshop: LifeDriven {
    enum Step: Int { case ask, work }
    enum Spot: Int { case none }
    var lives = Lives<Step, Spot, Void>()
    var tools = Store<Wish>()
    mutating func live(_ step: Step) {
      guard step == .ask else { return }
      let wish = Wish()
      // begin
      if case .waiting = tools.take(lives.number, wish, at: lives.now) { lives.sleep() }
      // wherever something is put in
      while let delivery = tools.grantNext(at: lives.now) {
        lives.wake(lives.name(of: delivery.customer))
      }
      // end
    }
  }

  @Test("has customers of a store sleep until they are woken")
  func numbers() {
    var model = Workshop()
    model.lives.begin(.ask)
    model.run(until: 10)
    #expect((model.tools.waiting, model.lives.count) == (1, 1))
  }

  @Test("keeps records as a table")
  func records() {
    // begin
    var records = Records("class", "came", "waited")
    records.add(1, 3.5, 0.25)
    print(records.csv)
    // end
    #expect(records.csv.hasPrefix("class,came,waited\n"))
  }

  @Test("knows holidays by their dates")
  func dates() {
    // begin
    var clerks = WeeklySchedule.hours(9..<17, level: 3, startingOn: CalendarDay(2026, 12, 21))
    clerks.except(CalendarDay(2026, 12, 25), level: 0)
    // end
    let levels = [3.5, 4.5, 5.5].map { clerks.level(at: $0) }
    #expect(levels == [3, 0, 0])
  }

  @Test("changes shifts by an event")
  func shiftEvent() {
    enum Event: Equatable {
      case shift
      case departure(Int)
    }
    var desk = Station(servers: 0)
    var calendar = EventCalendar<Event>(startingAt: 9)
    let (hours, service) = (WeeklySchedule.daily(Array(0..<24)).withDays(of: 24), 0.5)
    _ = desk.request(7, at: 9)
    // begin
    let next = desk.follow(hours, at: calendar.now)
    calendar.schedule(.shift, at: next, priority: .early)
    while let grant = desk.grantNext(at: calendar.now) {
      calendar.schedule(.departure(grant.customer), after: service)
    }
    // end
    #expect((desk.servers, next) == (9, 10))
    #expect(calendar.next(before: 10) == .departure(7))
  }

  @Test("serves whoever is next")
  func station() {
    enum Event: Equatable { case departure(Int) }
    var desk = Station(servers: 1)
    var calendar = EventCalendar<Event>()
    let (customer, service): (Int, Double) = (7, 2)
    // begin
    if case .granted = desk.request(customer, at: calendar.now) {
      calendar.schedule(.departure(customer), at: calendar.now + service)
    }
    // at the departure
    desk.release(at: calendar.now)
    while let grant = desk.grantNext(at: calendar.now) {
      calendar.schedule(.departure(grant.customer), at: calendar.now + service)
    }
    // end
    #expect(calendar.next(before: 10) == .departure(7))
  }

  @Test("chooses among items by a wish")
  func store() {
    // begin
    struct AtLeast: ItemWish {
      let seats: Int
      func accepts(_ table: Int) -> Bool { table >= seats }
    }
    var tables = Store<AtLeast>([2, 4, 4, 8])
    // end
    guard case .granted(4) = tables.take(1, AtLeast(seats: 3), at: 0) else {
      Issue.record("the first table of three seats or more has four")
      return
    }
  }
}
