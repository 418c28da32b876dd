// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Statistics

/// Functions of unknowns for a linear fit, each centred over the states.
///
/// A number has a polynomial, or a cubic spline with knots at its quantiles (GSL's B-splines). If an unknown has
/// few distinct values or is no number, each value but the first has an indicator.
struct Basis: Sendable {
  /// The values of each function, state by state.
  private(set) var functions: [[Double]]

  /// No function.
  static let empty = Basis(functions: [])

  private init(functions: [[Double]]) { self.functions = functions }

  /// How many functions a curve may have: up to 3 it is a polynomial, beyond that a spline.
  static let sizes = [1, 2, 3, 4, 5, 7, 10, 14]
  /// Numbers with no more distinct values than this count as levels.
  private static let fewestDistinct = 5

  /// The bases of growing size of an unknown.
  static func ladder(of unknown: UnknownValues) -> [Basis] {
    switch unknown {
    case .levels(let levels, let count): return [indicators(levels, of: count)]
    case .numbers(let numbers):
      let distinct = Array(Set(numbers)).sorted()
      guard distinct.count > fewestDistinct else {
        return [indicators(numbers.map { distinct.firstIndex(of: $0) ?? 0 }, of: distinct.count)]
      }
      let most = min(distinct.count / 2, numbers.count / 10)
      return sizes.filter { $0 <= max(1, most) }.map { curve(numbers, size: $0) }
    }
  }

  /// The same functions in some of the states, each as often as it is named.
  func of(states: [Int]) -> Basis {
    Basis(functions: functions.map { function in states.map { function[$0] } })
  }

  /// Both bases.
  static func + (one: Basis, other: Basis) -> Basis {
    Basis(functions: one.functions + other.functions)
  }

  /// The products of the first functions of two bases: they show how one unknown changes what the other does.
  static func product(_ one: Basis, _ other: Basis) -> Basis {
    guard let first = one.functions.first, let second = other.functions.first else { return empty }
    return Basis(functions: [centred(zip(first, second).map { $0 * $1 })])
  }

  private static func indicators(_ levels: [Int], of count: Int) -> Basis {
    let seen = (0..<count).filter { level in levels.contains(level) }
    return Basis(
      functions: seen.dropFirst().map { level in centred(levels.map { $0 == level ? 1 : 0 }) })
  }

  private static func curve(_ numbers: [Double], size: Int) -> Basis {
    size < 4 ? polynomial(numbers, degree: size) : spline(numbers, size: size)
  }

  private static func polynomial(_ numbers: [Double], degree: Int) -> Basis {
    let low = numbers.min() ?? 0
    let width = (numbers.max() ?? 1) - low
    var values = [Double](repeating: 0, count: degree + 1)
    var functions = [[Double]](repeating: [], count: degree)
    for number in numbers {
      let scaled = min(max(2 * (number - low) / width - 1, -1), 1)
      gsl_sf_legendre_Pl_array(CInt(degree), scaled, &values)
      for power in 0..<degree { functions[power].append(values[power + 1]) }
    }
    return Basis(functions: functions.map(centred))
  }

  /// A cubic spline of `size` functions beside the constant.
  private static func spline(_ numbers: [Double], size: Int) -> Basis {
    let sorted = numbers.sorted()
    let pieces = size - 2
    var knots = (0...pieces).map { sorted[$0 * (sorted.count - 1) / pieces] }
    // If many numbers are equal, some knots fall together.
    knots = Array(Set(knots)).sorted()
    let count = knots.count + 2
    guard let workspace = gsl_bspline_alloc(4, knots.count),
      let breaks = gsl_vector_alloc(knots.count),
      let values = gsl_vector_alloc(count)
    else { preconditionFailure("GSL has no memory for \(count) splines") }
    defer {
      gsl_bspline_free(workspace)
      gsl_vector_free(breaks)
      gsl_vector_free(values)
    }
    for (index, knot) in knots.enumerated() { gsl_vector_set(breaks, index, knot) }
    gsl_bspline_knots(breaks, workspace)
    var functions = [[Double]](repeating: [], count: count)
    for number in numbers {
      gsl_bspline_eval(number, values, workspace)
      for function in 0..<count { functions[function].append(gsl_vector_get(values, function)) }
    }
    // All functions add up to 1, so the constant makes one of them redundant.
    return Basis(functions: functions.dropFirst().map(centred))
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }
}
