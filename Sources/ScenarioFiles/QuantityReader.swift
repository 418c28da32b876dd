// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Glibc

/// Reads numbers with units.
///
/// For example `14 days`, `3 per month`, `120000 GBP`, `40%`, `1500 viewers` or `0.4`. Only shares, factors and
/// counts may leave the unit out, and 0, which is the same in every unit.
struct QuantityReader {
  /// Why a text is no quantity, or not an allowed one.
  struct Refusal: Error, Equatable {
    var message: String
    var allowed: String
    /// Whether the text is a quantity, but out of range.
    var isOfRange = false
    var suggestion: Suggestion?
    /// What the author may have meant.
    ///
    /// No reader has tried it yet.
    fileprivate var proposals: [String] = []
    /// Whether all proposals are equally likely readings of the same text.
    fileprivate var isAmbiguous = false
  }

  /// The unit of the declaration.
  let unit: Unit
  /// Whether only whole numbers are allowed; they count their unit and are not converted.
  var isWhole = false
  /// The values that are allowed.
  var allowed = -Double.infinity...Double.infinity
  /// The value so far, which `+5%` may change; nil if there is none.
  var present: Double?

  /// Reads a value in canonical units; whole numbers stay in their unit.
  func value(of text: String) throws(Refusal) -> Double {
    do throws(Refusal) { return try allowedValue(of: text) } catch {
      throw error.tried { (try? allowedValue(of: $0)) != nil }
    }
  }

  /// Applies a change such as `+10%` or `-1 days` to a value.
  func value(changing value: Double, by text: String) throws(Refusal) -> Double {
    do throws(Refusal) { return try changed(value, by: text) } catch {
      throw error.tried { (try? changed(value, by: $0)) != nil }
    }
  }

  /// Reads a range such as `0 to 1.5` or `10% to 90%`.
  ///
  /// The first end may leave out its unit if the second has one: `1 to 30 days`.
  func range(of text: String) throws(Refusal) -> ClosedRange<Double> {
    do throws(Refusal) { return try ends(of: text) } catch {
      throw error.tried { (try? ends(of: $0)) != nil }
    }
  }

  private func ends(of text: String) throws(Refusal) -> ClosedRange<Double> {
    let words = text.split(separator: " to ", omittingEmptySubsequences: false)
      .map(\.trimmingSpaces)
    guard words.count == 2 else {
      throw Refusal(
        message: "`\(excerpt(of: text))` is not a range",
        allowed: "two values with `to` between them, each \(unit.words)")
    }
    var first = words[0]
    if Double(first) != nil { first += words[1].drop { !$0.isWhitespace && $0 != "%" } }
    let upper = try end(words[1]) { "\(words[0]) to \($0)" }
    let lower = try end(first) { "\($0) to \(words[1])" }
    guard lower <= upper else {
      throw Refusal(
        message: "the range `\(excerpt(of: text))` ends below its start",
        allowed: "the smaller value first", proposals: ["\(words[1]) to \(words[0])"])
    }
    guard allowed.contains(lower), allowed.contains(upper) else {
      throw Refusal(
        message: "the range `\(excerpt(of: text))` goes beyond what is allowed",
        allowed: allowedWords, isOfRange: true)
    }
    return lower...upper
  }

  /// Reads an end of a range.
  ///
  /// A refusal proposes the whole range, with what is proposed for the end.
  private func end(
    _ text: String, _ range: (String) -> String
  ) throws(Refusal) -> Double {
    do throws(Refusal) { return try plainValue(of: text) } catch {
      var refusal = error
      refusal.proposals = error.proposals.map(range)
      throw refusal
    }
  }

  private func allowedValue(of text: String) throws(Refusal) -> Double {
    let text = text.trimmingSpaces
    let value = try plainValue(of: text)
    guard allowed.contains(value) else {
      // If a share is too large, its % sign may be missing.
      let percent = unit.dimension == .share && !text.hasSuffix("%") ? ["\(text)%"] : []
      throw Refusal(
        message: "\(excerpt(of: text)) is out of range", allowed: allowedWords, isOfRange: true,
        proposals: percent + changes(by: text))
    }
    return value
  }

  /// Reads a value without the sign of a change: in a rule `+5%` means 5 % more than before.
  private func plainValue(of text: String) throws(Refusal) -> Double {
    do throws(Refusal) {
      guard text.first == "+" else { return try number(of: text) }
      throw Refusal(
        message: "`\(excerpt(of: text))` may be a value, or a change of the one before",
        allowed: words, proposals: [text.dropFirst().trimmingSpaces], isAmbiguous: true)
    } catch {
      var refusal = error
      refusal.proposals += changes(by: text)
      throw refusal
    }
  }

  /// The present value after the change that the text may be, as a file would write it.
  private func changes(by text: String) -> [String] {
    // A number below zero is more often a slip than a change.
    guard let present, text.first == "+" || text.first == "-" && text.hasSuffix("%"),
      let value = try? changed(present, by: text)
    else { return [] }
    // Rounded, so that 0.25 and 5 % more is 0.2625 without the noise of arithmetic.
    let scale = value == 0 ? 1 : pow(10, 11 - floor(log10(value.magnitude)))
    return [kind.text(of: .number((value * scale).rounded() / scale))]
  }

