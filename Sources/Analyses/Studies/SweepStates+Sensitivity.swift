// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

/// How much of what is seen is due to which.
extension SweepStates {
  static let sensitivityTable = AnalysisTable(
    "sensitivity",
    "A row for each outcome and part: the share of what is seen that is due to it.",
    key: ["outcome", "policy_a", "policy_b", "index", "part"],
    [.outcome]
      + AnalysisTable.Column.policies.map { column in
        .text(column.name, "\(column.summary.withoutFullStop); empty of all that is seen.")
      } + [
        .text("index", "What the number is a share of.", words: indexWords),
        .text("part", "To what it is due: chance, ignorance, policy, or the path of an unknown."),
        .number(
          "share", "The share, at most 1; one that is nothing may come out below 0."),
        .number("ci_low", "Lower end of its 95 % interval, cut at 1."),
        .number("ci_high", "Upper end of its 95 % interval, cut at 1."),
        .said("said", of: "the share"),
      ])

  private static let indexWords = ["all", "first-order", "total"]

  /// The three shares of an outcome: of chance, of ignorance and of policy.
  ///
  /// - Parameters:
  ///   - outcome: The outcome in all states, which are a sample.
  ///   - seed: The seed of the bootstrap.
  /// - Returns: The shares.
  /// - Throws: If fewer than two states tell anything, or nothing varies.
  public func shares(of outcome: OfOutcome, seed: Int = 1) throws(AnalysisRefusal) -> VarianceShares
  {
    try VarianceShares(outcome.shares, seed: seed)
  }

  func findSensitivity(_ found: inout AnalysisFindings, seed: Int) throws(AnalysisRefusal) {
    guard source.replications > 1 else {
      throw AnalysisRefusal(
        "each state has one replication, so that luck cannot be told from the state",
        remedy: "Take two replications or more of each state")
    }
    let isOfBlocks = source.design == .blocks
    if !isOfBlocks { addShares(to: &found, seed: seed) }
    for outcome in outcomes {
      for other in others.indices {
        do throws(AnalysisRefusal) {
          if isOfBlocks {
            try addSobolIndices(of: outcome, other, to: &found, seed: seed)
          } else {
            try addFirstOrderIndices(of: outcome, other, to: &found)
          }
        } catch {
          // What cannot be said of one outcome may be said of others.
          var block = AnalysisFindings.Block("\(title(outcome)), \(pair(other))", [])
          block.sentences = ["No index: \(error.message)"]
          found.blocks.append(block)
        }
      }
    }
    found.notes.append(
      "The first-order index of an unknown is the part of a difference's variance over states that would go if the "
        + "unknown were known"
        + (isOfBlocks
          ? "; its total index is the part that would be left if all others were known" : "")
        + ". The noise of replications is taken out")
    if !isOfBlocks { noteTooFine(in: &found) }
  }

  private func addShares(to found: inout AnalysisFindings, seed: Int) {
    var block = AnalysisFindings.Block(
      Self.sharesTitle, ["Outcome"] + VarianceShares.names)
    for outcome in outcomes {
      do throws(AnalysisRefusal) {
        let parts = try shares(of: outcome, seed: seed).parts.map {
          (name: $0.name, share: $0.share.cutAtOne)
        }
        found.shares += parts.map { (outcome.outcome, $0.name, $0.share) }
        for (name, measured) in parts {
          found.tables[0].add(
            [
              .text(outcome.outcome.name), .text(""), .text(""), .text(Self.indexWords[0]),
              .text(name),
            ] + measured.cells + [measured.saidCell])
        }
        block.rows.append([outcome.outcome.name] + parts.map(\.share.wordsOfShare))
      } catch {
        block.sentences.append("\(outcome.outcome.name) has no shares: \(error.message)")
      }
    }
    found.blocks.append(block)
  }

  /// What stands above the three shares.
  static let sharesTitle = "Of all that is seen, how much is due to chance, ignorance and policy"

  private func addFirstOrderIndices(
    of outcome: OfOutcome, _ other: Int, to found: inout AnalysisFindings
  ) throws(AnalysisRefusal) {
    let factors = unknowns.indices.filter { !unknowns[$0].isTooFine }
    let indices = try FirstOrderIndices(
      of: factors.map { unknowns[$0] }, means: outcome.differences[other],
      noise: outcome.noise(of: other))
    var block = AnalysisFindings.Block(
      "\(title(outcome)), \(pair(other))", ["Unknown", "first-order index"])
    for number in Self.order(indices.first) {
      let (factor, measured) = (factors[number], indices.first[number])
      add(measured, Self.indexWords[1], factor, outcome, other, to: &found)
      block.rows.append([source.factors[factor].path, measured.wordsOfShare])
    }
    found.blocks.append(block)
  }

  private func addSobolIndices(
    of outcome: OfOutcome, _ other: Int, to found: inout AnalysisFindings, seed: Int
  ) throws(AnalysisRefusal) {
    guard !source.shareLuck else {
      throw AnalysisRefusal(
        "all states share their luck, which indices of Sobol' would take for the states' doing",
        remedy: "Run the sweep with `states.luck: own`")
    }
    let indices = try SobolIndices(
      ofBlocks: source.factors.count, means: outcome.differences[other],
      noise: outcome.noise(of: other), seed: seed)
    var block = AnalysisFindings.Block(
      "\(title(outcome)), \(pair(other))", ["Unknown", "first-order index", "total index"])
    for factor in Self.order(indices.total) {
      add(indices.first[factor], Self.indexWords[1], factor, outcome, other, to: &found)
      add(indices.total[factor], Self.indexWords[2], factor, outcome, other, to: &found)
      block.rows.append([
        source.factors[factor].path, indices.first[factor].wordsOfShare,
        indices.total[factor].wordsOfShare,
      ])
    }
    found.blocks.append(block)
  }

  private func add(
    _ measured: Measured, _ index: String, _ factor: Int, _ outcome: OfOutcome, _ other: Int,
    to found: inout AnalysisFindings
  ) {
    found.tables[0].add(
      [.text(outcome.outcome.name)] + pairCells(other)
        + [.text(index), .text(source.factors[factor].path)] + measured.cutAtOne.cells
        + [measured.saidCell])
  }

  /// The greatest first; those of equal size in the order of the factors.
  private static func order(_ indices: [Measured]) -> [Int] {
    indices.indices.sorted { (indices[$1].value, $0) < (indices[$0].value, $1) }
  }
}

extension VarianceShares {
  /// The names of the three shares.
  public static let names = ["chance", "ignorance", "policy"]

  /// The three shares with their names.
  public var parts: [(name: String, share: Measured)] {
    Array(zip(Self.names, [chance, ignorance, policy]))
  }
}
