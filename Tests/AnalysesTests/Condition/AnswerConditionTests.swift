// SPDX-License-Identifier: GPL-3.0-or-later

import Clinic
import Declarations
import Experiments
import StatisticalTesting
import Statistics
import Testing

@testable import Analyses

/// Planted unknowns: one that turns the answer, one that nothing reads, one of which few futures say nothing, and one
/// with which no difference is left.
@Suite("How far an answer holds")
struct AnswerConditionTests {
  private static let unknowns = ["x.turns", "x.idle", "x.open", "x.vanishes"]
  private static let futures = 4

  private static func clinics(_ replications: Int) -> [Clinic] {
    [Clinic("three"), Clinic("four", nurses: 4)].map { clinic in
      var clinic = clinic
      clinic.replications = replications
      return clinic
    }
  }

  /// A future in which patients wait so many days longer under the first policy.
  private func replication(_ number: Int, longer difference: Double) -> Replication {
    Replication(
      number: number,
      runs: [5 + difference, 5].map {
        RunOutcomes(counted: [0, $0, 0], areas: [], months: [], monthly: [], events: 0)
      })
  }

  /// A centre, then each unknown at 0 and at 1, with these differences by state.
  private func drivers(_ differences: [[Double]]) throws -> SweepDrivers {
    let sweep = try Sweep(
      name: "ends",
      factors: Self.unknowns.map { Sweep.Factor(path: $0, kind: .any, summary: "") },
      states: differences.count, luck: .shared, design: .ends, detail: [],
      values: { state in
        Self.unknowns.indices.map { unknown in
          let isMoved = state > 0 && (state - 1) / 2 == unknown
          return .number(isMoved ? Double((state - 1) % 2) : 0.5)
        }
      }, scenarios: { _ in Self.clinics(Self.futures) })
    var drivers = try #require(SweepDrivers(sweep))
    for position in 0..<sweep.futures {
      let future = sweep.future(at: position)
      drivers.add(
        future,
        replication(
          future.replication, longer: differences[future.state][future.replication - 1]))
    }
    return drivers
  }

  /// The answer of a study with futures of its own.
  private func comparison(_ mean: Double, sd: Double) throws -> Comparison {
    var normals = Normals(3)
    var builder = ComparisonBuilder(try Plan(comparing: Self.clinics(40), detail: []))
    for number in 1...40 {
      builder.add(replication(number, longer: normals.next(mean: mean, sd: sd)))
    }
    return builder.comparison(checks: [])
  }

  private static let luck = [-0.02, 0.01, 0.03, -0.01]

  private static func around(_ mean: Double, sd: Double = 1) -> [Double] {
    luck.enumerated().map { mean + sd * ($1 + 0.001 * Double($0 * $0)) }
  }

  /// The differences of all states: but for the third unknown, an end adds nearly the same in every future.
  private func states(centre: [Double]) -> [[Double]] {
    func adding(_ more: Double) -> [Double] {
      centre.enumerated().map { $1 + more + 1e-5 * Double($0 * $0) }
    }
    return [centre] + [
      adding(-2), adding(0.2), centre, centre, adding(0), [40, -40, 30, -20], adding(-1),
      adding(0.1),
    ]
  }

  private func found(_ condition: AnswerCondition) throws -> AnswerCondition.OfOutcome {
    try #require(condition.findings.first { $0.outcome.name == "wait" })
  }

  private func standing(
    _ unknown: String, _ condition: AnswerCondition
  ) throws -> Driver.Standing {
    let own = try found(condition).unknowns.first { $0.path == unknown }
    return try #require(own).standing
  }

