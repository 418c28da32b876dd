// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Testing

@testable import ScenarioFiles

@Suite("The record and what is not known")
struct LikelihoodTests {
  private func observation(_ likelihood: String, value: String = "9") throws -> Observation {
    let folder = try TestFolder([
      "a.yaml": """
      observed:
        - {quantity: cases, outcome: volunteer-cases, years: 2016, value: \(value), unit: cases,
           source: a table, likelihood: \(likelihood), reason: coverage}
      """
    ])
    return try #require(folder.load("a.yaml").scenario.observations.first)
  }

  @Test(
    "A likelihood is read, and written as it was read",
    arguments: [
      ("poisson", Likelihood.poisson),
      ("{negative-binomial: {cv: 15%}}", .negativeBinomial(cv: 0.15)),
      ("{normal: {sd: 9}}", .normal(sd: 9)), ("{within: 30}", .within(30)),
      ("{interval: 5 to 7.5}", .interval(5...7.5)),
    ])
  func isRead(_ text: String, _ likelihood: Likelihood) throws {
    let found = try observation(text)
    #expect(found.likelihood == likelihood && found.reason == "coverage")
    #expect(likelihood.text == text)
  }

  @Test("A share of so many is the nearest count of them")
  func ofAShare() throws {
    let found = try observation("{binomial: {of: 259}}", value: "0.44")
    #expect(found.likelihood == .binomial(of: 259))
    #expect(found.likelihood?.count(of: found.value) == 114)
    #expect(Likelihood.poisson.count(of: 9) == 9)
  }

  @Test("explain and diff say the likelihood and what is uncertain, with place and reason")
  func isTold() throws {
    let folder = try TestFolder([
      "a.yaml": """
      observed:
        - {quantity: cases, outcome: volunteer-cases, years: 2016, value: 9, unit: cases,
           source: a table, likelihood: poisson}
      uncertainties:
        groups.lifetime: {prior: {log: 1 to 6 years}, reason: nobody has counted}
        history.acceptance: plausible
      """,
      "b.yaml": """
      extends: a.yaml
      uncertainties: {groups.lifetime: 2 to 3 years}
      """,
    ])
    let (a, b) = (try folder.load("a.yaml"), try folder.load("b.yaml"))
    let told = a.resolved.filter { $0.section == .uncertainties }
    #expect(
      told.map(\.path) == ["uncertainties.groups.lifetime", "uncertainties.history.acceptance"])
    #expect(told.map(\.text) == ["{log: 1 to 6 years}", "30% to 95%"])
    #expect(told[0].evidence.source == "nobody has counted" && told[0].origin.hasSuffix("a.yaml:5"))
    #expect(
      a.resolved.contains {
        $0.text == "9 cases, compared with volunteer-cases, likelihood poisson"
      })
    let differences = a.differences(from: b).filter { $0.section == .uncertainties }
    #expect(differences.map(\.path) == ["uncertainties.groups.lifetime"])
    #expect(differences[0].second?.words == "2 to 3 years")
  }
}
