// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import CGSL
import Clinic
import Declarations
import Experiments
import StatisticalTesting
import Statistics
import Testing

/// How often the intervals that verbs print hold the truth: whole analyses of 200 sweeps whose answer is known.
///
/// The probability that any test of a suite rejects although all is right is about 1e-3.
@Suite("The intervals that verbs print")
struct VerbCoverageTests {
  private static let studies = 200

  /// A sweep whose states draw three unknowns evenly from 0 to 1.
  ///
  /// The waits of a policy are a function of these with noise; those of the other policy are noise alone. Half of the
  /// noise is common to both.
  private func states(
    _ study: Int, count: Int = 128, replications: Int = 4, noise: Double,
    _ function: ([Double]) -> Double
  ) throws -> SweepStates {
    var normals = Normals(study, 11)
    let values = (0..<count).map { _ in (0..<3).map { _ in normals.uniform() } }
    let scenarios = [Clinic("three"), Clinic("four", nurses: 4)].map { clinic in
      var clinic = clinic
      clinic.replications = replications
      return clinic
    }
    let sweep = try Sweep(
      name: "coverage",
      factors: ["x.one", "x.two", "x.three"].map {
        Sweep.Factor(path: $0, kind: .any, summary: "")
      },
      states: count, luck: .own, design: .sample, detail: [],
      values: { state in values[state].map { .number($0) } }, scenarios: { _ in scenarios })
    var states = try SweepStates(sweep, outcomes: ["wait"])
    for position in 0..<sweep.futures {
      let future = sweep.future(at: position)
      let common = normals.next(sd: noise * 0.5.squareRoot())
      let waits = [
        function(values[future.state]) + common + normals.next(sd: noise * 0.5.squareRoot()),
        common,
      ]
      states.add(
        future,
        Replication(
          number: future.replication,
          runs: waits.map {
            RunOutcomes(counted: [0, $0, 0], areas: [], months: [], monthly: [], events: 0)
          }))
    }
    states.finish()
    return states
  }

