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
    case (.number(let unit, _, _, let isWhole), .number(let value)):
      isWhole ? unit.text(ofWhole: value) : unit.text(of: value)
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

  /// A range of plausible or allowed values as it would be written in a file.
  ///
  /// The bounds are in canonical units; an infinite bound is left open in words.
  public func text(of range: ClosedRange<Double>) -> String {
    guard let unit else { return "\(range.lowerBound) to \(range.upperBound)" }
    func text(_ value: Double) -> String {
      guard case .number(_, _, _, isWhole: true) = self else { return unit.text(of: value) }
      return unit.text(ofWhole: value)
    }
    switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
    case (true, true): return "\(text(range.lowerBound)) to \(text(range.upperBound))"
    case (true, false): return "\(text(range.lowerBound)) or more"
    case (false, true): return "\(text(range.upperBound)) or less"
    case (false, false): return "any number"
    }
  }

  /// The unit of numbers and laws; nil for everything else.
  public var unit: Unit? {
    switch self {
    case .number(let unit, _, _, _), .law(let unit): unit
    case .shares: .share
    case .choice, .flag, .date: nil
    }
  }

  /// What may be written, in words, for example `duration, 0 days to 365 days, or none`.
  public var words: String {
    switch self {
    case .number(let unit, let allowed, let none, let isWhole):
      (isWhole ? "a whole number of " : "a ") + unit.words + ", " + text(of: allowed)
        + (none.map { ", or \($0)" } ?? "")
    case .law(let unit): "a \(unit.words), or a law of it such as {gamma: {mean: ..., sd: ...}}"
    case .choice(let names): "one of \(names.joined(separator: ", "))"
    case .flag: "yes or no"
    case .shares(let names): "a share for each of \(names.joined(separator: ", ")), together 100%"
    case .date: "a date such as 2017-05-01"
    }
  }
}

extension Unit {
  /// What is measured and in which units it may be written, in words.
  public var words: String {
    switch dimension {
    case .share: "share such as 0.4 or 40%"
    case .factor: "number"
    case .count: "number of \(name)"
    case .duration, .rate: "\(dimension.rawValue) in \(acceptedNames)"
    case .work: "working time in \(acceptedNames)"
    case .money: "sum of money in \(acceptedNames)"
    }
  }

  /// The names of the units that files may use, with commas.
  public var acceptedNames: String { accepted.map(\.name).joined(separator: ", ") }

  /// A whole number of this unit, which is not converted, with its unit.
  func text(ofWhole value: Double) -> String {
    let number = DecimalText.text(of: value)
    return name.isEmpty ? number : "\(number) \(number == "1" ? singular : name)"
  }

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
