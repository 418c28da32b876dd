// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Reads numbers with units.
///
/// `14 days`, `3 per month`, `120000 GBP`, `40%`, `1500 viewers`, `0.4`. A number without a unit
/// is taken only for shares, factors and counts, and for 0, which is the same in every unit.
struct QuantityReader {
  /// Why a text is no quantity.
  struct Refusal: Error, Equatable {
    var message: String
    var allowed: String
    var suggestion: String?
  }

  /// The unit of the declaration.
  let unit: Unit
  /// Whether only whole numbers are meant; those count their unit and are not converted.
  var isWhole = false

  /// The value in canonical units; whole numbers stay in their unit.
  func value(of text: String) throws(Refusal) -> Double {
    let text = text.trimmingSpaces
    let number = Self.isPlain(text) ? text[...] : text.prefix { !$0.isWhitespace && $0 != "%" }
    let rest = text[number.endIndex...].trimmingSpaces
    let decimal = try decimal(String(number), of: text)
    // A zero has no sign: -0% is 0%.
    let value = try convert(decimal, rest, of: text) + 0
    guard value.isFinite else { throw refusal("`\(excerpt(of: text))` is too large") }
    if isWhole, value != value.rounded(.towardZero) {
      throw refusal("`\(excerpt(of: text))` is not a whole number")
    }
    return value
  }

  /// The two ends of a range such as `0 to 1.5` or `10% to 90%`.
  ///
  /// The first end may leave out its unit where the second has one: `1 to 30 days`.
  func range(of text: String) throws(Refusal) -> ClosedRange<Double> {
    let words = text.split(separator: " to ", omittingEmptySubsequences: false)
    guard words.count == 2 else {
      throw Refusal(
        message: "`\(excerpt(of: text))` is not a range",
        allowed: "two values with `to` between them, each \(unit.words)")
    }
    let upper = try value(of: String(words[1]))
    var first = words[0].trimmingSpaces
    if Double(first) != nil {
      first += words[1].trimmingSpaces.drop { !$0.isWhitespace && $0 != "%" }
    }
    let lower = try value(of: first)
    guard lower <= upper else {
      throw Refusal(
        message: "the range `\(excerpt(of: text))` ends below its start",
        allowed: "the smaller value first",
        suggestion: "\(words[1].trimmingSpaces) to \(words[0].trimmingSpaces)")
    }
    return lower...upper
  }

  private func refusal(_ message: String, suggestion: String? = nil) -> Refusal {
    Refusal(
      message: message, allowed: isWhole ? unit.wholeWords : unit.words, suggestion: suggestion)
  }

  /// The digits without separators, or why they are no decimal number.
  private func decimal(_ number: String, of text: String) throws(Refusal) -> String {
    if Self.isPlain(number) { return number }
    let shown = excerpt(of: text)
    let lowered = text.lowercased()
    if [".inf", "-.inf", "+.inf", ".nan", "inf", "-inf", "infinity", "nan"].contains(lowered) {
      throw refusal("`\(shown)` is not a finite number")
    }
    guard !number.isEmpty else { throw refusal("`\(shown)` is not a number") }
    let digits = number.filter { $0 != "_" }
    let unsigned = digits.drop { $0 == "-" || $0 == "+" }
    guard digits.count - unsigned.count <= 1, isDecimal(unsigned), Double(digits) != nil else {
      throw refusal("`\(shown)` is not a number", suggestion: respelt(text))
    }
    let whole = unsigned.prefix { $0.isNumber }
    if whole.count > 1, whole.first == "0" {
      let stripped = whole.drop { $0 == "0" }
      throw refusal(
        "`\(shown)` begins with a zero, which some readers take for an octal number",
        suggestion: (stripped.isEmpty ? "0" : String(stripped))
          + unsigned.dropFirst(whole.count) + text.dropFirst(number.count))
    }
    return digits
  }

  /// Whether there are only digits with a point within, and no needless zero before them: what tables have
  /// by the million.
  private static func isPlain(_ number: String) -> Bool {
    let zero = UInt8(ascii: "0")
    let parts = number.utf8.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (zero...zero + 9).contains($0) } }
      && (parts[0].count == 1 || parts[0].first != zero)
  }

  /// The text without commas between digits, or with a space before its unit, if that reads.
  private func respelt(_ text: String) -> String? {
    let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "," }
    let words = text[digits.endIndex...].trimmingSpaces
    let number = digits.filter { $0 != "," }
    guard Double(number) != nil, words.isEmpty || unit.accepted(as: words) != nil else {
      return nil
    }
    return words.isEmpty ? number : "\(number) \(words)"
  }

  /// Digits with at most one point, then perhaps an exponent.
  private func isDecimal(_ text: Substring) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    guard let mantissa = parts.first, parts.count <= 2 else { return false }
    let isDigit: (Character) -> Bool = { ("0"..."9").contains($0) }
    let figures = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard figures.count <= 2, figures.allSatisfy({ $0.allSatisfy(isDigit) }),
      mantissa.contains(where: isDigit)
    else { return false }
    guard parts.count == 2 else { return true }
    let exponent = parts[1].first == "-" || parts[1].first == "+" ? parts[1].dropFirst() : parts[1]
    return !exponent.isEmpty && exponent.count <= 4 && exponent.allSatisfy(isDigit)
  }

  private func convert(
    _ decimal: String, _ words: String, of text: String
  ) throws(Refusal) -> Double {
    var shown: String { excerpt(of: text) }
    if words == "%", unit.dimension == .share, let value = percent(decimal) { return value }
    if words.isEmpty {
      guard let value = Double(decimal) else { throw refusal("`\(shown)` is not a number") }
      if value == 0 || unit.mayBeOmitted { return value }
      throw refusal("`\(shown)` has no unit", suggestion: "\(shown) \(unit.name)")
    }
    let accepted = unit.accepted(as: words)
    if unit.dimension != .share, let accepted, let value = accepted.canonical(decimal: decimal) {
      if !isWhole { return value }
      if accepted == unit, let count = Double(decimal) { return count }
    }
    let names = (isWhole ? [unit] : unit.accepted).flatMap { [$0.name, $0.singular] }
    let near =
      unit.dimension != .share
      ? NearestName.to(words, among: names).map { "\(decimal) \($0)" }
      : ["percent", "per cent"].contains(words.lowercased()) ? "\(decimal)%" : nil
    throw refusal("`\(shown)` is not in a unit of this quantity", suggestion: near)
  }

  /// The share, rounded once: the point is shifted in the text, not by division.
  private func percent(_ decimal: String) -> Double? {
    let parts = decimal.split { $0 == "e" || $0 == "E" }
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return parts.first.flatMap { Double("\($0)e\(exponent - 2)") }
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmingSpaces: String {
    // Most texts have none, and to ask a character whether it is one takes long.
    let ends = [unicodeScalars.first, unicodeScalars.last]
    if ends.allSatisfy({ $0.map { ("!"..."~").contains($0) } ?? true }) { return String(self) }
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
