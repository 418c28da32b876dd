// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// What came out of one replication: a run for each policy, all with the same luck.
public struct Replication: Sendable {
  /// The number of the replication.
  public let number: Int
  /// The runs, in the order of the plan's policies.
  public let runs: [RunOutcomes]

  /// Creates a replication from its runs.
  public init(number: Int, runs: [RunOutcomes]) {
    self.number = number
    self.runs = runs
  }
}

extension Replication {
  /// The same replication with no more than what is kept.
  func keeping(_ detail: Detail) -> Replication {
    Replication(number: number, runs: runs.map { $0.keeping(detail) })
  }
}

extension Plan {
  /// Runs every policy in one replication.
  ///
  /// Where the policies share a history it is simulated once and then forked, which changes nothing
  /// but the time it takes.
  public func replicate(_ number: Int) -> Replication { replicate(number, keeping: detail) }

  func replicate(_ number: Int, keeping detail: Detail) -> Replication {
    runs.replicate(number, after: nil, keeping: detail)
  }
}

extension RunOutcomes {
  /// The same run with no more than what is kept.
  func keeping(_ detail: Detail) -> RunOutcomes {
    var kept = self
    if !detail.contains(.months) { (kept.months, kept.monthly) = ([], []) }
    if !detail.contains(.areas) { kept.areas = [] }
    if !detail.contains(.areaMonths) { kept.areaMonthly = [] }
    return kept
  }

  /// How many numbers are kept of the run.
  public var numberCount: Int {
    counted.count + monthly.count + (areas.first?.count ?? 0) * areas.count
      + (areaMonthly.first?.count ?? 0) * areaMonthly.count
  }

  /// Whether every number of both runs is the same, bit for bit; a NaN is the same as itself.
  public func isIdentical(to other: RunOutcomes) -> Bool {
    isAlike(to: other) && events == other.events && failure == other.failure
  }

  /// The same, whatever the number of events: to judge a trigger is one.
  func isAlike(to other: RunOutcomes) -> Bool {
    func isSame(_ one: [Double], _ two: [Double]) -> Bool {
      one.elementsEqual(two) { $0.bitPattern == $1.bitPattern }
    }
    return isSame(counted, other.counted) && isSame(monthly, other.monthly)
      && areas.count == other.areas.count && zip(areas, other.areas).allSatisfy(isSame)
      && months == other.months
  }
}
