// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// What one must know to repeat this run.
  private var identity: String {
    "scenario '\(scenario.name)', policy '\(policy.name)', seed \(luck.seed), replication "
      + "\(luck.replication)"
  }

  /// Does something with the run; a broken invariant then names the run.
  mutating func named(_ body: (inout Simulation) -> Void) {
    let identity = identity
    Invariants.$context.withValue(.init(identity)) { body(&self) }
  }

  /// Lets an event happen; in a build with checks, a broken invariant then names the event.
  @inline(__always)
  mutating func handleChecked(_ event: Event) {
    #if DEBUG || CHECK_INVARIANTS
    Invariants.$event.withValue(.init("\(event)")) { handle(event) }
    #else
    handle(event)
    #endif
  }

  /// Stops the program unless the run has kept everything that must hold on every path.
  ///
  /// Every station: capacity, work conservation, flow balance and Little's law. Cases: those with
  /// investigators, laboratories and courts are among those that are open, which were counted as they came and went; those in line
  /// lapse when they should. Stings: each that goes on has a crowd, and none that is over.
  mutating func checkInvariants() {
    let now = now
    for area in scenario.areas.indices {
      Self.check(&desks[area], at: now)
      Self.check(&investigators[area], at: now)
      Self.check(&laboratories[area], at: now)
    }
    Self.check(&courts, at: now)
    for division in divisions.indices { divisions[division].check(at: now) }
    let held =
      (investigators + laboratories + [courts]).reduce(0) { $0 + $1.busy + $1.waiting }
    if held > cases.count {
      Invariants.fail("\(held) cases are held by stations, but \(cases.count) are open", at: now)
    }
    var crowded = 0
    stings.forEachRow { if $0.isUnderWay { crowded += 1 } }
    if crowds.count != crowded {
      Invariants.fail("\(crowds.count) crowds are kept, but \(crowded) stings go on", at: now)
    }
    checkLapses()
    let open = recountOfOpenCases()
    if open != openCases {
      Invariants.fail("\(openCases) cases are counted as open, but \(open) are", at: now)
    }
  }

  /// Every case in line that lapses before the horizon is known, and no other.
  private func checkLapses() {
    let times = Self.lapses(in: investigators, of: cases, before: lapses.horizon).map(\.time)
    if times.sorted() != lapses.times || times.contains(where: { $0 < now }) {
      Invariants.fail("Cases lapse at \(times.sorted()), not at \(lapses.times)", at: now)
    }
  }

  private static func check(_ station: inout Station, at time: Double) {
    station.check(at: time)
    station.checkLittlesLaw(at: time)
  }
}
