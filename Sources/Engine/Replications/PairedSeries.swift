// SPDX-License-Identifier: GPL-3.0-or-later

import Statistics

/// What several simulations say, replication by replication, and how each differs from the first.
struct PairedSeries {
  private let confidence: Double
  private let simulations: Int
  private var moments: [Moments]
  private var bootstrap: Bootstrap
  private var rule: ReplicationRule?

  init(_ replications: Replications, simulations: Int) {
    self.simulations = simulations
    confidence = replications.confidence
    let series = 2 * simulations - 1
    moments = Array(repeating: Moments(), count: series)
    bootstrap = Bootstrap(series: series, seed: replications.seed)
    if case .until(let goal, let bounds) = replications.length {
      rule = ReplicationRule(
        goals: Array(repeating: goal, count: max(1, simulations - 1)), least: bounds.lowerBound,
        most: bounds.upperBound, confidence: confidence)
    }
  }

  /// Adds what each simulation says in a replication, NaN if it says nothing.
  ///
  /// - Returns: Whether further replications are needed.
  mutating func add(_ values: [Double], replication: Int) -> Bool {
    let differences = values.dropFirst().map { $0 - values[0] }
    let all = values + differences
    for (index, value) in all.enumerated() where !value.isNaN { moments[index].add(value) }
    bootstrap.add(all, replication: replication)
    rule?.add(simulations == 1 ? values : differences)
    return rule.map { $0.state == .goingOn } ?? true
  }

  var estimates: PairedEstimates {
    PairedEstimates(
      means: (0..<simulations).map { index in
        estimate(index, ending: simulations == 1 ? rule?.state(of: 0) : nil)
      },
      differences: (0..<(simulations - 1)).map { index in
        estimate(simulations + index, ending: rule?.state(of: index))
      })
  }

  private func estimate(_ series: Int, ending: ReplicationRule.State?) -> Estimate {
    Estimate(
      moments[series],
      bootstrap: bootstrap.interval(of: series, confidence: confidence), confidence: confidence,
      ending: ending)
  }
}
