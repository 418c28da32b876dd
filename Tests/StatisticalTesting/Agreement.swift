// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether two numbers agree to within `tolerance` of their size, or of 1 for small ones.
public func agree(_ one: Double, _ other: Double, within tolerance: Double = 1e-12) -> Bool {
  abs(one - other) <= tolerance * max(1, abs(other))
}
