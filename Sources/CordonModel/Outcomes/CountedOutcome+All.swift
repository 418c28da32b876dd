// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

extension CountedOutcome {
  /// All outcomes, in the order of columns.
  static let all: [CountedOutcome] = {
    let declared = justice + workload + delay + disorder + harm + volunteers + mood
    return declared.map { $0.counted(by: declared) }
  }()

  /// The same declaration; a ratio also names the outcomes that weigh it.
  ///
  /// A ratio over something that every run has as much of needs none.
  private func counted(by declared: [CountedOutcome]) -> CountedOutcome {
    guard case .ratio(_, let per, _) = formula, !per.allSatisfy(Measure.isSteady.contains) else {
      return self
    }
    let names = per.map { measure in
      guard
        let count = declared.first(where: {
          $0.formula == .total([measure]) || $0.formula == .timeMean(measure)
        })
      else { preconditionFailure("no outcome counts what \(outcome.name) is a mean of") }
      return count.outcome.name
    }
    return CountedOutcome(
      name: outcome.name, title: outcome.title, section: outcome.section,
      isHeadline: outcome.isHeadline,
      unit: outcome.unit, monthlyUnit: outcome.monthlyUnit, summary: outcome.summary,
      better: outcome.better, matters: outcome.matters, per: names, roles: outcome.roles,
      formula: formula)
  }

  private static let justice: [CountedOutcome] = [
    .yearly(
      "convictions", titled: "Convictions on volunteers' evidence", .justice, "convictions",
      "Convictions on volunteers' evidence.", .more, matters: 10, .volunteerConvictions,
      isHeadline: true, roles: [.gain]),
    .yearly(
      "all-convictions", titled: "Convictions by all routes", .justice, "convictions",
      "Convictions for online child sexual abuse by all routes.", .more, matters: 20,
      .volunteerConvictions, .convictionsWithoutFile, .ownConvictions, isHeadline: true),
    .yearly(
      "convictions-without-file", .justice, "convictions",
      "Convictions of volunteers' suspects in cases that do not use the volunteers' evidence.",
      .more, matters: 5, .convictionsWithoutFile),
    .yearly(
      "own-convictions", .justice, "convictions",
      "Convictions for online child sexual abuse without volunteers' evidence.", .more, matters: 20,
      .ownConvictions),
    .yearly(
      "own-convictions-lost", .justice, "convictions",
      "Convictions without volunteers' evidence lost to other work: those of the police's own cases that lapse before anybody takes them up.",
      .fewer, matters: 10, .ownConvictionsLost),
    .yearly(
      "offence-convictions", .justice, "convictions",
      "Convictions for meeting a child following sexual grooming by all routes, when the court decides.",
      .more, matters: 10, .offenceConvictions),
    .atEnd(
      "cases-open", .justice, "cases",
      "Cases of volunteers' suspects that are open at the end: their convictions are deferred, not lost.",
      .none, matters: 20, .volunteerCasesOpen),
    .atEnd(
      "own-cases-open", .justice, "cases",
      "The police's own cases, from the arrest on, that are open at the end.", .none, matters: 50,
      .ownCasesOpen),
    .yearly(
      "undercover-arrests", .justice, "arrests", "Arrests by undercover officers.", .none,
      matters: 20, .undercoverArrests),
    .yearly(
      "police-told", .justice, "stings", "Stings of which anybody tells police while they last.",
      .none, matters: 20, .policeTold),
    .yearly(
      "police-attended", .justice, "stings", "Stings to which police come.", .none, matters: 20,
      .policeAttended),
    .share(
      "attended-share", .justice, "Share of stings to which police come.", .none, matters: 0.05,
      [.policeAttended], of: [.stings]),
    .yearly(
      "arrests", .justice, "arrests",
      "Arrests of volunteers' suspects, at stings or on files handed over.", .none, matters: 10,
      .arrests),
    .yearly(
      "arrests-released", .justice, "arrests",
      "Arrests at stings without a case: police do not use the file and have no other evidence.",
      .none, matters: 10, .arrestsReleased),
    .yearly(
      "files-adopted", .justice, "files", "Volunteers' files that police use as evidence.", .none,
      matters: 10, .filesAdopted),
    .yearly(
      "own-arrests", .justice, "arrests",
      "Arrests for online child sexual abuse without volunteers.", .more, matters: 10, .ownArrests),
    .yearly(
      "charges", .justice, "charges", "Charges on volunteers' evidence.", .more, matters: 10,
      .volunteerCharges),
    .yearly(
      "charges-without-file", .justice, "charges",
      "Charges of volunteers' suspects in cases that do not use the volunteers' evidence.", .none,
      matters: 10, .chargesWithoutFile),
    .yearly(
      "cases-ended", .justice, "cases",
      "Cases of volunteers' suspects that end in court, by plea or after a trial.", .none,
      matters: 10, .casesEnded),
    .yearly(
      "arrests-followed", .justice, "arrests",
      "Arrests of volunteers' suspects that were made stings.follow-up, a year, before and are followed up now.",
      .none, matters: 10, .arrestsFollowed),
    .share(
      "arrests-charged", .justice,
      "Share of arrests of volunteers' suspects that lead to a charge within stings.follow-up, a year; counted then.",
      .more, matters: 0.05, [.arrestsCharged], of: [.arrestsFollowed]),
    .share(
      "arrests-convicted", .justice,
      "Share of arrests of volunteers' suspects that lead to a conviction within stings.follow-up, a year; counted then.",
      .more, matters: 0.05, [.arrestsConvicted], of: [.arrestsFollowed]),
    .yearly(
      "volunteer-cases", .justice, "cases",
      "Prosecutions for meeting a child following sexual grooming that use volunteers' evidence.",
      .none, matters: 10, .volunteerCases),
    .yearly(
      "own-cases", .justice, "cases",
      "Prosecutions for meeting a child following sexual grooming without volunteers' evidence.",
      .more, matters: 5, .ownCases),
    .share(
      "volunteer-share", .justice,
      "Volunteers' share of prosecutions for meeting a child following sexual grooming.", .none,
      matters: 0.05, [.volunteerCases], of: [.volunteerCases, .ownCases], isHeadline: true),
    .yearly(
      "acquittals", .justice, "acquittals", "Acquittals in cases on volunteers' evidence.", .fewer,
      matters: 5, .acquittals),
    .yearly(
      "collapses", .justice, "collapses",
      "Trials that collapse because of volunteers' evidence.", .fewer, matters: 1, .collapses),
    .yearly(
      "cases-held", .justice, "cases",
      "Cases whose trial waits for the end of a case against their volunteers.", .fewer, matters: 5,
      .casesHeld),
    .yearly(
      "lapses", .justice, "cases", "Volunteer cases that lapse before anybody takes them up.",
      .fewer, matters: 5, .volunteerLapses),
    .yearly(
      "files-refused", .justice, "files", "Volunteers' files that police refuse.", .none,
      matters: 10, .filesRefused),
  ]

