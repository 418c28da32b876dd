// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

/// Customers who wait for one another: batches, forks and joins, whichever comes first.
private struct Together: LifeDriven {
  enum Step: Int {
    case come, loaded
    case fork, joined
    case work, done
    case ask, answered, silent
    case reply
  }
  enum Spot: Int { case dock }

  var lives = Lives<Step, Spot, LifeName>(Station(servers: 0))
  var told: [String] = []
  var missing = 0

  mutating func live(_ step: Step) {
    switch step {
    case .come:
      lives.wait(at: .dock)
      if lives[.dock].waiting == 3 { lives.signal(.dock, 3) }
    case .loaded:
      told.append("loaded \(lives.now) waited \(lives.waited)")
      lives.end()
    case .fork:
      missing = 3
      for length in [2.0, 7, 4] { lives.begin(.work, lives.name, after: length) }
      lives.sleep()
    case .joined:
      told.append("joined \(lives.now)")
      lives.end()
    case .work: missing -= 1
    case .done:
      if missing == 0 { lives.wake(lives.customer) }
      lives.end()
    case .ask:
      lives.hold(5)
      lives.go(to: .silent)
    case .answered:
      told.append("answered \(lives.now)")
      lives.end()
    case .silent:
      told.append("silent \(lives.now)")
      lives.end()
    case .reply: lives.interrupt(lives.customer, to: .answered)
    }
  }
}

/// Cars that fill up from a tank, and a lorry that fills the tank; who waits too long drives on.
private struct Fuel: LifeDriven {
  enum Step: Int { case come, fill, driveOn, deliver, unload }
  enum Spot: Int { case gate, tank }

  var lives = Lives<Step, Spot, Double>(
    Station(servers: 1), stocks: [Stock(level: 50, capacity: 100)])
  var told: [String] = []

  mutating func live(_ step: Step) {
    switch step {
    case .come: lives.take(lives.customer, from: .tank, patience: 10, else: .driveOn)
    case .fill:
      told.append("\(lives.customer) \(lives.now) waited \(lives.waited)")
      lives.end()
    case .driveOn:
      told.append("no \(lives.customer) \(lives.now)")
      lives.end()
    case .deliver: lives.put(lives.customer, into: .tank, patience: 3)
    case .unload: told.append("unloaded \(lives.now)")
    }
  }
}

/// Guests who wait for a table that is large enough, and tables that are free again.
private struct Tables: LifeDriven {
  enum Step: Int { case come, sit, leave }
  enum Spot: Int { case line }
  struct Guest: BitwiseCopyable {
    var party: Int
    var seats = 0
  }

  var lives = Lives<Step, Spot, Guest>(Station(servers: 0))
  var free = [2, 4]
  var told: [String] = []

  mutating func live(_ step: Step) {
    switch step {
    case .come:
      let party = lives.customer.party
      guard let index = free.firstIndex(where: { $0 >= party }) else {
        return lives.wait(at: .line, priority: party > 4 ? 0 : 1, patience: 9, else: .leave)
      }
      lives.customer.seats = free.remove(at: index)
    case .sit:
      told.append("\(lives.customer.party) at \(lives.customer.seats) \(lives.now)")
      lives.hold(5)
    case .leave:
      let seats = lives.customer.seats
      let isTaken = lives.signal(.line) { guest in
        guard guest.party <= seats else { return false }
        guest.seats = seats
        return true
      }
      if !isTaken && seats > 0 { free.append(seats) }
    }
  }
}

/// A queue with priorities, patience and shifts, told as lives.
private struct ShopLives: LifeDriven {
  enum Step: Int { case arrive, serve, leave, shift }
  enum Spot: Int { case tills }

  var lives = Lives<Step, Spot, Void>(Station(servers: 2))
  var streams: [RandomStream]
  var times = Tally()

