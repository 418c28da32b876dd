// SPDX-License-Identifier: GPL-3.0-or-later

/// How the capacity of laboratories and courts answers to the line before them.
///
/// Money follows backlogs: sitting days and examiners are added where lines grow and saved where they
/// shrink. With a line n of usually n', capacity is that of the beginning times
///
///     min(m, max(1/m, 1 + a (n/n' - 1))),
///
/// so that a demand above capacity by a part p < m - 1 makes the line longer by p/a and not without end.
struct CapacityAnswer: Hashable, Sendable {
  /// The part by which capacity rises where the line is twice as long as usual.
  let toBacklog: Double
  /// The most that there can be, relative to that of the beginning; the least is its inverse.
  let most: Double

  /// The capacity relative to that of the beginning where so many wait; 1 if usually nobody does.
  @inline(__always)
  func factor(waiting: Int, usual: Double) -> Double {
    guard usual > 0 else { return 1 }
    return min(most, max(1 / most, 1 + toBacklog * (Double(waiting) / usual - 1)))
  }
}