  private static let workload: [CountedOutcome] = [
    .yearly(
      "officer-hours", titled: "Officer-hours", .workload, "officer-hours",
      "Officer-hours on volunteer matters, by all units, and of undercover officers beyond those of history.",
      .fewer, matters: 1_000, .responseHours, .triageHours, .investigationHours, .enforcementHours,
      .careHours, .licenceHours, .undercoverHours, isHeadline: true),
    CountedOutcome(
      name: "hours-per-conviction", section: .workload, unit: "officer-hours",
      monthlyUnit: "officer-hours",
      summary: "Officer-hours on volunteer matters for each conviction of a volunteers' suspect.",
      better: .fewer, matters: 10,
      formula: .ratio(
        [
          .responseHours, .triageHours, .investigationHours, .enforcementHours, .careHours,
          .licenceHours,
        ], per: [.volunteerConvictions, .convictionsWithoutFile])),
    .yearly(
      "response-hours", .workload, "officer-hours", "Officer-hours of response police at stings.",
      .fewer, matters: 500, .responseHours),
    .yearly(
      "triage-hours", .workload, "officer-hours", "Officer-hours of reading volunteers' files.",
      .fewer, matters: 200, .triageHours),
    .yearly(
      "investigator-hours", .workload, "officer-hours",
      "Officer-hours of investigators on volunteer cases.", .fewer, matters: 500,
      .investigationHours),
    .yearly(
      "enforcement-hours", .workload, "officer-hours",
      "Officer-hours on cases against volunteers.", .fewer, matters: 200, .enforcementHours),
    .yearly(
      "care-hours", .workload, "officer-hours",
      "Officer-hours of the duty of care for exposed suspects.", .fewer, matters: 200, .careHours),
    .yearly(
      "licence-hours", .workload, "officer-hours",
      "Officer-hours of vetting, training and supervising licensed groups.", .fewer, matters: 200,
      .licenceHours),
    .yearly(
      "undercover-hours", .workload, "officer-hours",
      "Officer-hours of undercover officers beyond those of history: as many as their cost pays for.",
      .fewer, matters: 500, .undercoverHours),
    .share(
      "investigators-busy", .workload,
      "Share of investigators' time that is taken, overtime included.",
      .none,
      matters: 0.01, [.investigatorBusyDays], of: [.investigatorBusyDays, .investigatorIdleDays]),
    .yearly(
      "referrals-taken", .workload, "referrals",
      "The police's own referrals that investigators take up.", .none, matters: 20, .referralsTaken),
    .share(
      "referrals-late", .workload,
      "Share of the police's own referrals taken up later than their target.", .fewer,
      matters: 0.02, [.referralsLate], of: [.referralsTaken], isHeadline: true),
    .yearly(
      "referrals-never-reached", .workload, "referrals",
      "The police's own referrals that lapse before anybody takes them up.", .fewer, matters: 20,
      .referralsNeverReached),
    .yearly(
      "identifications-forgone", .workload, "identifications",
      "Proactive identifications forgone for the work on volunteer cases.", .fewer, matters: 50,
      .forgone),
    .yearly(
      "cost", .workload, "GBP",
      "Cost of volunteer matters to police, laboratories and courts, and of undercover officers beyond those of history.",
      .fewer, matters: 100_000, .officerCost, .laboratoryCost, .courtCost, .undercoverCost,
      isHeadline: true),
    .yearly(
      "cost-officers", .workload, "GBP", "Cost of officer-hours on volunteer matters.", .fewer,
      matters: 50_000, .officerCost),
    .yearly(
      "cost-laboratories", .workload, "GBP", "Cost of examining devices in volunteer cases.",
      .fewer, matters: 50_000, .laboratoryCost),
    .yearly(
      "cost-courts", .workload, "GBP", "Cost of days in court of volunteer cases.", .fewer,
      matters: 50_000, .courtCost),
    .yearly(
      "cost-undercover", .workload, "GBP",
      "Cost of undercover officers beyond those of history.", .fewer, matters: 50_000,
      .undercoverCost),
    .mean(
      "days-under-trigger", .workload, "days per year",
      "Days of a year on which a trigger of the policy is active, in the mean over areas.", .none,
      matters: 10, .triggerDays, over: .areaDays, scale: Unit.years.inCanonicalUnits,
      roles: [.daysUnderTrigger]),
    .yearly(
      "undercover-equivalents", .workload, "arrests",
      "Arrests by undercover officers that the cost would pay for.", .fewer, matters: 15,
      .undercoverEquivalents),
  ]

