// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Designs
import Experiments
import Statistics

/// In which states a policy does worse.
extension SweepStates {
  static let boxesTable = AnalysisTable(
    "boxes",
    "A row for each box of states that tells where a policy does worse by more than matters, and for each leaf of a "
      + "tree that shares out all states; none where chance does as well.",
    key: ["outcome", "worse", "better", "form", "box"],
    [
      .outcome, .text("worse", "The policy that does worse."),
      .text("better", "The policy that does better."),
      .text("form", "`box` for a box that stands alone, `leaf` for one of a tree."),
      .whole("box", "The number of the box or the leaf, the best first."),
      .text("where", "The box, in words that a file of states could have."),
      .whole("states", "How many states the box holds."),
      .whole("worse_states", "In how many of these the policy does worse."),
      .whole("all_worse_states", "In how many of all states it does."),
      .whole("all_states", "How many states there are."),
      .number("coverage", "The share of all states in which it does worse that the box holds."),
      .number("density", "The share of the states in the box in which it does worse."),
      .number(
        "p_value",
        "How often a box as good, or a split as good as the last one above the leaf, is found where verdicts are dealt "
          + "to states by chance; the least that could be found is 0.01."),
    ])

  /// How often verdicts are dealt anew: fewer cannot tell a box from chance at the level of ``Discovery``.
  private static let deals = 99

  func findBoxes(_ found: inout AnalysisFindings, seed: Int) throws(AnalysisRefusal) {
    guard source.replications > 1 else {
      throw AnalysisRefusal(
        "each state has one replication, so that nothing is known of which policy does worse in a state",
        remedy: "Take two replications or more of each state")
    }
    let unknowns = unknowns
    for outcome in outcomes {
      for other in others.indices {
        for isFirst in [true, false] {
          let states = outcome.states
          let interest = states.map {
            outcome.verdicts[other][$0] == (isFirst ? Verdict.worse : .better) ? 1.0 : 0
          }
          let names = [policies[sweep.first.baseline], policies[others[other]]]
          let (worse, better) = isFirst ? (names[0], names[1]) : (names[1], names[0])
          let values = unknowns.map(outcome.whole)
          let pair = Pair(
            outcome: outcome.outcome.name, worse: worse, better: better,
            title: "\(title(outcome)): where \(worse) does worse than \(better)",
            all: Int(interest.reduce(0, +)), states: interest.count)
          let boxes = Discovery(values, interest: interest, deals: Self.deals, seed: seed).boxes
          for box in boxes {
            found.lead.append(
              "\(pair.outcome): \(worse) does worse than \(better) in \(grouped(hits(box))) of "
                + "\(counted(box.states, "state")) where \(words(box))")
          }
          add(boxes, "box", of: pair, to: &found)
          let leaves = InterestTree(values, interest: interest, deals: Self.deals, seed: seed)
            .leaves
          // A tree of one leaf says nothing of where.
          if leaves.count > 1 { add(leaves, "leaf", of: pair, to: &found) }
        }
      }
    }
    found.notes.append(
      found.blocks.isEmpty
        ? "No box or split of a tree tells better than chance where a policy does worse"
        : "A box as good, or a split of a tree, is found by chance in 1 of \(Self.deals + 1) deals or fewer; where a "
          + "policy or an outcome is not named, none was found")
  }

  /// Two policies, of which one does worse in some states, as to an outcome.
  private struct Pair {
    let outcome: String
    let worse: String
    let better: String
    let title: String
    /// In how many states it does worse.
    let all: Int
    let states: Int
  }

  /// In how many states of a box the policy does worse.
  private func hits(_ box: Box) -> Int { Int((box.density * Double(box.states)).rounded()) }

  /// Adds boxes, or the leaves of a tree, to what was found; nothing if there are none.
  private func add(
    _ boxes: [Box], _ form: String, of pair: Pair, to found: inout AnalysisFindings
  ) {
    guard !boxes.isEmpty else { return }
    var block = AnalysisFindings.Block(
      pair.title + (form == "leaf" ? ", as a tree" : ""), ["Where", "worse in", "of all such"])
    for (number, box) in boxes.enumerated() {
      let hits = hits(box)
      found.tables[0].add([
        .text(pair.outcome), .text(pair.worse), .text(pair.better), .text(form), .whole(number + 1),
        .text(words(box)), .whole(box.states), .whole(hits), .whole(pair.all), .whole(pair.states),
        .number(box.coverage), .number(box.density), .number(box.pValue),
      ])
      block.rows.append([
        words(box), "\(grouped(hits)) of \(counted(box.states, "state"))",
        "\(grouped(hits)) of \(grouped(pair.all))",
      ])
    }
    found.blocks.append(block)
  }

  /// A box in words: `stings.streamed is 50% or more and groups.lifetime is 200 days to 400 days`.
  private func words(_ box: Box) -> String {
    box.restrictions.map { unknown, restriction in
      let path = source.factors[unknown].path
      switch restriction {
      case .range(let range):
        let (low, high) = (range.lowerBound, range.upperBound)
        // An end that is not finite has no text.
        switch (low.isFinite, high.isFinite) {
        case (true, true):
          return "\(path) is \(text(low, of: unknown)) to \(text(high, of: unknown))"
        case (true, false): return "\(path) is \(text(low, of: unknown)) or more"
        case (false, _): return "\(path) is \(text(high, of: unknown)) or less"
        }
      case .levels(let levels):
        var (distinct, known): ([Setting], Set<Setting>) = ([], [])
        for state in 0..<source.count {
          let setting = source.settings(of: state)[unknown]
          if known.insert(setting).inserted { distinct.append(setting) }
        }
        return "\(path) is "
          + levels.map { source.factors[unknown].kind.text(of: distinct[$0]) }
          .joined(separator: " or ")
      }
    }.joined(separator: " and ")
  }
}
