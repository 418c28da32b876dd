// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Reads a likelihood: how likely an observed value is, given the value of a run.
///
/// A file may write `poisson`, `{negative-binomial: {cv: 15%}}`, `{normal: {sd: 9}}`, `{binomial: {of: 259}}`,
/// `{within: 30}` or `{interval: 50 to 70}`.
enum LikelihoodReader {
  /// The argument of a likelihood.
  enum Key: String, CaseIterable, Sendable {
    case spread = "negative-binomial.cv"
    case deviation = "normal.sd"
    case trials = "binomial.of"
    case distance = "within"
    case range = "interval"

    /// What a file may write for it.
    var kind: FieldKind {
      switch self {
      case .spread: .number(unit: .share, allowed: 0...10)
      case .deviation, .distance: .number(unit: .factor, allowed: 0...Double.infinity)
      case .trials: .number(unit: .factor, allowed: 1...1e9, isWhole: true)
      case .range: ScenarioBuilder.anyNumber
      }
    }
  }

  /// The likelihood that needs no argument.
  static let word = "poisson"
  static let keys = Catalogue(Key.allCases.map { ($0.rawValue, $0) })
  private static let forms =
    "poisson, {negative-binomial: {cv: 15%}}, {normal: {sd: 9}}, {binomial: {of: 259}}, {within: 30} or "
    + "{interval: 50 to 70}"

  /// Reads the likelihood; returns nil and adds a fault if the item is none.
  static func likelihood(of item: Item, faults: inout [Fault]) -> Likelihood? {
    if let text = item.text, !item.isNothing {
      if text.trimmingSpaces == word { return .poisson }
      let names = [word]
      faults.append(
        item.location.error(
          "unknown likelihood \(item.words)", allowed: forms,
          suggestion: Suggestion(nearestTo: text, among: names)))
      return nil
    }
    guard let entries = item.entries, !entries.isEmpty else {
      faults.append(
        item.location.error("a likelihood is expected, not \(item.words)", allowed: forms))
      return nil
    }
    let before = faults.count
    let given = keys.assignments(in: entries, faults: &faults)
    guard faults.count == before else { return nil }
    guard let one = given.first, given.count == 1 else {
      faults.append(
        item.location.error(
          given.isEmpty ? "this likelihood has no number" : "these are several likelihoods",
          allowed: forms))
      return nil
    }
    return likelihood(one, faults: &faults)
  }

  private static func likelihood(
    _ given: Catalogue<Key>.Assignment, faults: inout [Fault]
  ) -> Likelihood? {
    let kind = given.target.kind
    if given.target == .range {
      return StatementReader(kind: kind).range(given.value, faults: &faults).map(
        Likelihood.interval)
    }
    guard
      case .number(let number)? = SettingReader(kind: kind).setting(
        of: given.value, faults: &faults)
    else { return nil }
    if given.target == .deviation, number == 0 {
      faults.append(given.value.location.error("no number is known exactly", allowed: "above 0"))
      return nil
    }
    return switch given.target {
    case .spread: .negativeBinomial(cv: number)
    case .deviation: .normal(sd: number)
    case .trials: .binomial(of: Int(number))
    case .distance, .range: .within(number)
    }
  }

  /// Why a likelihood excludes an observed value, whatever is simulated; nil if it does not.
  static func fault(
    of likelihood: Likelihood, observing value: Double
  ) -> (message: String, allowed: String)? {
    switch likelihood {
    case .poisson, .negativeBinomial:
      value >= 0 && value == value.rounded()
        ? nil
        : (
          "this likelihood is for whole numbers from 0 on",
          "normal, within or interval for other numbers"
        )
    case .binomial:
      0...1 ~= value
        ? nil : ("this likelihood is for shares, and the value is none", "a value from 0 to 1")
    case .normal, .within, .interval: nil
    }
  }
}
