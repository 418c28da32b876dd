// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import CordonModel
import Declarations
import Designs
import Digests
import Experiments
import Testing

/// The text by which a study is known.
///
/// Where one of these tests fails, folders of studies get other names
/// and studies that were begun cannot be resumed: that is a change to be announced, not to be pinned anew.
@Suite("The text of a study")
struct StudyTextTests {
  /// A scenario in which every kind of change, trigger and goal comes once.
  private func scenario() -> Scenario {
    var scenario = Scenario()
    scenario.settings.replications = 200
    scenario.policy = Policy(
      name: "open",
      changes: [
        .init(lever: "undercover", setting: .number(1.5), from: "2017-05-01"),
        .init(lever: "acceptance", setting: .number(0.6), from: "2018-01-01"),
        .init(lever: "acceptance", setting: .number(0.8), from: "2017-09-01", over: 180),
        .init(lever: "liaison", setting: .number(0.05), from: "2017-05-01", compliance: 0.5),
        .init(lever: "triage-priority", setting: .choice(1), from: "2017-05-01"),
        .init(lever: "stream-removal", setting: .number(.infinity), from: "2017-05-01"),
        .init(lever: "handover-promise", setting: .number(1.0 / 3), from: "2017-05-01"),
        .init(lever: "special-constables", setting: .number(0.5 / 365.25), from: "2017-05-01"),
        .init(lever: "enforcement", setting: .number(0.01), from: "2017-05-01", area: "Wales"),
        .init(
          lever: "standby-officers", setting: .number(4), from: "2017-06-01", area: "Kent",
          over: 30, compliance: 0.25),
      ],
      triggers: [
        Trigger(
          when: .init("serious-disorder", .atLeast, 1, within: 90),
          changes: [
            .init(lever: "acceptance", setting: .number(0.1), compliance: 0.5),
            .init(lever: "triage-priority", setting: .choice(0)),
          ],
          days: 180, until: .init("serious-disorder", .below, 1, within: 60), scope: .each,
          rest: 30),
        Trigger(
          when: .init("stings", .above, 2.5, within: 7),
          changes: [.init(lever: "notice", setting: .number(0.9))], days: 1),
      ])
    scenario.precision = [
      PrecisionGoal(outcome: "convictions", halfWidth: 5, replications: 20...200),
      PrecisionGoal(
        outcome: "officer-hours", policies: ["closed", "shut"], halfWidth: nil, relative: 0.025,
        confidence: 0.9, interval: .alwaysValid, replications: 2...50),
    ]
    scenario.valuations = [OutcomeValuation(outcome: "convictions", better: .fewer, matters: 7.5)]
    return scenario
  }

  private func sweep(_ design: Design) throws -> Sweep {
    try Sweep(
      name: "study",
      factors: design.factors.map { .init(path: $0.path, kind: $0.kind, summary: "A factor.") },
      states: design.count, detail: .usual,
      values: { design.values(of: $0) },
      scenarios: { _ in
        var other = scenario()
        other.policy = Policy(name: "closed")
        return [scenario(), other]
      })
  }

  /// The factors of every kind that has levels.
  private func levels() throws -> [Factor] {
    func kind(_ path: String) throws -> FieldKind {
      try #require(Levers.fields.first { $0.path == path }).kind
    }
    return [
      try Factor(
        "policy.levers.acceptance", kind("acceptance"), .levels([.number(0.2), .number(0.1 + 0.2)])),
      try Factor(
        "policy.levers.triage-priority", kind("triage-priority"), .levels([.choice(1)])),
      try Factor(
        "policy.levers.stream-removal", kind("stream-removal"),
        .levels([.number(0.5), .number(.infinity)])),
      try Factor("history.standby-officers", kind("standby-officers"), .levels([.number(4)])),
      try Factor("a.flag", .flag, .levels([.flag(true)])),
      try Factor("a.date", .date, .levels([.date("2017-05-01")])),
      try Factor("a.mix", .shares(["one", "two"]), .levels([.shares([0.25, 0.75])])),
      try Factor(
        "a.law", .law(unit: .days), .levels([.law(.exponential(mean: 2))])),
    ]
  }

