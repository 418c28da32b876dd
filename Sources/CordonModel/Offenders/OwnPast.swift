// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// Where the police's own cases can be when the simulation begins.
enum OwnPastStage: UInt64, CaseIterable {
  /// With investigators, before the devices come back.
  case enquiries = 1
  /// In the laboratories, or before them.
  case laboratory
  /// With investigators again.
  case preparation
  /// With the prosecutor.
  case decision
  /// Charged, before they can be heard.
  case hearing
  /// Before a courtroom, or in it.
  case courtroom

  /// The number of a case at the stage.
  ///
  /// No later case has it, so no later case has the same luck.
  func number(_ index: UInt64) -> UInt64 { 1 << 61 | rawValue << 48 | index }
}

/// How many of the police's own cases come in a day, in the long run before the simulation begins; none if it
/// begins without a past.
struct OwnRates: Sendable {
  let referrals: Double
  let referralsWithArrest: Double
  let undercoverArrests: Double

  /// The rates of all areas under the levers of history.
  init(_ parameters: Parameters, arrestShare: Double, undercoverArrests: Double) {
    let hasPast = parameters.investigation.ownPast
    referrals = hasPast ? parameters.investigation.referrals : 0
    referralsWithArrest = referrals * arrestShare
    self.undercoverArrests = hasPast ? undercoverArrests : 0
  }

  /// Arrests by either route.
  var arrests: Double { referralsWithArrest + undercoverArrests }

  /// The rate at which cases come to a stage from referrals.
  func referrals(to stage: OwnPastStage) -> Double {
    stage == .enquiries ? referrals : referralsWithArrest
  }
}

extension Law {
  /// How far to look back: hardly anything lasts longer.
  ///
  /// At most one in a million does. For a law with a very long tail it is twenty means.
  var lookBack: Double { min(quantile(1 - 1e-6), 20 * mean) }
}
