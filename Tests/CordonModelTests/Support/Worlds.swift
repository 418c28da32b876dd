// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import CordonModel
import Declarations

extension Scenario {
  /// One area in which nothing happens by itself; a test switches on what it is about.
  ///
  /// It starts on Monday, 1 January 2018, without a warm-up; the triage desk is open from Monday 0:00
  /// to Saturday 0:00. Nobody tells police of a sting, nobody gathers, nothing escalates.
  static func quiet(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
    var scenario = Scenario()
    scenario.settings.start = "2018-01-01"
    scenario.settings.policyFrom = "2018-01-01"
    scenario.settings.warmUp = 0
    scenario.settings.counted = 1
    scenario.history.enforcement = 0
    scenario.areas[0].investigators = 100_000
    scenario.areas[0].triageOfficers = 10_000
    scenario.areas[0].forensicBenches = 100_000

    var parameters = Parameters()
    parameters.court.courtrooms = 10_000
    parameters.court.backlog = 0
    parameters.groups.initial = 0
    parameters.groups.foundingBase = 0
    parameters.groups.foundingResponse = 0
    parameters.groups.foundingMaximum = 1e-9
    parameters.groups.lifetime = 1e12
    parameters.groups.activity = .fixed(1)
    parameters.groups.learning = 0
    parameters.groups.stopAfterScandal = 0
    parameters.chats.contacts = 0
    parameters.chats.workable = 1
    parameters.chats.perVolunteer = 1e6
    parameters.chats.endInMeeting = 0
    parameters.chats.endInCommunication = 0
    parameters.handover.trustGain = 0
    parameters.handover.trustLoss = 0
    parameters.stings.told = [0, 0, 0, 1]
    parameters.stings.held = 0
    parameters.callers.suspect = 0
    parameters.callers.neighbours = 0
    parameters.callers.staff = 0
    parameters.callers.bystander = 0
    parameters.stings.wrongPerson = 0
    parameters.stings.weekdays = 1
    parameters.stings.fileAfterSting = 0
    parameters.crowd.footfall = 0
    parameters.crowd.localViewers = 0
    parameters.crowd.hostile = 0
    parameters.crowd.hostilePerPerson = 0
    parameters.crowd.assault = 0
    parameters.crowd.assaultPerPerson = 0
    parameters.crowd.disorderPerPerson = 0
    parameters.response.incidents = 0
    parameters.response.takeover = .fixed(0)
    parameters.crowd.policePresence = 0
    parameters.crowd.weekendFootfall = 1
    parameters.triage.opens = 0
    parameters.triage.closes = 24
    parameters.triage.returned = 0
    parameters.investigation.referrals = 0
    parameters.investigation.arrests = 0
    parameters.investigation.undercoverArrests = 0
    parameters.investigation.ownPast = false
    parameters.staffing.answerToBacklog = 0
    parameters.forensics.otherDevices = 0
    parameters.forensics.backlog = 0
    parameters.harm.suicide = 0
    parameters.publicMood.deterrence = 0
    scenario.parameters = parameters
    change(&scenario)
    return scenario
  }

  /// A quiet world with one group of volunteers that never tire, to which so many workable contacts
  /// come in a day.
  static func oneGroup(
    contactsPerDay: Double, _ change: (inout Scenario) -> Void = { _ in }
  ) -> Scenario {
    quiet {
      $0.parameters.groups.initial = 1
      $0.parameters.groups.decoys = 1
      $0.parameters.chats.contacts = contactsPerDay
      $0.parameters.chats.length = .fixed(0)
      change(&$0)
    }
  }

