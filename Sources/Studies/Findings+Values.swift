// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

// How what a comparison found becomes values for programs: a number that does not exist is left out.

extension Findings.VerdictReport {
  init(_ verdicts: StateVerdicts, of policies: [String]) {
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

extension Findings.AnswerReport {
  init(_ answer: Answer) {
    reference = answer.reference
    isStatusQuo = answer.isFromStatusQuo
    sentence = answer.sentence
    cells = answer.rows.flatMap { row in
      row.cells.map { cell in
        let difference = cell.difference
        return Cell(
          policy: cell.summary.policy, outcome: row.outcome.name, unit: row.outcome.unit,
          mean: cell.summary.mean.ifFinite, reference: row.reference.mean.ifFinite,
          change: difference.mean.ifFinite, ciLow: difference.interval.low.ifFinite,
          ciHigh: difference.interval.high.ifFinite,
          timesWhatMatters: cell.times(difference.mean).ifFinite,
          verdict: difference.verdictWords, howSure: difference.sideWords)
      }
    }
  }
}

extension Findings.SummaryReport {
  init(_ summary: Summary) {
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

extension Findings.DifferenceReport {
  init(_ difference: Difference) {
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

extension Findings.ObservationReport {
  init(_ observed: ObservedYears) {
    let interval = observed.interval
    quantity = observed.observation.quantity
    unit = observed.observation.unit
    outcome = observed.observation.outcome
    period = observed.observation.period?.description
    self.observed = observed.observation.value
    grade = observed.observation.evidence.grade.rawValue
    source = observed.observation.evidence.source
    simulated = observed.mean.ifFinite
    ciLow = interval.low.ifFinite
    ciHigh = interval.high.ifFinite
    let band = observed.quantiles([0.05, 0.95])
    p05 = band[0].ifFinite
    p95 = band[1].ifFinite
    isFitted = observed.isFitted
  }
}
