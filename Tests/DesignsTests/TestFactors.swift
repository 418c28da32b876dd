// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

@testable import Designs

/// Numbers of any size, whole ones where that is said.
func number(_ allowed: ClosedRange<Double> = -1e9...1e9, isWhole: Bool = false) -> FieldKind {
  .number(unit: .factor, allowed: allowed, isWhole: isWhole)
}

/// So many factors on the unit interval, whose values are their coordinates.
func unitFactors(_ count: Int) throws -> [Factor] {
  try (0..<count).map { try Factor("x\($0)", number(), .range(0...1)) }
}

/// A factor of numbered levels.
func levels(_ path: String, _ numbers: [Double]) throws -> Factor {
  try Factor(path, number(), .levels(numbers.map(Setting.number)))
}

extension Setting {
  /// The number of a numeric setting; not a number for everything else.
  var number: Double { if case .number(let value) = self { value } else { .nan } }
}

extension Design {
  /// All states, as numbers.
  var numbers: [[Double]] { (0..<count).map { values(of: $0).map(\.number) } }
}
