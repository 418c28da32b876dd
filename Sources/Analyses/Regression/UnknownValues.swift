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
    let numbers = settings.compactMap { if case .number(let number) = $0 { number } else { nil } }
    guard numbers.count < settings.count else {
      self = .numbers(numbers)
      return
    }
    var known: [Setting: Int] = [:]
    let levels = settings.map { setting in
      if let level = known[setting] { return level }
      known[setting] = known.count
      return known.count - 1
    }
    self = .levels(levels, of: known.count)
  }

  /// The values of all factors of a design, factor by factor.
  public static func columns(of design: Design) -> [UnknownValues] {
    let states = (0..<design.count).map(design.values)
    return design.factors.indices.map { factor in UnknownValues(states.map { $0[factor] }) }
  }

  /// How many states there are.
  public var count: Int {
    switch self {
    case .numbers(let numbers): numbers.count
    case .levels(let levels, _): levels.count
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
