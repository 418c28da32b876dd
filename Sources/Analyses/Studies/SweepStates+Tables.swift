// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Designs
import Experiments
import Statistics

extension SweepStates {
  /// An analysis of the states of a sweep.
  public enum Analysis: String, CaseIterable, Sendable {
    /// How much of an outcome's variance is due to what.
    case sensitivity
    /// At which value of each unknown a difference changes its sign.
    case switchPoints = "switch-points"
    /// In which states a policy does worse.
    case boxes
    /// Which policy is good whatever the state is.
    case robustness
    /// What it would be worth to know an unknown.
    case valueOfInformation = "value-of-information"
  }

  /// Makes an analysis.
  ///
  /// - Throws: If the analysis needs other states.
  public func table(_ analysis: Analysis, seed: Int) throws(AnalysisRefusal) -> AnalysisTable {
    var table =
      switch analysis {
      case .sensitivity: try sensitivity(seed)
      case .switchPoints: try switchPoints()
      case .boxes: try boxes(seed)
      case .robustness: try robustness()
      case .valueOfInformation: try valueOfInformation(seed)
      }
    table.notes.append(
      "All states share the luck of the same \(counted(sweep.replications.count, "future"))")
    if sweep.states < Robustness.fewestStates {
      table.notes.append(
        "\(counted(sweep.states, "state")) are too few for a verdict over states: "
          + "\(Robustness.fewestStates) or more are needed")
    }
    return table
  }

  private var policies: [String] { sweep.first.policies }

  private func pair(_ other: Int) -> String {
    "\(policies[sweep.first.baseline]) less \(policies[others[other]])"
  }

  /// Refuses states that are no sample of what may be.
  private func requireSample() throws(AnalysisRefusal) {
    guard SweepEnds(sweep) == nil else {
      throw AnalysisRefusal(
        "the states of this sweep move one unknown at a time",
        remedy: "Take a sweep that varies all of them together, such as `design: {sobol: 128}`")
    }
    guard !isOfBlocks else {
      throw AnalysisRefusal(
        "the states of a block depend on each other: they serve only for indices of Sobol'",
        remedy: "Take a sweep of independent states, such as `design: {sobol: 128}`")
    }
  }

  /// Whether the first states are a block: two points, and for each factor the first point with the second point's value.
  private var isOfBlocks: Bool {
    let factors = sweep.factors.count
    guard factors > 0, sweep.states.isMultiple(of: factors + 2) else { return false }
    let (first, second) = (sweep.settings(ofState: 0), sweep.settings(ofState: 1))
    return (0..<factors).allSatisfy { factor in
      var mixed = first
      mixed[factor] = second[factor]
      return sweep.settings(ofState: factor + 2) == mixed
    }
  }

  private func number(_ value: Double, _ error: Double = 0, signed: Bool = false)
    -> AnalysisTable.Cell
  {
    .number(value, shown: Readable(standardError: error, size: value)(value, signed: signed))
  }

  private func share(_ measured: Measured) -> [AnalysisTable.Cell] {
    [measured.value, measured.interval.low, measured.interval.high].map {
      .number($0, shown: $0.isFinite ? Readable(standardError: 0.01, size: 0)($0) : "-")
    }
  }

  // MARK: Sensitivity

