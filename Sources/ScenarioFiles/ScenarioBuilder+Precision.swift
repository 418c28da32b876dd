// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// What a key of a goal of precision stands for.
enum PrecisionTarget: String, CaseIterable, Sendable {
  case outcome = "of"
  case policies
  case halfWidth = "half-width"
  case relative
  case confidence
  case interval
  case least = "at-least"
  case most = "at-most"

  /// How many replications a goal may ask for: a single one has no interval.
  static let allowedReplications = 2.0...1_000_000
  /// Which shares of a mean a goal may ask for.
  static let allowedRelative = 1e-6...1.0
  /// Which confidence a goal may ask for.
  static let allowedConfidence = 0.5...0.9999
}

extension ScenarioBuilder {
  static let precisionKeys = Catalogue(
    PrecisionTarget.allCases.map { ($0.rawValue, $0) })

  /// Reads a goal of precision; returns nil and adds a fault if the item is none.
  ///
  /// By default the half-width is the smallest difference that matters, the least number of replications is that of the
  /// study, and the greatest ten times as many.
  mutating func goal(_ item: Item, _ policies: [String]) -> PrecisionGoal? {
    guard let entries = item.entries else {
      faults.append(
        item.location.error(
          "a goal of precision is a mapping, not \(item.words)",
          allowed: listed(Self.precisionKeys.paths)))
      return nil
    }
    let before = faults.count
    let given = Self.precisionKeys.assignments(in: entries, faults: &faults)
    func value(_ target: PrecisionTarget) -> Item? { given.first { $0.target == target }?.value }
    guard let named = value(.outcome) else {
      faults.append(
        item.location.error("this goal has no `of`", allowed: "the name of an outcome"))
      return nil
    }
    guard let outcome = outcome(named) else { return nil }
    let least = value(.least).flatMap { replications($0) } ?? scenario.settings.replications
    let most = value(.most).flatMap { replications($0) } ?? max(2, least) * 10
    let goal = PrecisionGoal(
      outcome: outcome, policies: value(.policies).map { names($0, among: policies) } ?? [],
      halfWidth: halfWidth(value(.halfWidth), of: outcome, isNeeded: value(.relative) == nil, item),
      relative: value(.relative).flatMap { share($0, PrecisionTarget.allowedRelative) },
      confidence: value(.confidence).flatMap { share($0, PrecisionTarget.allowedConfidence) }
        ?? 0.95,
      interval: value(.interval).flatMap { interval($0) } ?? .fixed,
      replications: max(2, least)...max(2, least, most))
    // A number that could not be read has a fault already.
    if faults.count == before, most < least {
      faults.append(
        (value(.most) ?? item).location.error(
          "at most \(counted(most, "replication")) \(inflected(most, "is", "are")) fewer than at least "
            + grouped(least),
          allowed: "\(least) or more"))
    }
    return faults.count == before ? goal : nil
  }

  /// Reads the half-width in the outcome's unit.
  ///
  /// If it is needed and left out, or `matters`, it is what matters.
  private mutating func halfWidth(
    _ item: Item?, of outcome: String, isNeeded: Bool, _ goal: Item
  ) -> Double? {
    if let item, item.text != "matters" {
      guard let value = amount(of: outcome, item) else { return nil }
      if value > 0 { return value }
      faults.append(item.location.error("no difference is ever known exactly", allowed: "above 0"))
      return nil
    }
    guard item != nil || isNeeded else { return nil }
    guard let matters = Outcome.named(outcome).map(scenario.matters), matters > 0 else {
      faults.append(
        (item ?? goal).location.error(
          "every difference of \(outcome) matters", allowed: "a `half-width` above 0"))
      return nil
    }
    return matters
  }

  private mutating func interval(_ item: Item) -> PrecisionGoal.Interval? {
    let kinds = PrecisionGoal.Interval.allCases
    let kind = FieldKind.choice(kinds.map(\.rawValue))
    guard case .choice(let index)? = SettingReader(kind: kind).setting(of: item, faults: &faults)
    else { return nil }
    return kinds[index]
  }

  private mutating func replications(_ item: Item) -> Int? {
    let kind = FieldKind.number(
      unit: .count("replications"), allowed: PrecisionTarget.allowedReplications, isWhole: true)
    guard case .number(let value)? = SettingReader(kind: kind).setting(of: item, faults: &faults)
    else { return nil }
    return Int(value)
  }

  private mutating func share(_ item: Item, _ allowed: ClosedRange<Double>) -> Double? {
    let kind = FieldKind.number(unit: .share, allowed: allowed)
    guard case .number(let value)? = SettingReader(kind: kind).setting(of: item, faults: &faults)
    else { return nil }
    return value
  }

  /// Reads names of policies of the study other than the baseline.
  private mutating func names(_ item: Item, among policies: [String]) -> [String] {
    let others = Array(policies.dropFirst())
    let items: [Item]
    if case .list(let several) = item.content { items = several } else { items = [item] }
    if items.isEmpty {
      faults.append(item.location.error("an empty list names no policy", allowed: listed(others)))
    }
    var names: [String] = []
    for item in items {
      guard let name = item.name(faults: &faults) else { continue }
      if !others.contains(name) {
        faults.append(
          item.location.error(
            policies.first == name
              ? "`\(excerpt(of: name))` is the baseline, from which differences are taken"
              : "no policy is called `\(excerpt(of: name))`",
            allowed: listed(others), suggestion: Suggestion(nearestTo: name, among: others)))
      } else if names.contains(name) {
        faults.append(item.location.error("`\(excerpt(of: name))` is named twice"))
      }
      names.append(name)
    }
    return names
  }
}
