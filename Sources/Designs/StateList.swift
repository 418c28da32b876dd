// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// A design whose states are given one by one, as they are read.
///
/// A number takes eight bytes. Any other value is held once, and takes four bytes more in each state.
public struct StateList: Sendable {
  private let paths: [(path: String, kind: FieldKind)]
  private var columns: [ListedColumn]
  private var count = 0

  /// An empty list of states that will have values for these paths.
  public init(of paths: [(path: String, kind: FieldKind)]) {
    self.paths = paths
    columns = paths.map { ListedColumn($0.path, $0.kind) }
  }

  /// Adds a state, given by the values of all paths.
  ///
  /// - Throws: If there are more states, or more values, than a design may have.
  public mutating func append(_ state: [Setting]) throws(DesignError) {
    precondition(state.count == columns.count, "a state of \(state.count) values")
    guard count < Design.stateLimit else {
      throw DesignError(
        "there are more states than can be run", allowed: "1 to \(Design.stateLimit) states")
    }
    guard (count + 1) * columns.count <= Design.storageLimit else {
      throw DesignError("there are too many values", allowed: "at most \(Design.storageLimit)")
    }
    for index in columns.indices { columns[index].append(state[index]) }
    count += 1
  }

  /// The design of the states; more states at the end leave the earlier ones as they are.
  ///
  /// - Throws: If there is no state.
  public func design() throws(DesignError) -> Design {
    guard count > 0 else { throw DesignError("there are no states in the list") }
    var factors: [Factor] = []
    for (path, kind) in paths { factors.append(try Factor(path, kind, .listed)) }
    return try Design(.list, factors, count: count, .columns(columns))
  }
}

extension Design {
  /// States one by one: for each the values of all paths.
  ///
  /// - SeeAlso: ``StateList``
  public static func list(
    of paths: [(path: String, kind: FieldKind)], _ states: [[Setting]]
  ) throws(DesignError) -> Design {
    var list = StateList(of: paths)
    for state in states { try list.append(state) }
    return try list.design()
  }
}

/// The values of a path, state by state.
struct ListedColumn: Sendable {
  private let isOfNumbers: Bool
  private var numbers: [Double] = []
  private var levels: LevelColumn
  private var numbersOfLevels: [Int32] = []

  init(_ path: String, _ kind: FieldKind) {
    isOfNumbers = if case .number = kind { true } else { false }
    levels = LevelColumn(path, kind)
  }

  mutating func append(_ setting: Setting) {
    if isOfNumbers, case .number(let number) = setting {
      numbers.append(number)
    } else {
      precondition(!isOfNumbers, "\(levels.path) is a number, not \(setting)")
      numbersOfLevels.append(levels.number(of: setting))
    }
  }

  subscript(state: Int) -> Setting {
    isOfNumbers ? .number(numbers[state]) : levels.levels[Int(numbersOfLevels[state])]
  }
}