  @Test("is said unknown by unknown: what turns it, what leaves nothing of it, and what is open")
  func standings() throws {
    let condition = AnswerCondition(
      try drivers(states(centre: Self.around(1))), of: try comparison(1, sd: 0.002),
      deep: ["x.turns", "x.law"], estimates: ["x.idle", "y.one", "y.two"])
    #expect(condition.isKnown && condition.source == .ends(futures: 4))
    #expect(try standing("x.turns", condition) == .turns)
    #expect(try standing("x.idle", condition) == .holds)
    #expect(try standing("x.open", condition) == .notKnown)
    #expect(try standing("x.vanishes", condition) == .vanishes)
    let found = try found(condition)
    #expect(found.verdict == .worse && found.first == "three" && found.second == "four")
    #expect(
      found.unknowns.map(\.path) == ["x.turns", "x.vanishes", "x.open", "x.idle"])
    // The sign turns halfway between the low end and the centre.
    let turning = found.unknowns[0]
    #expect(turning.turning == "within" && turning.broken == ["0"])
    let point = try #require(turning.points.first)
    #expect(abs((Double(point) ?? .nan) - 0.25) < 0.01)
    #expect(condition.notLookedAt == ["x.law"] && condition.estimates == 2)
    #expect(condition.finding(of: found.outcome, "four", "three") == nil)
  }

  @Test("is that of the study's own verdict, however little a few futures say at the centre")
  func own() throws {
    // Four futures that do not tell a difference of 1 from none.
    let open = Self.around(1, sd: 400)
    let drivers = try drivers(states(centre: open))
    #expect(
      drivers.findings.contains { $0.outcome.name == "wait" && !$0.tornado.verdict.isDecided })
    let condition = AnswerCondition(drivers, of: try comparison(1, sd: 0.002))
    // What changed nothing in any future leaves the verdict as it is.
    #expect(try standing("x.idle", condition) == .holds)
    #expect(try standing("x.turns", condition) == .turns)
    #expect(condition.notLookedAt.isEmpty)
  }

  /// The probability that this test rejects although all is right is about 1e-3.
  @Test("has intervals at the ends that hold the truth as often as they say")
  func coverage() throws {
    let studies = 400
    let sweep = try Sweep(
      name: "ends", factors: [Sweep.Factor(path: "x", kind: .any, summary: "")], states: 3,
      luck: .shared, design: .ends, detail: [], values: { [.number([0.5, 0, 1][$0])] },
      scenarios: { _ in Self.clinics(Self.futures) })
    let plan = try Plan(comparing: Self.clinics(40), detail: [])
    var covered = [0, 0]
    for study in 1...studies {
      var normals = Normals(study, 2)
      let luck = (1...40).map { _ in normals.next(mean: 1, sd: 1) }
      var builder = ComparisonBuilder(plan)
      for number in 1...40 { builder.add(replication(number, longer: luck[number - 1])) }
      var drivers = try #require(SweepDrivers(sweep))
      for position in 0..<sweep.futures {
        let future = sweep.future(at: position)
        // The low end adds nothing but a little luck; the high end adds 2, and more luck than the centre has.
        let added =
          [0, normals.next(mean: 0, sd: 0.2), normals.next(mean: 2, sd: 1.5)][future.state]
        drivers.add(
          future,
          replication(future.replication, longer: luck[future.replication - 1] + added))
      }
      let condition = AnswerCondition(drivers, of: builder.comparison(checks: []))
      let unknown = try found(condition).unknowns[0]
      if unknown.differenceAtLow.interval.covers(1) { covered[0] += 1 }
      if unknown.differenceAtHigh.interval.covers(3) { covered[1] += 1 }
    }
    for count in covered {
      // Welch's degrees are an approximation; with few futures it errs by less than two hundredths.
      let test = coverageTest(count, of: studies, share: 0.93...0.97, tests: 2)
      #expect(!test.isRejected, "\(test)")
    }
  }

  @Test("of an answer that is not decided is not asked")
  func undecided() throws {
    let condition = AnswerCondition(
      try drivers(states(centre: Self.around(1))), of: try comparison(0.001, sd: 5))
    let found = try found(condition)
    #expect(!found.isKnown && found.count(.notKnown) == 4)
    #expect(condition.sentences(of: found) == ["undecided, even before an unknown moves"])
    #expect(
      condition.sentences("three", "four")
        == ["Not decided, even before an unknown moves: wait"])
  }

  @Test("in words holds in k of n, names what turns it and at which value, and what was left out")
  func words() throws {
    let condition = AnswerCondition(
      try drivers(states(centre: Self.around(1))), of: try comparison(1, sd: 0.002),
      deep: ["x.law"], estimates: ["y.one"])
    let sentences = condition.sentences(of: try found(condition))
    #expect(
      sentences[0]
        == "worse; holds for 1 of 4 unknowns, turns with 1, vanishes with 1; for 1 the 4 futures are too few to say"
    )
    #expect(
      sentences[1].hasPrefix("It turns with x.turns at 0.2") && sentences[1].hasSuffix("of 0 to 1")
    )
    #expect(sentences[2] == "It vanishes with x.vanishes at 0")
    #expect(condition.sentences("three", "four") { _ in false }.isEmpty)
    #expect(
      condition.notes == [
        "Each of 4 unknowns was moved alone to both ends of its plausible range, with 4 futures at each; what two do "
          + "only together was not looked at",
        "Not looked at: x.law (no source measures them), and 1 other estimate",
      ])
    let unknown = AnswerCondition(because: "Only chance varies")
    #expect(unknown.notes == ["Only chance varies"])
    let outcomes = [try found(condition).outcome]
    let line = condition.line("three", ["four"], of: outcomes)
    #expect(
      line.hasPrefix(
        "What is decided for three holds against four for 1 of 4 unknowns; the futures are too few to say it of the "
          + "others. Wait against four turns with x.turns at 0.2"))
    #expect(
      line.hasSuffix(
        ", of 0 to 1. Not looked at: 1 other unknown that no source measures, 1 estimate."))
    #expect(unknown.line("three", ["four"], of: outcomes) == "Only chance varies.")
    #expect(condition.line("three", ["four"], of: []).hasPrefix("Each of 4 unknowns was moved"))
  }

  @Test(
    "by the pasts of a calibration is that of the sign over all pasts", arguments: [true, false])
  func pasts(turns: Bool) throws {
    let known = KnownPasts(
      source: "the test", madeFrom: Clinic("three").pastDigest(without: ["arrivals"]),
      unknowns: ["arrivals"], dates: ["2020-02-01"], counts: [],
      pasts: (0..<64).map { number in
        KnownPasts.Past(
          replication: number + 1, lineage: [0], weight: 1, simulated: [],
          values: [.number(16 + Double(number) / 5)])
      })
    let draws = PastDraws(known, replications: 64)
    let sweep = Sweep(try Plan(comparing: Self.clinics(64), from: draws))
    var states = try SweepStates(sweep, outcomes: [])
    var builder = ComparisonBuilder(sweep.first)
    var normals = Normals(5)
    for number in 1...64 {
      guard case .number(let arrivals) = draws.draw(number).past.values[0] else { continue }
      // At 19 patients a day the sign turns, well below the mean.
      let own = replication(
        number, longer: normals.next(mean: turns ? (arrivals - 19) / 10 : 1, sd: 0.02))
      states.add(Sweep.Future(state: 0, replication: number), own)
      builder.add(own)
    }
    states.finish()
    let condition = try #require(
      AnswerCondition(
        states, of: builder.comparison(checks: []), deep: ["arrivals", "x.law"]))
    #expect(condition.source == .pasts(futures: 64) && condition.notLookedAt == ["x.law"])
    let found = try found(condition)
    #expect(found.verdict == .worse)
    #expect(found.unknowns.map(\.standing) == [turns ? .turns : .holds])
    let sentences = condition.sentences(of: found)
    #expect(
      sentences[0] == "worse; its sign holds for \(turns ? 0 : 1) of 1 unknown"
        + (turns ? ", turns with 1" : ""))
    #expect(sentences.count == (turns ? 2 : 1))
    if turns {
      #expect(abs((Double(found.unknowns[0].points[0].prefix { $0 != " " }) ?? 0) - 19) < 0.2)
    }
    #expect(condition.notes[0].hasPrefix("In 64 futures unknowns vary with the pasts"))
  }

  @Test("has a row for each unknown, also for one that was not looked at")
  func table() throws {
    let condition = AnswerCondition(
      try drivers(states(centre: Self.around(1))), of: try comparison(1, sd: 0.002),
      deep: ["x.law"])
    let table = condition.table
    let rows = table.rows.map {
      Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), $0))
    }
    #expect(rows.count == 5)
    #expect(rows.map { $0["unknown"] }.last == .text("x.law"))
    #expect(rows.last?["standing"] == .text("not looked at"))
    #expect(rows[0]["standing"] == .text("turns") && rows[0]["futures"] == .whole(4))
    guard case .number(let low)? = rows[0]["difference_at_low"] else {
      Issue.record("no difference")
      return
    }
    #expect(agree(low, -1, within: 0.01))
    #expect(AnswerCondition(because: "").table.rows.isEmpty)
  }
}
