// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Testing

@testable import CordonModel

@Suite("A thinned process") struct ThinnedArrivalTests {
  private static let luck = Luck(seed: 7, replication: 3)

  private static func block(_ number: UInt32) -> RandomBlock {
    luck.block(.undercover, UInt64(number), .arrival)
  }

  /// A process whose share, rate and luck change every few days, and the arrivals of it that count.
  private struct Process {
    var calendar = ShelvedCalendar<Event>(startingAt: 0, shelvedBy: 0x1p-3)
    var arrival = ThinnedArrival()
    var counted: [(time: Double, number: UInt32)] = []
    var handled = 0
    var share = 0.5
    var lineage = 0
    let passesOver: Bool

    var limit: Double { passesOver ? share : .infinity }

    func numbers() -> (UInt32) -> RandomBlock {
      let luck = lineage == 0 ? ThinnedArrivalTests.luck : ThinnedArrivalTests.luck.child(lineage)
      return { luck.block(.undercover, UInt64($0), .arrival) }
    }

    mutating func run(until end: Double) {
      while calendar.next(before: end) != nil {
        handled += 1
        let (number, rank) = (arrival.number, arrival.chance.uniform(.second))
        if rank < share { counted.append((calendar.now, number)) }
        arrival.expect(
          number + 1, rate: rate, limit: limit, of: .undercoverArrest, on: &calendar,
          block: numbers())
      }
    }

    var rate = 3.0
  }

  /// Shares, rates and luck by day: what rises, falls, stops and begins again.
  private static let changes: [(day: Double, share: Double?, rate: Double?, takesLuck: Bool)] = [
    (10, 0.01, nil, false), (30, 0.9, nil, false), (31, 0.002, nil, false), (90, nil, 11, false),
    (120, 0.3, nil, false), (140, nil, 0, false), (150, 0.1, nil, false), (160, nil, 2, false),
    (200, nil, nil, true), (230, 1, nil, false), (260, 0, nil, false), (300, 0.4, 7, false),
    (340, 0.05, nil, true), (370, 0.6, nil, false),
  ]

  private static func process(passesOver: Bool) -> Process {
    var process = Process(passesOver: passesOver)
    process.arrival.expect(
      0, rate: process.rate, limit: process.limit, of: .undercoverArrest, on: &process.calendar,
      block: process.numbers())
    for change in changes {
      process.run(until: change.day)
      // The clock goes on to the day, as an event of that day would have it.
      process.calendar.schedule(.dayBegins, at: change.day, priority: .levers)
      _ = process.calendar.next(before: change.day + 1e-9)
      if let share = change.share {
        process.share = share
        process.arrival.renew(
          limit: process.limit, on: &process.calendar, block: process.numbers())
      }
      if let rate = change.rate {
        process.rate = rate
        process.arrival.change(
          to: rate, limit: process.limit, of: .undercoverArrest, on: &process.calendar,
          block: process.numbers())
      }
      if change.takesLuck {
        let before = process.numbers()
        process.lineage += 1
        process.arrival.redraw(
          limit: process.limit, on: &process.calendar, before: before, after: process.numbers())
      }
    }
    process.run(until: 400)
    return process
  }

  @Test(
    "has the same arrivals, bit for bit, whether or not those that come to nothing are passed over")
  func passingOver() {
    let (all, some) = (
      Self.process(passesOver: false), Self.process(passesOver: true)
    )
    #expect(all.counted.map(\.time) == some.counted.map(\.time))
    #expect(all.counted.map(\.number) == some.counted.map(\.number))
    #expect(some.counted.count > 300)
    // Where nothing counts, every 65th arrival is handled.
    #expect(some.handled < some.counted.count + all.handled / 20)
  }

  @Test("has a Poisson number of arrivals that count; family-wise error 1e-4")
  func counts() {
    let numbers = (0..<400).map { replication in
      let luck = Luck(seed: 1, replication: replication)
      var calendar = ShelvedCalendar<Event>(startingAt: 0, shelvedBy: 0x1p-3)
      var arrival = ThinnedArrival()
      var count = 0.0
      arrival.expect(
        0, rate: 5, limit: 0.25, of: .undercoverArrest, on: &calendar,
        block: { luck.block(.undercover, UInt64($0), .arrival) })
      while calendar.next(before: 60) != nil {
        if arrival.chance.uniform(.second) < 0.2 { count += 1 }
        arrival.expect(
          arrival.number + 1, rate: 5, limit: 0.25, of: .undercoverArrest, on: &calendar,
          block: { luck.block(.undercover, UInt64($0), .arrival) })
      }
      return count
    }
    expectMoments(of: numbers, mean: 60, variance: 60, "arrivals")
  }
}