  private func sensitivity(_ seed: Int) throws(AnalysisRefusal) -> AnalysisTable {
    try requireSample()
    var table = AnalysisTable(
      "sensitivity",
      [
        ("outcome", "Outcome"), ("of", "Of"), ("part", "Due to"), ("index", "Share"),
        ("ci_low", "from"), ("ci_high", "to"), ("said", ""),
      ])
    let unknowns = unknowns
    for outcome in outcomes {
      let shares = try VarianceShares(outcome.shares, seed: seed)
      for (name, measured) in [
        ("chance", shares.chance), ("ignorance", shares.ignorance), ("policy", shares.policy),
      ] {
        table.rows.append(
          [.text(outcome.outcome.name), .text("the outcome"), .text(name)] + share(measured)
            + [.text(measured.isNoise ? "may be 0" : "")])
      }
      for other in others.indices {
        let noise = outcome.differences[other].map { _ in outcome.noise[other] }
        let indices = try FirstOrderIndices(
          of: unknowns, means: outcome.differences[other], noise: noise)
        let order = indices.first.indices.sorted {
          (indices.first[$1].value, $0) < (indices.first[$0].value, $1)
        }
        for factor in order {
          let measured = indices.first[factor]
          table.rows.append(
            [
              .text(outcome.outcome.name), .text(pair(other)), .text(sweep.factors[factor].path),
            ] + share(measured) + [.text(measured.isNoise ? "may be 0" : "")])
        }
      }
    }
    table.notes.append(
      "A share of a difference is the first-order index of an unknown: the part of the variance over states that "
        + "would go if the unknown were known. The noise of replications is taken out")
    for pair in CorrelatedFactors.pairs(of: unknowns).prefix(3) {
      table.notes.append(
        "\(sweep.factors[pair.one].path) and \(sweep.factors[pair.other].path) are correlated over these "
          + "states (\(Readable(standardError: 0.01, size: 0)(pair.correlation))): the share of each contains part "
          + "of what the other does")
    }
    return table
  }

  // MARK: Switch points

  private func switchPoints() throws(AnalysisRefusal) -> AnalysisTable {
    try requireSample()
    var table = AnalysisTable(
      "switch-points",
      [
        ("outcome", "Outcome"), ("of", "Of"), ("unknown", "Unknown"), ("answer", "Turns"),
        ("value", "at"), ("low", "from"), ("high", "to"), ("range", "Range of these states"),
      ],
      notes: ["A switch point here is that of the mean over everything else that these states vary"]
    )
    for outcome in outcomes {
      for other in others.indices {
        for (factor, unknown) in unknowns.enumerated() {
          guard case .numbers(let values) = unknown, let low = values.min(),
            let high = values.max(),
            low < high, case .number(_, let allowed, _, _) = sweep.factors[factor].kind,
            let found = SwitchFinding(
              values: values, differences: outcome.differences[other], plausible: low...high,
              allowed: allowed)
          else { continue }
          let kind = sweep.factors[factor].kind
          let head: [AnalysisTable.Cell] = [
            .text(outcome.outcome.name), .text(pair(other)), .text(sweep.factors[factor].path),
            .text(found.word),
          ]
          let range = AnalysisTable.Cell.text(
            "\(kind.rounded(low)) to \(kind.rounded(high))")
          for point in found.points {
            table.rows.append(
              head
                + [point.value, point.interval.low, point.interval.high].map {
                  .text(kind.rounded($0))
                } + [range])
          }
          if found.points.isEmpty {
            table.rows.append(head + [.text(""), .text(""), .text(""), range])
          }
        }
      }
    }
    return table
  }

  // MARK: Boxes

  private func boxes(_ seed: Int) throws(AnalysisRefusal) -> AnalysisTable {
    try requireSample()
    var table = AnalysisTable(
      "boxes",
      [
        ("outcome", "Outcome"), ("of", "Worse"), ("box", "Where"), ("states", "States"),
        ("coverage", "Coverage"), ("density", "Density"), ("base", "Of all states"),
        ("p_value", "By chance"),
      ],
      notes: [
        "Coverage is the share of all states of interest that are in the box; density is the share of the box's "
          + "states that are of interest"
      ])
    for outcome in outcomes {
      for other in others.indices {
        for isFirst in [true, false] {
          let interest = outcome.verdicts[other].map {
            $0 == (isFirst ? Verdict.worse : .better) ? 1.0 : 0
          }
          let policy = policies[isFirst ? sweep.first.baseline : others[other]]
          let found = Discovery(unknowns, interest: interest, deals: 99, seed: seed)
          for box in found.boxes {
            table.rows.append([
              .text(outcome.outcome.name), .text(policy), .text(words(box)),
              number(Double(box.states)), number(box.coverage), number(box.density),
              number(box.baseDensity), number(box.pValue),
            ])
          }
        }
      }
    }
    if table.rows.isEmpty {
      table.notes.append("No box tells better than chance where a policy does worse")
    }
    return table
  }