  mutating func live(_ step: Step) {
    switch step {
    case .arrive:
      lives.begin(.arrive, after: streams[0].exponential(mean: 0.4))
      lives.seize(
        .tills, priority: streams[2].bernoulli(0.3) ? 0 : 1,
        patience: streams[3].exponential(mean: 2))
    case .serve: lives.hold(streams[1].exponential(mean: 1))
    case .leave:
      times.add(lives.age)
      lives.release(.tills)
      lives.end()
    case .shift:
      lives.setServers(.tills, 5 - lives[.tills].servers)
      lives.hold(12)
      lives.go(to: .shift)
    }
  }
}

/// The same queue told as events.
private struct ShopEvents: EventDriven {
  enum Event {
    case arrival, shift
    case timeOut(Int)
    case departure(Int)
  }
  struct Customer {
    var born: Double
    var ticket = Ticket.none
    var timeOut = EventHandle.none
  }

  var calendar = EventCalendar<Event>()
  var tills = Station(servers: 2)
  var customers = EntityTable<Customer>()
  var streams: [RandomStream]
  var times = Tally()

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      calendar.schedule(.arrival, after: streams[0].exponential(mean: 0.4))
      let customer = customers.insert(Customer(born: calendar.now))
      let priority: Int = streams[2].bernoulli(0.3) ? 0 : 1
      let patience = streams[3].exponential(mean: 2)
      switch tills.request(customer, priority: priority, at: calendar.now) {
      case .granted: serve(customer)
      case .waiting(let ticket):
        customers[customer].ticket = ticket
        customers[customer].timeOut = calendar.schedule(
          .timeOut(customer), after: patience, priority: .late)
      case .refused: customers.remove(customer)
      }
    case .timeOut(let customer):
      tills.withdraw(customers[customer].ticket, at: calendar.now)
      customers.remove(customer)
    case .departure(let customer):
      times.add(calendar.now - customers[customer].born)
      customers.remove(customer)
      tills.release(at: calendar.now)
      grant()
    case .shift:
      tills.setServers(5 - tills.servers, at: calendar.now)
      calendar.schedule(.shift, after: 12)
      grant()
    }
  }

  mutating func grant() {
    while let grant = tills.grantNext(at: calendar.now) {
      calendar.cancel(customers[grant.customer].timeOut)
      serve(grant.customer)
    }
  }

  mutating func serve(_ customer: Int) {
    calendar.schedule(.departure(customer), after: streams[1].exponential(mean: 1))
  }
}

