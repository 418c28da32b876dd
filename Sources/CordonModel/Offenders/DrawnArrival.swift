// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// What is drawn for something that comes to police without volunteers.
struct DrawnArrival: Sendable, BitwiseCopyable {
  /// How long after the one before it comes, in expected arrivals.
  let wait: Double
  /// Of a referral, the officer-hours that it takes relative to those stated; of devices, the days of a bench.
  let work: Double
  /// Of a referral, the word that tells its patience.
  private let patience: UInt32
  /// Of a referral, the word that tells whether it leads to an arrest, and for what.
  private let mark: UInt32
  /// The area in which it comes.
  let area: UInt32
  /// Of a referral, its assessed risk; of devices, how urgent they are.
  let grade: UInt8

  /// What comes with the numbers of its arrival and of its work, 32 bytes of them.
  @inline(__always)
  init(
    _ arrival: RandomBlock, _ chance: RandomBlock, work: Double, _ homes: Shares, _ grades: Shares
  ) {
    wait = arrival.exponential(mean: 1, .first)
    self.work = work
    patience = chance.word(.second)
    mark = arrival.word(.fourth)
    area = UInt32(truncatingIfNeeded: homes.index(at: arrival.uniform(.second)))
    grade = UInt8(truncatingIfNeeded: grades.index(at: arrival.uniform(.third)))
  }

  /// The number of a referral that tells whether it leads to an arrest, and for what.
  @inline(__always)
  var arrestMark: Double { RandomBlock(word: mark, at: .fourth).uniform(.fourth) }

  /// The number of a referral's patience; nil if that takes more than is kept, one in 2^32.
  @inline(__always)
  var patienceChance: RandomBlock? {
    patience == .max ? nil : RandomBlock(word: patience, at: .second)
  }
}

extension World {
  /// Draws referrals from a number on.
  ///
  /// - Parameters:
  ///   - rows: Where they are put.
  ///   - first: The number of the first.
  ///   - luck: Their luck.
  ///   - luckOfFirst: The luck by which the first comes; it is awaited already.
  func drawReferrals(
    into rows: UnsafeMutableBufferPointer<DrawnArrival>, from first: UInt64, under luck: Luck,
    luckOfFirst: Luck
  ) {
    let effort = laws.effort
    draw(
      .referral, .investigation, shares.grades, into: rows, from: first, under: luck, luckOfFirst,
      work: { $0.draw(effort, .first) })
  }

  /// Draws sets of devices of other crimes from a number on, as ``drawReferrals(into:from:under:luckOfFirst:)`` does.
  func drawOtherDevices(
    into rows: UnsafeMutableBufferPointer<DrawnArrival>, from first: UInt64, under luck: Luck,
    luckOfFirst: Luck
  ) {
    draw(
      .otherDevices, .forensics, shares.forensicPriorities, into: rows, from: first, under: luck,
      luckOfFirst, work: { laws.examination($0).days })
  }

  @inline(__always)
  private func draw(
    _ entity: Entity, _ purpose: Purpose, _ grades: Shares,
    into rows: UnsafeMutableBufferPointer<DrawnArrival>, from first: UInt64, under luck: Luck,
    _ luckOfFirst: Luck, work: (RandomBlock) -> Double
  ) {
    let homes = homes
    var coming = luckOfFirst
    for place in rows.indices {
      let number = first &+ UInt64(truncatingIfNeeded: place)
      let arrival = coming.blockInPlace(StreamAddress(entity, number, .arrival))
      let chance = luck.blockInPlace(StreamAddress(entity, number, purpose))
      coming = luck
      rows.initializeElement(
        at: place, to: DrawnArrival(arrival, chance, work: work(chance), homes, grades))
    }
  }

  /// Whether another world draws the same work for the same luck.
  func drawsWork(as other: World) -> Bool {
    parameters.investigation.effort == other.parameters.investigation.effort
      && parameters.forensics.devices == other.parameters.forensics.devices
      && parameters.forensics.examination == other.parameters.forensics.examination
  }

  /// Whether another world draws the same arrivals for the same luck, with their work.
  func drawsOwnDemand(as other: World) -> Bool {
    drawsWork(as: other) && homes == other.homes && shares.grades == other.shares.grades
      && shares.forensicPriorities == other.shares.forensicPriorities
  }
}
