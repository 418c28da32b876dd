// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// What becomes of cases that have not ended, or have ended before anybody took them up.
extension Simulation {
  /// Counts the cases that are open now, by route: those of volunteers, and the police's own in which
  /// there has been an arrest.
  ///
  /// - Complexity: O(most cases that were ever open), once a month.
  mutating func countOpenCases() {
    guard isAsked(for: .openCases) else { return }
    // By area: those of volunteers and behind them the police's own.
    let areas = scenario.areas.count
    var open = [Double](repeating: 0, count: 2 * areas)
    open.withUnsafeMutableBufferPointer { open in
      cases.forEachRow { row in
        switch row.route {
        case .volunteer: open[Int(row.area)] += 1
        case .undercover: open[areas + Int(row.area)] += 1
        case .referral where row.stage == .preparation: open[areas + Int(row.area)] += 1
        case .referral, .otherDevices, .enforcement: break
        }
      }
    }
    for area in 0..<areas {
      count(.volunteerCasesOpen, open[area], in: UInt32(area))
      count(.ownCasesOpen, open[areas + area], in: UInt32(area))
    }
  }

  /// One of the police's own cases lapses: if it would have ended in a conviction, that is lost.
  mutating func countLostConviction(of row: Case) {
    guard isAsked(for: .ownLosses) else { return }
    if row.route == .referral, row.stage == .enquiries, !row.leadsToArrest { return }
    if wouldBeConvicted(row) { count(.ownConvictionsLost, in: row.area) }
  }
}
