// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import CordonModel
import Declarations
import Designs

/// A factor with its location in a file.
struct StatedFactor {
  var factor: Factor
  var location: Location
  /// The reason for its range, if the file gives one.
  var reason = ""
}

/// Reads which values a field has in the states of a study.
///
/// A file may write `0 to 3` or `{log: 0.1 to 10}`, a list of values, a law such as `{beta: {mean: 0.4, sd: 0.1}}`,
/// or `plausible` for the plausible range.
struct FactorReader {
  /// What is varied.
  let field: Field<Scenario>
  /// The plausible range in this scenario.
  let plausible: ClosedRange<Double>?

  /// The word for the plausible range.
  static let plausibleWord = "plausible"

  private var kind: FieldKind { field.kind }

  private var form: String {
    let list = "a list of values in brackets"
    guard case .number = kind else { return "\(list), each \(kind.words)" }
    return "a range such as \(kind.rangeExample), {log: ...} of a range, \(list), or a law"
  }

  /// Reads the factor; returns nil and adds a fault if the item is not a set of values for the field.
  func factor(of item: Item, faults: inout [Fault]) -> StatedFactor? {
    guard let domain = domain(of: item, faults: &faults) else { return nil }
    do throws(DesignError) {
      let factor = try Factor(field.path, kind, domain)
      warnIfImplausible(domain, at: item.location, faults: &faults)
      return StatedFactor(factor: factor, location: item.location)
    } catch {
      faults.append(item.location.error(error.message, allowed: error.allowed))
      return nil
    }
  }

  private func domain(of item: Item, faults: inout [Fault]) -> Factor.Domain? {
    if case .list(let items) = item.content {
      return levels(items, at: item.location, faults: &faults).map(Factor.Domain.levels)
    }
    guard case .number(let unit, _, _, _) = kind else {
      faults.append(
        item.location.error("\(field.path) varies over a list of values", allowed: form))
      return nil
    }
    let range = StatementReader(kind: kind)
    switch item.content {
    case .map(let entries) where entries.map(\.key) == ["log"]:
      return range.range(entries[0].value, faults: &faults).map { .range($0, .logarithmic) }
    case .map(let entries) where !entries.isEmpty:
      return LawReader(unit: unit).law(of: item, faults: &faults).map(Factor.Domain.law)
    case .text(let text, _) where text.trimmingSpaces == Self.plausibleWord:
      if let plausible { return .range(plausible) }
      faults.append(
        item.location.error("\(field.path) has no plausible range", allowed: form))
      return nil
    case .text(let text, _) where text.contains(" to "):
      return range.range(item, faults: &faults).map { .range($0) }
    case .text, .map, .list:
      faults.append(
        item.location.error("\(item.words) varies nothing", allowed: form))
      return nil
    }
  }

  private func levels(
    _ items: [Item], at location: Location, faults: inout [Fault]
  ) -> [Setting]? {
    if items.isEmpty {
      faults.append(location.error("an empty list leaves no value", allowed: form))
      return nil
    }
    let before = faults.count
    var levels: [Setting] = []
    for item in items {
      guard let level = SettingReader(kind: kind).setting(of: item, faults: &faults)
      else { continue }
      if levels.contains(level) {
        faults.append(item.location.error("\(item.words) comes twice in this list"))
      }
      levels.append(level)
    }
    return faults.count == before ? levels : nil
  }

  private func warnIfImplausible(
    _ domain: Factor.Domain, at location: Location, faults: inout [Fault]
  ) {
    guard let plausible else { return }
    let subject: String? =
      switch domain {
      case .range(let range, _):
        range.clamped(to: plausible) == range ? nil : kind.text(of: range)
      case .levels(let levels):
        levels.first { level in
          if case .number(let value) = level { !plausible.contains(value) } else { false }
        }.map(kind.text)
      case .law(let law):
        law.cdf(plausible.upperBound) - law.cdf(plausible.lowerBound) >= 0.9
          ? nil : "more than a tenth of this law"
      case .listed: nil
      }
    guard let subject else { return }
    faults.append(
      location.warning("\(subject) is outside the plausible range \(kind.text(of: plausible))"))
  }
}

extension FieldKind {
  /// An example of a range.
  fileprivate var rangeExample: String {
    guard case .number(let unit, let allowed, _, _) = self else { return "" }
    if unit.dimension == .share { return "10% to 90%" }
    let start = max(1, allowed.lowerBound.rounded(.up))
    return "\(DecimalText.text(of: start)) to \(DecimalText.text(of: start * 3)) \(unit.name)"
      .trimmingSpaces
  }
}
