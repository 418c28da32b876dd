// SPDX-License-Identifier: GPL-3.0-or-later

/// A whole number with thousands separated by commas: `16,000`.
public func grouped(_ number: Int) -> String {
  let digits = String(number.magnitude)
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return number < 0 ? "-" + text : text
}

/// A number of things, as people say it: `1 run`, `0 runs`, `1,200 runs`.
///
/// - Parameters:
///   - number: How many there are.
///   - noun: What one of them is called.
///   - plural: What several are called; nil for the noun with an `s`.
/// - Returns: The number, with commas between thousands, and its noun.
public func counted(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(grouped(number)) \(inflected(number, noun, plural))"
}

/// The noun alone, for a number that stands elsewhere: `run` for 1, `runs` for every other number.
public func inflected(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
  number == 1 ? noun : plural ?? noun + "s"
}

/// A part of a number of things, where the noun follows the whole: `1 of 1 run`, `1 of 200 runs`.
public func counted(
  _ part: Int, of whole: Int, _ noun: String, _ plural: String? = nil
) -> String {
  "\(grouped(part)) of \(counted(whole, noun, plural))"
}

extension String {
  /// The text with its first letter in upper case: for our own words, never for a name.
  public var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
