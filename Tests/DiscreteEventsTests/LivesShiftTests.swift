// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

/// Customers of a station that follows a schedule, in hours: each comes at its time and says what becomes of it.
private struct Bakery: LifeDriven {
  enum Step: Int { case come, serve, leave, sentAway, newSchedule }
  enum Spot: Int { case desk }
  struct Visitor {
    var number: Int
    var length: Double
  }

  var lives: Lives<Step, Spot, Visitor>
  var told: [String] = []
  var next: WeeklySchedule?

  init(_ station: Station, _ visitors: [(time: Double, length: Double)]) {
    lives = Lives(station)
    for (number, visitor) in visitors.enumerated() {
      lives.begin(.come, Visitor(number: number, length: visitor.length), after: visitor.time)
    }
  }

  mutating func live(_ step: Step) {
    switch step {
    case .come: lives.seize(.desk, else: .sentAway)
    case .serve: lives.hold(lives.customer.length)
    case .leave:
      told.append("\(lives.customer.number) served \(lives.now)")
      lives.release(.desk)
      lives.end()
    case .sentAway:
      told.append("\(lives.customer.number) sent away \(lives.now)")
      lives.end()
    case .newSchedule:
      if let next { lives.follow(next, at: .desk) }
      lives.end()
    }
  }
}

@Suite("Lives in shifts")
struct LivesShiftTests {
  /// One server from nine to five, every day.
  private let hours = WeeklySchedule.hours(
    9..<17, weekdays: 0..<7, level: 1, epochWeekday: 0
  ).withDays(of: 24)

  @Test("Who is served at the end of a shift is served to the end; others wait for the next one")
  func overtime() {
    var shop = Bakery(Station(servers: 5), [(8, 1), (16, 3), (16.5, 1)])
    shop.lives.follow(hours, at: .desk)
    #expect(shop.lives[.desk].servers == 0)
    shop.run(until: 48)
    #expect(shop.told == ["0 served 10.0", "1 served 19.0", "2 served 34.0"])
    #expect(shop.lives[.desk].overtime(at: 48) == 2)
    #expect(shop.lives[.desk].serverTime(at: 48) == 16)
    #expect(shop.lives.count == 0)
  }

  @Test(
    "Who loses its server at the end of a shift goes on, begins again or leaves, as is said",
    arguments: [
      (Interruption.resume, "0 served 35.0"), (.restart, "0 served 36.0"),
      (.resample, "0 served 36.0"), (.handOver, "0 sent away 17.0"),
    ])
  func interruption(interruption: Interruption, told: String) {
    var shop = Bakery(Station(servers: 0, victims: .latestStart), [(16, 3)])
    shop.lives.follow(hours, at: .desk, interrupting: interruption)
    shop.run(until: 48)
    #expect(shop.told == [told])
    #expect(shop.lives[.desk].overtime(at: 48) == 0)
  }

  @Test("A change comes before all else at its instant: at nine one is served, at five no longer")
  func ties() {
    var shop = Bakery(Station(servers: 0), [(9, 0.5), (17, 0.5)])
    shop.lives.follow(hours, at: .desk)
    shop.run(until: 48)
    #expect(shop.told == ["0 served 9.5", "1 served 33.5"])
  }

  @Test("A spot follows the last schedule it was given; one that never changes ends all changes")
  func otherSchedule() {
    var shop = Bakery(Station(servers: 0), [(10, 1), (20, 1)])
    shop.lives.follow(hours, at: .desk)
    shop.next = .always(2)
    shop.lives.begin(.newSchedule, .init(number: 9, length: 0), after: 12)
    shop.run(until: 480)
    #expect(shop.told == ["0 served 11.0", "1 served 21.0"])
    #expect(shop.lives[.desk].servers == 2)
    #expect(shop.lives[.desk].serverTime(at: 480) == 3 + 2 * 468)
  }

  @Test("A copy of a model goes its own way, also in its shifts")
  func fork() {
    var shop = Bakery(Station(servers: 0), [(10, 1)])
    shop.lives.follow(hours, at: .desk)
    shop.run(until: 9.5)
    var copy = shop
    copy.lives.follow(.always(0), at: .desk)
    copy.run(until: 48)
    shop.run(until: 48)
    #expect(copy.told.isEmpty)
    #expect(shop.told == ["0 served 11.0"])
  }
}
