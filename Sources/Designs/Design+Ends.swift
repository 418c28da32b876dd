// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// Designs that move one factor at a time.
extension Design {
  /// A centre, and for each factor the states in which it alone is at one of its ends.
  ///
  /// Ends are the bounds of a range, the quantiles of a law at 5 and 95 per cent, or all levels of a list. An end
  /// that equals the centre has no state of its own.
  ///
  /// - Parameters:
  ///   - factors: At least one.
  ///   - centre: The value of each factor in the first state.
  /// - Returns: The design, the centre first and then factor by factor.
  /// - Throws: If nothing is varied, or a factor twice.
  public static func ends(of factors: [Factor], centre: [Setting]) throws(DesignError) -> Design {
    precondition(factors.count == centre.count, "a value for each factor")
    guard !factors.isEmpty else { throw DesignError("nothing is varied") }
    var columns = factors.map { ListedColumn($0.path, $0.kind) }
    func append(_ state: [Setting]) {
      for column in columns.indices { columns[column].append(state[column]) }
    }
    append(centre)
    var count = 1
    for (index, factor) in factors.enumerated() {
      for end in factor.ends where end != centre[index] {
        var state = centre
        state[index] = end
        append(state)
        count += 1
      }
    }
    return try Design(.ends, factors, count: count, .columns(columns))
  }
}

extension Factor {
  /// The outermost values of the domain, the lowest first; all levels of a list.
  fileprivate var ends: [Setting] {
    switch domain {
    case .range(let range, _): [.number(range.lowerBound), .number(range.upperBound)]
    case .levels(let levels): levels
    case .law: [0.05, 0.95].map(setting)
    case .listed: preconditionFailure("\(path) is listed and has no ends")
    }
  }
}
