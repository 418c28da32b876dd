// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles
import Statistics

/// Writes a value as JSON; keys are sorted and a number that does not exist is left out.
func jsonText(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.keyEncodingStrategy = .convertToSnakeCase
  return try String(decoding: encoder.encode(value), as: UTF8.self) + "\n"
}

extension Double {
  /// The number where it is one: JSON knows neither NaN nor infinity.
  var ifFinite: Double? { isFinite ? self : nil }
}

/// Everything that a study found, for programs.
struct FindingsReport: Encodable {
  struct SummaryReport: Encodable {
    let policy: String
    let outcome: String
    let unit: String
    let n: Int
    let missing: Int
    let failed: Int
    let mean: Double?
    let sd: Double?
    let ciLow: Double?
    let ciHigh: Double?
    let interval: String
    let quantiles: [String: Double]
    let runsWithAny: Int
  }

  struct DifferenceReport: Encodable {
    let policyA: String
    let policyB: String
    let outcome: String
    let unit: String
    let n: Int
    let meanDifference: Double?
    let ciLow: Double?
    let ciHigh: Double?
    let interval: String
    let bootstrapLow: Double?
    let bootstrapHigh: Double?
    let better: String
    let lower: Int
    let equal: Int
    let higher: Int
    let gainFromPairing: Double?
    let matters: Double
    let verdict: Verdict
    let turning: Turning?
  }

  struct VerdictReport: Encodable {
    let policyA: String
    let policyB: String
    let outcome: String
    let better: String
    let statesMoreUnderA: Int
    let statesMoreUnderB: Int
    let statesAlike: Int
    let statesUndecided: Int
    let statesUnknown: Int
    let statesTurning: Int
    let mostByChance: Int
    let pairs: Int
    let equalPairs: Int
  }

  struct CheckReport: Encodable {
    let result: String
    let finding: String
  }

  struct ObservationReport: Encodable {
    let quantity: String
    let unit: String
    let outcome: String?
    let period: String?
    let observed: Double
    let grade: String
    let source: String
    let simulated: Double?
    let ciLow: Double?
    let ciHigh: Double?
    let p05: Double?
    let p95: Double?
  }

  let path: String
  let isNew: Bool
  let area: String?
  let policies: [String]
  /// What was set beside the files: `stings.streamed = 40%`.
  let assumptions: [String]
  let states: Int
  let replications: Int
  let seed: Int
  let failedRuns: Int
  /// Why runs failed: the first few reasons, each once.
  let failures: [String]
  /// How well differences are known, where the study was to go on until they are.
  let precision: [String]
  let summaries: [SummaryReport]
  let differences: [DifferenceReport]
  let verdicts: [VerdictReport]
  let checks: [CheckReport]
  let observations: [ObservationReport]

  init(_ assessment: Assessment, area: String?, path: String, isNew: Bool) {
    let comparison = assessment.ofArea ?? assessment.comparison
    self.path = path
    self.isNew = isNew
    self.area = area
    policies = assessment.sweep.policies
    assumptions = assessment.sweep.assumptions.map(\.description)
    states = assessment.sweep.states
    replications = assessment.sweep.replications.count
    seed = assessment.sweep.first.seed
    failedRuns = assessment.runs.failed
    failures = assessment.reasons
    precision = assessment.precision?.sentences ?? []
    // Of several states the tables have what each of them says.
    let isOne = states == 1
    summaries = isOne ? comparison.summaries.joined().map(SummaryReport.init) : []
    differences = isOne ? comparison.differences.joined().map(DifferenceReport.init) : []
    verdicts =
      isOne
      ? []
      : assessment.verdicts.all.joined().map { VerdictReport($0, of: assessment.sweep.policies) }
    checks = assessment.checks.map {
      CheckReport(result: $0.result.rawValue, finding: $0.finding)
    }
    observations = assessment.observed.map(ObservationReport.init)
  }
}

extension FindingsReport.VerdictReport {
  fileprivate init(_ verdicts: StateVerdicts, of policies: [String]) {
    policyA = policies[verdicts.first]
    policyB = policies[verdicts.second]
    outcome = verdicts.outcome.name
    better = verdicts.better.rawValue
    statesMoreUnderA = verdicts.moreUnderFirst
    statesMoreUnderB = verdicts.moreUnderSecond
    statesAlike = verdicts.alike
    statesUndecided = verdicts.undecided
    statesUnknown = verdicts.unknown
    statesTurning = verdicts.turning
    mostByChance = StateVerdicts.mostByChance(of: verdicts.states)
    pairs = verdicts.pairs
    equalPairs = verdicts.equal
  }
}

extension FindingsReport.SummaryReport {
  fileprivate init(_ summary: Summary) {
    policy = summary.policy
    outcome = summary.outcome.name
    unit = summary.outcome.unit
    n = summary.count
    missing = summary.missing
    mean = summary.mean.ifFinite
    sd = summary.standardDeviation.ifFinite
    ciLow = summary.interval.low.ifFinite
    ciHigh = summary.interval.high.ifFinite
    interval = summary.kind.rawValue
    failed = summary.failed
    quantiles = Dictionary(
      uniqueKeysWithValues: zip(Summary.shares, summary.quantiles)
        .filter { $1.isFinite }.map { ("\($0)", $1) })
    runsWithAny = summary.occurred
  }
}

extension FindingsReport.DifferenceReport {
  fileprivate init(_ difference: Difference) {
    policyA = difference.first
    policyB = difference.second
    outcome = difference.outcome.name
    unit = difference.outcome.unit
    n = difference.count
    meanDifference = difference.mean.ifFinite
    ciLow = difference.interval.low.ifFinite
    ciHigh = difference.interval.high.ifFinite
    bootstrapLow = difference.bootstrap.low.ifFinite
    bootstrapHigh = difference.bootstrap.high.ifFinite
    better = difference.better.rawValue
    lower = difference.lower
    equal = difference.equal
    higher = difference.higher
    gainFromPairing = difference.gainFromPairing.ifFinite
    matters = difference.matters
    verdict = difference.verdict
    turning = difference.turning
    interval = difference.kind.rawValue
  }
}

extension FindingsReport.ObservationReport {
  fileprivate init(_ observed: ObservedYears) {
    let interval = observed.interval
    quantity = observed.observation.quantity
    unit = observed.observation.unit
    outcome = observed.observation.outcome
    period = observed.observation.period?.description
    self.observed = observed.observation.value
    grade = observed.observation.evidence.grade.rawValue
    source = observed.observation.evidence.source
    simulated = observed.simulated.mean.ifFinite
    ciLow = interval.low.ifFinite
    ciHigh = interval.high.ifFinite
    let band = observed.quantiles([0.05, 0.95])
    p05 = band[0].ifFinite
    p95 = band[1].ifFinite
  }
}

/// A resolved value, for programs.
struct ResolvedReport: Encodable {
  let section: String
  let path: String
  let value: String
  let amount: String?
  let from: String?
  let origin: String
  let grade: String
  let source: String
  let summary: String

  init(_ value: ResolvedValue) {
    section = value.section.rawValue
    path = value.path
    self.value = value.text
    amount = value.amount
    from = value.from?.description
    origin = value.origin
    grade = value.evidence.grade.rawValue
    source = value.evidence.source
    summary = value.summary
  }
}
