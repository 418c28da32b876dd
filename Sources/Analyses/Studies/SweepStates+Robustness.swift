// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

/// Which policy is good whatever the state is.
extension SweepStates {
  static let robustnessTables = [
    AnalysisTable(
      "robustness", "A row for each outcome and policy: how good it is over the states.",
      key: ["outcome", "policy"],
      [
        .outcome, .unit, .text("policy", "The policy."),
        .whole("states", "How many states have a value for each policy."),
        .whole("states_missing", "How many states were left out, because a value is missing."),
        .whole(
          "states_best",
          "In how many states it does better than every other policy by more than matters."),
        .whole("states_without_best", "In how many states no policy does so."),
        .whole("states_not_known", "In how many states the replications are too few to say."),
        .number("mean", "The mean over states."), .number("mean_se", "Its standard error."),
        .number(
          "regret_low",
          "The mean over states of what it gives away against the best policy there, picked by half of the "
            + "replications and counted by the other: too small on average; empty if it is below 0."
        ),
        .number(
          "regret_high",
          "The same, picked and counted by all replications: luck counted as skill, too great on average."
        ),
        .number("regret_se", "The standard error of the regret."),
        .said("regret_said", of: "the regret"),
        .number("greatest_regret_low", "The greatest regret in a state, picked by halves."),
        .number("greatest_regret_high", "The same, picked by all replications."),
        .number("greatest_regret_se", "The standard error of the regret in a state."),
        .number("worst_inner", "The mean in its worst state, picked by halves."),
        .number("worst_outer", "The same, picked by all replications: too bad on average."),
        .number("worst_se", "The standard error of the mean in a state."),
      ]),
    acceptabilityTable, tradeOffsTable,
  ]

  func findRobustness(_ found: inout AnalysisFindings, seed: Int) throws(AnalysisRefusal) {
    for outcome in outcomes {
      let robustness: Robustness
      do throws(AnalysisRefusal) {
        robustness = try Robustness(outcome.table)
      } catch {
        found.notes.append("\(outcome.outcome.name): \(error.message)")
        continue
      }
      var block = AnalysisFindings.Block(
        title(outcome),
        [
          "Policy", "best in", "mean", "gives away on average", "at most in a state",
          "mean in its worst state",
        ])
      for (policy, own) in robustness.policies.enumerated() {
        found.tables[0].add(row(outcome, robustness, policy))
        block.rows.append([
          policies[policy], grouped(own.best), own.mean.words, own.regretWords,
          own.greatestRegret.words(above: own.errorOfRegret),
          own.worst.words(own.errorOfMean),
        ])
      }
      block.sentences = [
        "Of \(counted(robustness.states, "state")) no policy is best in \(grouped(robustness.alike)), and it is not "
          + "known which is in \(grouped(robustness.notKnown))"
      ]
      let bests = robustness.policies.enumerated()
        .map { "\(policies[$0]) is best in \(grouped($1.best))" }
      found.lead.append(
        "\(outcome.outcome.name): \(bests.joined(separator: ", ")) of \(counted(robustness.states, "state")); none is in "
          + "\(grouped(robustness.alike)), not known in \(grouped(robustness.notKnown))")
      found.blocks.append(block)
    }
    found.notes += [
      "A policy is best in a state if it does better than every other one by more than matters",
      "What a policy gives away is counted against the best one of a state. It lies between two numbers: the second "
        + "one counts luck as skill, the first one errs the other way",
    ]
    addAcceptability(to: &found, seed: seed)
    addTradeOffs(to: &found)
  }

  private func row(
    _ outcome: OfOutcome, _ found: Robustness, _ policy: Int
  ) -> [AnalysisTable.Cell] {
    let own = found.policies[policy]
    func aboveNothing(_ value: Double) -> AnalysisTable.Cell { .number(value < 0 ? .nan : value) }
    return [
      .text(outcome.outcome.name), .text(outcome.outcome.unit), .text(policies[policy]),
      .whole(found.states), .whole(found.missing), .whole(own.best), .whole(found.alike),
      .whole(found.notKnown), .number(own.mean.value), .number(own.mean.standardError),
      aboveNothing(own.innerRegret.value), .number(own.outerRegret.value),
      .number(own.outerRegret.standardError), own.innerRegret.saidCell,
      aboveNothing(own.greatestRegret.inner), .number(own.greatestRegret.outer),
      .number(own.errorOfRegret), .number(own.worst.inner), .number(own.worst.outer),
      .number(own.errorOfMean),
    ]
  }
}

extension Robustness.OfPolicy {
  /// The mean regret: between the two numbers, or that it is noise.
  fileprivate var regretWords: String {
    let readable = Readable(
      standardError: outerRegret.standardError, size: outerRegret.value)
    // The policy with the greatest mean in every state gives nothing away.
    guard outerRegret.value > 0 else { return "0" }
    guard !innerRegret.isNoise else {
      return "\(AnalysisFindings.noise), at most \(readable(outerRegret.value))"
    }
    return Bracket(inner: innerRegret.value, outer: outerRegret.value)
      .words(outerRegret.standardError)
  }
}

extension Bracket {
  /// Both numbers, no digit of which is more than is known: `3 to 8`; one where they read alike.
  func words(_ error: Double) -> String {
    let readable = Readable(standardError: error, size: outer)
    let (low, high) = (readable(min(inner, outer)), readable(max(inner, outer)))
    return low == high ? high : "\(low) to \(high)"
  }

  /// The same of what cannot be below 0 and is told from it by two standard errors; else at most what it is.
  func words(above error: Double) -> String {
    guard outer > 0 else { return "0" }
    return inner > 2 * error || !(error > 0)
      ? words(error)
      : "\(AnalysisFindings.noise), at most " + Readable(standardError: error, size: outer)(outer)
  }
}