  private static let delay: [CountedOutcome] = [
    .yearly(
      "files-read", .delay, "readings", "Readings of volunteers' files that the desk begins.",
      .none,
      matters: 10, .filesRead),
    .yearly(
      "investigations", .delay, "stages",
      "Stages of volunteer cases that investigators begin; each case has two.", .none,
      matters: 20,
      .volunteerInvestigations),
    .yearly(
      "device-sets", .delay, "sets",
      "Suspects' devices, of volunteer cases and referrals, that laboratories begin to examine.",
      .none,
      matters: 50, .forensicSets),
    .yearly(
      "trials", .delay, "trials", "Trials that begin, by all routes.", .none, matters: 20, .trials),
    .yearly(
      "immediate-calls", .delay, "calls",
      "The public's immediate calls that units take, where calls are simulated one by one.", .none,
      matters: 1_000, .immediateCalls),
    .mean(
      "days-to-arrest", .delay, "days",
      "Days from the sting, or the receipt of a file, to the arrest.",
      .fewer, matters: 2, .daysToArrest, over: .arrests),
    .mean(
      "days-to-charge", .delay, "days", "Days from record to charge of volunteer cases.", .fewer,
      matters: 14, .daysToCharge, over: .volunteerCharges, .chargesWithoutFile, isHeadline: true),
    .mean(
      "days-charge-to-end", .delay, "days", "Days from charge to the end of volunteer cases.",
      .fewer, matters: 14, .daysChargeToEnd, over: .casesEnded),
    .mean(
      "wait-triage", .delay, "days", "Wait of a volunteers' file before it is read.", .fewer,
      matters: 1, .triageWait, over: .filesRead, roles: [.wait(at: "triage")]),
    .mean(
      "wait-investigation", .delay, "days", "Wait of a volunteer case for an investigator.",
      .fewer, matters: 2, .volunteerInvestigationWait, over: .volunteerInvestigations,
      roles: [.wait(at: "investigation")]),
    .mean(
      "wait-own-referral", .delay, "days",
      "Wait of one of the police's own referrals for an investigator.", .fewer, matters: 1,
      .referralWait, over: .referralsTaken),
    .mean(
      "wait-forensics", .delay, "days", "Wait of a suspect's devices for digital forensics.",
      .fewer, matters: 7, .forensicWait, over: .forensicSets, roles: [.wait(at: "forensics")]),
    .share(
      "forensics-long-waits", .delay,
      "Share of suspects' devices that wait longer than forensics.long-wait, half a year.", .fewer,
      matters: 0.02,
      [.forensicLongWaits], of: [.forensicSets]),
    .mean(
      "days-held", .delay, "days",
      "Days for which a case waits for the end of a case against its volunteers.", .fewer,
      matters: 14, .heldDays, over: .casesHeld),
    .mean(
      "wait-court", .delay, "days", "Wait of a case that is ready for a courtroom.", .fewer,
      matters: 7, .courtWait, over: .trials, roles: [.wait(at: "court")]),
    .mean(
      "wait-immediate-calls", .delay, "minutes",
      "Wait of the public's immediate calls for units, where calls are simulated one by one.",
      .fewer, matters: 0.1, .immediateWait, over: .immediateCalls, scale: 1_440),
    .level(
      "backlog-triage", .delay, "files", "Volunteers' files that wait to be read.", .fewer,
      matters: 5, .triageBacklogDays, roles: [.backlog(of: "triage")]),
    .level(
      "backlog-investigation", .delay, "cases", "Cases that wait for an investigator.", .fewer,
      matters: 20, .investigationBacklogDays, roles: [.backlog(of: "investigation")]),
    .level(
      "backlog-forensics", .delay, "sets", "Suspects' devices that wait for digital forensics.",
      .fewer, matters: 200, .forensicBacklogDays, roles: [.backlog(of: "forensics")]),
    .level(
      "backlog-court", .delay, "cases", "Cases that wait for a courtroom.", .fewer, matters: 20,
      .courtBacklogDays, roles: [.backlog(of: "court")]),
    .mean(
      "minutes-unattended", .delay, "minutes",
      "Minutes of a sting until police come, or until it ends if they do not come.", .fewer,
      matters: 2, .unattendedDays, over: .stings, scale: 1_440),
    .mean(
      "takeover-minutes", .delay, "minutes",
      "Minutes from the start of a sting until police have taken over.",
      .fewer, matters: 2, .takeoverDays, over: .policeAttended, scale: 1_440),
  ]

