// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// Which sets wait for the laboratories in the long run, and for how long they have waited.
///
/// A set goes before a set of the next better priority if it has waited longer by the worth W of a step. Suppose
/// that as many sets are examined as come, at a rate r, and that a share p(k) has the priority k. Then the sets that
/// are begun at any time came x(k) = max(0, k W - f) before, with the same f for all priorities. By Little's law
/// the backlog is r times the sum of p(k) x(k), which gives f. So sets of the worst priorities make up the line, and
/// have waited for up to x(k).
struct LaboratoriesPast: Sendable {
  /// The longest wait of a set so far, by priority, in days; all 0 if no set comes.
  let waits: [Double]
  /// The priorities of those in line.
  let levels: Shares
  /// The share of those in line that are suspects' of the police's own cases.
  let ownShare: Double

  /// The line of so many sets under the rates of the long run.
  init(_ parameters: ForensicsParameters, ownSets: Double) {
    let (own, shares) = (parameters, parameters.priorities)
    let rate = own.otherDevices + ownSets
    ownShare = rate > 0 ? ownSets / rate : 0
    guard rate > 0, own.backlog > 0 else {
      waits = shares.map { _ in 0 }
      levels = Shares(of: shares)
      return
    }
    // The length of the line decides how many of the worst priorities wait at all.
    let wait = Double(own.backlog) / rate
    var front = 0.0
    for best in shares.indices.reversed() {
      let waiting = best..<shares.count
      let share = waiting.reduce(0) { $0 + shares[$1] }
      guard share > 0 else { continue }
      let worth = waiting.reduce(0) { $0 + shares[$1] * Double($1) * own.priorityWorth }
      front = (worth - wait) / share
      if front >= Double(best - 1) * own.priorityWorth { break }
    }
    let longest = shares.indices.map { max(0, Double($0) * own.priorityWorth - front) }
    waits = longest
    levels = Shares(of: zip(shares, longest).map(*))
  }

  /// The longest that anybody has waited, in days.
  var longestWait: Double { waits.max() ?? 0 }
}
