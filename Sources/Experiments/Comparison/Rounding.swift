// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Glibc

/// Numbers as people should read them: no digit that the simulation does not know.
public struct Readable: Hashable, Sendable {
  /// How many digits follow the point; negative to round to tens, hundreds and so on.
  public let decimals: Int

  /// Rounds to the decimal of the leading digit of the Monte Carlo standard error.
  ///
  /// A mean of 211.83 known to within 2.1 is 212, one of 0.3124 known to within 0.03 is 0.31.
  /// Without an error (zero, or not known) up to three significant digits of `size` are kept.
  public init(standardError: Double, size: Double) {
    if standardError > 0, standardError.isFinite {
      decimals = min(12, -Int(log10(standardError).rounded(.down)))
    } else if size != 0, size.isFinite {
      var count = min(12, max(0, 2 - Int(log10(abs(size)).rounded(.down))))
      var digits = count > 0 ? Int((size * pow(10, Double(count))).rounded()) : 0
      while count > 0, digits.isMultiple(of: 10) {
        digits /= 10
        count -= 1
      }
      decimals = count
    } else {
      decimals = 0
    }
  }

  /// Writes the number with thousands separated by commas; NaN is a dash.
  public func callAsFunction(_ number: Double, signed: Bool = false) -> String {
    guard number.isFinite else { return number.isNaN ? "-" : number > 0 ? "infinite" : "-infinite" }
    let shift = pow(10, Double(abs(decimals)))
    let scaled = (decimals >= 0 ? number * shift : number / shift).rounded()
    guard max(abs(scaled), abs(number)) < 1e15 else { return "\(number)" }
    let digits = decimals >= 0 ? abs(scaled) : abs(scaled) * shift
    let sign = scaled < 0 ? "-" : signed && scaled > 0 ? "+" : ""
    return sign + (decimals > 0 ? Self.split(digits, decimals) : grouped(Int(digits)))
  }

  private static func split(_ digits: Double, _ decimals: Int) -> String {
    let unit = Int(pow(10, Double(decimals)))
    let (whole, rest) = Int(digits).quotientAndRemainder(dividingBy: unit)
    let fraction = String(rest)
    return grouped(whole) + "."
      + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}

/// A length of time as people say it: `4 s`, `3 min 20 s`, `2 h 5 min`.
public func duration(_ seconds: Double) -> String {
  guard seconds >= 0.95 else {
    return Readable(standardError: 0.1, size: 0)(max(0.1, seconds)) + " s"
  }
  let whole = Int(seconds.rounded())
  return switch whole {
  case ..<60: "\(whole) s"
  case ..<3_600: "\(whole / 60) min \(whole % 60) s"
  default: "\(grouped(whole / 3_600)) h \(whole % 3_600 / 60) min"
  }
}
