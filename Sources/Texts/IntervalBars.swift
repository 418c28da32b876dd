// SPDX-License-Identifier: GPL-3.0-or-later

/// Means and their intervals as bars of text below each other, all on one scale.
///
/// `[--o--]` is an interval with its mean; of one that is narrower than its signs the mean is left.
public struct IntervalBars {
  /// The fewest columns of a bar; a narrower one tells nothing.
  public static let leastWidth = 16

  private let rows: [(mean: Double, interval: ClosedRange<Double>?)]
  private let width: Int
  private let scale: ClosedRange<Double>
  private let marksZero: Bool

  /// Creates bars on one scale.
  ///
  /// A scale that would begin in the lower half of the numbers begins at zero, so that lengths from the
  /// left are in proportion; what lies far from zero gets a scale of its own.
  ///
  /// - Parameters:
  ///   - rows: Each mean with its interval, both finite; without an interval only the mean is drawn, and
  ///     a mean that is no number has no bar.
  ///   - width: How many columns a bar has.
  ///   - marksZero: Whether zero is marked, and so on the scale.
  public init(
    _ rows: [(mean: Double, interval: ClosedRange<Double>?)], width: Int, marksZero: Bool = false
  ) {
    self.rows = rows
    self.width = width
    self.marksZero = marksZero
    let ends = rows.flatMap {
      [$0.mean] + ($0.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    .filter(\.isFinite)
    var low = ends.min() ?? 0
    var high = ends.max() ?? 0
    if marksZero || (low > 0 && low < high / 2) { low = min(low, 0) }
    if marksZero || (high < 0 && high > low / 2) { high = max(high, 0) }
    scale = low...high
  }

  /// The bar of a row, without spaces at its end; empty if nothing can be told apart.
  public func text(_ row: Int) -> String {
    guard width >= Self.leastWidth, scale.lowerBound < scale.upperBound,
      rows[row].mean.isFinite
    else { return "" }
    var signs = [Character](repeating: " ", count: width)
    if let interval = rows[row].interval {
      let (first, last) = (column(of: interval.lowerBound), column(of: interval.upperBound))
      for column in first...last { signs[column] = "-" }
      if last - first >= 2 { (signs[first], signs[last]) = ("[", "]") }
    }
    if marksZero { signs[column(of: 0)] = "0" }
    signs[column(of: rows[row].mean)] = "o"
    return String(signs).withoutTrailingSpaces
  }

  private func column(of value: Double) -> Int {
    let share = (value - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    return min(width - 1, max(0, Int((share * Double(width - 1)).rounded())))
  }
}
