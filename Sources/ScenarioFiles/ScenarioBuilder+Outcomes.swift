// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// What a key of an observation stands for.
enum ObservationTarget: Sendable {
  case quantity
  case outcome
  case period
  case value
  case unit
  case range
  case grade
  case source
  case likelihood
  case reason
}

extension ScenarioBuilder {
  /// The keys of an observation.
  static let observationKeys = Catalogue<ObservationTarget>([
    ("quantity", .quantity), ("outcome", .outcome), ("years", .period), ("value", .value),
    ("unit", .unit), ("range", .range), ("grade", .grade), ("source", .source),
    ("likelihood", .likelihood), ("reason", .reason),
  ])

  /// The keys that every observation needs.
  static let requiredObservationKeys = ["quantity", "value", "unit", "source"]

  /// An observed number is any finite number; its unit stands beside it.
  static let anyNumber = FieldKind.number(
    unit: .factor, allowed: -Double.infinity...Double.infinity)

  /// Replaces the observations by a list of mappings.
  mutating func setObservations(_ item: Item) {
    guard case .list(let items) = item.content else {
      faults.append(
        item.location.error(
          "a list of observations is expected, not \(item.words)",
          allowed: "`- {\(listed(Self.observationKeys.paths.map { "\($0): ..." }))}`"))
      return
    }
    let read = items.compactMap { item in observation(item).map { (item.location, $0) } }
    observationsTurn = turn
    (observationLocations, scenario.observations) = (read.map(\.0), read.map(\.1))
  }

  private mutating func observation(_ item: Item) -> Observation? {
    guard let entries = item.entries else {
      faults.append(
        item.location.error(
          "an observation is a mapping, not \(item.words)",
          allowed: listed(Self.observationKeys.paths)))
      return nil
    }
    let before = faults.count
    let reader = StatementReader(kind: Self.anyNumber)
    var (quantity, unit, source): (String?, String?, String?) = (nil, nil, nil)
    var value: Double?
    var likelihood: (location: Location, law: Likelihood)?
    var found = Observation(quantity: "", value: 0, unit: "", evidence: Evidence(.d, ""))
    for given in Self.observationKeys.assignments(in: entries, faults: &faults) {
      switch given.target {
      case .quantity: quantity = given.value.sentence(faults: &faults)
      case .unit: unit = given.value.sentence(faults: &faults)
      case .source: source = given.value.sentence(faults: &faults)
      case .range: found.evidence.plausible = reader.range(given.value, faults: &faults)
      case .grade: found.evidence.grade = reader.grade(given.value, faults: &faults) ?? .d
      case .period: found.period = period(given.value)
      case .outcome: found.outcome = outcome(given.value)
      case .value:
        let setting = SettingReader(kind: Self.anyNumber).setting(of: given.value, faults: &faults)
        if case .number(let number)? = setting { value = number }
      case .likelihood:
        likelihood = LikelihoodReader.likelihood(of: given.value, faults: &faults)
          .map { (given.location, $0) }
      case .reason: found.reason = given.value.sentence(faults: &faults) ?? ""
      }
    }
    let has = Set(entries.map(\.key))
    if has.contains("reason"), !has.contains("likelihood") {
      faults.append(
        item.location.error(
          "this observation has a `reason` but no `likelihood`", allowed: "`likelihood`"))
    }
    if let likelihood {
      found.likelihood = likelihood.law
      if !has.isSuperset(of: ["outcome", "years"]) {
        faults.append(
          likelihood.location.error(
            "nothing simulated can be compared with this observation",
            allowed: "`outcome` and `years` beside `likelihood`"))
      }
      if let value, let fault = LikelihoodReader.fault(of: likelihood.law, observing: value) {
        faults.append(likelihood.location.error(fault.message, allowed: fault.allowed))
      }
    }
    let missing = Self.requiredObservationKeys.filter { key in
      !entries.contains { $0.key == key }
    }
    if !missing.isEmpty {
      faults.append(item.location.error("this observation has no \(listed(missing))"))
    }
    guard let quantity, let unit, let source, let value, faults.count == before else { return nil }
    (found.quantity, found.unit, found.value) = (quantity, unit, value)
    found.evidence.source = source
    return found
  }

  /// Reads the name of an outcome; returns nil and adds a fault if there is none such.
  mutating func outcome(_ item: Item) -> String? {
    let names = Outcome.all.map(\.name)
    guard let name = item.sentence(faults: &faults) else { return nil }
    if names.contains(name) { return name }
    faults.append(
      item.location.error(
        "unknown outcome `\(excerpt(of: name))`", allowed: listed(names),
        suggestion: Suggestion(nearestTo: name, among: names)))
    return nil
  }

  /// Reads a year, a month or a span of them: `2014 to 2016`, `2015-04 to 2017-03`.
  private mutating func period(_ item: Item) -> ObservedPeriod? {
    if let period = ObservedPeriod(written: item.text ?? "") { return period }
    faults.append(
      item.location.error(
        "\(item.words) is neither a year nor a month nor a span of them",
        allowed: "2016, 2014 to 2016, or months such as 2015-04 to 2017-03"))
    return nil
  }

  /// Sets the better direction of an outcome.
  mutating func setBetter(_ outcome: String, _ item: Item) {
    let directions = Outcome.Direction.allCases
    let kind = FieldKind.choice(directions.map(\.rawValue))
    guard
      case .choice(let index)? = SettingReader(kind: kind).setting(of: item, faults: &faults)
    else { return }
    valuation(of: outcome, "better", item.location) { $0.better = directions[index] }
  }

  /// Sets the smallest difference of an outcome that matters, in the outcome's unit.
  mutating func setMatters(_ outcome: String, _ item: Item) {
    guard let value = amount(of: outcome, item) else { return }
    valuation(of: outcome, "matters", item.location) { $0.matters = value }
  }

  /// Reads a number of an outcome's unit that is not negative.
  ///
  /// The unit may be left out or written in full; of `convictions per year` also `per year`.
  mutating func amount(of outcome: String, _ item: Item) -> Double? {
    guard let unit = Outcome.named(outcome)?.unit else { return nil }
    guard let text = item.text, !item.isNothing else {
      faults.append(
        item.location.error(
          "a number is expected, not \(item.words)", allowed: "a number of \(unit)"))
      return nil
    }
    let trimmed = text.trimmingSpaces
    let number = trimmed.prefix { !$0.isWhitespace }
    let words = trimmed[number.endIndex...].trimmingSpaces
    guard words.isEmpty || words == unit || unit.hasSuffix(" \(words)") else {
      faults.append(
        item.location.error(
          "`\(excerpt(of: text))` is not in the unit of \(outcome)",
          allowed: "a number, or one with `\(unit)`"))
      return nil
    }
    let bare = Item(location: item.location, content: .text(String(number), isPlain: true))
    let kind = FieldKind.number(unit: .factor, allowed: 0...Double.infinity)
    guard case .number(let value)? = SettingReader(kind: kind).setting(of: bare, faults: &faults)
    else { return nil }
    return value
  }

  private mutating func valuation(
    of outcome: String, _ key: String, _ location: Location,
    change: (inout OutcomeValuation) -> Void
  ) {
    origins["outcomes.\(outcome).\(key)"] = Origin(
      location: location, evidence: Evidence(.d, "a value judgement"))
    if !scenario.valuations.contains(where: { $0.outcome == outcome }) {
      scenario.valuations.append(OutcomeValuation(outcome: outcome))
    }
    for index in scenario.valuations.indices where scenario.valuations[index].outcome == outcome {
      change(&scenario.valuations[index])
    }
  }
}
