// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Designs
import Experiments
import OutcomeTables

/// Everything that a calibration found, for programs.
public struct CalibrationFindings: Encodable, Sendable {
  /// What is known of an unknown number, before and after the record.
  public struct Parameter: Encodable, Sendable {
    /// The path of the unknown.
    public let path: String
    /// The prior, as a file says it.
    public let prior: String
    /// The unit of the numbers.
    public let unit: String
    /// The posterior's mean.
    public let mean: Double?
    /// The standard error of the mean.
    public let standardError: Double?
    /// The prior's quantiles at 5, 25, 50, 75 and 95 %.
    public let priorQuantiles: [Double]
    /// The posterior's quantiles at the same shares.
    public let quantiles: [Double]
    /// By how much the variance shrank, as a share of the prior's.
    public let contraction: Double?
    /// Whether the record says next to nothing about it.
    public let isSetByPrior: Bool
  }

  /// A level of an unknown that is no number.
  public struct Level: Encodable, Sendable {
    /// The path of the unknown.
    public let path: String
    /// The level, as a file says it.
    public let level: String
    /// Its share before the record.
    public let prior: Double
    /// Its share after it.
    public let posterior: Double
  }

  /// The predicted law of an observation.
  public struct Prediction: Encodable, Sendable {
    /// Its quantile at 5 %.
    public let p05: Double?
    /// Its median.
    public let p50: Double?
    /// Its quantile at 95 %.
    public let p95: Double?
    /// The share of it that lies below the observed value.
    public let shareBelow: Double?
    /// How many independent pasts it rests on.
    public let effectiveSize: Double
  }

  /// A count of the record.
  public struct Count: Encodable, Sendable {
    /// The outcome.
    public let outcome: String
    /// The months that are meant.
    public let period: String
    /// What was observed.
    public let observed: Double
    /// The likelihood of the observed value, given that of a run; nil if the count is not fitted.
    public let likelihood: String?
    /// The mean of the simulated values.
    public let simulatedMean: Double?
    /// The prediction by the whole record.
    public let prediction: Prediction
    /// The prediction by the other counts alone; nil if the count is not fitted.
    public let leftOut: Prediction?
  }

  /// Two unknowns that are correlated.
  public struct Pair: Encodable, Sendable {
    /// The first.
    public let first: String
    /// The second.
    public let second: String
    /// Their correlation in the pasts that match.
    public let correlation: Double
  }

  /// The study's folder.
  public let path: String
  /// Whether anything was run.
  public let isNew: Bool
  /// How many pasts were simulated.
  public let pasts: Int
  /// How many islands simulated them.
  public let islands: Int
  /// How many islands failed.
  public let failedIslands: Int
  /// Why islands failed: the first few reasons, each once.
  public let failures: [String]
  /// How many islands have no past that fits.
  public let emptyIslands: Int
  /// How many islands have fewer pasts that fit than they should, since they met the bound of the plan.
  public let shortIslands: Int
  /// How many independent pasts match the record.
  public let effectiveSize: Double
  /// From how many different beginnings the matching pasts come.
  public let ancestors: Int
  /// Whether there are enough of them to say anything.
  public let isUsable: Bool
  /// The logarithm of the probability of the record.
  public let logEvidence: Double?
  /// The standard error of that probability, as a share of it.
  public let evidenceError: Double?
  /// The digest of everything that decides what happens in a past.
  public let madeFrom: String
  /// What is known of unknown numbers.
  public let parameters: [Parameter]
  /// What is known of unknowns that are no numbers.
  public let levels: [Level]
  /// Unknowns that are correlated.
  public let pairs: [Pair]
  /// The counts of the record.
  public let counts: [Count]
  /// Sentences on the calibration itself.
  public let verdict: [String]
  /// What the study found when it checked itself.
  public let checks: [Findings.CheckReport]

  init(_ found: CalibrationAssessment, path: String, isNew: Bool) {
    let posterior = found.posterior
    self.path = path
    self.isNew = isNew
    pasts = found.simulated
    islands = posterior.logEvidences.count
    failedIslands = found.runs.failed
    failures = found.reasons
    emptyIslands = found.emptyIslands
    shortIslands = found.shortIslands
    effectiveSize = found.effectiveSize
    ancestors = posterior.ancestors
    isUsable = found.isUsable
    logEvidence = posterior.logEvidence.ifFinite
    evidenceError = posterior.evidenceError.ifFinite
    madeFrom = found.madeFrom
    parameters = posterior.unknowns.indices.compactMap { index in
      let unknown = posterior.unknowns[index]
      return posterior.learnt(index).map { learnt in
        Parameter(
          path: unknown.path, prior: unknown.text, unit: unknown.kind.unit?.canonical.name ?? "",
          mean: learnt.mean.ifFinite, standardError: learnt.standardError.ifFinite,
          priorQuantiles: learnt.priorQuantiles, quantiles: learnt.quantiles.filter(\.isFinite),
          contraction: learnt.contraction.ifFinite, isSetByPrior: learnt.isSetByPrior)
      }
    }
    levels = posterior.unknowns.indices.flatMap { index in
      let unknown = posterior.unknowns[index]
      return (posterior.levels(index) ?? []).map {
        Level(
          path: unknown.path, level: unknown.kind.text(of: $0.level), prior: $0.prior,
          posterior: $0.posterior)
      }
    }
    pairs = posterior.correlations().map {
      Pair(first: $0.first, second: $0.second, correlation: $0.value)
    }
    counts = found.counts.map { check in
      Count(
        outcome: check.count.outcome, period: check.count.period.description,
        observed: check.count.observed, likelihood: check.count.likelihood?.text,
        simulatedMean: check.simulatedMean.ifFinite, prediction: Prediction(check.prediction),
        leftOut: check.leftOut.map(Prediction.init))
    }
    verdict = found.verdict
    checks = found.checks.map {
      Findings.CheckReport(result: $0.result.rawValue, finding: $0.finding)
    }
  }
}

extension CalibrationFindings.Prediction {
  fileprivate init(_ prediction: CountCheck.Prediction) {
    p05 = prediction.quantiles[1].ifFinite
    p50 = prediction.quantiles[2].ifFinite
    p95 = prediction.quantiles[3].ifFinite
    shareBelow = prediction.shareBelow.ifFinite
    effectiveSize = prediction.effectiveSize
  }
}

extension StudyEnding {
  /// What a calibration found, for programs; nil for other studies.
  public var calibrationFindings: CalibrationFindings? {
    calibration.map { CalibrationFindings($0, path: folder.path, isNew: isNew) }
  }
}
