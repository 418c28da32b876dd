// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

/// At which value of each unknown the sign of a difference turns.
extension SweepStates {
  static let switchPointsTable = AnalysisTable(
    "switch-points",
    "A row for each pair of policies, outcome, unknown number and switch point; one without a point where there "
      + "is none.", key: ["outcome", "policy_a", "policy_b", "unknown", "point"],
    [.outcome] + AnalysisTable.Column.policies + [
      .text("unknown", "The path of the unknown, as a file has it."),
      .whole("point", "The number of the switch point, from 1; 0 where there is none."),
      .text(
        "answer",
        "Whether the sign of the mean difference turns within the range of these states.",
        words: SwitchFinding.allWords),
      .text("value", "The value at which it turns, as a file has it."),
      .text("low", "Lower end of the 95 % interval of that value, as a file has it."),
      .text("high", "Upper end of the 95 % interval of that value, as a file has it."),
      .text("range_low", "The least value in these states, as a file has it."),
      .text("range_high", "The greatest value in these states, as a file has it."),
    ])

  /// An unknown number, and where the sign of a difference turns with it.
  struct SwitchOfUnknown {
    let factor: Int
    let range: ClosedRange<Double>
    let finding: SwitchFinding
  }

  /// Where the sign of a difference turns, unknown by unknown; choices are left out.
  func switches(of outcome: OfOutcome, _ other: Int) -> [SwitchOfUnknown] {
    unknowns.enumerated().compactMap { factor, unknown in
      guard case .numbers(let values) = unknown, let low = values.min(), let high = values.max(),
        low < high, case .number(_, let allowed, _, _) = source.factors[factor].kind,
        let finding = SwitchFinding(
          values: values, differences: outcome.differences[other], plausible: low...high,
          allowed: allowed)
      else { return nil }
      return SwitchOfUnknown(factor: factor, range: low...high, finding: finding)
    }
  }

  func findSwitchPoints(_ found: inout AnalysisFindings) {
    for outcome in outcomes {
      for other in others.indices {
        var block = AnalysisFindings.Block(
          "\(title(outcome)), \(pair(other))", ["Unknown", "the sign", "its range here"])
        let switches = switches(of: outcome, other)
        for own in switches { add(own, outcome, other, to: &found, &block) }
        block.sentences = standing(of: outcome, other, switches)
        found.blocks.append(block)
      }
    }
    found.notes.append(
      "A switch point here is that of the mean over everything else that these states vary")
  }

  private func add(
    _ own: SwitchOfUnknown, _ outcome: OfOutcome, _ other: Int, to found: inout AnalysisFindings,
    _ block: inout AnalysisFindings.Block
  ) {
    let path = source.factors[own.factor].path
    func text(_ value: Double) -> String { self.text(value, of: own.factor) }
    let head: [AnalysisTable.Cell] =
      [.text(outcome.outcome.name)] + pairCells(other) + [.text(path)]
    let range = [own.range.lowerBound, own.range.upperBound].map(text)
    for (number, point) in own.finding.points.enumerated() {
      let values = [point.value, point.interval.low, point.interval.high].map(text)
      found.tables[0].add(
        head + [.whole(number + 1), .text(own.finding.word)] + (values + range).map { .text($0) })
      found.lead.append(
        "\(outcome.outcome.name), \(pair(other)): the sign \(own.finding.verb) at \(values[0]) (\(values[1]) to "
          + "\(values[2])) of \(path)")
      block.rows.append([
        path, "\(own.finding.verb) at \(values[0]) (\(values[1]) to \(values[2]))",
        range.joined(separator: " to "),
      ])
    }
    if own.finding.points.isEmpty {
      found.tables[0].add(
        head + [.whole(0), .text(own.finding.word)] + (["", "", ""] + range).map { .text($0) })
    }
  }

  /// With which unknowns the sign holds, and in how many states a policy does better.
  private func standing(
    of outcome: OfOutcome, _ other: Int, _ switches: [SwitchOfUnknown]
  ) -> [String] {
    func paths(_ isMeant: (SwitchFinding.Answer) -> Bool) -> [String] {
      switches.filter { isMeant($0.finding.answer) }.map { source.factors[$0.factor].path }
    }
    let holding = paths { if case .nowhere = $0 { true } else { false } }
    let open = paths { if case .notKnown = $0 { true } else { false } }
    let verdicts = outcome.verdicts[other]
    func states(_ verdict: Verdict) -> Int { verdicts.count { $0 == verdict } }
    let (better, worse) = (states(.better), states(.worse))
    let alike = verdicts.count(where: \.isAlike)
    var sentences = [
      "The sign holds over the whole range of \(counted(holding.count, of: switches.count, "unknown"))"
        + (holding.isEmpty ? "" : ": " + holding.joined(separator: ", "))
    ]
    if !open.isEmpty {
      sentences.append("The states are too few to say of " + open.joined(separator: ", "))
    }
    sentences.append(
      "Of \(counted(verdicts.count, "state")) \(baseline) does better in \(grouped(better)) and worse in "
        + "\(grouped(worse)); it differs by less than matters in \(grouped(alike)), and is not known in "
        + grouped(verdicts.count - better - worse - alike)
        + (source.replications < 2 ? ": each state has one replication" : ""))
    return sentences
  }
}

extension SwitchFinding {
  /// `turns` or `would turn`, as far as is known.
  var verb: String {
    switch answer {
    case .within: reachesOut ? "may turn" : "turns"
    case .beyond: reachesOut ? "may turn" : "would turn beyond its range"
    case .nowhere, .notKnown: word
    }
  }
}
