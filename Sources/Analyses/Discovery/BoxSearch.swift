// SPDX-License-Identifier: GPL-3.0-or-later

/// One search for the box that best singles out the states of interest, by peeling and pasting.
///
/// Each step peels a small share of the states off, at the end of the unknown that leaves the greatest
/// density. The search takes the box on the way with the best balance, the harmonic mean of coverage and
/// density. Peeling by shares overshoots, so the search then moves the faces of the box out and in, by ever
/// smaller steps down to a single value, as long as the balance improves.
///
/// Source: J. H. Friedman and N. I. Fisher, Statistics and Computing 9 (1999) 123-143.
struct BoxSearch {
  private let table: StateTable
  /// States that earlier boxes have not taken.
  private let free: [Int]
  private let total: Double
  private let fewest: Int
  /// The shares that are peeled off at a time, each in its own search.
  ///
  /// Small shares find narrow boxes; the luck of a few states does not mislead great ones.
  static let shares = [0.05, 0.1, 0.2]

  /// - Parameters:
  ///   - table: The states.
  ///   - isFree: Whether a state may still be taken.
  ///   - fewest: The fewest states of a box.
  init(_ table: StateTable, isFree: [Bool], fewest: Int) {
    self.table = table
    free = isFree.indices.filter { isFree[$0] }
    self.fewest = fewest
    total = zip(table.interest, isFree).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
  }

  /// The restrictions of the best box, by unknown, and its balance; nil if no box is better than all states.
  func best() -> (restrictions: [Box.Restriction?], balance: Double)? {
    guard total > 0 else { return nil }
    let found = Self.shares.map(best(peeling:))
    let start = balance(free)
    return found.max { $0.balance < $1.balance }.flatMap { $0.balance > start ? $0 : nil }
  }

  private func best(
    peeling share: Double
  ) -> (restrictions: [Box.Restriction?], balance: Double) {
    var states = free
    var restrictions = [Box.Restriction?](repeating: nil, count: table.unknowns.count)
    var best = (restrictions: restrictions, balance: balance(states))
    while let peeled = peel(share, of: states, restrictions) {
      (states, restrictions) = peeled
      let balance = balance(states)
      if balance > best.balance { best = (restrictions, balance) }
    }
    return polished(best.restrictions, best.balance)
  }

  /// The harmonic mean of coverage and density.
  func balance(_ states: [Int]) -> Double {
    let interest = states.reduce(0) { $0 + table.interest[$1] }
    return states.isEmpty ? 0 : 2 * interest / (total + Double(states.count))
  }

  private func states(_ restrictions: [Box.Restriction?]) -> [Int] {
    table.states(free, meeting: restrictions)
  }

  /// For each state of the table, whether it is one of these.
  private func marks(_ states: [Int]) -> [Bool] {
    var marks = [Bool](repeating: false, count: table.count)
    for state in states { marks[state] = true }
    return marks
  }

  // MARK: Peeling

  private func peel(
    _ share: Double, of states: [Int], _ restrictions: [Box.Restriction?]
  ) -> (states: [Int], restrictions: [Box.Restriction?])? {
    let isInside = marks(states)
    let interest = states.reduce(0) { $0 + table.interest[$1] }
    var best: (density: Double, unknown: Int, restriction: Box.Restriction)?
    func consider(_ left: Int, _ interest: Double, _ unknown: Int, _ new: Box.Restriction) {
      guard left >= fewest, left < states.count else { return }
      let density = interest / Double(left)
      if best.map({ density > $0.density }) ?? true { best = (density, unknown, new) }
    }
    let size = max(1, Int(share * Double(states.count)))
    for (unknown, values) in table.unknowns.enumerated() {
      switch values {
      case .numbers(let numbers):
        let order = table.orders[unknown].filter { isInside[$0] }
        let old = range(restrictions[unknown])
        for isLow in [true, false] {
          let cut =
            isLow ? cut(order, numbers, size) : cut(order.lazy.reversed(), numbers, size)
          guard let edge = cut.edge else { continue }
          consider(
            states.count - cut.count, interest - cut.interest, unknown,
            .range(isLow ? edge...old.upperBound : old.lowerBound...edge))
        }
      case .levels(let levels, let count):
        var own = [(states: Int, interest: Double)](repeating: (0, 0), count: count)
        for state in states {
          own[levels[state]].states += 1
          own[levels[state]].interest += table.interest[state]
        }
        let present = own.indices.filter { own[$0].states > 0 }
        guard present.count > 1 else { continue }
        for level in present {
          consider(
            states.count - own[level].states, interest - own[level].interest, unknown,
            .levels(present.filter { $0 != level }))
        }
      }
    }
    guard let best else { return nil }
    var restrictions = restrictions
    restrictions[best.unknown] = best.restriction
    let values = table.unknowns[best.unknown]
    return (best.restriction.states(states, meeting: values), restrictions)
  }