  private static let disorder: [CountedOutcome] = [
    .yearly(
      "serious-disorder", .disorder, "disorders", "Stings with a serious disorder.", .fewer,
      matters: 0.2, .seriousDisorders, isHeadline: true, roles: [.risk]),
    CountedOutcome(
      name: "years-with-disorder", section: .disorder, isHeadline: true, unit: "share of years",
      monthlyUnit: "1 if any", summary: "Share of years with at least one serious disorder.",
      better: .fewer, matters: 0.1, formula: .anyInYear(.seriousDisorders)),
    .yearly(
      "assaults", .disorder, "stings", "Stings with an assault or worse.", .fewer, matters: 2,
      .assaults),
    .yearly(
      "hostile-stings", .disorder, "stings", "Stings that turn hostile or worse.", .fewer,
      matters: 10, .hostileStings),
    .share(
      "assault-share", .disorder, "Share of stings with an assault or worse.", .fewer,
      matters: 0.005, [.assaults], of: [.stings]),
    .share(
      "disorder-share", .disorder, "Share of stings with a serious disorder.", .fewer,
      matters: 0.001, [.seriousDisorders], of: [.stings]),
    .yearly(
      "disorder-at-homes", .disorder, "disorders", "Serious disorders at a home.", .fewer,
      matters: 0.2, .disordersAtHomes),
    .yearly(
      "disorder-in-streets", .disorder, "disorders", "Serious disorders in a street.", .fewer,
      matters: 0.2, .disordersInStreets),
    .yearly(
      "disorder-in-shopping-centres", .disorder, "disorders",
      "Serious disorders in a shopping centre.", .fewer, matters: 0.2, .disordersInShoppingCentres),
    .yearly(
      "disorder-in-transport", .disorder, "disorders", "Serious disorders in transport.", .fewer,
      matters: 0.2, .disordersInTransport),
    .yearly(
      "disorder-elsewhere", .disorder, "disorders", "Serious disorders at other places.", .fewer,
      matters: 0.2, .disordersElsewhere),
    .yearly(
      "disorder-in-hiding", .disorder, "disorders",
      "Serious disorders at stings of groups in hiding.", .fewer, matters: 0.2, .hiddenDisorders),
    .yearly(
      "disorder-with-police", .disorder, "disorders", "Serious disorders to which police come.",
      .none, matters: 0.2, .attendedDisorders),
  ]

