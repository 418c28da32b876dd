// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// Single runs for the picture of a trade-off, at regular steps of the plan: as many as readers can see apart.
struct RunSample: Sendable {
  /// A future under one policy.
  struct Run: Sendable {
    let future: Sweep.Future
    let policy: Int
    let x: Double
    let y: Double
  }

  /// How many points a picture has at most.
  private static let points = 1_600

  /// Which futures of the plan are kept.
  let thinning: Thinning
  private(set) var runs: [Run] = []
  /// How many futures are kept.
  private(set) var count = 0
  private let sweep: Sweep
  private let x: Int?
  private let y: Int?

  /// What is kept of a plan, before its first replication.
  init(_ sweep: Sweep, of x: Outcome, and y: Outcome) {
    self.sweep = sweep
    thinning = Thinning(of: sweep.futures, atMost: max(50, Self.points / sweep.policies.count))
    self.x = sweep.first.outcomes.index(of: x.name)
    self.y = sweep.first.outcomes.index(of: y.name)
  }

  /// Adds a replication, unless the sample skips it.
  mutating func add(_ future: Sweep.Future, _ replication: Replication) {
    guard thinning.keeps(sweep.position(of: future)), let x, let y else { return }
    count += 1
    for (policy, run) in replication.runs.enumerated() {
      let (x, y) = (run.counted[x], run.counted[y])
      guard !x.isNaN, !y.isNaN else { continue }
      runs.append(Run(future: future, policy: policy, x: x, y: y))
    }
  }
}
