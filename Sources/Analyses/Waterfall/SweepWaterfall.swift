// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Experiments
import Statistics

/// The way from one policy of a study to another, part by part, for each outcome.
public struct SweepWaterfall: Sendable {
  /// An outcome on the way.
  public struct OfOutcome: Sendable {
    /// The outcome.
    public let outcome: Outcome
    /// What the parts do to it.
    public internal(set) var waterfall: Waterfall
  }

  /// The study.
  public let sweep: Sweep
  /// The policies on the way.
  public let path: PolicyPath
  /// How many futures are left out, since a run of them failed.
  public private(set) var failed = 0
  private var all: [OfOutcome]

  /// The way of a study, before its first future; nil if it has none, or several states.
  public init?(_ sweep: Sweep) {
    guard let path = sweep.path, sweep.states == 1 else { return nil }
    self.sweep = sweep
    self.path = path
    all = sweep.first.outcomes.map {
      OfOutcome(outcome: $0, waterfall: Waterfall(path, of: sweep.policies.count))
    }
  }

  /// The names of the policies in which the way begins and ends.
  public var ends: (start: String, end: String) {
    (sweep.policies[path.start], sweep.policies[path.end])
  }

  /// Adds a replication; nothing if a run of it failed.
  ///
  /// - Complexity: O(outcomes times policies squared).
  public mutating func add(_ replication: Replication) {
    guard replication.runs.allSatisfy({ $0.failure == nil }) else {
      failed += 1
      return
    }
    let outcomes = sweep.first.outcomes
    for index in outcomes.indices {
      all[index].waterfall.add(
        replication.runs.map { outcomes.sums(of: index, in: $0.counted) })
    }
  }

  /// What was found, in the order of the outcomes; without outcomes that have no value where the way begins or ends.
  public var findings: [OfOutcome] {
    all.filter { $0.waterfall.count > 0 && $0.waterfall.whole.value.isFinite }
  }
}
