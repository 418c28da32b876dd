// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Testing

@Suite("A policy in words")
struct PolicyWordsTests {
  private func words(_ policy: Policy) -> [String] {
    var history = Levers()
    history.acceptance = 0.6
    return policy.paragraphs(after: history, until: "2022-05-01")
      .flatMap { [$0.heading] + $0.items.map { "- \($0)" } }
  }

  @Test("says by date what changes from what to what")
  func byDate() {
    let policy = Policy(changes: [
      .init(lever: "acceptance", setting: .number(0.5), from: "2018-02-01"),
      .init(lever: "acceptance", setting: .number(0.9), from: "2017-05-01", over: 60),
      .init(lever: "evidence-checklist", setting: .flag(true), from: "2017-05-01"),
      .init(lever: "handover-promise", setting: .number(7), from: "2017-05-01"),
      .init(lever: "duty-of-care", setting: .number(0.8), from: "2017-05-01", compliance: 0.25),
      .init(lever: "liaison", setting: .number(0), from: "2018-02-01"),
      .init(lever: "triage-priority", setting: .choice(2), from: "2018-02-01"),
    ])
    #expect(
      words(policy) == [
        "From 1 May 2017:",
        "- Share of volunteers' files that police adopt in principle: up from 60% to 90%, in equal "
          + "monthly steps until 30 June 2017",
        "- Police publish what a usable file must contain",
        "- Response time promised to volunteers who hand a file over quietly: 7 days (before: none)",
        "- Share of exposed suspects whom police reach with a suicide-prevention protocol: up from 0% "
          + "to 20%: 25% of the way to 80%",
        "From 1 February 2018:",
        "- Share of volunteers' files that police adopt in principle: down from 90% to 50%",
        "- Share of investigators set aside to read volunteers' files and answer them: stays at 0%",
        "- Volunteer cases come before every referral of the force's own",
      ])
    #expect(words(Policy()) == [])
  }

  @Test("says how far a ramp gets that a later change or the end of time cuts")
  func cutRamps() {
    let subject = "- Share of volunteers' files that police adopt in principle: "
    let policy = Policy(changes: [
      .init(lever: "acceptance", setting: .number(0.95), from: "2017-06-01", over: 244),
      .init(lever: "acceptance", setting: .number(0.05), from: "2017-08-01"),
    ])
    #expect(
      words(policy) == [
        "From 1 June 2017:",
        subject + "up from 60% towards 95%, in equal monthly steps until 1 August 2017, when it "
          + "has reached about 68%",
        "From 1 August 2017:", subject + "down from about 68% to 5%",
      ])
    // The last day is 30 April 2022: four of the five steps are taken by then.
    let late = Policy(changes: [
      .init(lever: "acceptance", setting: .number(1), from: "2022-01-01", over: 122)
    ])
    #expect(
      words(late) == [
        "From 1 January 2022:",
        subject + "up from 60% towards 100%, in equal monthly steps until 1 May 2022, the end of "
          + "what is simulated, when it has reached about 92%",
      ])
  }

  @Test("has a sentence for each setting of a choice, and for yes and no")
  func sentences() {
    for field in Levers.fields {
      switch field.kind {
      case .choice(let names): #expect(field.sentences.count == names.count, "\(field.path)")
      case .flag: #expect(field.sentences.count == 2, "\(field.path)")
      default: #expect(field.sentences.isEmpty)
      }
      #expect(field.sentences.allSatisfy { !$0.hasSuffix(".") && $0.first?.isUppercase == true })
    }
  }

  @Test("says what areas do, those together that do the same")
  func byArea() {
    let policy = Policy(
      changes: [("Ash", 0.1), ("Birch", 0.2), ("Cedar", 0.1)].map { area, value in
        .init(lever: "enforcement", setting: .number(value), from: "2017-05-01", area: area)
      })
    let subject =
      "- Probability that a sting which police hear of brings enforcement against the volunteers: "
    #expect(
      words(policy) == [
        "In Ash, Cedar, from 1 May 2017:", subject + "up from 0.6% to 10%",
        "In Birch, from 1 May 2017:", subject + "up from 0.6% to 20%",
      ])
  }

  @Test("says on which occasion a trigger does what")
  func triggers() {
    let condition = Trigger.Condition("assault-share", .above, 0.05, within: 90)
    let calm = Trigger.Condition("stings", .below, 3, within: 30)
    let policy = Policy(triggers: [
      Trigger(
        when: condition,
        changes: [
          .init(lever: "evidence-checklist", setting: .flag(false)),
          .init(lever: "acceptance", setting: .number(0.2), compliance: 0.5),
        ], days: 180, until: calm, scope: .each, rest: 60)
    ])
    #expect(
      words(policy) == [
        "When assault-share is more than 5% within 90 days (share of stings with an assault or "
          + "worse), there, area by area, for 180 days and then until stings is less than 3 within "
          + "30 days, and not again for 60 days after:",
        "- Police do not publish what a usable file must contain",
        "- Share of volunteers' files that police adopt in principle: 50% of the way to 20%",
      ])
  }

  @Test("says nothing exactly where it is the status quo")
  func statusQuo() {
    let stays = Policy.Change(lever: "liaison", setting: .number(0), from: "2018-02-01")
    var local = stays
    local.area = "Ash"
    let trigger = Trigger(
      when: .init("stings", .above, 3, within: 30),
      changes: [.init(lever: "acceptance", setting: .number(0.2))], days: 90, scope: .national)
    let policies = [
      Policy(), Policy(changes: [stays]), Policy(changes: [local]), Policy(triggers: [trigger]),
    ]
    let scenarios = policies.map { policy in
      var scenario = Scenario()
      scenario.policy = policy
      return scenario
    }
    #expect(scenarios.map(\.isStatusQuo) == [true, false, false, false])
    for scenario in scenarios {
      #expect(scenario.policyParagraphs.isEmpty == scenario.isStatusQuo)
    }
  }
}
