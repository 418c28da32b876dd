// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Testing

/// A law on which the statistical tests are tried.
struct Specimen: Sendable, CustomTestStringConvertible {
  let name: String
  let law: any Distribution
  /// Whether the law gives whole numbers only.
  let isCount: Bool

  init(_ law: Law) {
    self.init("\(law)", law, isCount: law.form.isCount)
  }

  init(_ name: String, _ law: any Distribution, isCount: Bool = false) {
    self.name = name
    self.law = law
    self.isCount = isCount
  }

  var testDescription: String { name }

  /// One law of every form and of every branch of its algorithms, and one of every kind of table.
  static let all: [Specimen] = {
    do {
      return laws.map(Specimen.init) + (try tables())
    } catch {
      fatalError("\(error)")
    }
  }()

  private static let laws: [Law] = [
    .uniform(from: -2, to: 5),
    .triangular(from: 1, mode: 2, to: 7),
    .triangular(from: 1, mode: 1, to: 7),
    .triangular(from: 1, mode: 7, to: 7),
    .exponential(mean: 3),
    .gamma(mean: 3, sd: 2),
    .gamma(mean: 1, sd: 2),
    .erlang(mean: 6, stages: 3),
    .lognormal(median: 14, p95: 100),
    .lognormal(mean: 3, sd: 2),
    .weibull(mean: 10, shape: 0.8),
    .weibull(scale: 10, shape: 2.5),
    .pareto(minimum: 2, shape: 4.5),
    .normal(mean: -1, sd: 3),
    .normal(mean: 1, sd: 2, from: 0),
    .normal(mean: 1, sd: 2, from: -1, to: 1.5),
    .normal(mean: 0, sd: 1, from: 9),
    .normal(mean: 0, sd: 1, to: -9),
    .beta(mean: 0.4, sd: 0.1),
    .beta(mean: 0.1, sd: 0.2),
    .poisson(mean: 3),
    .poisson(mean: 300),
    .geometric(mean: 4),
    .negativeBinomial(mean: 3, sd: 4),
    .binomial(trials: 20, probability: 0.3),
  ]

  private static func tables() throws(ChanceError) -> [Specimen] {
    [
      Specimen(
        "histogram", try EmpiricalLaw(edges: [-1, 0, 2, 2, 10], weights: [3, 4, 0, 1])),
      Specimen("five samples", try EmpiricalLaw(samples: [4, 1, 2, 11, 2.5])),
      Specimen(
        "a die with a missing face",
        try DiscreteLaw(values: [1, 2, 3, 4, 5, 6], weights: [2, 1, 0, 3, 1, 1]), isCount: true),
      Specimen("hyperexponential", try MixtureLaw.hyperexponential(mean: 2, sd: 4)),
      Specimen(
        "mixture of three",
        try MixtureLaw(
          [.gamma(mean: 3, sd: 1), .normal(mean: -2, sd: 1), .fixed(9)], weights: [2, 1, 0])),
      Specimen(
        "mixture of counts",
        try MixtureLaw([.poisson(mean: 2), .geometric(mean: 6)], weights: [1, 1]), isCount: true),
      Specimen("gamma from 2 to 4", try Law.gamma(mean: 3, sd: 2).truncated(to: 2...4)),
      Specimen(
        "lognormal from 30 on",
        try Law.lognormal(median: 14, p95: 100).truncated(to: 30...Double.infinity)),
      Specimen(
        "Poisson without 0", try Law.poisson(mean: 1.5).truncated(to: 1...Double.infinity),
        isCount: true),
    ]
  }
}
