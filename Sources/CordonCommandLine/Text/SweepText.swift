// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Studies
import Texts

/// What a sweep found, as lines for people: in how many states each policy has more.
struct SweepText {
  let assessment: Assessment
  let showsAll: Bool
  let ink: Ink

  private var sweep: Sweep { assessment.sweep }

  var lines: [String] {
    let pairs = assessment.verdicts.all.filter { $0.first?.first == sweep.first.baseline }
    guard !pairs.isEmpty else {
      return "\(counted(sweep.states, "state")) under one policy: the tables have the outcomes."
        .wrapped()
    }
    let baseline = sweep.policies[sweep.first.baseline]
    return pairs.flatMap { outcomes in
      ("In how many of \(counted(sweep.states, "state")) there is more under \(baseline), and more "
        + "under \(sweep.policies[outcomes[0].second]):").wrapped()
        + [""] + table(outcomes.filter { showsAll || $0.outcome.isHeadline }) + [""]
    } + (assessment.sharesBlock?.lines(ink) ?? []) + sweep.chanceSentence.wrapped()
      + checkLines(assessment.checks, ink)
  }

  private func table(_ rows: [StateVerdicts]) -> [String] {
    let second = rows.first.map { sweep.policies[$0.second] } ?? ""
    let hasGaps = rows.contains { $0.unknown > 0 }
    let columns =
      [sweep.policies[sweep.first.baseline], second, "alike", "undecided"]
      + (hasGaps ? ["not known"] : [])
    let width = rows.map(\.outcome.name.count).max() ?? 0
    let widths = columns.map { max($0.count, 6) }
    func line(_ name: String, _ cells: [String]) -> String {
      "  " + name.padded(to: width)
        + zip(cells, widths).map { "  " + $0.aligned(to: $1) }.joined()
    }
    return [line("", columns)]
      + rows.map { row in
        line(
          row.outcome.name,
          ([row.moreUnderFirst, row.moreUnderSecond, row.alike, row.undecided]
            + (hasGaps ? [row.unknown] : [])).map(grouped))
          + (row.betterWords.map { "  " + $0 } ?? "") + (row.notes.map { "\n      " + $0 } ?? "")
      }
  }
}
