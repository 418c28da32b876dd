// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

extension ScenarioBuilder {
  /// What the files say about outcomes: which direction is better, which difference matters.
  func valuationValues() -> [ResolvedValue] {
    scenario.valuations.flatMap { valuation -> [ResolvedValue] in
      guard let outcome = Outcome.named(valuation.outcome) else { return [] }
      return ["better", "matters"].compactMap { key in
        let path = "outcomes.\(outcome.name).\(key)"
        return origins[path].map { origin in
          ResolvedValue(
            section: .outcomes, path: path, text: outcome.text(of: key, as: valuation),
            origin: origin.location.description, evidence: origin.evidence, summary: outcome.summary
          )
        }
      }
    }
  }

  /// What was observed, named by its quantity and its period.
  func observationValues() -> [ResolvedValue] {
    zip(scenario.observations, observationLocations).map { observation, location in
      let period = observation.period.map { ", \($0)" } ?? ""
      let evidence = observation.evidence
      return ResolvedValue(
        section: .observed, path: "observed.\(observation.quantity)\(period)",
        text: "\(Unit.factor.text(of: observation.value)) \(observation.unit)"
          + (observation.outcome.map { ", compared with \($0)" } ?? "")
          + (observation.likelihood.map { ", likelihood \($0.text)" } ?? ""),
        origin: location.description,
        range: evidence.plausible.map(Self.anyNumber.text), evidence: evidence,
        summary: evidence.source)
    }
  }

  /// The rules as they are written, with single spaces.
  func ruleValues() -> [ResolvedValue] {
    rules.map { rule in
      let text = rule.whole.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return ResolvedValue(
        section: .rules, path: "expect", text: text, origin: rule.whole.location.description,
        evidence: Evidence(.d, "a rule of the file"), summary: "A rule that outcomes must keep.")
    }
  }
}

extension Outcome {
  /// The value of the outcome under the key `better` or `matters`, with its unit: what a scenario says, or else what is
  /// declared.
  func text(of key: String, as valuation: OutcomeValuation? = nil) -> String {
    key == "better"
      ? (valuation?.better ?? better).rawValue
      : "\(Unit.factor.text(of: valuation?.matters ?? matters)) \(unit)"
  }
}