  @Test("says the policy, its triggers and the goals as files and `explain` say them")
  func statements() throws {
    let lines = Array(try sweep(.grid(levels())).lines)
    let own = lines.filter { $0.hasPrefix("open: policy.") || $0.hasPrefix("open: precision.") }
    #expect(
      own == [
        "open: precision.1 = of convictions, half-width 5 convictions per year, confidence 95%, "
          + "at least 20 and at most 200 replications",
        "open: precision.2 = of officer-hours, relative 2.5%, confidence 90%, interval always-valid, "
          + "at least 2 and at most 50 replications, policies closed, shut",
        "open: policy.levers.acceptance = 80% from 2017-09-01 over 180 days, then 60% from 2018-01-01",
        "open: policy.levers.handover-promise = 0.3333333333333333 days from 2017-05-01",
        "open: policy.levers.liaison = 5% from 2017-05-01 at 50% compliance",
        "open: policy.levers.triage-priority = equal from 2017-05-01",
        "open: policy.levers.stream-removal = none from 2017-05-01",
        "open: policy.levers.special-constables = 0.5 per year from 2017-05-01",
        "open: policy.levers.undercover = 1.5 from 2017-05-01",
        "open: policy.areas.Kent.levers.standby-officers = 4 officers from 2017-06-01 over 30 days at 25% "
          + "compliance",
        "open: policy.areas.Wales.levers.enforcement = 1% from 2017-05-01",
        "open: policy.triggers.1 = serious-disorder >= 1 within 90 days, for 180 days, until "
          + "serious-disorder < 1 within 60 days, in each area on its own, then rests for 30 days",
        "open: policy.triggers.1.levers.acceptance = 10% at 50% compliance",
        "open: policy.triggers.1.levers.triage-priority = below-own",
        "open: policy.triggers.2 = stings > 2.5 within 7 days, for 1 day",
        "open: policy.triggers.2.levers.notice = 90%",
      ])
  }

  @Test("says settings, the world, outcomes and states with units, in words that files know")
  func rest() throws {
    let lines = Array(try sweep(.grid(levels())).lines)
    let settings = Settings.fields.map { "open: \($0.path) = " }
    #expect(
      lines.filter { line in settings.contains { line.hasPrefix($0) } } == [
        "open: start = 2014-01-01", "open: warm-up = 1 year", "open: policy-from = 2017-05-01",
        "open: counted = 5 years", "open: seed = 20170416", "open: event-limit = 1000000000 events",
      ])
    for line in [
      "detail = months, areas", "outcomes.convictions.better = fewer",
      "outcomes.convictions.matters = 7.5 convictions per year", "replications = 1 to 200",
      "baseline = open", "luck of states = shared",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(lines.filter { $0.hasPrefix("closed: policy.") }.isEmpty)
    let states = [(0.2, "0.5 days"), (0.2, "none"), (0.1 + 0.2, "0.5 days"), (0.1 + 0.2, "none")]
    #expect(
      Array(lines.drop { !$0.hasPrefix("varies ") }) == [
        "varies policy.levers.acceptance", "varies policy.levers.triage-priority",
        "varies policy.levers.stream-removal", "varies history.standby-officers", "varies a.flag",
        "varies a.date", "varies a.mix", "varies a.law",
      ]
        + states.enumerated().map { index, state in
          "state \(index + 1): policy.levers.acceptance = \(state.0) share; "
            + "policy.levers.triage-priority = equal; policy.levers.stream-removal = \(state.1); "
            + "history.standby-officers = 4 officers; a.flag = yes; a.date = 2017-05-01; "
            + "a.mix = {one: 25%, two: 75%}; a.law = {exponential: {mean: 2 days}}"
        })
  }

  @Test("has the states of every design")
  func designs() throws {
    let range = try [
      Factor("policy.levers.acceptance", .number(unit: .share, allowed: 0...1), .range(0.1...0.9)),
      Factor("stings.wait", .number(unit: .days, allowed: 0...100), .range(1...100, .logarithmic)),
      Factor("a.mean", .number(unit: .hours, allowed: 0...100), .law(.exponential(mean: 0.25))),
    ]
    let kinds = range.map { (path: $0.path, kind: $0.kind) }
    let designs = try [
      Design.list(of: kinds, [[.number(0.1), .number(1), .number(0.5)]]),
      Design.latinHypercube(range, points: 2, seed: 1),
      Design.sobol(range, points: 2), Design.sobol(range, points: 1, seed: 3),
      Design.halton(range, points: 2), Design.halton(range, points: 1, seed: 3), Design.single,
    ]
    let states = try designs.map { design in
      Array(try sweep(design).lines).filter { $0.hasPrefix("state ") }
    }
    // The values in canonical units: as given, or by GSL's sequences and the quantiles of the factors.
    let values = [
      [["0.1", "1", "0.5"]],  // a list
      [
        ["0.5807988524436951", "26.30577299535246", "0.053378721209186186"],
        ["0.4196016192436218", "7.323083219530485", "0.5825345407139823"],
      ],  // a Latin hypercube
      [
        ["0.5", "10", "0.17328679513998632"],
        ["0.7000000000000001", "3.1622776601683795", "0.34657359027997264"],
      ],  // Sobol'
      [["0.4829197015613318", "3.838477464133745", "0.7047764257523623"]],  // Sobol', shifted
      [
        ["0.5", "4.641588833612778", "0.05578588782855244"],
        ["0.30000000000000004", "21.544346900318832", "0.12770640594149768"],
      ],  // Halton
      [["0.48291970128193495", "3.8384774579601793", "0.7047764262401965"]],  // Halton, shifted
      [],  // a comparison
    ]
    let pinned = values.map { states in
      states.enumerated().map { index, values in
        "state \(index + 1): policy.levers.acceptance = \(values[0]) share; stings.wait = "
          + "\(values[1]) days; a.mean = \(values[2]) days"
      }
    }
    #expect(states == pinned)
  }

  @Test("knows nothing of how the program is written")
  func words() throws {
    let own = #/[A-Za-z]\(|\bnil\b|Optional|[a-z][A-Z]|Experiments|CordonModel|Declarations/#
    for line in try sweep(.grid(levels())).lines {
      #expect(line.firstMatch(of: own) == nil, "\(line)")
    }
  }

  @Test("is the same whatever the order in which the file changes levers")
  func order() throws {
    var other = scenario()
    other.policy.changes.reverse()
    let sweeps = try [scenario(), other].map { Sweep(try Plan(comparing: [$0])) }
    #expect(sweeps[0].digest == sweeps[1].digest)
  }

  @Test("is what the digest is of, line by line")
  func digest() throws {
    let sweep = try sweep(.grid(levels()))
    #expect(sweep.digest == Digest(of: sweep.lines.joined(separator: "\n")))
  }
}