  private static let harm: [CountedOutcome] = [
    .yearly(
      "suicides", .harm, "deaths", "Suicides of people exposed on volunteers' evidence.", .fewer,
      matters: 0.5, .suicides, isHeadline: true),
    .yearly(
      "injuries", .harm, "people", "People injured at stings.", .fewer, matters: 2, .injuries,
      isHeadline: true),
    .yearly(
      "officers-injured", .harm, "officers", "Officers injured at stings.", .fewer, matters: 0.5,
      .officersInjured),
    .yearly(
      "wrong-persons", .harm, "people", "People confronted who were not the ones who chatted.",
      .fewer, matters: 0.5, .wrongPersons, isHeadline: true),
    .yearly(
      "exposures", .harm, "people", "People confronted, or arrested on a file handed over quietly.",
      .none, matters: 20, .exposures),
  ]

  private static let volunteers: [CountedOutcome] = [
    .level(
      "groups-active", .volunteers, "groups", "Volunteer groups active.", .none, matters: 5,
      .groupDays, isHeadline: true),
    .yearly(
      "groups-seen", .volunteers, "groups",
      "Groups that confront somebody, each counted once in an area and year.", .none, matters: 5,
      .groupsSeen),
    .yearly(
      "groups-founded", .volunteers, "groups", "Volunteer groups founded.", .none, matters: 3,
      .groupsFounded),
    .yearly(
      "groups-converted", .volunteers, "groups",
      "Volunteer groups that join the police as special constables.", .none, matters: 2,
      .groupsConverted),
    .yearly(
      "chats", .volunteers, "chats", "Chats with workable contacts.", .none, matters: 500, .chats),
    .yearly(
      "stings", .volunteers, "stings", "Confrontations.", .none, matters: 20, .stings,
      isHeadline: true),
    .yearly(
      "streamed-stings", .volunteers, "stings", "Confrontations streamed live.", .none,
      matters: 20, .streamedStings),
    .yearly(
      "published-after-charge", .volunteers, "stings",
      "Confrontations that their groups keep back and publish when the suspect is charged.", .none,
      matters: 20, .publishedAfterCharge),
    .yearly(
      "hidden-stings", .volunteers, "stings", "Confrontations by groups in hiding.", .fewer,
      matters: 10, .hiddenStings),
    .yearly(
      "calls-by-volunteers", .volunteers, "stings", "Stings to which volunteers call police first.",
      .none, matters: 10, .callsByVolunteers),
    .yearly(
      "calls-by-suspects", .volunteers, "stings",
      "Stings to which the person confronted calls police first.", .none, matters: 10,
      .callsBySuspects),
    .yearly(
      "calls-by-neighbours", .volunteers, "stings",
      "Stings to which neighbours call police first.", .none, matters: 10, .callsByNeighbours),
    .yearly(
      "calls-by-staff", .volunteers, "stings",
      "Stings to which staff of the place call police first.", .none, matters: 10, .callsByStaff),
    .yearly(
      "calls-by-bystanders", .volunteers, "stings",
      "Stings to which somebody in the crowd calls police first.", .none, matters: 10,
      .callsByBystanders),
    .mean(
      "stings-per-group-month", .volunteers, "stings", "Stings of a group in a month.", .none,
      matters: 0.1, .stings, over: .groupDays, scale: 365.25 / 12),
    .yearly(
      "files-handed-over", .volunteers, "files",
      "Files that volunteers hand over instead of a sting.", .more, matters: 10, .filesHandedOver),
    .yearly(
      "handovers-lapsed", .volunteers, "files",
      "Files handed over that ended in a sting because police were late.", .fewer, matters: 10,
      .handoversLapsed),
    .yearly(
      "chats-lost", .volunteers, "contacts", "Workable contacts lost because volunteers were busy.",
      .none, matters: 500, .chatsLost),
    .yearly(
      "volunteers-arrested", .volunteers, "cases", "Actions of police against volunteers.", .none,
      matters: 2, .volunteersArrested),
    .yearly(
      "volunteers-charged", .volunteers, "cases", "Cases in which volunteers are charged.", .none,
      matters: 1, .volunteersCharged),
    .yearly(
      "volunteers-convicted", .volunteers, "cases", "Cases in which volunteers are convicted.",
      .none, matters: 1, .volunteersConvicted),
    .mean(
      "groups-paused", .volunteers, "groups",
      "Volunteer groups that bail conditions or custody pause; counted as the pause begins.", .none,
      matters: 1, .pausedDays, over: .days),
    .yearly(
      "injunctions", .volunteers, "injunctions", "Injunctions against confrontations.", .none,
      matters: 1, .injunctions),
  ]

