// SPDX-License-Identifier: GPL-3.0-or-later

/// What may be written for the field.
public enum FieldKind: Hashable, Sendable {
  /// A number in `unit` within `allowed` (canonical units); `none`, where given, is the word
  /// for infinity. Whole numbers only, where `isWhole`.
  case number(unit: Unit, allowed: ClosedRange<Double>, none: String? = nil, isWhole: Bool = false)
  /// A law of a random quantity in `unit`.
  case law(unit: Unit)
  /// One of these words.
  case choice([String])
  /// `yes` or `no` (also `true` or `false`).
  case flag
  /// A mapping of these names to shares that add up to 1.
  case shares([String])
  /// An ISO date.
  case date
}
