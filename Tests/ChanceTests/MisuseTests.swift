// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import StatisticalTesting
import Testing

/// What the library says to a program that calls it wrongly: in every build, also in release.
@Suite("Misuse of chance") struct MisuseTests {
  enum Mistake: String, Codable, CaseIterable, Sendable {
    case negativeMean, undefinedMean, hugePoisson, negativeTrials, badProbability, noAlternatives
    case badLaw, badQuantile, badTableQuantile, negativeFactor, tooManyArguments, missingWeight
    case endlessRate, badShares, badSwing, negativeSeed
    case hugeReplication, hugeKind, negativeNumber, negativePurpose, negativeChild

    var sentence: String {
      switch self {
      case .negativeMean: "the mean of an exponential law must be a number from 0 on, not -1.0"
      case .undefinedMean: "the mean of an exponential law must be a number from 0 on, not nan"
      case .hugePoisson: "the mean of a Poisson law must be from 0 to 2^53, not 1e+16"
      case .negativeTrials: "the trials of a binomial law must be from 0 to 2^53, not -1"
      case .badProbability: "the probability of a binomial law must be from 0 to 1, not 1.5"
      case .noAlternatives: "a number is drawn from 1 to 2^32 - 1 alternatives, not from 0"
      case .badLaw: "exponential: mean must be above 0, not -1"
      case .badQuantile, .badTableQuantile:
        "a quantile is that of a probability from 0 to 1, not 1.5"
      case .negativeFactor: "a law is scaled by a factor above 0, not by -2.0"
      case .tooManyArguments: "exponential has 1 arguments, not the 2 of [1.0, 2.0]"
      case .missingWeight: "2 values have 1 weights"
      case .badShares: "shares: weight 1 must be a finite number from 0 on, not -1"
      case .badSwing: "sinusoidal rate: swing must be from 0 to 1, not 2"
      case .negativeSeed: "a seed and a replication are from 0 to 2^32 - 1, unlike -1 and 2"
      case .hugeReplication:
        "a seed and a replication are from 0 to 2^32 - 1, unlike 1 and 4294967296"
      case .hugeKind, .negativeNumber, .negativePurpose:
        "kind and purpose are from 0 to 65,535 and a number is from 0 to 2^64 - 1, unlike"
      case .negativeChild: "the number of a child is from 0 to 2^32 - 1, unlike -1"
      case .endlessRate: "give the time at which to give up"
      }
    }

    func make() throws {
      var stream = Luck(seed: 1, replication: 0)
        .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
      switch self {
      case .negativeMean: _ = stream.exponential(mean: -1)
      case .undefinedMean: _ = stream.exponential(mean: .nan)
      case .hugePoisson: _ = stream.poisson(mean: 1e16)
      case .negativeTrials: _ = stream.binomial(trials: -1, probability: 0.5)
      case .badProbability: _ = stream.binomial(trials: 1, probability: 1.5)
      case .noAlternatives: _ = stream.index(below: 0)
      case .badLaw: _ = Law.exponential(mean: -1)
      case .badQuantile: _ = Law.exponential(mean: 1).quantile(1.5)
      case .badTableQuantile:
        _ = try MixtureLaw([.exponential(mean: 1)], weights: [1]).quantile(1.5)
      case .negativeFactor: _ = try Law.exponential(mean: 1).scaled(by: -2)
      case .tooManyArguments: _ = try LawForm.exponential.make([1, 2])
      case .missingWeight: _ = try DiscreteLaw(values: [1, 2], weights: [1])
      case .badShares: _ = [1, -1] as Shares
      case .badSwing: _ = SinusoidalRate.swinging(around: 1, by: 2, period: 1, peak: 0)
      case .negativeSeed: _ = Luck(seed: -1, replication: 2)
      case .hugeReplication: _ = Luck(seed: 1, replication: 1 << 32)
      case .hugeKind: _ = StreamAddress(kind: 65_536, number: 0, purpose: 0)
      case .negativeNumber: _ = StreamAddress(kind: 0, number: -1, purpose: 0)
      case .negativePurpose: _ = StreamAddress(kind: 0, number: 0, purpose: -1)
      case .negativeChild: _ = Luck(seed: 1, replication: 2).child(-1)
      case .endlessRate: _ = stream.arrival(after: 0, rate: Never())
      }
    }
  }

  private struct Never: ArrivalRate {
    var bound: Double { 1 }
    func rate(at time: Double) -> Double { 0 }
    func expected(from: Double, to: Double) -> Double { 0 }
  }

  @Test("stops the program with a sentence", arguments: Mistake.allCases)
  func stops(at mistake: Mistake) async throws {
    let ending = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [mistake = mistake as Mistake] in
      try mistake.make()
    }
    try expect(ending, says: mistake.sentence)
  }

  @Test("is nowhere left to a precondition, which keeps its sentence to itself in release")
  func noPreconditions() throws {
    let silent = try sourceLines(inFolder: "Sources/Engine/Chance") {
      $0.contains("precondition(") || $0.contains("preconditionFailure(")
    }
    #expect(silent == [])
  }
}