  private func changed(_ value: Double, by text: String) throws(Refusal) -> Double {
    let sign = text.first == "-" ? -1.0 : 1.0
    let size = text.dropFirst().trimmingSpaces
    var new: Double
    if size.hasSuffix("%"), let percent = Double(size.dropLast()) {
      new = value * (1 + sign * percent / 100)
    } else {
      do throws(Refusal) { new = value + sign * (try number(of: size)) } catch {
        var refusal = error
        refusal.allowed += ", or a percentage such as +10%"
        refusal.proposals = error.proposals.map { String(text.prefix(1)) + $0 }
        throw refusal
      }
    }
    // A change of a few servers must not be rounded away.
    if isWhole { new = new.rounded(new > value ? .up : .down) }
    guard allowed.contains(new) else {
      throw Refusal(
        message: "\(text) leads out of range, to \(new)", allowed: allowedWords, isOfRange: true)
    }
    return new
  }

  private func number(of text: String) throws(Refusal) -> Double {
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

  private var kind: FieldKind { .number(unit: unit, allowed: allowed, isWhole: isWhole) }
  private var words: String { isWhole ? unit.wholeWords : unit.words }
  private var allowedWords: String { kind.text(of: allowed) }

  private func refusal(_ message: String, proposals: [String] = []) -> Refusal {
    Refusal(message: message, allowed: words, proposals: proposals)
  }

  /// Returns the digits without separators, or says why they are no decimal number.
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
      throw refusal("`\(shown)` is not a number", proposals: respelt(text))
    }
    let whole = unsigned.prefix { $0.isNumber }
    if whole.count > 1, whole.first == "0" {
      let stripped = whole.drop { $0 == "0" }
      throw refusal(
        "`\(shown)` begins with a zero, which some readers take for an octal number",
        proposals: inUnits(
          (stripped.isEmpty ? "0" : stripped) + unsigned.dropFirst(whole.count),
          text.dropFirst(number.count).trimmingSpaces))
    }
    return digits
  }

  /// Whether the text is only digits, perhaps with a point, and without a needless leading zero.
  ///
  /// Tables have millions of such numbers.
  private static func isPlain(_ number: String) -> Bool {
    let zero = UInt8(ascii: "0")
    let parts = number.utf8.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (zero...zero + 9).contains($0) } }
      && (parts[0].count == 1 || parts[0].first != zero)
  }

  /// The numbers that may be meant by a text with commas, or by one that runs into its unit.
  private func respelt(_ text: String) -> [String] {
    let sign = text.prefix { $0 == "-" }
    let digits = text.dropFirst(sign.count).prefix { $0.isNumber || $0 == "." || $0 == "," }
    return Self.readings(of: digits).flatMap {
      inUnits(sign + $0, text[digits.endIndex...].trimmingSpaces)
    }
  }

  /// The digits with a point instead of a decimal comma, or without the commas that group them.
  ///
  /// A comma before exactly three digits groups them, unless only a zero stands before it. Any other comma is
  /// decimal. Most people who write commas mean it so.
  private static func readings(of digits: Substring) -> [Substring] {
    let parts = digits.split(separator: ",", omittingEmptySubsequences: false)
    let grouped = Substring(parts.joined())
    guard parts.count == 2, !parts[1].contains(".") else { return [grouped] }
    let decimal = parts[0].filter { $0 != "." } + "." + parts[1]
    let isDecimal = parts[1].count != 3 || parts[0].contains(".") || ["", "0"].contains(parts[0])
    return isDecimal ? [Substring(decimal)] : [grouped, Substring(decimal)]
  }

  /// The number with its unit.
  ///
  /// If it has none and needs one: with the declared unit, and with the canonical one.
  private func inUnits(_ number: Substring, _ words: String) -> [String] {
    if words == "%" { return ["\(number)%"] }
    guard words.isEmpty else { return ["\(number) \(words)"] }
    guard !unit.mayBeOmitted else { return [String(number)] }
    return [unit, unit.canonical].map { "\(number) \(number == "1" ? $0.singular : $0.name)" }
  }

  /// Whether the text is digits with at most one point, and perhaps an exponent.
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
      throw refusal("`\(shown)` has no unit", proposals: inUnits(decimal[...], ""))
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
    throw refusal(
      "`\(shown)` is not in a unit of this quantity", proposals: [near].compactMap(\.self))
  }

  /// The share.
  ///
  /// It is rounded once, because the point is shifted in the text and not by division.
  private func percent(_ decimal: String) -> Double? {
    let parts = decimal.split { $0 == "e" || $0 == "E" }
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return parts.first.flatMap { Double("\($0)e\(exponent - 2)") }
  }
}

extension QuantityReader.Refusal {
  /// The refusal with those of its proposals that a reader accepts.
  fileprivate func tried(_ accepts: (String) -> Bool) -> Self {
    var refusal = self
    refusal.suggestion =
      isAmbiguous
      ? Suggestion(allOf: proposals, acceptedBy: accepts)
      : Suggestion(proposals, acceptedBy: accepts)
    refusal.proposals = []
    return refusal
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmingSpaces: String {
    // Most texts have none, and to test a character for white space takes long.
    let ends = [unicodeScalars.first, unicodeScalars.last]
    if ends.allSatisfy({ $0.map { ("!"..."~").contains($0) } ?? true }) { return String(self) }
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
