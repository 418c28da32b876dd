// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// How many runs there are and which failed, by reason.
///
/// Memory does not grow with the number of runs.
struct FailedRuns: Sendable {
  /// Why runs failed.
  struct Reason: Sendable {
    /// The reason in words.
    let text: String
    /// The first run that failed for it.
    let first: (future: Sweep.Future, policy: Int)
    /// How many runs did.
    var count = 1
  }

  /// How many reasons are counted apart.
  ///
  /// A fault that names numbers may have any number of reasons.
  private static let limit = 12

  /// How many runs are there.
  private(set) var runs = 0
  /// How many of them failed.
  private(set) var count = 0
  /// The first reasons, in the order of the plan.
  private(set) var reasons: [Reason] = []

  /// How many runs failed for reasons that are not counted apart.
  var others: Int { count - reasons.reduce(0) { $0 + $1.count } }

  /// Adds a replication of a state.
  mutating func add(_ future: Sweep.Future, _ replication: Replication) {
    runs += replication.runs.count
    for (policy, run) in replication.runs.enumerated() {
      guard let text = run.failure else { continue }
      count += 1
      if let index = reasons.firstIndex(where: { $0.text == text }) {
        reasons[index].count += 1
      } else if reasons.count < Self.limit {
        reasons.append(Reason(text: text, first: (future, policy)))
      }
    }
  }
}
