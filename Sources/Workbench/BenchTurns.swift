// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import CordonModel
import Declarations
import Experiments
import ScenarioFiles
import Studies

/// Where differences change their sign with one unknown: the answer's futures once more, with the unknown at both ends of
/// its plausible range.
///
/// It is the sweep `design: ends` of one unknown, and what is said of it is what `cordon drivers` says.
final class BenchTurns: Sendable {
  /// What is told of it.
  struct Told: Encodable {
    /// A value at which a sign turns, in the unit of the slider.
    struct Turn: Encodable {
      let value: Double
      let words: String
    }

    /// The unknown.
    let path: String
    /// How many futures each value has.
    let futures: Int
    /// The values at which a sign turns within the plausible range.
    let turns: [Turn]
    /// What turns, or may, and how much is not known.
    let sentences: [String]
  }

  /// How many futures each value is given, and after how many it is told what turns.
  static let futures = (most: 20, shown: 12)

  /// The unknown.
  let path: String
  private let sweep: Sweep
  private let scale: SliderScale
  /// One for each value of the unknown, the central one first.
  private let watches: [BenchWatch]

  /// The watches of a sweep over the ends of an unknown.
  ///
  /// - Throws: All reasons why one of its values cannot be simulated.
  init(_ planned: PlannedStudy, of path: String, in scale: SliderScale) throws(PlanFaults) {
    sweep = planned.sweep
    self.path = path
    self.scale = scale
    var watches: [BenchWatch] = []
    for state in 0..<planned.sweep.states {
      watches.append(
        BenchWatch(
          of: try planned.sweep.plan(ofState: state), in: planned, target: Self.futures.most))
    }
    self.watches = watches
  }

  /// How many futures all values have.
  var count: Int { watches.map(\.count).min() ?? 0 }

  /// Has its futures simulated for a while.
  func serve(by worker: BenchWorker) {
    for watch in watches.reversed() {
      watch.want(for: .seconds(5))
      worker.serve(watch)
    }
  }

  /// What turns with the unknown, of the outcomes that are shown; nil while there are too few futures.
  func told(of outcomes: [Outcome]) -> Told? {
    let count = count
    guard count >= Self.futures.shown else { return nil }
    guard var drivers = SweepDrivers(sweep), let unknown = drivers.unknowns.first else {
      return Told(
        path: path, futures: count, turns: [],
        sentences: [
          "The central value is an end of its plausible range: there are no two sides to look at."
        ])
    }
    for (state, watch) in watches.enumerated() {
      for replication in watch.snapshot.kept.prefix(count) {
        drivers.add(Sweep.Future(state: state, replication: replication.number), replication)
      }
    }
    let found = drivers.findings.filter { outcomes.contains($0.outcome) }
    var (turns, sentences): ([Told.Turn], [String]) = ([], [])
    var (holding, open) = (0, 0)
    for one in found {
      guard let finding = one.switches.first ?? nil else { continue }
      let name = "\(one.outcome.title), \(one.second)"
      switch finding.answer {
      case .nowhere: holding += 1
      case .notKnown: open += 1
      case .within(let points):
        turns += points.map { Told.Turn(value: scale($0.value), words: "The sign turns: \(name)") }
      case .beyond: if !finding.reachesOut { holding += 1 }
      }
      if let driver = one.tornado.drivers.first,
        let words = drivers.switchWords(of: driver, in: one, onlyWithin: true)
      {
        sentences.append("\(name): \(words).")
      }
    }
    let values = drivers.values(of: unknown)
    let range = "\(values.low) to \(values.high)"
    sentences.append(
      "Of \(counted(found.count, "difference")) from \(sweep.first.policies[sweep.first.baseline]) \(holding) "
        + "keep their sign from \(range)"
        + (open > 0 ? "; of \(open) the futures are too few to say" : "") + ".")
    return Told(path: path, futures: count, turns: turns, sentences: sentences)
  }
}

extension Bench {
  /// The sweep that has an unknown at both ends of its plausible range, and everything else as in a setting.
  ///
  /// - Throws: ``BenchFaults`` if there is no such unknown, or the sweep cannot be planned.
  func ends(of unknown: String, in setting: BenchSetting) throws(BenchFaults) -> PlannedStudy {
    guard unknowns.contains(where: { $0.path == unknown }) else {
      throw BenchFaults([self.unknown(unknown, "unknown", at: unknown, among: unknowns.map(\.path))]
      )
    }
    var question = setting.question
    question.unknowns?[unknown] = nil
    let (policies, reference) = (
      setting.plan.policies, setting.plan.policies[setting.plan.reference]
    )
    var faults: [BenchFault] = []
    var text = export(question, policies.filter { $0 != StatusQuo.name }, &faults)
    guard faults.isEmpty else { throw BenchFaults(faults) }
    text.add("states:")
    text.add("  design: ends")
    text.add("  vary:")
    text.add(4, ScenarioText.key(unknown), "plausible", as: unknown)
    do {
      return try Self.plan(
        text.text, at: path, from: copies, values: values, pasts: from, search, directory,
        statusQuo: .ifPossible, isWaterfall: false, verb: .sweep, baseline: reference)
    } catch { throw BenchFaults(self.faults(error, in: text)) }
  }

  /// How the slider of an unknown counts; nil if there is no such number.
  func scale(of unknown: String) -> SliderScale? {
    guard let kind = Scenario.catalogue[unknown]?.kind, case .number(let unit, _, _, _) = kind
    else {
      return nil
    }
    return SliderScale(unit)
  }
}
