// SPDX-License-Identifier: GPL-3.0-or-later

/// What the model adds up, month by month; outcomes are made of these.
enum Measure: Int, CaseIterable, Hashable, Sendable {
  // Volunteers
  case groupsFounded
  case groupsStopped
  case groupsConverted
  case groupDays
  case groupsSeen
  case chats
  case chatsLost
  case stings
  case streamedStings
  case publishedAfterCharge
  case hiddenStings
  case filesHandedOver
  case handoversLapsed
  case filesRead
  case filesRefused
  case filesAdopted
  // Cases on volunteers' evidence
  case arrests
  case arrestsReleased
  case arrestsFollowed
  case arrestsCharged
  case arrestsConvicted
  case volunteerCasesOpened
  case volunteerLapses
  case volunteerNotCharged
  case volunteerCharges
  case chargesWithoutFile
  case volunteerCases
  case volunteerConvictions
  case convictionsWithoutFile
  case acquittals
  case acquittalsWithoutFile
  case collapses
  case casesHeld
  case heldDays
  case casesEnded
  case daysToArrest
  case daysToCharge
  case daysChargeToEnd
  // The police's own cases
  case referrals
  case referralsTaken
  case referralsLate
  case referralsNeverReached
  case referralWait
  case forgone
  case ownArrests
  case undercoverArrests
  case ownCharges
  case ownCases
  case ownConvictions
  case ownConvictionsLost
  // Both
  case offenceConvictions
  case volunteerCasesOpen
  case ownCasesOpen
  // Queues
  case triageWait
  case triageBacklogDays
  case volunteerInvestigationWait
  case volunteerInvestigations
  case investigationBacklogDays
  case investigatorBusyDays
  case investigatorIdleDays
  case forensicWait
  case forensicSets
  case forensicLongWaits
  case forensicBacklogDays
  case courtWait
  case courtBacklogDays
  case trials
  case immediateWait
  case immediateCalls
  // Work, in officer-hours, and money, in pounds
  case responseHours
  case triageHours
  case investigationHours
  case enforcementHours
  case careHours
  case licenceHours
  case undercoverHours
  case officerCost
  case laboratoryCost
  case courtCost
  case undercoverCost
  case undercoverEquivalents
  // Confrontations
  case policeTold
  case callsByVolunteers
  case callsBySuspects
  case callsByNeighbours
  case callsByStaff
  case callsByBystanders
  case policeAttended
  case unattendedDays
  case takeoverDays
  case crowdJoined
  case hostileStings
  case assaults
  case seriousDisorders
  case disordersAtHomes
  case disordersInStreets
  case disordersInShoppingCentres
  case disordersInTransport
  case disordersElsewhere
  case hiddenDisorders
  case attendedDisorders
  case injuries
  case officersInjured
  case wrongPersons
  case exposures
  case suicides
  // Enforcement
  case volunteersArrested
  case volunteersCharged
  case volunteersConvicted
  case injunctions
  case pausedDays
  // Public
  case publicityDays
  case trustDays
  // Time, in days
  case triggerDays
  case areaDays
  case days

  /// Serious disorders at a kind of place.
  static func disorders(at place: StingParameters.Place) -> Measure {
    switch place {
    case .home: .disordersAtHomes
    case .street: .disordersInStreets
    case .shoppingCentre: .disordersInShoppingCentres
    case .transport: .disordersInTransport
    case .other: .disordersElsewhere
    }
  }

  /// Measures that only the country has; they are not counted by area.
  static let national: [Measure] = [.publicityDays, .trustDays, .courtBacklogDays, .days]

  /// Measures that are nearly the same in all runs of a policy: time, and staff.
  static let isSteady: [Measure] = [
    .days, .areaDays, .investigatorBusyDays, .investigatorIdleDays,
  ]

  /// Measures that are counted at the end of a month; their months do not add up.
  static let atMonthsEnd: [Measure] = [.volunteerCasesOpen, .ownCasesOpen]

  /// Measures that are counted only when a month ends, most of them because they grow with time.
  static let bookedMonthly: [Measure] =
    national + atMonthsEnd + [
      .groupDays, .triageBacklogDays, .investigationBacklogDays, .investigatorBusyDays,
      .investigatorIdleDays, .forensicBacklogDays, .areaDays,
    ]
}
