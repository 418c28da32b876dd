// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Designs of given levels: grids.
extension Design {
  /// All combinations of the factors' levels, the last factor changing fastest.
  ///
  /// - Throws: If a factor is no list of levels, or there are more than ``stateLimit`` combinations.
  public static func grid(_ factors: [Factor]) throws(DesignError) -> Design {
    try grids([factors])
  }

  /// Several grids of the same factors, one after the other; a state that two of them have comes twice.
  ///
  /// Another grid at the end leaves the earlier states as they are. So do more levels at the end of a single
  /// grid's first factor; more levels of any other factor do not.
  public static func grids(_ blocks: [[Factor]]) throws(DesignError) -> Design {
    guard let first = blocks.first else { throw DesignError("there is no grid") }
    var columns = first.map { LevelColumn($0.path, $0.kind) }
    var numbers: [[[Int32]]] = []
    var count = 0
    for block in blocks {
      var product = 1
      var ofBlock: [[Int32]] = []
      for index in columns.indices {
        guard let factor = block.first(where: { $0.path == columns[index].path }) else {
          throw DesignError(
            "\(columns[index].path) is varied in one grid, but not in another",
            allowed: "grids of the same paths")
        }
        guard let levels = factor.levels else {
          throw DesignError(
            "\(factor.path) has no list of values, of which a grid is made",
            allowed: "such as [10%, 20%], or a design that samples")
        }
        ofBlock.append(levels.map { columns[index].number(of: $0) })
        let (size, hasOverflown) = product.multipliedReportingOverflow(by: levels.count)
        product = hasOverflown ? .max : size
      }
      if let extra = block.first(where: { factor in !first.contains { $0.path == factor.path } }) {
        throw DesignError(
          "\(extra.path) is varied in one grid, but not in another",
          allowed: "grids of the same paths")
      }
      count = min(product, stateLimit + 1) + min(count, stateLimit + 1)
      numbers.append(ofBlock)
    }
    return try Design(.grid, factors(of: columns), count: count, .blocks(numbers))
  }

  private static func factors(of columns: [LevelColumn]) throws(DesignError) -> [Factor] {
    var factors: [Factor] = []
    for column in columns {
      factors.append(try Factor(column.path, column.kind, .levels(column.levels)))
    }
    return factors
  }

  func values(of state: Int, in blocks: [[[Int32]]]) -> [Setting] {
    var rest = state
    for block in blocks {
      let size = block.reduce(1) { $0 * $1.count }
      guard rest >= size else {
        var values: [Setting] = []
        var stride = size
        for (factor, levels) in block.enumerated() {
          stride /= levels.count
          values.append(level(levels[rest / stride % levels.count], of: factor))
        }
        return values
      }
      rest -= size
    }
    preconditionFailure("state \(state) is beyond the grids")
  }
}

/// The values of a factor in the order in which they first come, each once.
struct LevelColumn: Sendable {
  let path: String
  let kind: FieldKind
  private(set) var levels: [Setting] = []
  private var numbers: [Setting: Int32] = [:]

  init(_ path: String, _ kind: FieldKind) {
    self.path = path
    self.kind = kind
  }

  /// The number of a value; a value that has not come before gets a new one.
  mutating func number(of setting: Setting) -> Int32 {
    if let number = numbers[setting] { return number }
    let number = Int32(levels.count)
    levels.append(setting)
    numbers[setting] = number
    return number
  }
}