  /// A box in words: `stings.streamed is 50% or more and groups.lifetime is 200 days to 400 days`.
  private func words(_ box: Box) -> String {
    box.restrictions.map { unknown, restriction in
      let factor = sweep.factors[unknown]
      switch restriction {
      case .range(let range):
        switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
        case (true, true):
          return "\(factor.path) is \(factor.kind.rounded(range.lowerBound)) to "
            + factor.kind.rounded(range.upperBound)
        case (true, false):
          return "\(factor.path) is \(factor.kind.rounded(range.lowerBound)) or more"
        case (false, _): return "\(factor.path) is \(factor.kind.rounded(range.upperBound)) or less"
        }
      case .levels(let levels):
        let settings = (0..<sweep.states).map { sweep.settings(ofState: $0)[unknown] }
        var distinct: [Setting] = []
        for setting in settings where !distinct.contains(setting) { distinct.append(setting) }
        return "\(factor.path) is "
          + levels.map { factor.kind.text(of: distinct[$0]) }.joined(separator: " or ")
      }
    }.joined(separator: " and ")
  }

  // MARK: Robustness

  private func robustness() throws(AnalysisRefusal) -> AnalysisTable {
    try requireSample()
    var table = AnalysisTable(
      "robustness",
      [
        ("outcome", "Outcome"), ("policy", "Policy"), ("best", "Best in"), ("alike", "None in"),
        ("not_known", "Not known in"), ("mean", "Mean"), ("regret_low", "Mean regret"),
        ("regret_high", "at most"), ("greatest_regret_low", "Greatest"),
        ("greatest_regret_high", "at most"), ("worst_inner", "Worst"), ("worst_outer", "at worst"),
      ],
      notes: [
        "A policy is best in a state if it does better than every other one by more than matters. In "
          + "other states none is best, or the futures are too few to say",
        "Regret and the worst state have two numbers: the second one counts luck as skill, the first one errs the other way",
      ])
    for outcome in outcomes {
      let found = try Robustness(outcome.table)
      for (policy, own) in found.policies.enumerated() {
        let error = own.outerRegret.standardError
        table.rows.append([
          .text(outcome.outcome.name), .text(policies[policy]), number(Double(own.best)),
          number(Double(found.alike)), number(Double(found.notKnown)),
          number(own.mean.value, own.mean.standardError), number(own.innerRegret.value, error),
          number(own.outerRegret.value, error), number(own.greatestRegret.inner, error),
          number(own.greatestRegret.outer, error), number(own.worst.inner, own.mean.standardError),
          number(own.worst.outer, own.mean.standardError),
        ])
      }
    }
    return table
  }

  // MARK: Value of information

  private func valueOfInformation(_ seed: Int) throws(AnalysisRefusal) -> AnalysisTable {
    try requireSample()
    var table = AnalysisTable(
      "value-of-information",
      [
        ("outcome", "Outcome"), ("unknown", "To know"), ("value", "Is worth"), ("ci_low", "from"),
        ("ci_high", "to"), ("method_error", "Method's error"), ("unit", ""),
      ],
      notes: [
        "By how much an outcome would be better on average if the unknown were known before the policy is chosen. "
          + "To know everything is worth an amount between the two numbers"
      ])
    let unknowns = unknowns
    for outcome in outcomes {
      let all = try ValueOfKnowingAll(outcome.table)
      table.rows.append([
        .text(outcome.outcome.name), .text("everything"),
        number(all.outer.value, all.outer.standardError),
        number(max(0, all.inner.value), all.outer.standardError),
        number(all.outer.value, all.outer.standardError), .text(""), .text(outcome.outcome.unit),
      ])
      var found: [(unknown: Int, value: ValueOfKnowing)] = []
      for (number, unknown) in unknowns.enumerated() {
        found.append((number, try ValueOfKnowing(of: [unknown], in: outcome.table, seed: seed)))
      }
      for (unknown, value) in found.sorted(by: { $0.value.value.value > $1.value.value.value }) {
        let error = value.value.standardError
        table.rows.append([
          .text(outcome.outcome.name), .text(sweep.factors[unknown].path),
          number(value.value.value, error), number(value.value.interval.low, error),
          number(value.value.interval.high, error), number(value.methodError, error),
          .text(outcome.outcome.unit),
        ])
      }
    }
    return table
  }
}
