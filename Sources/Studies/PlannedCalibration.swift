// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
import CordonModel
public import Declarations
import Designs
import Experiments
public import ScenarioFiles

/// A calibration as a study plans it, whatever its model.
public struct PlannedCalibration: Sendable {
  /// Which unknowns are learnt from which counts.
  public let calibration: Calibration
  /// With how many independent pasts it is enough.
  public let enough: Double
  /// The digest of everything that decides what happens in a past, but for the unknowns.
  public let madeFrom: String
  /// Simulates so many pasts, and says how many seconds that took.
  let pilot: @Sendable (_ pasts: Int) -> Double

  /// The fewest independent pasts on which anything is said.
  public static let fewest = 100.0
}

extension PlannedStudy {
  /// The calibration of a scenario of any model, which no files ask for.
  ///
  /// - Parameters:
  ///   - problem: What is to be learnt.
  ///   - name: The name of the study.
  ///   - enough: With how many independent pasts it is enough.
  public init(
    calibrating problem: CalibrationProblem<some StudyModel>, named name: String,
    enough: Double = .infinity
  ) {
    self.init(problem.sweep(named: name))
    calibration = PlannedCalibration(problem, enough: enough)
  }
}

extension PlannedCalibration {
  init(_ problem: CalibrationProblem<some StudyModel>, enough: Double) {
    calibration = problem.calibration
    self.enough = enough
    madeFrom = problem.scenario.pastDigest(without: problem.calibration.unknowns.map(\.path))
    pilot = { pasts in
      let start = ContinuousClock.now
      _ = problem.island(0, size: pasts)
      return start.duration(to: .now).seconds
    }
  }
}

extension StudyRequest {
  /// The most pasts of an island, unless another number is asked for.
  public static let islandSize = 200
  /// How many pasts the pilot simulates.
  private static let pilotPasts = 12
  /// Which share of a budget is planned for: the rest is for reading and writing.
  private static let plannedShare = 0.93

  /// The calibration that the files ask for.
  func calibration(of study: LoadedStudy, _ sample: Sample) throws -> PlannedStudy {
    let scenario = study.scenarios[0].scenario
    let record = scenario.recordedCounts
    guard !study.uncertainties.isEmpty else {
      throw RequestFault(
        "\(files[0]) says of nothing that it is not known: `uncertainties` has priors (docs/calibration.md)"
      )
    }
    guard record.contains(where: { $0.likelihood != nil }) else {
      throw RequestFault(
        "\(files[0]) has no count with a `likelihood` between \(scenario.settings.start) and "
          + "\(scenario.settings.policyFrom), when policies part: nothing can be learnt")
    }
    let problem: CalibrationProblem<Scenario>
    do {
      problem = try CalibrationProblem(
        scenario, unknowns: study.uncertainties, record: record, pasts: sample.pasts,
        islands: sample.islands)
    } catch {
      throw RequestFault("the uncertainties cannot be sampled: \(error)")
    }
    var planned = PlannedStudy(
      request: self, sweep: problem.sweep(named: "pasts of \(scenario.name)"),
      loaded: [study.scenarios[0]], inputs: study.inputs, warnings: study.warnings)
    planned.calibration = PlannedCalibration(problem, enough: sample.effective)
    return planned
  }

  /// The same calibration with as many islands as there is time for, by a pilot of a few pasts.
  ///
  /// From then on the plan is a number of pasts: it gives the same bytes however long it takes.
  ///
  /// - Parameters:
  ///   - seconds: The time there is.
  ///   - threads: How many islands are simulated at a time.
  ///   - search: The folders in which this process looks for files.
  /// - Returns: The request, with two islands or more of equal size.
  /// - Throws: What the plan throws.
  public func within(
    seconds: Double, threads: Int, searching search: SearchPath
  ) throws -> StudyRequest {
    guard var sample else { return self }
    sample.islands = 1
    var request = self
    request.sample = sample
    guard let planned = try request.plan(searching: search).calibration else { return self }
    let each = planned.pilot(Self.pilotPasts) / Double(Self.pilotPasts)
    let pasts = max(8, Int(seconds * Self.plannedShare * Double(threads) / each))
    // Each thread has the same number of islands, so that none waits for another.
    let size = min(sample.pasts, max(4, pasts / (2 * threads)))
    sample.islands = max(2, pasts / size / threads * threads)
    sample.pasts = size
    request.sample = sample
    return request
  }
}
