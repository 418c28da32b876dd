// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

/// Customers of one desk by hand: each comes at its time, is served for its length, and says when.
private struct Desk: LifeDriven {
  enum Step: Int { case arrive, serve, leave, lose, end, shift, alarm }
  enum Spot: Int { case desk }
  struct Visitor {
    var number: Int
    var length = 5.0
    var patience = Double.infinity
    var priority = 0
    var preempting: Interruption?
  }

  var lives: Lives<Step, Spot, Visitor>
  var told: [String] = []
  var names: [LifeName] = []
  var servers = 0
  var interruption: Interruption?
  var target = Step.lose
  var services = 0

  init(_ station: Station, _ visitors: [(time: Double, visitor: Visitor)]) {
    lives = Lives(station)
    names = visitors.map { lives.begin(.arrive, $0.visitor, after: $0.time) }
  }

  mutating func tell(_ what: String) {
    told.append("\(lives.customer.number) \(what) \(lives.now)")
  }

  mutating func live(_ step: Step) {
    let me = lives.customer
    switch step {
    case .arrive:
      if let preempting = me.preempting {
        lives.seize(.desk, priority: me.priority, preempting: preempting, else: .lose)
      } else {
        lives.seize(.desk, priority: me.priority, patience: me.patience, else: .lose)
      }
    case .serve:
      services += 1
      lives.hold(me.length)
    case .leave:
      tell("served")
      lives.release(.desk)
      lives.go(to: .end)
    case .lose: tell("lost")
    case .end: lives.end()
    case .shift:
      lives.setServers(.desk, servers, interrupting: interruption)
      lives.end()
    case .alarm:
      tell("left \(lives.interrupt(names[me.priority == 0 ? 0 : 1], to: target) ?? -1)")
      lives.end()
    }
  }
}

@Suite("Lives")
struct LivesTests {
  @Test("A customer waits, is served and leaves; a grant at the end of a patience comes in time")
  func patience() {
    var desk = Desk(
      Station(servers: 1),
      [
        (0, .init(number: 1)), (1, .init(number: 2, patience: 4)),
        (2, .init(number: 3, patience: 4)),
      ])
    #expect(desk.lives.count == 3)
    desk.run(until: 100)
    #expect(desk.told == ["1 served 5.0", "3 lost 6.0", "2 served 10.0"])
    #expect(desk.lives[.desk].waits.sum == 4)
    #expect(desk.lives[.desk].renegedWaits.sum == 4)
    #expect((desk.lives.count, desk.lives.now) == (0, 100))
  }

  @Test("One who finds the waiting room full goes to the step for it")
  func refusal() {
    var desk = Desk(
      Station(servers: 1, room: 0), [(0, .init(number: 1)), (1, .init(number: 2))])
    desk.run(until: 100)
    #expect(desk.told == ["2 lost 1.0", "1 served 5.0"])
  }

  @Test(
    "A hold goes on, begins again or is drawn anew after a preemption, or the customer is handed over",
    arguments: [
      (Interruption.resume, ["2 served 5.0", "1 served 8.0"], 2),
      (.restart, ["2 served 5.0", "1 served 10.0"], 2),
      (.resample, ["2 served 5.0", "1 served 10.0"], 3),
      (.handOver, ["1 lost 2.0", "2 served 5.0"], 2),
    ])
  func preemption(interruption: Interruption, told: [String], services: Int) {
    var desk = Desk(
      Station(servers: 1, victims: .latestStart),
      [
        (0, .init(number: 1, priority: 2)),
        (2, .init(number: 2, length: 3, priority: 1, preempting: interruption)),
      ])
    desk.run(until: 100)
    #expect(desk.told == told)
    #expect(desk.services == services)
    #expect(desk.lives.count == 0)
  }

  @Test("One who is interrupted twice goes on for what is left, and the one granted just now too")
  func twice() {
    var desk = Desk(
      Station(servers: 1, victims: .latestStart),
      [
        (0, .init(number: 1, priority: 2)),
        (1, .init(number: 2, length: 1, priority: 1, preempting: .resume)),
        (3, .init(number: 3, length: 1, priority: 1, preempting: .resume)),
        // At the very instant at which the third leaves and the first is given the desk again.
        (4, .init(number: 4, length: 1, priority: 1, preempting: .resume)),
      ])
    desk.run(until: 100)
    #expect(desk.told == ["2 served 2.0", "3 served 4.0", "4 served 5.0", "1 served 8.0"])
    #expect(desk.lives[.desk].busyTime(at: 10) == 8)
  }

  @Test("At the end of a shift services finish, or wait for the next one")
  func shifts() {
    for (interruption, end) in [(nil, "5.0"), (Interruption.resume, "13.0")] {
      var desk = Desk(
        Station(servers: 1, victims: .latestStart), [(0, .init(number: 1))])
      desk.interruption = interruption
      desk.lives.begin(.shift, .init(number: 9), after: 2)
      desk.run(until: 10)
      desk.servers = 1
      desk.lives.begin(.shift, .init(number: 9))
      desk.run(until: 100)
      #expect(desk.told == ["1 served \(end)"])
    }
  }

  @Test("One who is interrupted leaves the line or the hold, and lives the step that is named")
  func interruption() {
    var line = Desk(Station(servers: 1), [(0, .init(number: 1)), (1, .init(number: 2))])
    line.lives.begin(.alarm, .init(number: 9, priority: 1), after: 2)
    line.run(until: 100)
    #expect(line.told == ["9 left 0.0 2.0", "2 lost 2.0", "1 served 5.0"])
    #expect(line.lives[.desk].reneged == 1)
    var hold = Desk(Station(servers: 1), [(0, .init(number: 1))])
    hold.target = .leave
    hold.lives.begin(.alarm, .init(number: 9), after: 2)
    hold.run(until: 3)
    hold.lives.begin(.alarm, .init(number: 9))
    hold.run(until: 100)
    // The second time its life has ended.
    #expect(hold.told == ["9 left 3.0 2.0", "1 served 2.0", "9 left -1.0 3.0"])
  }

  @Test("A priority that changes while its customer waits changes the order of service")
  func priorities() {
    var desk = Desk(
      Station(servers: 1),
      [
        (0, .init(number: 1)), (1, .init(number: 2, priority: 1)),
        (2, .init(number: 3, priority: 1)), (3, .init(number: 4, priority: 0)),
      ])
    desk.run(until: 4)
    let replies = [2, 0].map { desk.lives.setPriority(desk.names[$0], to: 0) }
    #expect(replies == [true, false])
    desk.run(until: 100)
    #expect(desk.told == ["1 served 5.0", "3 served 10.0", "4 served 15.0", "2 served 20.0"])
  }

  @Test("A run goes on while a condition holds, and a copy goes its own way")
  func conditions() {
    var desk = Desk(
      Station(servers: 1), [(0, .init(number: 1)), (1, .init(number: 2)), (2, .init(number: 3))])
    desk.run { $0.told.count < 1 }
    #expect(desk.lives.now == 5)
    var copy = desk
    copy.run { $0.told.count < 2 }
    #expect((desk.lives.now, copy.lives.now) == (5, 10))
    desk.lives.resetStatistics()
    desk.run(until: 100)
    copy.run(until: 100)
    #expect(desk.told == copy.told)
    #expect((desk.lives[.desk].served, copy.lives[.desk].served) == (2, 3))
  }
}