  /// The cells of rows of an analysis, by the names of the columns.
  private func rows(
    _ states: SweepStates, _ analysis: SweepStates.Analysis, seed: Int
  ) throws -> [[String: AnalysisTable.Cell]] {
    let table = try states.findings(analysis, seed: seed).tables[0]
    return table.rows.map { row in
      Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row))
    }
  }

  /// How often each interval held the truth, and how often one was printed.
  private struct Tally {
    var printed: [String: Int] = [:]
    var held: [String: Int] = [:]

    mutating func add(_ name: String, _ low: Double, _ high: Double, truth: Double) {
      printed[name, default: 0] += 1
      // What comes out exactly, such as nothing for an unknown in vain, holds up to rounding.
      if low <= truth + 1e-12, truth - 1e-12 <= high { held[name, default: 0] += 1 }
    }

    func require(_ share: ClosedRange<Double>, of names: [String], tests: Int) {
      for name in names {
        let printed = printed[name, default: 0]
        #expect(printed > VerbCoverageTests.studies / 2, "\(name): \(printed) printed")
        let test = coverageTest(held[name, default: 0], of: printed, share: share, tests: tests)
        #expect(!test.isRejected, "\(name): \(test)")
      }
    }
  }

  /// A plane: at 0.6 of the first unknown its mean over the others is 0; the third is in vain.
  private func plane(_ x: [Double]) -> Double { 1.2 * (x[0] - 0.6) + 0.8 * (x[1] - 0.5) }

  /// The mean of what is above 0 of the plane, over a fine grid.
  private var gainOfAll: Double {
    let points = 2_000
    var sum = 0.0
    for one in 0..<points {
      // Along the second unknown the plane runs from `low` to `low` + 0.8.
      let low = plane([(Double(one) + 0.5) / Double(points), 0])
      let high = max(0, low + 0.8)
      sum += (high * high - max(0, low) * max(0, low)) / 1.6
    }
    return sum / Double(points)
  }

  @Test("of shares and indices hold the truth of a plane", arguments: [0.0, 0.8])
  func sensitivity(noise: Double) throws {
    let (first, second) = (1.44 / 12, 0.64 / 12)
    let variance = first + second
    let chance = noise * noise * 0.75
    let (ignorance, policy) = (variance / 4, (variance + 0.12 * 0.12) / 4)
    let all = chance + ignorance + policy
    let truth = [
      "chance": chance / all, "ignorance": ignorance / all, "policy": policy / all,
      "x.one": first / variance, "x.two": second / variance, "x.three": 0,
    ]
    var tally = Tally()
    for study in 1...Self.studies {
      for row in try rows(states(study, noise: noise, plane), .sensitivity, seed: study) {
        guard case .text(let part)? = row["part"], case .number(let low)? = row["ci_low"],
          case .number(let high)? = row["ci_high"], let truth = truth[part]
        else { continue }
        #expect(high <= 1 && low <= 1)
        tally.add(part, low, high, truth: truth)
      }
    }
    if noise > 0 { tally.require(0.9...0.98, of: ["chance"], tests: 20) }
    tally.require(0.9...0.99, of: ["ignorance", "policy", "x.three"], tests: 20)
    // Without noise a curve leaves nothing over of the first two together, and each alone is known from the other's.
    tally.require(0.9...0.99, of: ["x.one", "x.two"], tests: 20)
  }

  @Test("of indices hold the truth of the function of Ishigami")
  func ishigami() throws {
    let function = try TestFunction.ishigami()
    let exact = ["x.one", "x.two", "x.three"].enumerated().map { ($1, function.first[$0]) }
    let truth = Dictionary(uniqueKeysWithValues: exact)
    var tally = Tally()
    for study in 1...Self.studies {
      let states = try states(
        study, count: 400, replications: 2, noise: function.variance.squareRoot()
      ) { x in function.value(x.map { (2 * $0 - 1) * .pi } + [0]) }
      for row in try rows(states, .sensitivity, seed: study) {
        guard row["index"] == .text("first-order"), case .text(let part)? = row["part"],
          case .number(let low)? = row["ci_low"], case .number(let high)? = row["ci_high"],
          let truth = truth[part]
        else { continue }
        tally.add(part, low, high, truth: truth)
      }
    }
    tally.require(0.9...0.985, of: ["x.one", "x.two", "x.three"], tests: 20)
  }

  @Test("of switch points hold the value at which the plane's mean is 0", arguments: [0.0, 0.8])
  func switchPoints(noise: Double) throws {
    // Of the second unknown it would be at 0.65.
    let truth = ["x.one": 0.6, "x.two": 0.65]
    var tally = Tally()
    var inVain = 0
    for study in 1...Self.studies {
      for row in try rows(states(study, noise: noise, plane), .switchPoints, seed: study) {
        guard case .text(let unknown)? = row["unknown"], case .text(let low)? = row["low"],
          case .text(let high)? = row["high"]
        else { continue }
        guard let low = Double(low), let high = Double(high) else { continue }
        guard let truth = truth[unknown] else {
          inVain += 1
          continue
        }
        tally.add(unknown, low, high, truth: truth)
      }
    }
    tally.require(0.9...0.985, of: ["x.one", "x.two"], tests: 20)
    // A line of an unknown in vain has a root with bounds as often as a test of 5 % rejects.
    #expect(
      !coverageTest(inVain, of: Self.studies, share: 0...0.1, tests: 20).isRejected, "\(inVain)")
  }

  @Test("of the value of knowing hold that of an unknown and of a group")
  func valueOfInformation() throws {
    let noise = 0.8
    let truth = [
      // What the plane's mean over the other unknown has above 0; without knowledge its mean, -0.12, is taken.
      "x.one": 1.2 * 0.4 * 0.4 / 2, "x.two": 0.8 * 0.35 * 0.35 / 2, "x.three": 0,
      "x.*": gainOfAll,
    ]
    var tally = Tally()
    var (inner, outer, methodErrors) = (Statistics.Moments(), Statistics.Moments(), 0)
    for study in 1...Self.studies {
      for row in try rows(states(study, noise: noise, plane), .valueOfInformation, seed: study) {
        guard case .text(let what)? = row["what"], case .number(let low)? = row["ci_low"],
          case .number(let high)? = row["ci_high"]
        else { continue }
        if what == "everything" {
          inner.add(low)
          outer.add(high)
        } else if let truth = truth[what] {
          tally.add(what, low, high, truth: truth)
          if case .number(let error)? = row["method_error"], error < 0.05 { methodErrors += 1 }
        }
      }
    }
    #expect(methodErrors > Self.studies * 4 * 9 / 10, "\(methodErrors)")
    tally.require(0.88...0.99, of: ["x.one", "x.two", "x.three", "x.*"], tests: 20)
    // Everything is worth what the group is, as the third unknown is in vain: it lies between the two numbers.
    #expect(inner.mean <= gainOfAll + 4 * inner.standardError, "\(inner.mean), \(gainOfAll)")
    #expect(outer.mean >= gainOfAll - 4 * outer.standardError, "\(outer.mean), \(gainOfAll)")
    #expect(outer.mean - inner.mean < gainOfAll)
  }
}
