// SPDX-License-Identifier: GPL-3.0-or-later

/// How an outcome follows from measures, over any stretch of months.
enum Formula: Hashable, Sendable {
  /// The total, per year (over counted years) or as it is (in a month).
  case rate(Measure)
}

/// What the model counts, month by month.
enum Measure: Int, CaseIterable, Hashable, Sendable {
  case convictions
}

extension Outcome {
  /// All outcomes, in the order of columns.
  public static let all: [Outcome] = [
    Outcome(
      name: "convictions", unit: "convictions per year", monthlyUnit: "convictions",
      summary: "Convictions on volunteer evidence.", better: .more, matters: 10,
      formula: .rate(.convictions))
  ]
}
