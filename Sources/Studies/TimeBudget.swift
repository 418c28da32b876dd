// SPDX-License-Identifier: GPL-3.0-or-later

/// A length of time as people write it: `20 minutes`, `20min`, `2h`, `90 s`.
public struct TimeBudget: Hashable, Sendable {
  /// How many seconds it is.
  public let seconds: Double

  /// So many seconds.
  public init(seconds: Double) { self.seconds = seconds }

  /// Reads a length of time above 0 and of 31 days at most; returns nil if the text is none.
  public init?(_ text: String) {
    let text = text.filter { !$0.isWhitespace }
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let units: [(names: [String], seconds: Double)] = [
      (["s", "second", "seconds"], 1), (["min", "minute", "minutes"], 60),
      (["h", "hour", "hours"], 3_600), (["day", "days"], 86_400),
    ]
    let unit = units.first { $0.names.contains(String(text.dropFirst(digits.count))) }
    guard let unit, let count = Double(digits), count > 0, count * unit.seconds <= 31 * 86_400
    else { return nil }
    seconds = count * unit.seconds
  }
}
