// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Testing

@Suite("The forms of laws") struct LawFormTests {
  /// One valid law of each form.
  static let valid: [LawForm: [Double]] = [
    .fixed: [4], .uniform: [1, 2], .triangular: [1, 2, 3], .exponential: [3], .gamma: [3, 2],
    .erlang: [3, 4], .lognormalByQuantiles: [14, 100], .lognormalByMoments: [3, 2],
    .weibullByMean: [3, 2], .weibullByScale: [3, 2], .pareto: [1, 3], .normal: [3, 2, 0, 10],
    .beta: [0.4, 0.1], .poisson: [3], .geometric: [3], .negativeBinomial: [3, 4],
    .binomial: [10, 0.4],
  ]

  @Test("are told apart by name and names of arguments")
  func distinct() {
    let keys = Law.forms.map { form in [form.name] + form.arguments.map(\.name) }
    #expect(Set(keys).count == Law.forms.count)
    #expect(Law.forms.count == Self.valid.count)
  }

  @Test("make the law that they describe", arguments: Law.forms)
  func make(form: LawForm) throws {
    let arguments = try #require(Self.valid[form])
    let law = try form.make(arguments)
    #expect(law.form == form)
    #expect(law.arguments == arguments)
    #expect(law.description.hasPrefix("\(form.name) ("))
  }

  @Test("refuse an infinite or undefined argument", arguments: Law.forms)
  func refusal(form: LawForm) throws {
    let valid = try #require(Self.valid[form])
    for position in valid.indices where form.arguments[position].fallback == nil {
      for wrong in [Double.nan, .infinity, -.infinity] {
        var arguments = valid
        arguments[position] = wrong
        #expect(throws: ChanceError.self) { try form.make(arguments) }
      }
    }
  }

  @Test("scale every quantity and no pure number", arguments: Law.forms)
  func scaling(form: LawForm) throws {
    let law = try form.make(try #require(Self.valid[form]))
    guard !form.isCount else {
      #expect(throws: ChanceError.self) { try law.scaled(by: 24) }
      return
    }
    let scaled = try law.scaled(by: 0.25)
    #expect(abs(scaled.mean - law.mean / 4) < 1e-12 * law.mean)
    #expect(abs(scaled.sd - law.sd / 4) < 1e-9)
    for p in [0.1, 0.5, 0.95] where form != .beta {
      #expect(abs(scaled.quantile(p) - law.quantile(p) / 4) < 1e-9)
    }
  }

  @Test(
    "say what is wrong with an argument",
    arguments: [
      (LawForm.lognormalByQuantiles, [14, 10], "lognormal: p95 must be above the median, not 10"),
      (.exponential, [-1], "exponential: mean must be above 0, not -1"),
      (.uniform, [2, 2], "uniform: to must be above from, not 2"),
      (.triangular, [1, 5, 3], "triangular: mode must be between from and to, not 5"),
      (.erlang, [3, 1.5], "erlang: stages must be a whole number from 1 to 1e6, not 1.5"),
      (.beta, [1.2, 0.1], "beta: mean must be between 0 and 1, not 1.2"),
      (.beta, [0.5, 0.5], "beta: sd must be below the root of mean times (1 - mean), not 0.5"),
      (.normal, [0, 1, 3, 2], "normal: to must be above from, not 2"),
      (.normal, [0, 1, 50], "normal: from leaves nothing of the law, not 50"),
      (.geometric, [0.5], "geometric: mean must be 1 or more, not 0.5"),
      (
        .negativeBinomial, [9, 3],
        "negative-binomial: sd must be above the root of the mean, not 3"
      ),
      (.binomial, [2.5, 0.1], "binomial: trials must be a whole number from 0 on, not 2.5"),
      (.binomial, [2, 1.5], "binomial: probability must be from 0 to 1, not 1.5"),
      (.poisson, [1e9], "poisson: mean must be above 0 and not above 1e8, not 1000000000"),
      (.gamma, [3], "gamma: sd must be given, not nan"),
      (
        .gamma, [3, 0.001],
        "gamma: sd must be from a thousandth of the mean to a hundred times the mean, not 0.001"
      ),
      (
        .beta, [0.5, 0.001],
        "beta: sd must be above a 300th of the root of mean times (1 - mean), not 0.001"
      ),
    ])
  func messages(form: LawForm, arguments: [Double], message: String) {
    let error = #expect(throws: ChanceError.self) { try form.make(arguments) }
    #expect(error?.description == message)
  }

  @Test("let trailing arguments with a fallback be left out")
  func fallback() throws {
    #expect(try LawForm.normal.make([3, 2]) == .normal(mean: 3, sd: 2))
    #expect(try LawForm.normal.make([3, 2, 0]) == .normal(mean: 3, sd: 2, from: 0))
  }

  @Test("describe a law as it was stated")
  func description() {
    #expect(Law.lognormal(median: 14, p95: 100).description == "lognormal (median 14, p95 100)")
    #expect(Law.normal(mean: 3, sd: 0.5).description == "normal (mean 3, sd 0.5)")
    #expect(Law.normal(mean: 3, sd: 1, from: 0).description == "normal (mean 3, sd 1, from 0)")
    #expect(Law.erlang(mean: 0.25, stages: 3).description == "erlang (mean 0.25, stages 3)")
  }

  @Test("stop the program if a literal in code is wrong")
  func literal() async {
    await #expect(processExitsWith: .failure) { _ = Law.exponential(mean: 0) }
    await #expect(processExitsWith: .failure) { _ = Law.lognormal(median: 14, p95: 14) }
  }
}
