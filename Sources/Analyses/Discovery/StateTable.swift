// SPDX-License-Identifier: GPL-3.0-or-later

/// The states in which boxes are sought, with their unknowns and how much each is of interest.
struct StateTable: Sendable {
  let unknowns: [UnknownValues]
  /// By state: 1 if it is of interest, 0 if it is not, or a share.
  var interest: [Double]
  /// By unknown: the states in order of its numbers; empty if it has levels.
  let orders: [[Int]]

  init(_ unknowns: [UnknownValues], _ interest: [Double]) {
    self.unknowns = unknowns
    self.interest = interest
    orders = unknowns.map { unknown in
      guard case .numbers(let numbers) = unknown else { return [] }
      return numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    }
  }

  var count: Int { interest.count }
  var total: Double { interest.reduce(0, +) }

  /// The states that meet all restrictions; nil leaves an unknown free.
  func states(meeting restrictions: [Box.Restriction?]) -> [Int] {
    states(Array(0..<count), meeting: restrictions)
  }

  /// Those of some states that meet all restrictions.
  func states(_ some: [Int], meeting restrictions: [Box.Restriction?]) -> [Int] {
    zip(restrictions, unknowns).reduce(some) { states, one in
      one.0.map { $0.states(states, meeting: one.1) } ?? states
    }
  }

  /// The box of restrictions among all states.
  func box(_ restrictions: [Box.Restriction?], pValue: Double) -> Box {
    let inside = states(meeting: restrictions)
    let interest = inside.reduce(0) { $0 + self.interest[$1] }
    return Box(
      restrictions: restrictions.enumerated().compactMap { unknown, restriction in
        restriction.map { (unknown, $0) }
      },
      states: inside.count, mass: Double(inside.count) / Double(count), coverage: interest / total,
      density: interest / Double(inside.count), baseDensity: total / Double(count), pValue: pValue)
  }
}
