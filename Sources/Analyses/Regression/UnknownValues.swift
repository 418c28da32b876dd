// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Designs

/// The values of an unknown, state by state, to explain an outcome.
public enum UnknownValues: Hashable, Sendable {
  /// Numbers, of which near ones are alike.
  case numbers([Double])
  /// The indices of levels, which have no order, and how many levels there are.
  case levels([Int], of: Int)

  /// The values of a field: numbers if all of them are, else each distinct value is a level.
  public init(_ settings: [Setting]) {
    var column = Column()
    for setting in settings { column.add(setting) }
    self = column.values
  }

  /// The values of all factors of a design, factor by factor.
  public static func columns(of design: Design) -> [UnknownValues] {
    columns(design.factors.count, states: design.count, design.values)
  }

  /// The values of so many factors in so many states, factor by factor; the states are asked for one by one, so that
  /// only their numbers are kept.
  static func columns(
    _ factors: Int, states: Int, _ settings: (_ state: Int) -> [Setting]
  ) -> [UnknownValues] {
    var columns = [Column](repeating: Column(), count: factors)
    for state in 0..<states {
      for (factor, setting) in settings(state).enumerated() { columns[factor].add(setting) }
    }
    return columns.map(\.values)
  }

  /// Values as they come in.
  private struct Column {
    private var numbers: [Double] = []
    /// The levels, once a value is no number.
    private var levels: [Int]?
    private var known: [Setting: Int] = [:]

    mutating func add(_ setting: Setting) {
      if levels == nil {
        if case .number(let number) = setting {
          numbers.append(number)
          return
        }
        let before = numbers.map { index(of: .number($0)) }
        (numbers, levels) = ([], before)
      }
      let level = index(of: setting)
      levels?.append(level)
    }

    private mutating func index(of setting: Setting) -> Int {
      if let level = known[setting] { return level }
      known[setting] = known.count
      return known.count - 1
    }

    var values: UnknownValues {
      levels.map { .levels($0, of: known.count) } ?? .numbers(numbers)
    }
  }

  /// How many states there are.
  public var count: Int {
    switch self {
    case .numbers(let numbers): numbers.count
    case .levels(let levels, _): levels.count
    }
  }

  /// Whether it has so many levels that a state hardly ever shares one: nothing can then be said of a level.
  var isTooFine: Bool {
    if case .levels(_, let levels) = self {
      levels * JointCurve.statesPerFunction > count
    } else {
      false
    }
  }

  /// The values of some of the states.
  public func of(states: [Int]) -> UnknownValues {
    switch self {
    case .numbers(let numbers): .numbers(states.map { numbers[$0] })
    case .levels(let levels, let count): .levels(states.map { levels[$0] }, of: count)
    }
  }
}
