// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance

/// The value of a declared field, in canonical units, whatever the field's type.
public enum Setting: Hashable, Sendable {
  /// A number in the canonical unit of its dimension; infinity is written as the field's `none`.
  case number(Double)
  /// A probability law of a random quantity, in canonical units.
  case law(Law)
  /// One of the field's named choices, by its index.
  case choice(Int)
  /// A yes or a no.
  case flag(Bool)
  /// Shares that add up to 1, in the order of the field's names.
  case shares([Double])
  /// A day.
  case date(CalendarDate)
}
