// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance

/// In which states something happens, for example a policy fails: boxes of unknowns that single them out.
///
/// Each box is tested against chance: interest is dealt anew among the states, and boxes are sought in the same
/// way. If chance gives a box as good more than once in a hundred times, the box is dropped. A restriction stays
/// only if the states that it alone leaves out are less often of interest, by more than chance (Bryant and
/// Lempert's quasi-p-value).
///
/// Source: J. H. Friedman and N. I. Fisher, Statistics and Computing 9 (1999) 123-143; B. P. Bryant and R. J.
/// Lempert, Technological Forecasting and Social Change 77 (2010) 34-49.
public struct Discovery: Sendable {
  /// The boxes, the best first; empty if chance explains all that is found.
  public let boxes: [Box]
  /// How many states are of interest.
  public let interest: Double
  /// How many states there are.
  public let states: Int

  /// A box as good must come by chance less often than this.
  public static let level = 0.01

  /// Looks for boxes.
  ///
  /// - Parameters:
  ///   - unknowns: The values of each unknown, state by state.
  ///   - interest: By state: 1 if it is of interest, 0 if it is not, or a share of its futures.
  ///   - most: The most boxes. Each is sought among the states that earlier boxes have left.
  ///   - deals: How often interest is dealt anew; with fewer than 99 no box can pass ``level``.
  ///   - seed: The seed of the dealing.
  /// - Complexity: For each deal O(unknowns times states) for each of about a hundred steps.
  public init(
    _ unknowns: [UnknownValues], interest: [Double], most: Int = 3, deals: Int = 199, seed: Int
  ) {
    precondition(unknowns.allSatisfy { $0.count == interest.count }, "a value for each state")
    let table = StateTable(unknowns, interest)
    states = table.count
    self.interest = table.total
    let fewest = max(10, table.count / 50)
    var isFree = [Bool](repeating: true, count: table.count)
    var boxes: [Box] = []
    while boxes.count < most,
      let found = Self.box(in: table, isFree: isFree, fewest: fewest, deals: deals, seed: seed)
    {
      boxes.append(found.box)
      for state in table.states(meeting: found.restrictions) { isFree[state] = false }
    }
    self.boxes = boxes
  }

  private static func box(
    in table: StateTable, isFree: [Bool], fewest: Int, deals: Int, seed: Int
  ) -> (box: Box, restrictions: [Box.Restriction?])? {
    let search = BoxSearch(table, isFree: isFree, fewest: fewest)
    guard let best = search.best() else { return nil }
    let most = Int((level * Double(deals + 1)).rounded(.down)) - 1
    guard most >= 0 else { return nil }
    var better = 0
    for deal in 0..<deals {
      var dealt = table
      dealt.interest = Self.dealt(table.interest, isFree: isFree, deal, seed: seed)
      let chance = BoxSearch(dealt, isFree: isFree, fewest: fewest).best()
      if let chance, chance.balance >= best.balance { better += 1 }
      if better > most { return nil }
    }
    let restrictions = needed(best.restrictions, in: table, isFree: isFree)
    let pValue = Double(better + 1) / Double(deals + 1)
    return (table.box(restrictions, pValue: pValue), restrictions)
  }

  /// Removes restrictions that chance would give as well, the least significant first.
  private static func needed(
    _ restrictions: [Box.Restriction?], in table: StateTable, isFree: [Bool]
  ) -> [Box.Restriction?] {
    func counts(_ restrictions: [Box.Restriction?]) -> (states: Int, interest: Double) {
      let states = table.states(meeting: restrictions).filter { isFree[$0] }
      return (states.count, states.reduce(0) { $0 + table.interest[$1] })
    }
    var kept = restrictions
    while kept.count(where: { $0 != nil }) > 1 {
      let inside = counts(kept)
      let pValues = kept.indices.filter { kept[$0] != nil }.map { unknown in
        var without = kept
        without[unknown] = nil
        let all = counts(without)
        let hits = UInt32(inside.interest.rounded())
        let share = all.interest / Double(all.states)
        let pValue =
          hits == 0 ? 1 : gsl_cdf_binomial_Q(hits - 1, share, UInt32(inside.states))
        return (unknown: unknown, pValue: pValue)
      }
      guard let worst = pValues.max(by: { $0.pValue < $1.pValue }), worst.pValue > 0.05 else {
        return kept
      }
      kept[worst.unknown] = nil
    }
    return kept
  }

  /// The interest of free states, dealt anew among them.
  private static func dealt(
    _ interest: [Double], isFree: [Bool], _ deal: Int, seed: Int
  ) -> [Double] {
    var stream = Luck(
      seed: UInt32(truncatingIfNeeded: seed), replication: UInt32(truncatingIfNeeded: deal)
    ).stream(StreamAddress(kind: StreamAddress.kindOfStatistics, number: 0, purpose: 2))
    let free = isFree.indices.filter { isFree[$0] }
    var dealt = interest
    for last in stride(from: free.count - 1, to: 0, by: -1) {
      let other = Int(stream.uniform() * Double(last + 1))
      dealt.swapAt(free[last], free[other])
    }
    return dealt
  }
}
