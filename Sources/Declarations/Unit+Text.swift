// SPDX-License-Identifier: GPL-3.0-or-later

/// Quantities as text: what is printed reads back as exactly the same number.
extension Unit {
  /// Whether a number without a unit can mean only one thing: shares, factors and counts.
  public var mayBeOmitted: Bool {
    switch dimension {
    case .share, .factor, .count: true
    case .duration, .rate, .work, .money: false
    }
  }

  /// The name for exactly one: `day`, `officer-hour`, `person`; the name itself where it has none.
  public var singular: String {
    switch dimension {
    case .share, .factor, .rate, .money: return name
    case .count, .duration, .work: break
    }
    if name == "people" { return "person" }
    if name.hasSuffix("ies") { return name.dropLast(3) + "y" }
    if ["ches", "shes", "sses", "xes"].contains(where: name.hasSuffix) {
      return String(name.dropLast(2))
    }
    return name.hasSuffix("s") ? String(name.dropLast()) : name
  }

  /// The name of the canonical unit of the dimension.
  var canonicalName: String {
    switch dimension {
    case .share, .factor, .count, .work, .money: name
    case .duration: "days"
    case .rate: "per day"
    }
  }

  /// The unit with this name, among those that files may use for this unit's dimension; nil if there is none.
  ///
  /// Nouns may stand in the singular; other spellings are not guessed at.
  public func accepted(as words: some StringProtocol) -> Unit? {
    accepted.first { $0.name == words || $0.singular == words }
  }

  /// The value in canonical units of a decimal number written with this unit.
  ///
  /// Written numbers are converted here alone, so that printing can invert it exactly.
  /// Parts of a day are divided, which rounds once: `10 minutes` is `10.0 / 1_440` days, and a rate
  /// is multiplied by its unit, as they are written in declarations.
  /// - Returns: nil if the text is no decimal number.
  public func canonical(decimal: some StringProtocol) -> Double? {
    Double(decimal).map {
      dimension == .duration && inCanonicalUnits < 1
        ? $0 / (1 / inCanonicalUnits) : $0 * inCanonicalUnits
    }
  }

  /// The value, given in canonical units, as text with its unit, for example `14 days` or `40%`.
  ///
  /// The text reads back as exactly the same value. It is in the canonical unit of the dimension if no number of
  /// this unit does, or if a duration would need many more digits. The value must be finite.
  public func text(of value: Double) -> String { written(value).words }

  /// The digits and the unit of the value, given in canonical units.
  func written(_ value: Double) -> WrittenNumber {
    switch dimension {
    case .share:
      return WrittenNumber(digits: DecimalText.text(of: value, timesTenTo: 2) + "%", unit: self)
    case .factor: return WrittenNumber(digits: DecimalText.text(of: value), unit: self)
    case .count, .duration, .rate, .work, .money: break
    }
    let plain = DecimalText.text(of: value)
    // 500 days are not 1.3689253935660506 years to anybody.
    if let digits = decimal(of: value),
      dimension != .duration || digits.count <= plain.count + 8
    {
      return WrittenNumber(digits: digits, unit: self)
    }
    return WrittenNumber(digits: plain, unit: canonical)
  }

  /// A value in canonical units, as a number of this unit.
  ///
  /// It reads back as exactly the same value if any number of this unit does; otherwise it is within two units of
  /// the last binary digit.
  public func number(ofCanonical value: Double) -> Double {
    decimal(of: value).flatMap(Double.init) ?? value / inCanonicalUnits
  }

  /// The shortest decimal number that, in this unit, is exactly the value in canonical units.
  ///
  /// Both conversions round once, so such a number is at most two units of the last binary digit from the
  /// quotient; returns nil if none of those is exact.
  func decimal(of value: Double) -> String? {
    let quotient = value / inCanonicalUnits
    // Numbers so near to one of at most 15 digits have more digits than it.
    let nearest = DecimalText.text(of: quotient)
    if nearest.utf8.count <= 15, quotient.isNormal, canonical(decimal: nearest) == value {
      return nearest
    }
    let near = [
      quotient, quotient.nextUp, quotient.nextDown, quotient.nextUp.nextUp,
      quotient.nextDown.nextDown,
    ]
    return near.map { DecimalText.text(of: $0) }
      .filter { canonical(decimal: $0) == value }
      .min { $0.count < $1.count }
  }
}

/// A number as written in a file.
struct WrittenNumber {
  /// The number, with a per cent sign for a share.
  var digits: String
  /// The unit in which it is written.
  var unit: Unit

  /// The number with its unit.
  var words: String {
    switch unit.dimension {
    case .share, .factor: digits
    case .count, .duration, .rate, .work, .money:
      "\(digits) \(digits == "1" ? unit.singular : unit.name)"
    }
  }
}

/// Numbers in the decimal notation of scenario files.
public enum DecimalText {
  /// The shortest digits that read back as exactly `value`, with the decimal point moved by a number of places.
  ///
  /// Zero has no sign, and only numbers that people write with an exponent have one. Moving the point,
  /// instead of multiplying, keeps percentages exact. The value must be finite.
  public static func text(of value: Double, timesTenTo shift: Int = 0) -> String {
    precondition(value.isFinite, "\(value) has no decimal notation")
    guard value != 0 else { return "0" }
    if shift == 0, value.magnitude < 1e15, let whole = Int(exactly: value) { return String(whole) }
    // The value is 0.DIGITS times ten to the power of `point`.
    var digits: [UInt8] = []
    var point = shift
    var isWhole = true
    var shortest = value.magnitude.description
    shortest.withUTF8 { shortest in
      for (index, byte) in shortest.enumerated() {
        switch byte {
        case UInt8(ascii: "."): isWhole = false
        case UInt8(ascii: "e"):
          point += Int(String(decoding: shortest[(index + 1)...], as: UTF8.self)) ?? 0
          return
        case zero where digits.isEmpty: if !isWhole { point -= 1 }
        default:
          digits.append(byte)
          if isWhole { point += 1 }
        }
      }
    }
    while digits.last == zero { digits.removeLast() }
    let sign = value < 0 ? [UInt8(ascii: "-")] : []
    return String(decoding: sign + layOut(digits[...], point: point), as: UTF8.self)
  }

  private static let zero = UInt8(ascii: "0")

  private static func layOut(_ digits: ArraySlice<UInt8>, point: Int) -> ArraySlice<UInt8> {
    let dot = [UInt8(ascii: ".")]
    func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: zero, count: count) }
    if point > 17 || point < -6 {
      let rest = digits.dropFirst()
      return digits.prefix(1) + (rest.isEmpty ? [] : dot + rest) + "e\(point - 1)".utf8
    }
    if point <= 0 { return [zero] + dot + zeros(-point) + digits }
    if point >= digits.count { return digits + zeros(point - digits.count) }
    return digits.prefix(point) + dot + digits.dropFirst(point)
  }
}