  /// A small world in which everything happens, and often: a few hundred events of every kind in half
  /// a year, under a policy that pulls every lever two months after the start and has a trigger.
  static func busy(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
    var scenario = Scenario()
    scenario.settings.start = "2018-01-01"
    scenario.settings.policyFrom = "2018-03-01"
    scenario.settings.warmUp = 15
    scenario.settings.counted = 1
    scenario.areas[0].officers = 120_000
    scenario.areas[0].undercoverOfficers = 100

    var parameters = Parameters()
    parameters.staffing.investigators = 6
    parameters.staffing.triageOfficers = 0.5
    parameters.staffing.forensicBenches = 4
    parameters.staffing.weightOfOfficers = 0.5
    parameters.court.courtrooms = 1
    parameters.court.backlog = 3
    parameters.groups.initial = 15
    parameters.groups.foundingBase = 0.2
    parameters.groups.foundingResponse = 0.01
    parameters.groups.foundingMaximum = 10
    parameters.groups.legitimation = 0.5
    parameters.groups.densityPeak = 15
    parameters.groups.lifetime = 60
    parameters.groups.activity = .gamma(mean: 1, sd: 0.5)
    parameters.groups.learning = 0.2
    parameters.groups.restraint = .beta(mean: 0.7, sd: 0.15)
    parameters.groups.trust = .beta(mean: 0.7, sd: 0.15)
    parameters.chats.contacts = 10
    parameters.chats.workable = 0.02
    parameters.chats.perVolunteer = 0.3
    parameters.chats.length = .lognormal(median: 4, p95: 12)
    parameters.chats.endInMeeting = 0.5
    parameters.chats.endInCommunication = 0.2
    parameters.handover.patience = .exponential(mean: 1)
    parameters.stings.planning = .exponential(mean: 1)
    parameters.stings.wrongPerson = 0.2
    parameters.stings.held = 0.3
    parameters.stings.toldAhead = 2.0 / 1_440
    parameters.response.mostLoad = 0.3
    parameters.stings.followUp = 20
    parameters.callers.suspect = 1
    parameters.callers.neighbours = 2
    parameters.callers.bystander = 0.2
    parameters.crowd.hostile = 30
    parameters.crowd.hostilePerPerson = 3
    parameters.crowd.assault = 40
    parameters.crowd.assaultPerPerson = 5
    parameters.crowd.disorderPerPerson = 5
    parameters.triage.reading = .exponential(mean: 0.5)
    parameters.triage.completion = .exponential(mean: 3)
    parameters.investigation.referrals = 1.3
    parameters.investigation.arrests = 0.6
    parameters.investigation.undercoverArrests = 0.2
    parameters.investigation.enquiries = 4
    parameters.investigation.arrestToCharge = 16
    parameters.investigation.ownOffenceShare = 0.5
    parameters.investigation.patience = .exponential(mean: 20)
    (parameters.investigation.targetVeryHigh, parameters.investigation.targetHigh) = (0.2, 0.5)
    (parameters.investigation.targetMedium, parameters.investigation.targetLow) = (0.7, 1)
    parameters.forensics.otherDevices = 0.5
    parameters.forensics.backlog = 10
    parameters.forensics.longWait = 1
    parameters.forensics.priorityWorth = 2
    parameters.court.decision = .gamma(mean: 4, sd: 2)
    parameters.court.preparation = .gamma(mean: 15, sd: 5)
    parameters.court.guiltyPlea = 0.3
    parameters.court.conviction = 0.7
    parameters.court.collapse = 0.1
    parameters.enforcement.hours = 6
    parameters.enforcement.charged = 0.7
    parameters.enforcement.convicted = 0.3
    parameters.enforcement.court = .gamma(mean: 60, sd: 20)
    parameters.enforcement.injunction = 0.5
    parameters.enforcement.injunctionLength = 40
    parameters.behaviour.stopAfterEnforcement = 0.2
    parameters.behaviour.deterrenceByCertainty = 0.5
    parameters.behaviour.promptnessScale = 0.5
    parameters.behaviour.telling.toRecognition = -0.5
    parameters.harm.suicide = 0.3
    parameters.harm.within72Hours = 0.4
    parameters.harm.careDelay = .exponential(mean: 2)
    parameters.behaviour.founding.toRecognition = 2
    parameters.behaviour.evidence.toRecognition = 0.5
    parameters.behaviour.evidence.toPromptness = -0.4
    parameters.publicMood.deterrence = 0.02
    parameters.offenders.pool = 1_000
    scenario.parameters = parameters
    scenario.history.enforcement = 0.1
    scenario.history.acceptance = 0.4
    scenario.policy = Policy(
      name: "everything",
      changes: [
        "acceptance": .number(0.9), "enforcement": .number(0.3),
        "evidence-checklist": .flag(true), "handover-promise": .number(0.3),
        "live-stream-condition": .choice(1), "live-stream-compliance": .number(0.4),
        "prosecutors-strictness": .number(0.2), "liaison": .number(0.2), "notice": .number(0.3),
        "standby-officers": .number(4), "identity-check": .number(0.5),
        "stream-removal": .number(0.02), "licence": .number(0.3),
        "special-constables": .number(2 / 365.25), "undercover": .number(2),
        "triage-priority": .choice(2), "duty-of-care": .number(0.6),
      ].sorted { $0.key < $1.key }.map {
        Policy.Change(lever: $0.key, setting: $0.value, from: scenario.settings.policyFrom)
      },
      triggers: [
        Trigger(
          when: .init("assaults", .atLeast, 2, within: 14),
          changes: [.init(lever: "enforcement", setting: .number(0.6))], days: 7, rest: 7)
      ])
    change(&scenario)
    return scenario
  }

  /// The busy world with two policing divisions, and the public's calls to one of them one by one.
  static func busyCalls(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
    busy {
      $0.parameters.staffing.investigators = 5
      $0.parameters.response.background = .calls
      $0.parameters.response.divisionPopulation = 30e6
      $0.parameters.response.units = 4
      $0.parameters.response.incidents = 1e-6
      change(&$0)
    }
  }

  /// The busy world as three areas, two of them in one region, the third with stricter police.
  static func busyAreas(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
    busy { scenario in
      let areas = [
        ("Ash", Region.northEast, 2e6), ("Birch", .northEast, 1e6), ("Cedar", .southEast, 3e6),
      ]
      scenario.parameters.country.residents = 6e6
      scenario.areas = areas.map { name, region, population in
        var area = scenario.areas[0]
        (area.name, area.region, area.population) = (name, region, population)
        (area.investigators, area.forensicBenches) = (3, 2)
        return area
      }
      scenario.policy.changes.append(
        Policy.Change(
          lever: "enforcement", setting: .number(0.8), from: scenario.settings.policyFrom,
          area: "Cedar"))
      change(&scenario)
    }
  }
}
