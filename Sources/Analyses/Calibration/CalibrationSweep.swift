// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Designs
public import Experiments
import Glibc

extension CalibrationProblem {
  /// How many pasts the check of a calibration simulates again.
  private static var repeated: Int { 8 }

  /// The islands as tasks of a study; the pasts of an island are the parts of its task.
  ///
  /// - Parameter name: The name of the study.
  /// - Returns: A sweep of one state, whose replications are the islands.
  public func sweep(named name: String) -> Sweep {
    let statements =
      scenario.pastStatements(without: calibration.unknowns.map(\.path))
      + calibration.unknowns.map { StatedValue(path: "unknown \($0.path)", words: $0.text) }
      + calibration.record.map { count in
        StatedValue(
          path: "record \(count.words)",
          words: "\(count.observed), \(count.likelihood?.text ?? "predicted")")
      } + [StatedValue(path: "pasts of an island", words: "\(calibration.pasts)")]
      + (calibration.goesOn
        ? [StatedValue(path: "pasts at a date at most", words: "\(calibration.most)")] : [])
    let tasks = Tasks(
      name: name, count: calibration.islands, parts: (1...calibration.pasts).map { "past \($0)" },
      numbers: calibration.columns, statements: statements,
      perform: { number in
        let island = island(number - 1)
        giveBackFreedMemory()
        return calibration.outcomes(of: island)
      }, checks: checks)
    return Sweep(Plan(tasks, for: scenario))
  }

  /// Whether pasts are the same when they are simulated again from their lineage.
  private func checks() -> [Check] {
    let island = island(0, size: min(Self.repeated, calibration.pasts))
    let last = calibration.dates[calibration.dates.count - 1]
    let kept = island.pasts.filter { $0.logLikelihood > -.infinity }
    for past in kept {
      let again = simulated(by: run(past, until: last))
      let isSame = zip(again, past.simulated).allSatisfy { $0.bitPattern == $1.bitPattern }
      guard isSame else {
        return [
          Check(
            .failed,
            "the past of point \(past.point + 1) differs when it is simulated again from its lineage"
          )
        ]
      }
    }
    return [
      Check(
        .passed,
        "\(counted(kept.count, "past")) of the first island, simulated again from their lineage, have the same "
          + "counts, bit for bit")
    ]
  }

  /// The value of each count of the record in a run.
  func simulated(by run: Scenario.Run) -> [Double] {
    let (months, values) = run.closedMonths
    return zip(calibration.record, outcomes).map { count, outcome in
      count.period.value(
        of: outcome.index, among: Scenario.outcomes, months: months, values: values)?.value ?? .nan
    }
  }
}

// An island as the numbers of a task: point, weight, likelihood, lineage and counts of each past. The whole has its
// evidence, and in the columns of the lineage how many pasts it simulated to reach each date.
extension Calibration {
  private enum Head: String, CaseIterable {
    case point
    case logWeight = "log-weight"
    case logLikelihood = "log-likelihood"
  }

  /// The columns of a past.
  var columns: OutcomeSet {
    let names =
      Head.allCases.map(\.rawValue) + steps.map { "lineage-\($0.day)" }
      + record.indices.map { "count-\($0 + 1)" }
    return OutcomeSet(
      names.map { name in
        Outcome(
          name: name, section: Outcome.Section("Pasts", drivers: []), unit: "number",
          monthlyUnit: "number", summary: "A number of a past.", better: .none, matters: 0)
      })
  }

  /// What a study keeps of an island.
  func outcomes(of island: Island) -> RunOutcomes {
    let width = Head.allCases.count + steps.count + record.count
    var whole = [Double](repeating: .nan, count: width)
    whole[1] = island.logEvidence
    for (step, drawn) in island.drawn.enumerated() {
      whole[Head.allCases.count + step] = Double(drawn)
    }
    let pasts = zip(island.pasts, island.weights.values).map { past, weight in
      [Double(past.point), log(weight), past.logLikelihood] + past.lineage.map(Double.init)
        + past.simulated
    }
    return RunOutcomes(counted: whole, areas: pasts, months: [], monthly: [], events: 0)
  }

  /// The island that a study has kept; nil if its task failed.
  public func island(_ number: Int, from outcomes: RunOutcomes) -> Island? {
    guard outcomes.failure == nil, outcomes.areas.count == pasts else { return nil }
    let first = Head.allCases.count
    let pasts = outcomes.areas.map { numbers in
      let point = Int(numbers[0])
      return Past(
        point: point, lineage: numbers[first..<(first + steps.count)].map { Int($0) },
        values: values(ofPoint: point), logLikelihood: numbers[2],
        simulated: Array(numbers[(first + steps.count)...]))
    }
    return Island(
      number: number, pasts: pasts, weights: Weights(logarithms: outcomes.areas.map { $0[1] }),
      logEvidence: outcomes.counted[1],
      drawn: outcomes.counted[first..<(first + steps.count)].map { $0.isNaN ? 0 : Int($0) })
  }
}
