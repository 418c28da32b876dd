// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// Settings as text, in the notation of scenario files.
extension FieldKind {
  /// The setting as it would be written in a file; it reads back as exactly the same setting.
  ///
  /// The setting must be of this kind.
  public func text(of setting: Setting) -> String {
    switch (self, setting) {
    case (.number(_, _, let none?, _), .number(.infinity)): none
    case (.number, .number(let value)): number(value).words
    case (.law(let unit), .law(let law)): unit.text(of: law)
    case (.choice(let names), .choice(let index)): names[index]
    case (.flag, .flag(let isSet)): isSet ? "yes" : "no"
    case (.shares(let names), .shares(let values)):
      "{"
        + zip(names, values).map { "\($0): \(Unit.share.text(of: $1))" }.joined(separator: ", ")
        + "}"
    case (.date, .date(let day)): day.description
    default: preconditionFailure("\(setting) is no setting of \(self)")
    }
  }

  /// The setting in the canonical unit of its dimension, whatever the unit in which people read it.
  ///
  /// The text names states. There may be millions of them, so it looks for no shorter unit. The setting must
  /// be of this kind.
  public func canonicalText(of setting: Setting) -> String {
    guard case .number(let value) = setting, value.isFinite, let unit else {
      return text(of: setting)
    }
    let whole = Int(exactly: value)
    let digits = whole.map(String.init) ?? "\(value)"
    let name = unit.canonicalName
    return name.isEmpty ? digits : "\(digits) \(name)"
  }

  /// A range of plausible or allowed values, as it would be written in a file if it is finite.
  ///
  /// The bounds are in canonical units; a range that is open at an end says so in words. Only
  /// numbers, laws and shares have ranges.
  public func text(of range: ClosedRange<Double>) -> String {
    switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
    case (true, true):
      let (lower, upper) = (number(range.lowerBound), number(range.upperBound))
      return lower.unit == upper.unit
        ? "\(lower.digits) to \(upper.words)" : "\(lower.words) to \(upper.words)"
    case (true, false): return "\(number(range.lowerBound).words) or more"
    case (false, true): return "\(number(range.upperBound).words) or less"
    case (false, false): return "any number"
    }
  }

  /// The unit of numbers, laws and shares; nil for everything else.
  public var unit: Unit? {
    switch self {
    case .number(let unit, _, _, _), .law(let unit): unit
    case .shares: .share
    case .choice, .flag, .date: nil
    }
  }

  /// What may be written, in words, for example `a share, 0% to 100%`.
  public var words: String {
    switch self {
    case .number(let unit, let allowed, let none, let isWhole):
      [isWhole ? unit.wholeWords : unit.words, text(of: allowed)].joined(separator: ", ")
        + (none.map { ", or \($0)" } ?? "")
    case .law(let unit): "\(unit.words), or a law such as {gamma: {mean: ..., sd: ...}}"
    case .choice(let names): "one of \(names.joined(separator: ", "))"
    case .flag: "yes or no"
    case .shares(let names): "a share for each of \(names.joined(separator: ", ")), together 100%"
    case .date: "a date such as 2017-05-01"
    }
  }

  private func number(_ value: Double) -> WrittenNumber {
    guard let unit else { preconditionFailure("\(self) has no numbers") }
    guard case .number(_, _, _, isWhole: true) = self else { return unit.written(value) }
    return WrittenNumber(digits: DecimalText.text(of: value), unit: unit)
  }
}

extension Unit {
  /// What is measured and in which units it may be written, in words.
  public var words: String {
    switch dimension {
    case .share: "a share such as 0.4 or 40%"
    case .factor: "a number"
    case .count: "a number of \(name)"
    case .duration: "a duration in \(acceptedNames)"
    case .rate: "a rate \(acceptedNames)"
    case .work: "working time in \(acceptedNames)"
    case .money: "a sum of money in \(acceptedNames)"
    }
  }

  /// What is meant by a whole number of this unit, in words.
  public var wholeWords: String { name.isEmpty ? "a whole number" : "a whole number of \(name)" }

  /// The names of the units that files may use, with commas.
  private var acceptedNames: String { accepted.map(\.name).joined(separator: ", ") }

  /// The law as it would be written in a file; a fixed law is just its value.
  func text(of law: Law) -> String {
    if law.form == .fixed { return text(of: law.arguments[0]) }
    let arguments = zip(law.form.arguments, law.arguments).filter { $0.fallback != $1 }
    let texts = arguments.map { argument, value in
      "\(argument.name): "
        + (argument.isQuantity ? text(of: value) : DecimalText.text(of: value))
    }
    return "{\(law.form.name): {\(texts.joined(separator: ", "))}}"
  }
}
