// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
import CordonModel
public import Declarations
import Designs
import Experiments
public import ScenarioFiles

/// The plan of a calibration, whatever its model.
public struct PlannedCalibration: Sendable {
  /// Which unknowns are learnt from which counts.
  public let calibration: Calibration
  /// How many independent pasts are enough.
  public let enough: Double
  /// The digest of everything but the unknowns that decides what happens in a past.
  public let madeFrom: String
  /// Simulates so many pasts, and returns how many seconds that took.
  let pilot: @Sendable (_ pasts: Int) -> Double

  /// With fewer independent pasts than this a calibration says nothing.
  public static let fewest = 100.0
}

extension PlannedStudy {
  /// Plans a calibration of any model, without files.
  ///
  /// - Parameters:
  ///   - problem: What to learn, and from what.
  ///   - name: The name of the study.
  ///   - enough: How many independent pasts are enough.
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
  /// How many pasts an island has at most, by default.
  public static let islandSize = 200
  /// How many pasts the pilot simulates.
  private static let pilotPasts = 12
  /// The share of a time budget that is for simulation; the rest is for reading and writing.
  private static let plannedShare = 0.93

  /// The calibration that the files ask for.
  func calibration(of study: LoadedStudy, _ sample: Sample) throws -> PlannedStudy {
    let scenario = study.scenarios[0].scenario
    let record = scenario.recordedCounts
    guard !study.uncertainties.isEmpty else {
      throw RequestFault(
        "\(files[0]) has no unknowns: `uncertainties` gives them priors (docs/calibration.md)"
      )
    }
    guard record.contains(where: { $0.likelihood != nil }) else {
      throw RequestFault(
        "\(files[0]) has no count with a `likelihood` from \(scenario.settings.start) to "
          + "\(scenario.settings.policyFrom), when policies part: nothing can be learnt")
    }
    let lost = study.uncertainties.compactMap { unknown in
      scenario.firstDatedPath(of: unknown.path).map { "\(unknown.path) (\($0))" }
    }
    guard lost.isEmpty else {
      throw RequestFault(
        "a prior is of the whole run, and \(files[0]) changes by date: \(lost.joined(separator: ", ")). "
          + "Give `PATH@DATE` a prior, as named here, or leave the values without dates")
    }
    let problem: CalibrationProblem<Scenario>
    do {
      problem = try CalibrationProblem(
        scenario, unknowns: study.uncertainties, record: record, pasts: sample.pasts,
        most: sample.most, islands: sample.islands)
    } catch {
      throw RequestFault("the uncertainties cannot be sampled: \(error)")
    }
    var planned = PlannedStudy(
      request: self, sweep: problem.sweep(named: "pasts of \(scenario.name)"),
      loaded: [study.scenarios[0]], inputs: study.inputs, warnings: study.warnings)
    planned.calibration = PlannedCalibration(problem, enough: sample.effective)
    return planned
  }

  /// Plans as many islands as there is time for; a pilot of a few pasts measures the pace.
  ///
  /// From then on the plan is a number of pasts, so the results do not depend on the machine's speed.
  ///
  /// - Parameters:
  ///   - seconds: The time there is.
  ///   - threads: How many islands are simulated at a time.
  ///   - search: The folders in which this process looks for files.
  /// - Returns: The request, with two islands or more of equal size.
  /// - Throws: The faults of the plan.
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
    sample.most = sample.most.map { max(size, $0) }
    request.sample = sample
    return request
  }
}
