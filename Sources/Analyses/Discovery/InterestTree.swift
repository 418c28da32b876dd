// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// A small tree that splits states in two, each time by the unknown that tells most about their interest.
///
/// A split must beat chance: interest is dealt anew among the states of the branch, and in 99 of 100 deals the
/// best of all splits, over all unknowns, must do worse. So noise gives no splits, however many unknowns there are.
///
/// Source: L. Breiman and others, Classification and Regression Trees (1984); T. Hothorn, K. Hornik and A.
/// Zeileis, Journal of Computational and Graphical Statistics 15 (2006) 651-674, for the test of each split.
public struct InterestTree: Sendable {
  /// The leaves as boxes, the densest first.
  ///
  /// If no split is significant, the only leaf has no restriction.
  public let leaves: [Box]

  /// The deepest that a leaf may lie.
  public static let depth = 3

  /// Grows a tree.
  ///
  /// - Parameters:
  ///   - unknowns: The values of each unknown, state by state.
  ///   - interest: By state: 1 if it is of interest, 0 if it is not, or a share of its futures.
  ///   - deals: How often interest is dealt anew; with fewer than 99 no split can be significant.
  ///   - seed: The seed of the dealing.
  public init(_ unknowns: [UnknownValues], interest: [Double], deals: Int = 199, seed: Int) {
    let table = StateTable(unknowns, interest)
    let fewest = max(10, table.count / 20)
    let grower = Grower(table: table, fewest: fewest, deals: deals, seed: seed)
    let free = [Box.Restriction?](repeating: nil, count: unknowns.count)
    leaves = grower.leaves(of: Array(0..<table.count), free, depth: 0, branch: 1, pValue: 1)
      .sorted { $0.density > $1.density }
  }
}

private struct Grower {
  let table: StateTable
  let fewest: Int
  let deals: Int
  let seed: Int

  struct Split {
    let unknown: Int
    let left: Box.Restriction
    let right: Box.Restriction
    /// By how much the sum of squares falls.
    let gain: Double
  }

  func leaves(
    of states: [Int], _ restrictions: [Box.Restriction?], depth: Int, branch: Int, pValue: Double
  ) -> [Box] {
    guard depth < InterestTree.depth, let split = best(states, table.interest),
      let chance = chance(of: split, states, branch: branch)
    else { return [table.box(restrictions, pValue: pValue)] }
    return [(split.left, 0), (split.right, 1)].flatMap { restriction, side in
      var restrictions = restrictions
      restrictions[split.unknown] = joined(restrictions[split.unknown], restriction)
      let values = table.unknowns[split.unknown]
      return leaves(
        of: restriction.states(states, meeting: values), restrictions, depth: depth + 1,
        branch: 2 * branch + side, pValue: chance)
    }
  }

  private func joined(
    _ old: Box.Restriction?, _ new: Box.Restriction
  ) -> Box.Restriction {
    guard case .range(let one)? = old, case .range(let other) = new else { return new }
    return .range(
      max(one.lowerBound, other.lowerBound)...min(one.upperBound, other.upperBound))
  }

  /// How often chance gives a split as good; nil if more than once in a hundred times.
  private func chance(of split: Split, _ states: [Int], branch: Int) -> Double? {
    let most = Int((Discovery.level * Double(deals + 1)).rounded(.down)) - 1
    guard most >= 0 else { return nil }
    var better = 0
    var stream = Luck(
      seed: UInt32(truncatingIfNeeded: seed), replication: UInt32(truncatingIfNeeded: branch)
    ).stream(StreamAddress(kind: StreamAddress.kindOfStatistics, number: 0, purpose: 3))
    var interest = table.interest
    for _ in 0..<deals {
      for last in stride(from: states.count - 1, to: 0, by: -1) {
        interest.swapAt(states[last], states[Int(stream.uniform() * Double(last + 1))])
      }
      // Equal sums differ by rounding once interest is dealt in another order.
      if let other = best(states, interest), other.gain >= split.gain * (1 - 1e-9) { better += 1 }
      if better > most { return nil }
    }
    return Double(better + 1) / Double(deals + 1)
  }

  /// The split that tells most; nil if none leaves enough states on both sides.
  private func best(_ states: [Int], _ interest: [Double]) -> Split? {
    var isInside = [Bool](repeating: false, count: table.count)
    for state in states { isInside[state] = true }
    let total = states.reduce(0) { $0 + interest[$1] }
    let count = Double(states.count)
    func gain(_ size: Int, _ sum: Double) -> Double {
      let (left, right) = (Double(size), count - Double(size))
      return sum * sum / left + (total - sum) * (total - sum) / right - total * total / count
    }
    var best: Split?
    func consider(_ gain: Double, _ split: () -> Split) {
      if gain > (best?.gain ?? 1e-12 * count) { best = split() }
    }
    for (unknown, values) in table.unknowns.enumerated() {
      switch values {
      case .numbers(let numbers):
        var (size, sum, last) = (0, 0.0, Double.nan)
        for state in table.orders[unknown] where isInside[state] {
          let value = numbers[state]
          if size >= fewest, states.count - size >= fewest, value != last {
            let (gain, edge) = (gain(size, sum), (last + value) / 2)
            consider(gain) {
              Split(
                unknown: unknown, left: .range(-.infinity...edge),
                right: .range(edge ... .infinity), gain: gain)
            }
          }
          size += 1
          sum += interest[state]
          last = value
        }
      case .levels(let levels, let number):
        for (left, right) in bipartitions(levels, number, states, interest) {
          let inside = states.filter { left.contains(levels[$0]) }
          guard inside.count >= fewest, states.count - inside.count >= fewest else { continue }
          let gain = gain(inside.count, inside.reduce(0) { $0 + interest[$1] })
          consider(gain) {
            Split(unknown: unknown, left: .levels(left), right: .levels(right), gain: gain)
          }
        }
      }
    }
    return best
  }

  /// The splits of levels in order of their density; the best split of all is one of these.
  private func bipartitions(
    _ levels: [Int], _ number: Int, _ states: [Int], _ interest: [Double]
  ) -> [(left: [Int], right: [Int])] {
    var own = [(states: Int, interest: Double)](repeating: (0, 0), count: number)
    for state in states {
      own[levels[state]].states += 1
      own[levels[state]].interest += interest[state]
    }
    let densities = own.map { $0.interest / Double($0.states) }
    let present = own.indices.filter { own[$0].states > 0 }
      .sorted { (densities[$0], $0) < (densities[$1], $1) }
    return (1..<max(1, present.count)).map {
      (present[..<$0].sorted(), present[$0...].sorted())
    }
  }
}
