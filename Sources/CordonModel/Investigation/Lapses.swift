// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// The cases that wait for investigators and lapse soon if they are not taken up.
///
/// Nearly all are taken up long before. So a case that waits keeps when it lapses, and only those that lapse before a horizon
/// stand here, in order. When the clock comes to the horizon it is moved on, and the lines are looked through for cases that
/// lapse before the next one.
struct Lapses: Sendable {
  /// A case and when it lapses.
  struct Due: Sendable, BitwiseCopyable {
    let slot: UInt32
    let time: Double
  }

  /// How many days the horizon is moved on at a time: few beside the usual patience, but far more than lines have cases.
  private static let daysAhead = 16.0

  /// The last first.
  private var due: [Due] = []
  /// Every case that lapses before it stands here.
  private(set) var horizon: Double

  init(startingAt start: Double) { horizon = start + Self.daysAhead }

  /// The case that lapses first.
  var first: Due? { due.last }

  /// Their times, the first first.
  var times: [Double] { due.reversed().map(\.time) }

  /// Puts a case behind those that lapse at the same time.
  ///
  /// - Complexity: O(log n) comparisons, and a move of those that lapse before it.
  mutating func add(_ new: Due) { due.insert(new, at: place(of: new.time)) }

  /// Takes out a case that lapses at a time, as fast as it is put there.
  mutating func remove(_ slot: UInt32, at time: Double) {
    guard let index = due[place(of: time)...].firstIndex(where: { $0.slot == slot }) else {
      preconditionFailure("a case that lapses soon is not known")
    }
    due.remove(at: index)
  }

  /// Where those begin that do not lapse after a time.
  private func place(of time: Double) -> Int {
    var (low, high) = (0, due.count)
    while low < high {
      let middle = (low + high) / 2
      if due[middle].time > time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Moves the horizon on.
  ///
  /// - Parameter waiting: Gives all cases that wait and lapse before a time.
  mutating func moveHorizon(_ waiting: (_ before: Double) -> [Due]) {
    horizon += Self.daysAhead
    due = waiting(horizon).sorted { $0.time < $1.time }.reversed()
  }
}

extension Simulation {
  /// A case waits for investigators from now on, until it lapses.
  @inline(__always)
  mutating func awaitLapse(of slot: UInt32, at time: Double) {
    guard time < lapses.horizon else { return }
    lapses.add(Lapses.Due(slot: slot, time: time))
    renewLastHalt()
  }

  /// A case that would have lapsed then does not wait any more; infinity for one that did not wait.
  @inline(__always)
  mutating func forgetLapse(of slot: UInt32, at time: Double) {
    guard time < lapses.horizon else { return }
    lapses.remove(slot, at: time)
    renewLastHalt()
  }

  /// Looks through the lines for cases that lapse soon.
  mutating func lookForLapses() {
    let (lines, cases) = (investigators, cases)
    lapses.moveHorizon { Self.lapses(in: lines, of: cases, before: $0) }
    renewLastHalt()
  }

  /// The cases in line that lapse before a time.
  static func lapses(
    in lines: [Station], of cases: EntityTable<Case>, before time: Double
  ) -> [Lapses.Due] {
    var due: [Lapses.Due] = []
    for line in lines {
      line.forEachWaiting { waiting in
        let lapse = Lapses.Due(
          slot: UInt32(truncatingIfNeeded: waiting.customer), time: cases[waiting.customer].lapse)
        if lapse.time < time { due.append(lapse) }
      }
    }
    return due
  }
}
