// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// Cases that have begun and not ended, and those that have ended before anybody took them up.
extension Simulation {
  /// Takes in a case, and returns its slot.
  mutating func open(_ row: Case) -> UInt32 {
    if let place = placeAmongOpen(row) { openCases[place] += 1 }
    return cases.add(row)
  }

  /// The devices of a case go to a laboratory: there has been an arrest.
  mutating func leaveEnquiries(_ slot: UInt32) {
    let before = cases[slot]
    guard before.stage == .enquiries else { return }
    cases[slot].stage = .preparation
    if before.route == .referral { openCases[placeOfOwn(before.area)] += 1 }
  }

  /// A case is over.
  mutating func close(_ slot: UInt32) {
    let row = cases[slot]
    if let place = placeAmongOpen(row) { openCases[place] -= 1 }
    if row.volunteers != .max { volunteerCases.remove(row.volunteers) }
    cases.remove(slot)
  }

  /// Where an open case counts: among those of volunteers, by area, or behind them among the police's own in which there has
  /// been an arrest; nil for any other.
  @inline(__always)
  private func placeAmongOpen(_ row: Case) -> Int? {
    switch row.route {
    case .volunteer: Int(row.area)
    case .undercover: placeOfOwn(row.area)
    case .referral: row.stage == .preparation ? placeOfOwn(row.area) : nil
    case .otherDevices, .enforcement: nil
    }
  }

  @inline(__always)
  private func placeOfOwn(_ area: UInt32) -> Int { desks.count + Int(area) }

  /// Counts the cases that are open now, by route: those of volunteers, and the police's own in which
  /// there has been an arrest.
  mutating func countOpenCases() {
    guard isAsked(for: .openCases) else { return }
    for area in desks.indices {
      count(.volunteerCasesOpen, Double(openCases[area]), in: UInt32(area))
      count(.ownCasesOpen, Double(openCases[placeOfOwn(UInt32(area))]), in: UInt32(area))
    }
  }

  /// Counts open cases one by one.
  ///
  /// - Complexity: O(most cases that were ever open).
  func recountOfOpenCases() -> [Int] {
    var open = [Int](repeating: 0, count: openCases.count)
    cases.forEachRow { row in
      if let place = placeAmongOpen(row) { open[place] += 1 }
    }
    return open
  }

  /// One of the police's own cases lapses: if it would have ended in a conviction, that is lost.
  mutating func countLostConviction(of row: Case) {
    guard isAsked(for: .ownLosses) else { return }
    if row.route == .referral, row.stage == .enquiries, !row.leadsToArrest { return }
    if wouldBeConvicted(row) { count(.ownConvictionsLost, in: row.area) }
  }
}
