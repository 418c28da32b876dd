// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Foundation
import Synchronization
import Testing

@testable import CordonModel

/// Arrivals that are drawn ahead of their time, and shared by copies of a run, are those that each would draw for itself.
@Suite("Arrivals that are drawn ahead")
struct DrawnAheadTests {
  private let luck = Luck(seed: 5, replication: 3)

  /// Draws arrivals whose work is their number.
  private static func numbered(
    _ rows: UnsafeMutableBufferPointer<DrawnArrival>, _ first: UInt64, _ luck: Luck,
    _ luckOfFirst: Luck
  ) {
    let one: Shares = [1]
    for place in rows.indices {
      let number = first + UInt64(place)
      let coming = place == 0 ? luckOfFirst : luck
      let row = DrawnArrival(
        coming.block(.referral, number, .arrival), luck.block(.referral, number, .investigation),
        work: Double(number), one, one)
      rows.initializeElement(at: place, to: row)
    }
  }

  private static func advance(_ drawn: inout DrawnAhead) {
    if !drawn.advance() { drawn.takeNext(numbered) }
  }

  @Test("are those of their blocks, one after the other, over many batches")
  func blocks() {
    let world = World(Scenario())
    let (effort, forensics) = (
      world.parameters.investigation.effort, world.parameters.forensics
    )
    var (referrals, sets) = (DrawnAhead(), DrawnAhead())
    referrals.begin(at: 7, under: luck, world.drawReferrals)
    sets.begin(at: 7, under: luck, world.drawOtherDevices)
    for number in UInt64(7)..<1_007 {
      let (referral, set) = (referrals.awaited, sets.awaited)
      let arrival = luck.block(.referral, number, .arrival)
      #expect(referral.wait == arrival.exponential(mean: 1, .first))
      let chance = luck.block(.referral, number, .investigation)
      #expect(
        referral.patienceChance?.exponential(mean: 9, .second)
          == chance.exponential(mean: 9, .second))
      let work = effort.quantile(chance.uniform(.first))
      #expect(abs(referral.work - work) < 1e-5 * (1 + work))
      #expect(Int(referral.grade) == world.shares.grades.index(at: arrival.uniform(.third)))
      #expect(referral.arrestMark == arrival.uniform(.fourth))

      let other = luck.block(.otherDevices, number, .arrival)
      let examination = luck.block(.otherDevices, number, .forensics)
      #expect(set.wait == other.exponential(mean: 1, .first))
      #expect(
        Int(set.grade) == world.shares.forensicPriorities.index(at: other.uniform(.third)))
      let days =
        forensics.devices.quantile(examination.uniform(.first))
        * forensics.examination.quantile(examination.uniform(.second))
      #expect(abs(set.work - days) < 1e-4 * (1 + days))
      if !referrals.advance() { referrals.takeNext(world.drawReferrals) }
      if !sets.advance() { sets.takeNext(world.drawOtherDevices) }
    }
  }

  @Test("come from every area, each with its share of residents")
  func areas() {
    var scenario = Scenario()
    scenario.areas = (1...3).map { number in
      var area = Area()
      area.name = "Area \(number)"
      area.population *= Double(number) / 6
      return area
    }
    let world = World(scenario)
    var drawn = DrawnAhead()
    var counts = [0, 0, 0]
    drawn.begin(at: 0, under: luck, world.drawReferrals)
    for number in UInt64(0)..<3_000 {
      let area = world.homes.index(
        at: luck.block(.referral, number, .arrival).uniform(.second))
      #expect(Int(drawn.awaited.area) == area)
      counts[area] += 1
      if !drawn.advance() { drawn.takeNext(world.drawReferrals) }
    }
    #expect(counts[0] > 400 && counts[0] < counts[1] && counts[1] < counts[2])
  }

  @Test("are found by copies of a run, until laws or luck are another")
  func shared() {
    var one = Simulation(Scenario(), replication: 1)
    let dawn = one.now
    one.advance(to: dawn + 50)
    var two = one
    one.advance(to: dawn + 150)
    two.advance(to: dawn + 150)
    #expect(one.nextReferral > 1_000 && one.nextReferral == two.nextReferral)
    #expect(one.referrals.rows == two.referrals.rows)
    #expect(one.otherSets.rows == two.otherSets.rows)

    var three = two
    three.rekey(lineage: 1)
    #expect(three.referrals.rows != two.referrals.rows)
    var other = Scenario()
    other.parameters.investigation.grades = [1, 1, 1, 1]
    two.renewOwnDemand(from: World(other))
    #expect(two.referrals.rows != one.referrals.rows)
    let rows = one.referrals.rows
    var rates = Scenario()
    rates.parameters.investigation.arrests *= 2
    rates.parameters.investigation.referrals *= 2
    rates.parameters.forensics.otherDevices *= 2
    one.renewOwnDemand(from: World(rates))
    #expect(one.referrals.rows == rows)
  }

  @Test("keep the luck by which they come, however often luck is taken anew before they have")
  func keepsLuck() {
    var drawn = DrawnAhead()
    drawn.begin(at: 0, under: luck, Self.numbered)
    for _ in 0..<100 { Self.advance(&drawn) }
    for child in 1...2 {
      let new = luck.child(child)
      drawn.begin(at: 100, under: new, Self.numbered)
      expect(drawn, 100, comesBy: luck, worksBy: new)
    }
    Self.advance(&drawn)
    expect(drawn, 101, comesBy: luck.child(2), worksBy: luck.child(2))

    // At the first arrival of a batch that follows another one.
    drawn.begin(at: 0, under: luck, Self.numbered)
    for _ in 0..<64 { Self.advance(&drawn) }
    drawn.begin(at: 64, under: luck.child(1), Self.numbered)
    expect(drawn, 64, comesBy: luck, worksBy: luck.child(1))
  }

  private func expect(
    _ drawn: DrawnAhead, _ number: UInt64, comesBy coming: Luck, worksBy luck: Luck
  ) {
    let (arrival, chance) = (
      coming.block(.referral, number, .arrival), luck.block(.referral, number, .investigation)
    )
    #expect(drawn.awaited.work == Double(number))
    #expect(drawn.awaited.wait == arrival.exponential(mean: 1, .first))
    #expect(drawn.awaited.arrestMark == arrival.uniform(.fourth))
    #expect(
      drawn.awaited.patienceChance?.uniform(.second) == chance.uniform(.second))
  }

  @Test("that are awaited keep wait and grade, and have new efforts, where luck is new")
  func rekeyed() {
    var run = Simulation(Scenario(), replication: 2)
    run.advance(to: run.now + 50)
    let before = run.referrals.awaited
    let old = run.luck
    run.rekey(lineage: 4)
    let after = run.referrals.awaited
    #expect((before.wait, before.grade, before.area) == (after.wait, after.grade, after.area))
    #expect(before.arrestMark == after.arrestMark)
    #expect(before.work != after.work)
    for (arrival, luck) in [(before, old), (after, run.luck)] {
      let chance = luck.block(.referral, run.nextReferral, .investigation)
      #expect(arrival.patienceChance?.uniform(.second) == chance.uniform(.second))
    }
    #expect(MemoryLayout<DrawnArrival>.stride == 32)
  }

  @Test("of one batch are the same for copies that draw it at once in threads of their own")
  func threads() {
    var first = DrawnAhead()
    first.begin(at: 0, under: luck, Self.numbered)
    let start = first
    let sums = Mutex<[Double]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      var drawn = start
      var sum = 0.0
      for _ in 0..<20_000 {
        sum += drawn.awaited.work
        Self.advance(&drawn)
      }
      sums.withLock { $0.append(sum) }
    }
    #expect(sums.withLock { $0 } == [Double](repeating: 199_990_000, count: 8))
  }

  @Test("may be given up by the thousand of batches on a small stack")
  func longChain() {
    let isDone = DispatchSemaphore(value: 0)
    let luck = luck
    let thread = Thread {
      var first = DrawnAhead()
      first.begin(at: 0, under: luck, Self.numbered)
      var drawn = first
      for _ in 0..<(64 * 8_000) { Self.advance(&drawn) }
      drawn = first
      first = DrawnAhead()
      drawn = DrawnAhead()
      isDone.signal()
    }
    thread.stackSize = 256 * 1_024
    thread.start()
    isDone.wait()
  }
}
