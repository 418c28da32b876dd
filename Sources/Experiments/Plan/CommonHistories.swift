// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Synchronization

/// The histories that states of a sweep have in common, one for each replication.
///
/// States that differ in nothing but levers of the policies, and values that begin when policies part or later, have one
/// history until the day from which policies part. It is simulated by the first of the states that needs it and kept for
/// those that follow in the order of the plan. No result depends on it: a run that goes on from a copy is the same, bit
/// for bit.
final class CommonHistories: Sendable {
  /// How many histories are kept at a time, each in the memory of a run; later replications make their own.
  static let most = 64

  /// One replication; whoever comes while another thread simulates it waits.
  private final class Shelf: Sendable {
    let history = Mutex<SharedHistory?>(nil)
  }

  private let first: Int
  private let shelves: [Shelf]
  /// The runs of the first state that came, to which the others are held.
  private let leader = Mutex<(any PlannedRuns)?>(nil)

  init(of replications: ClosedRange<Int>) {
    first = replications.lowerBound
    shelves = replications.prefix(Self.most).map { _ in Shelf() }
  }

  /// Whether the runs of a state have these histories.
  func admits(_ runs: any PlannedRuns) -> Bool {
    leader.withLock { leader in
      guard let known = leader else {
        leader = runs
        return runs.hasCommonHistory(with: runs)
      }
      return runs.hasCommonHistory(with: known)
    }
  }

  /// The history of a replication; nil if it is not kept.
  func history(_ number: Int) -> SharedHistory? {
    guard number - first < shelves.count, let runs = leader.withLock(\.self) else { return nil }
    return shelves[number - first].history.withLock { history in
      if history == nil { history = runs.commonHistory(number) }
      return history
    }
  }
}

extension Sweep {
  /// Whether a state has the histories of another one, as far as their values tell: they differ in nothing that holds
  /// before policies part.
  func haveCommonHistories(_ state: Int, _ other: Int) -> Bool {
    guard luck == .shared, laterFactors.contains(true), (0..<states).contains(other) else {
      return false
    }
    let (one, two) = (settings(ofState: state), settings(ofState: other))
    return laterFactors.indices.allSatisfy { laterFactors[$0] || one[$0] == two[$0] }
  }

  /// How many histories are simulated for all futures: one for each, where states have none in common.
  public var histories: Int {
    let own = max(0, replications.count - CommonHistories.most)
    return (0..<states).reduce(0) { sum, state in
      sum + (haveCommonHistories(state, state - 1) ? own : replications.count)
    }
  }
}

extension ModelRuns {
  /// The day until which states may have a history in common; nil where not even policies have.
  var commonDay: CalendarDate? {
    guard case .history(let parting) = sharing else { return nil }
    return min(parting ?? calendar.policyFrom, calendar.policyFrom)
  }

  /// What holds before policies part; where pasts are known, values that begin later are part of them.
  private var past: Scenario { draws == nil ? scenarios[0].withoutLaterValues : scenarios[0] }

  func hasCommonHistory(with other: any PlannedRuns) -> Bool {
    guard let other = other as? Self, let day = other.commonDay, commonDay != nil,
      past.differences(from: other.past).isEmpty
    else { return false }
    return Scenario.partingDay(of: other.scenarios + scenarios).map { $0 >= day } ?? true
  }

  func commonHistory(_ number: Int) -> SharedHistory? {
    commonDay.flatMap { history(number, until: $0, unless: nil) }
  }

  /// Every policy in one replication: each goes on from the one history, which itself may go on from a common one.
  func replicate(_ number: Int, after common: SharedHistory?, keeping detail: Detail)
    -> Replication
  {
    var history: SharedHistory?
    if case .success(let state) = common?.state, var run = state as? Run,
      case .history(let parting) = sharing
    {
      if draws == nil, !scenarios[0].datedValues.isEmpty { run.adopt(laterValuesOf: worlds[0]) }
      run.adopt(policyOf: scenarios[0])
      run.run(until: parting ?? calendar.policyFrom)
      history = SharedHistory(number: number, state: .success(run))
    } else {
      history = self.history(number, unless: nil)
    }
    // Nobody cancels, so nothing is left out.
    return Replication(
      number: number,
      runs: scenarios.indices.compactMap { policy in
        history.flatMap { run(policy, after: $0, keeping: detail, unless: nil) }
      })
  }
}