  private static let mood: [CountedOutcome] = [
    .level("publicity", .mood, "units", "Publicity of stings.", .none, matters: 5, .publicityDays),
    .level(
      "public-trust", .mood, "share", "Public trust in the police's handling.", .more,
      matters: 0.01, .trustDays),
  ]

  private static func yearly(
    _ name: String, titled title: String? = nil, _ section: Outcome.Section, _ noun: String,
    _ summary: String, _ better: Outcome.Direction,
    matters: Double, _ measures: Measure..., isHeadline: Bool = false, roles: [Outcome.Role] = []
  ) -> CountedOutcome {
    CountedOutcome(
      name: name, title: title, section: section, isHeadline: isHeadline,
      unit: "\(noun) per year",
      monthlyUnit: noun, summary: summary, better: better, matters: matters,
      roles: roles, formula: .total(measures))
  }

  private static func share(
    _ name: String, _ section: Outcome.Section, _ summary: String, _ better: Outcome.Direction,
    matters: Double,
    _ part: [Measure], of whole: [Measure], isHeadline: Bool = false, roles: [Outcome.Role] = []
  ) -> CountedOutcome {
    CountedOutcome(
      name: name, section: section, isHeadline: isHeadline, unit: "share", monthlyUnit: "share",
      summary: summary, better: better, matters: matters, roles: roles,
      formula: .ratio(part, per: whole))
  }

  private static func mean(
    _ name: String, _ section: Outcome.Section, _ unit: String, _ summary: String,
    _ better: Outcome.Direction,
    matters: Double, _ total: Measure, over counts: Measure..., scale: Double = 1,
    isHeadline: Bool = false, roles: [Outcome.Role] = []
  ) -> CountedOutcome {
    CountedOutcome(
      name: name, section: section, isHeadline: isHeadline, unit: unit, monthlyUnit: unit,
      summary: summary, better: better, matters: matters,
      roles: roles, formula: .ratio([total], per: counts, scale: scale))
  }

  private static func atEnd(
    _ name: String, _ section: Outcome.Section, _ unit: String, _ summary: String,
    _ better: Outcome.Direction, matters: Double, _ measure: Measure
  ) -> CountedOutcome {
    CountedOutcome(
      name: name, section: section, unit: unit, monthlyUnit: unit, summary: summary,
      better: better, matters: matters, formula: .atEnd(measure))
  }

  private static func level(
    _ name: String, _ section: Outcome.Section, _ unit: String, _ summary: String,
    _ better: Outcome.Direction,
    matters: Double, _ measure: Measure, isHeadline: Bool = false, roles: [Outcome.Role] = []
  ) -> CountedOutcome {
    CountedOutcome(
      name: name, section: section, isHeadline: isHeadline, unit: unit, monthlyUnit: unit,
      summary: summary, better: better, matters: matters, roles: roles, formula: .timeMean(measure))
  }
}
