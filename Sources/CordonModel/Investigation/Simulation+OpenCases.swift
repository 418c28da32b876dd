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
    let cases = cases
    var own = scenario.areas.map { _ in 0.0 }
    var volunteers = own
    cases.forEachRow { row in
      switch row.route {
      case .volunteer: volunteers[Int(row.area)] += 1
      case .undercover: own[Int(row.area)] += 1
      case .referral where row.stage == .preparation: own[Int(row.area)] += 1
      case .referral, .otherDevices, .enforcement: break
      }
    }
    for area in own.indices {
      count(.volunteerCasesOpen, volunteers[area], in: UInt32(area))
      count(.ownCasesOpen, own[area], in: UInt32(area))
    }
  }

  /// One of the police's own cases lapses: if it would have ended in a conviction, that is lost.
  ///
  /// Chance is addressed, so the model knows what prosecutor and court would have made of this very case.
  mutating func countLostConviction(of row: Case) {
    guard isAsked(for: .ownLosses) else { return }
    if row.route == .referral, row.stage == .enquiries, !row.leadsToArrest { return }
    let own = parameters.court
    guard chance(row.route.entity, row.number, .chargeTest) < own.chargeOwn else { return }
    let isConvicted =
      plea(of: row).isGuilty
      || chance(row.route.entity, row.number, .decision) < own.convictionAtTrial
    if isConvicted { count(.ownConvictionsLost, in: row.area) }
  }
}