@Suite("Lives together")
struct LivesTogetherTests {
  @Test("A batch goes on when it is complete")
  func batches() {
    var model = Together()
    for time in [0.0, 1, 5, 6] { model.lives.begin(.come, .none, after: time) }
    model.run(until: 10)
    #expect(
      model.told == [
        "loaded 5.0 waited 5.0", "loaded 5.0 waited 4.0", "loaded 5.0 waited 0.0",
      ])
    #expect(model.lives[.dock].waiting == 1)
    model.lives.signal(.dock)
    model.run(until: 11)
    #expect(model.told.last == "loaded 10.0 waited 4.0")
    #expect(model.lives.count == 0)
  }

  @Test("One who sleeps until all others are done wakes with the last")
  func allOf() {
    var model = Together()
    model.lives.begin(.fork, .none)
    model.run(until: 100)
    #expect(model.told == ["joined 7.0"])
    #expect(model.lives.count == 0)
  }

  @Test(
    "Whichever comes first, an answer or the end of a hold, decides the step", arguments: [3, 6])
  func anyOf(time: Double) {
    var model = Together()
    let name = model.lives.begin(.ask, .none)
    model.lives.begin(.reply, name, after: time)
    model.run(until: 100)
    #expect(model.told == [time == 3 ? "answered 3.0" : "silent 5.0"])
  }

  @Test("Lives wait for a stock as they wait for servers: in its line, until their patience ends")
  func stocks() {
    var model = Fuel()
    for (time, litres) in [(0.0, 40.0), (1, 30), (2, 90)] {
      model.lives.begin(.come, litres, after: time)
    }
    model.lives.begin(.deliver, 45, after: 8)
    model.run(until: 20)
    #expect(
      model.told == [
        "40.0 0.0 waited 0.0", "unloaded 8.0", "30.0 8.0 waited 7.0", "no 90.0 12.0",
      ])
    let tank = model.lives[stock: .tank]
    #expect((tank.level.value, tank.takersWaiting, model.lives.count) == (25, 0, 0))
    #expect((tank.waitsToTake.count, tank.waitsToTake.mean) == (2, 3.5))
    // Who brings more than there is room for leaves after a time, and so does who is in its way.
    model.lives.begin(.deliver, 80)
    model.lives.begin(.deliver, 5, after: 1)
    model.run(until: 30)
    #expect(model.told.dropFirst(4) == ["unloaded 23.0"])
    model.lives.resetStatistics()
    #expect(model.lives[stock: .tank].level.mean(to: 40) == 30)
    #expect(model.lives[stock: .tank].waitsToPut.count == 0)
  }

  @Test("One who is interrupted or upgraded in the line of a stock lets the next one go on")
  func stockLine() {
    var model = Fuel()
    let first = model.lives.begin(.come, 80)
    let second = model.lives.begin(.come, 20)
    let third = model.lives.begin(.come, 25)
    model.run(until: 1)
    #expect(model.lives[stock: .tank].takersWaiting == 3)
    let stood = model.lives.setPriority(third, to: -1)
    #expect(stood)
    model.run(until: 2)
    #expect(model.told == ["25.0 1.0 waited 1.0"])
    let left = model.lives.interrupt(first, to: .driveOn)
    #expect(left == 0)
    model.run(until: 3)
    #expect(model.told.dropFirst() == ["20.0 2.0 waited 2.0", "no 80.0 2.0"])
    let stands = model.lives.setPriority(second, to: 1)
    #expect(!stands)
  }

  @Test("A thing that is offered goes to the first in line for whom it will do")
  func offers() {
    var model = Tables()
    for (time, party) in [(0.0, 2), (0, 3), (1, 4), (2, 2), (3, 6)] {
      model.lives.begin(.come, .init(party: party), after: time)
    }
    model.run(until: 30)
    #expect(
      model.told == ["2 at 2 0.0", "3 at 4 0.0", "2 at 2 5.0", "4 at 4 5.0"])
    #expect((model.free, model.lives.count) == ([2, 4], 0))
    let line = model.lives[.line]
    #expect((line.served, line.reneged, line.waits.sum) == (2, 1, 7))
  }

  @Test("A hold until a time ends at that very time")
  func until() {
    struct Timetable: LifeDriven {
      enum Step: Int { case first, second, third }
      enum Spot: Int { case none }
      var lives = Lives<Step, Spot, Void>()
      mutating func live(_ step: Step) {
        switch step {
        case .first: lives.hold(0.1)
        case .second: lives.hold(until: 0.7)
        case .third: break
        }
      }
    }
    var model = Timetable()
    model.lives.begin(.first)
    model.run(until: 0.7)
    #expect(model.lives.count == 1)
    model.run(until: (0.7).nextUp)
    #expect(model.lives.count == 0)
  }

  @Test("Lives and events tell the same queue to the last bit")
  func sameAsEvents() {
    let luck = Luck(seed: 5, replication: 1)
    let streams = (0..<4).map { luck.stream(StreamAddress(kind: 1, number: 0, purpose: $0)) }
    var lives = ShopLives(streams: streams)
    lives.lives.begin(.arrive)
    lives.lives.begin(.shift, after: 8)
    lives.run(until: 20_000)
    var events = ShopEvents(streams: streams)
    events.calendar.schedule(.arrival, at: 0)
    events.calendar.schedule(.shift, at: 8)
    events.run(until: 20_000)
    let (told, station) = (lives.lives[.tills], events.tills)
    #expect(told.waits == station.waits)
    #expect(told.renegedWaits == station.renegedWaits)
    #expect(lives.times == events.times)
    #expect(told.queueTime(at: 20_000) == station.queueTime(at: 20_000))
    #expect(told.overtime(at: 20_000) == station.overtime(at: 20_000))
    #expect(events.times.count > 20_000 && station.reneged > 5_000)
  }
}
