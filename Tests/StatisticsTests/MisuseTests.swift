// SPDX-License-Identifier: GPL-3.0-or-later

import StatisticalTesting
import Statistics
import Testing

/// What the library says to a program that calls it wrongly: in every build, also in release.
@Suite("Misuse of statistics") struct MisuseTests {
  enum Mistake: String, Codable, CaseIterable, Sendable {
    case certainMean, certainDifference, impossibleChance, tooManySuccesses, negativeTrials
    case noResamples, certainBootstrap, certainRatio, tooFewNumbers
    case noGoal, missingValue
    case certainSequence, impossibleSequence, flatMixture, untunedSequence, negativeVariance

    var sentence: String {
      switch self {
      case .certainMean, .certainDifference, .certainBootstrap, .certainSequence:
        "the confidence of an interval lies between 0 and 1, and is not 1.0"
      case .impossibleSequence:
        "the confidence of an interval lies between 0 and 1, and is not 0.0"
      case .impossibleChance, .certainRatio:
        "the confidence of an interval lies between 0 and 1, and is not nan"
      case .tooManySuccesses: "of 3 trials, 4 cannot succeed"
      case .negativeTrials: "of -1 trials, 0 cannot succeed"
      case .noResamples: "a bootstrap draws at least one resample, not 0"
      case .tooFewNumbers: "quantiles keep at least 2 numbers, not 1"
      case .flatMixture: "the precision of a mixture is a number above 0, not 0.0"
      case .untunedSequence: "a confidence sequence is tuned to a number above 0, not inf"
      case .negativeVariance: "a variance is a number from 0 on, not -1.0"
      case .noGoal: "a rule needs at least one goal"
      case .missingValue: "1 goals need as many values, not 2"
      }
    }

    func make() {
      switch self {
      case .certainMean: _ = Interval.student(Moments(), confidence: 1)
      case .certainDifference: _ = Interval.welch(Moments(), Moments(), confidence: 1)
      case .impossibleChance: _ = Interval.clopperPearson(0, of: 1, confidence: .nan)
      case .tooManySuccesses: _ = Interval.clopperPearson(4, of: 3)
      case .negativeTrials: _ = Interval.clopperPearson(0, of: -1)
      case .noResamples: _ = Bootstrap(series: 1, seed: 1, resamples: 0)
      case .certainBootstrap:
        _ = Bootstrap(series: 1, seed: 1).interval(of: 0, confidence: 1)
      case .certainRatio: _ = RatioOfSums().interval(confidence: .nan)
      case .tooFewNumbers: _ = Quantiles(capacity: 1)
      case .noGoal: _ = ReplicationRule(goals: [], most: 5)
      case .missingValue:
        var rule = ReplicationRule(goals: [.absolute(1)], most: 5)
        rule.add([1, 2])
      case .certainSequence: _ = ConfidenceSequence(confidence: 1, rho: 1)
      case .impossibleSequence: _ = ConfidenceSequence(confidence: 0, tightestAt: 1)
      case .flatMixture: _ = ConfidenceSequence(rho: 0)
      case .untunedSequence: _ = ConfidenceSequence(tightestAt: .infinity)
      case .negativeVariance: _ = ConfidenceSequence(rho: 1).boundary(at: -1)
      }
    }
  }

  @Test("stops the program with a sentence", arguments: Mistake.allCases)
  func stops(at mistake: Mistake) async throws {
    let ending = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [mistake = mistake as Mistake] in
      mistake.make()
    }
    try expect(ending, says: mistake.sentence)
  }

  @Test("is nowhere left to a precondition, which keeps its sentence to itself in release")
  func noPreconditions() throws {
    for folder in ["Sources/Engine/Statistics", "Sources/Engine/Replications"] {
      let silent = try sourceLines(inFolder: folder) {
        $0.contains("precondition(") || $0.contains("preconditionFailure(")
      }
      #expect(silent == [])
    }
  }
}