  /// Cuts off so many states at the beginning of an order, and those that share the last value.
  ///
  /// Returns them and the value halfway to the rest.
  private func cut(
    _ order: some Sequence<Int>, _ numbers: [Double], _ size: Int
  ) -> (count: Int, interest: Double, edge: Double?) {
    var (count, interest, last) = (0, 0.0, Double.nan)
    for state in order {
      if count >= size, numbers[state] != last {
        return (count, interest, (last + numbers[state]) / 2)
      }
      count += 1
      interest += table.interest[state]
      last = numbers[state]
    }
    return (count, interest, nil)
  }

  private func range(_ restriction: Box.Restriction?) -> ClosedRange<Double> {
    if case .range(let range)? = restriction { range } else { -.infinity ... .infinity }
  }

  // MARK: Pasting

  /// Moves faces out and in, by ever smaller steps, while the balance improves; removes restrictions that do
  /// not help it.
  private func polished(
    _ restrictions: [Box.Restriction?], _ balance: Double
  ) -> (restrictions: [Box.Restriction?], balance: Double) {
    var best = (restrictions: restrictions, balance: balance)
    var isMoving = true
    while isMoving {
      isMoving = false
      for unknown in table.unknowns.indices {
        guard let restriction = best.restrictions[unknown] else { continue }
        for candidate in candidates(for: unknown, restriction, best.restrictions) {
          var moved = best.restrictions
          moved[unknown] = candidate
          let states = states(moved)
          guard states.count >= fewest else { continue }
          let balance = self.balance(states)
          // If the balance is equal, the box with fewer restrictions is better.
          guard balance > best.balance || candidate == nil && balance == best.balance else {
            continue
          }
          best = (moved, balance)
          isMoving = true
          break
        }
      }
    }
    return best
  }

  /// Restrictions near the present one of an unknown, the farthest first.
  private func candidates(
    for unknown: Int, _ restriction: Box.Restriction, _ all: [Box.Restriction?]
  ) -> [Box.Restriction?] {
    var others = all
    others[unknown] = nil
    switch (restriction, table.unknowns[unknown]) {
    case (.range(let range), .numbers(let numbers)):
      let isInside = marks(states(others))
      let values = table.orders[unknown].filter { isInside[$0] }.map { numbers[$0] }
      let distinct = zip(values, [-.infinity] + values).filter { $0 != $1 }.map(\.0)
      return [nil] + moves(of: range, among: distinct)
    case (.levels(let levels), .levels(_, let count)):
      let more = (0..<count).filter { !levels.contains($0) }.map { (levels + [$0]).sorted() }
      let fewer = levels.count > 1 ? levels.map { level in levels.filter { $0 != level } } : []
      return [nil] + (more + fewer).map { Box.Restriction.levels($0) }
    case (.range, .levels), (.levels, .numbers): return [nil]
    }
  }

  private func moves(
    of range: ClosedRange<Double>, among values: [Double]
  ) -> [Box.Restriction?] {
    guard values.count > 1 else { return [] }
    // The edge before value k lies halfway between it and the value before; outermost edges are infinite.
    func edge(_ index: Int) -> Double {
      switch index {
      case ...0: -.infinity
      case values.count...: .infinity
      default: (values[index - 1] + values[index]) / 2
      }
    }
    let low = values.firstIndex { $0 >= range.lowerBound } ?? values.count
    let high = values.firstIndex { $0 > range.upperBound } ?? values.count
    var step = max(1, Int(Self.shares[0] * Double(values.count)))
    var moves: [Box.Restriction?] = []
    while true {
      for (newLow, newHigh) in [
        (low - step, high), (low, high + step), (low + step, high), (low, high - step),
      ] where newLow < newHigh {
        let (lower, upper) = (edge(newLow), edge(newHigh))
        if lower == -.infinity, upper == .infinity { continue }
        if lower < upper { moves.append(.range(lower...upper)) }
      }
      if step == 1 { return moves }
      step /= 2
    }
  }
}
