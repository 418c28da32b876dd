// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

/// Value judgements without hidden weights: which weights of the outcomes make which policy the best, and at which
/// worth of one outcome in units of another the verdict turns.
extension SweepStates {
  static let acceptabilityTable = AnalysisTable(
    "acceptability",
    "A row for each policy and outcome: in which share of futures and weights the policy is best, and the weights of "
      + "those who choose it.", key: ["policy", "outcome"],
    [
      .text("policy", "The policy."),
      .number(
        "acceptability", "The share of futures and weights in which it is best; ties are shared."),
      .number("ci_low", "Lower end of its 95 % interval."),
      .number("ci_high", "Upper end of its 95 % interval."), .outcome,
      .number(
        "worth_of_weight",
        "How much of the outcome has a worth of 1: the smallest difference that matters."),
      .number(
        "central_weight",
        "The mean weight of the outcome among the weights with which the policy is best; empty if it never is."
      ),
    ])

  static let tradeOffsTable = AnalysisTable(
    "trade-offs",
    "A row for each pair of policies and of outcomes: at which worth of one outcome in units of the other the "
      + "preference turns.", key: ["policy_a", "policy_b", "outcome", "other_outcome"],
    AnalysisTable.Column.policies + [
      .outcome, .text("other_outcome", "The outcome of which a unit is worth so much."),
      .text(
        "answer", "What both outcomes say together of the two policies.", words: tradeOffWords),
      .text(
        "preferred",
        "The policy that does better in the first outcome, or in both; empty if not known."),
      .number(
        "worth",
        "The preferred policy is so unless a unit of the other outcome is worth more than so many units of the outcome."
      ),
      .number("ci_low", "Lower end of its 95 % interval, Fieller's."),
      .number("ci_high", "Upper end of its 95 % interval."),
    ])

  /// Of no more outcomes than these each pair gets a sentence.
  private static let fewOutcomes = 3

  private static let tradeOffWords = ["turns", "better in both", "not known"]

  func addAcceptability(to found: inout AnalysisFindings, seed: Int) {
    guard outcomes.count > 1,
      let acceptability = try? Acceptability(futures.map(worths), draws: 500, seed: seed)
    else { return }
    var block = AnalysisFindings.Block(
      "Whoever weighs the outcomes: in which share of futures and weights a policy is best",
      ["Policy", "is best in", "the weights of those who choose it"])
    for (policy, share) in acceptability.shares.enumerated() {
      let central = acceptability.centralWeights[policy]
      for (number, outcome) in outcomes.enumerated() {
        found.tables[1].add(
          [.text(policies[policy])] + share.cells + [
            .text(outcome.outcome.name), .number(outcome.matters),
            .number(central?[number] ?? .nan),
          ])
      }
      let weights = central.map { weights in
        zip(outcomes, weights).sorted { $0.1 > $1.1 }
          .map { "\($0.outcome.name) \(Readable(standardError: 0.02, size: 1)($1))" }
          .joined(separator: ", ")
      }
      block.rows.append([policies[policy], share.wordsAboveNothing, weights ?? "never the best"])
    }
    block.sentences = [
      "Nobody is asked for weights: all that add up to 1 are taken to be as likely. The smallest difference that "
        + "matters has the same worth in each outcome",
      "Several policies are best at once in \(Readable(standardError: 0.01, size: 1)(acceptability.tied)) of these",
    ]
    found.blocks.append(block)
  }

  /// By policy and outcome, in smallest differences that matter; more is better.
  private func worths(_ future: [[Double]]) -> [[Double]] {
    policies.indices.map { policy in
      outcomes.indices.map { number in
        let outcome = outcomes[number]
        let scale = outcome.matters > 0 ? outcome.matters : 1
        return (outcome.better == .fewer ? -1 : 1) * future[number][policy] / scale
      }
    }
  }

  func addTradeOffs(to found: inout AnalysisFindings) {
    for other in others.indices {
      var block = AnalysisFindings.Block(
        "What \(baseline) and \(policies[others[other]]) trade against each other", [])
      for one in outcomes.indices {
        for second in outcomes.indices where second > one {
          add(one, second, other, to: &found, &block)
        }
      }
      if !block.sentences.isEmpty { found.blocks.append(block) }
    }
  }

  private func add(
    _ one: Int, _ second: Int, _ other: Int, to found: inout AnalysisFindings,
    _ block: inout AnalysisFindings.Block
  ) {
    let both = [one, second].map { number in
      let sign = outcomes[number].better == .fewer ? -1.0 : 1
      return outcomes[number].differences[other].map { sign * $0 }
    }
    let names = [one, second].map { outcomes[$0].outcome.name }
    let answer = TradeOff(one: both[0], other: both[1]).answer
    var cells: [AnalysisTable.Cell]
    let unknown = Measured.unknown
    func policy(_ isFirst: Bool) -> String { isFirst ? baseline : policies[others[other]] }
    switch answer {
    case .turns(let isFirst, let worth):
      cells =
        [.text(Self.tradeOffWords[0]), .text(policy(isFirst))] + worth.cells
      block.sentences.append(
        "By \(names[0]) and \(names[1]) \(policy(isFirst)) is preferred, unless a unit of \(names[1]) "
          + "(\(outcomes[second].outcome.unit)) is worth more than \(worth.words) units of \(names[0]) "
          + "(\(outcomes[one].outcome.unit))")
    case .dominates(let isFirst):
      cells = [.text(Self.tradeOffWords[1]), .text(policy(isFirst))] + unknown.cells
      if outcomes.count <= Self.fewOutcomes {
        block.sentences.append(
          "\(policy(isFirst)) does better in both \(names[0]) and \(names[1]), whatever they are worth to each other"
        )
      }
    case .notKnown: cells = [.text(Self.tradeOffWords[2]), .text("")] + unknown.cells
    }
    found.tables[2].add(pairCells(other) + names.map { .text($0) } + cells)
  }
}
