// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
import Declarations
public import Experiments
public import OutcomeTables

/// What a calibration found, read from its results in the order of the plan.
public struct CalibrationAssessment: Sendable {
  /// What the record says of the unknowns.
  public let posterior: Posterior
  /// What the pasts say of the counts.
  public let counts: [CountCheck]
  /// How many independent pasts are enough.
  public let enough: Double
  /// The digest of everything that decides what happens in a past.
  public let madeFrom: String
  /// How many islands are planned, are there, and failed.
  public let runs: Manifest.Runs
  /// What the study found when it checked itself.
  public let checks: [Check]
  /// Why islands failed: the first few reasons, each once.
  public let reasons: [String]

  init(of planned: PlannedCalibration, _ sweep: Sweep, in store: StudyStore) throws {
    var runs = Manifest.Runs(planned: sweep.runs, there: 0, failed: 0)
    var reasons: [String] = []
    var islands: [Island] = []
    try store.forEachFuture(of: sweep) { future, replication in
      runs.there += 1
      let outcomes = replication.runs[0]
      if let island = planned.calibration.island(future.replication - 1, from: outcomes) {
        islands.append(island)
      } else {
        runs.failed += 1
        let reason = outcomes.failure ?? "an island is not whole"
        if reasons.count < 5, !reasons.contains(reason) { reasons.append(reason) }
      }
    }
    posterior = Posterior(islands, of: planned.calibration)
    counts = islands.isEmpty ? [] : posterior.countChecks()
    enough = planned.enough
    madeFrom = planned.madeFrom
    checks = try store.checks()
    (self.runs, self.reasons) = (runs, reasons)
  }

  /// How many independent pasts there are.
  public var effectiveSize: Double { posterior.effectiveSize }
  /// Whether there are enough independent pasts to say anything.
  public var isUsable: Bool { effectiveSize >= PlannedCalibration.fewest }
  /// How many pasts were simulated from their beginning.
  public var simulated: Int {
    guard posterior.calibration.goesOn else { return posterior.pasts.count }
    return posterior.drawn.reduce(0) { $0 + ($1.first ?? 0) }
  }
  /// How many islands have no past that fits.
  public var emptyIslands: Int { posterior.logEvidences.count { $0 == -.infinity } }
  /// How many islands have fewer pasts that fit than they should, since they met the bound of the plan; 0 if islands do
  /// not go on.
  public var shortIslands: Int {
    let calibration = posterior.calibration
    guard calibration.goesOn else { return 0 }
    return zip(posterior.drawn, posterior.logEvidences).count { drawn, evidence in
      evidence > -.infinity && drawn.contains(calibration.most)
    }
  }

  /// The counts that do not agree with what the other counts predict.
  public var misfits: [CountCheck] {
    counts.filter { check in
      check.leftOut.map { !$0.holds && $0.effectiveSize >= Posterior.fewestForPrediction } ?? false
    }
  }

  /// Sentences on the calibration itself.
  public var verdict: [String] {
    let size = grouped(Int(effectiveSize.rounded(.down)))
    var sentences: [String] = []
    if !isUsable {
      let needed = PlannedCalibration.fewest
      let times = effectiveSize > 0 ? (needed / effectiveSize * 1.3).rounded(.up) : .infinity
      sentences.append(
        "REFUSED: \(size) independent pasts match the record, and fewer than \(Int(needed)) say nothing"
      )
      sentences.append(
        times <= 30
          ? "about \(Int(times)) times as many pasts would help (`cordon extend` with --replications "
            + "\(Int(times) * runs.planned)), or priors without values that are known to be wrong"
          : "more pasts would not help: the priors hardly ever lead to these counts. Either the priors leave out "
            + "the true values, or a count measures something else than its outcome"
      )
    } else if effectiveSize < enough, enough.isFinite {
      let times = enough / effectiveSize * 1.1
      sentences.append(
        "\(size) independent pasts match the record, where \(grouped(Int(enough))) are asked for: "
          + "`cordon extend` with --replications \(Int((times * Double(runs.planned)).rounded(.up))) adds more"
      )
    } else {
      sentences.append("\(size) independent pasts match the record")
    }
    for misfit in misfits {
      let others = counts.filter { $0.leftOut != nil && $0.count != misfit.count }
      sentences.append(
        "\(misfit.count.words) cannot be fitted together with "
          + others.map(\.count.words).joined(separator: ", ")
          + ": of the pasts that match these, a share of "
          + "\(((misfit.leftOut?.shareBelow ?? 0) * 1_000).rounded() / 1_000) would give less than the "
          + "observed \(grouped(Int(misfit.count.observed)))")
    }
    if misfits.isEmpty, isUsable {
      sentences.append("every count that could be left out agrees with what the others predict")
    }
    return sentences + (isUsable ? learningSentences : []) + islandSentences
  }

  /// What the record taught, and what it did not.
  private var learningSentences: [String] {
    var (learnt, set): ([String], [String]) = ([], [])
    for (index, path) in posterior.paths.enumerated() {
      if let unknown = posterior.learnt(index) {
        let share = Int((unknown.contraction * 100).rounded())
        if unknown.isSetByPrior {
          set.append(path)
        } else {
          learnt.append("\(path) (\(share) % less variance)")
        }
      } else {
        if posterior.levelsAreSetByPrior(index) { set.append(path) } else { learnt.append(path) }
      }
    }
    return [
      learnt.isEmpty
        ? "the record taught next to nothing of any unknown alone"
        : "the record taught something of \(learnt.joined(separator: ", "))",
      set.isEmpty
        ? "no unknown is set by its prior"
        : "set by the prior, since the record says next to nothing of \(inflected(set.count, "it", "them")): \(set.joined(separator: ", "))",
    ]
  }

  /// Sentences on islands without a past that fits, or with too few of them.
  private var islandSentences: [String] {
    let calibration = posterior.calibration
    let islands = posterior.logEvidences.count
    var sentences: [String] = []
    if emptyIslands > 0 {
      sentences.append(
        "in \(counted(emptyIslands, of: islands, "island")) no past fits the record; "
          + "\(inflected(emptyIslands, "it counts", "they count")) as \(inflected(emptyIslands, "a try", "tries")) that "
          + "failed when the record's probability is told, and \(inflected(emptyIslands, "has", "have")) no past among those that match"
          + (calibration.goesOn
            ? "" : ": with --most an island goes on until as many fit as it has"))
    }
    if shortIslands > 0 {
      sentences.append(
        "in \(counted(shortIslands, of: islands, "island")) fewer than \(grouped(calibration.pasts)) pasts fit after "
          + "\(grouped(calibration.most)) were simulated to reach a date")
    }
    return sentences
  }
}
