// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Glibc

/// What a policy's servers could not keep pace with in one run.
///
/// Where more work comes than can be done a line grows without bound, or its customers leave unserved; means
/// over the counted years then say how long these years are, not how long people wait.
struct Overload {
  let policy: String
  /// The number of the replication that was looked at.
  let replication: Int
  /// What came to each station over the counted years.
  let workloads: [Workload]
  /// The names of the areas.
  let areas: [String]

  /// A warning for each kind of station that gets more work than it can do, beyond chance.
  var checks: [Check] {
    var kinds: [String] = []
    for work in workloads where !kinds.contains(work.servers) { kinds.append(work.servers) }
    return kinds.compactMap { servers in
      let here = workloads.filter { $0.servers == servers }
      let over = here.filter(\.isOverloaded)
      guard let worst = over.max(by: { $0.offered < $1.offered }) else { return nil }
      let spread =
        here.count > 1
        ? " in \(counted(over.count, of: here.count, "area")), most in \(areas[worst.area ?? 0])"
        : ""
      return Check(
        .warning,
        "under '\(policy)', in replication \(replication), more work comes to \(servers) than can be done\(spread): "
          + "\(Readable(standardError: 0.01, size: 0)(worst.offered)) times as much; of "
          + "\(counted(worst.arrivals, "arrival")) \(grouped(worst.left)) left unserved, and the line "
          + (worst.growth < 0 ? "shrank" : "grew") + " by \(grouped(abs(worst.growth)))")
    }
  }
}

extension Workload {
  /// Whether the work offered is above what can be done by more than chance.
  ///
  /// The number of arrivals and their mean size each vary by about the root of their number; three
  /// standard errors keep a country of 43 areas from many false warnings.
  fileprivate var isOverloaded: Bool {
    served > 0 && offered * (1 - 3 * (2 / Double(arrivals)).squareRoot()) > 1
  }
}
