// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs

/// A key of an uncertainty with a reason.
enum PriorKey: String, CaseIterable, Sendable {
  case prior
  case reason
}

extension ScenarioBuilder {
  /// The keys of a prior with its reason.
  static let priorKeys = Catalogue(PriorKey.allCases.map { ($0.rawValue, $0) })

  /// Reads the uncertainties of the files.
  ///
  /// A statement of a later file replaces that of its base.
  mutating func uncertainties(of scenario: Scenario) -> [StatedFactor] {
    var stated: [StatedFactor] = []
    // The faults of a statement, which go when it is replaced.
    var told: [String: ArraySlice<Fault>] = [:]
    for item in study.uncertainties {
      for (path, given) in assignments(in: item, of: scenario, isOfLevers: false) {
        // What police did is a fact that may not be known; what they will do is chosen.
        guard !path.hasPrefix("policy.") else {
          faults.append(
            given.location.error(
              "a lever of a policy is chosen, not uncertain",
              allowed: "`states: {vary: ...}` for levers"))
          continue
        }
        let before = faults.count
        guard let (domain, reason) = prior(given.value),
          var factor = factor(at: path, domain, of: scenario)
        else { continue }
        let news = faults[before...]
        if let old = told.updateValue(news, forKey: path), !old.isEmpty {
          faults = faults[..<before].filter { !old.contains($0) } + news
        }
        factor.reason = reason
        if let index = stated.firstIndex(where: { $0.factor.path == path }) {
          stated[index] = factor
        } else {
          stated.append(factor)
        }
      }
    }
    checkAreas(of: stated)
    checkDates(of: stated)
    return stated
  }

  /// What may be, and why: empty of a domain alone; nil and a fault if there is no domain.
  private mutating func prior(_ item: Item) -> (domain: Item, reason: String)? {
    guard let entries = item.entries, let first = entries.first,
      PriorKey(rawValue: first.key) != nil
    else { return (item, "") }
    let before = faults.count
    var (domain, reason): (Item?, String) = (nil, "")
    for given in Self.priorKeys.assignments(in: entries, faults: &faults) {
      switch given.target {
      case .prior: domain = given.value
      case .reason: reason = given.value.sentence(faults: &faults) ?? ""
      }
    }
    guard faults.count == before else { return nil }
    if domain == nil {
      faults.append(
        item.location.error("this uncertainty has no `prior`", allowed: "a range or a law"))
    }
    return domain.map { ($0, reason) }
  }

  /// The uncertainties as resolved values.
  func values(of uncertainties: [StatedFactor], in scenario: Scenario) -> [ResolvedValue] {
    uncertainties.map { stated in
      let path = stated.factor.path
      return ResolvedValue(
        section: .uncertainties, path: "uncertainties.\(path)", text: stated.factor.text,
        origin: stated.location.description,
        evidence: Evidence(.d, stated.reason.isEmpty ? "no reason is stated" : stated.reason),
        summary: scenario.field(at: path)?.summary ?? "")
    }
  }

  /// Reads what a block of `vary` varies.
  mutating func factors(in item: Item, of scenario: Scenario) -> [StatedFactor] {
    var stated: [StatedFactor] = []
    if let text = item.text, !item.isNothing {
      guard let group = FactorGroup(text) else {
        faults.append(
          item.location.error(
            "\(item.words) names nothing that varies",
            allowed: "paths with their values, \(FactorGroup.forms)",
            suggestion: Suggestion(nearestTo: text, among: FactorGroup.words)))
        return []
      }
      return factors(of: group, in: scenario, at: item.location)
    }
    for (path, given) in assignments(in: item, of: scenario) {
      if let origin = origins[path]?.location, origin.line == 0 {
        faults.append(
          given.location.warning("`\(path)` varies: \(origin.file) has no effect"))
      }
      warnOfDates(path, at: given.location, in: scenario)
      if let factor = factor(at: path, given.value, of: scenario) { stated.append(factor) }
    }
    checkAreas(of: stated)
    checkDates(of: stated)
    return stated
  }

  /// A value that varies holds for the whole run, whatever the scenario says by date.
  private mutating func warnOfDates(_ path: String, at location: Location, in scenario: Scenario) {
    guard let dated = scenario.firstDatedPath(of: path) else { return }
    faults.append(
      location.warning(
        "`\(path)` varies for the whole run, and its values by date have no effect",
        allowed: "`\(dated)` varies the value that begins on that day"))
  }

  /// What is uncertain and sampled must not take the place of values by date without a word.
  mutating func warnOfDates(of uncertainties: [StatedFactor], in scenario: Scenario) {
    for stated in uncertainties {
      warnOfDates(stated.factor.path, at: stated.location, in: scenario)
    }
  }

  /// What is known of the value at a path that varies, with its date if it has one.
  func evidence(at path: String) -> Evidence? {
    let base = path.beforeDate
    guard base != path, let day = CalendarDate(path.dropFirst(base.count + 1)) else {
      return origins[path]?.evidence
    }
    return datedOrigins[base]?[day]?.evidence
  }

  /// A value that varies for the whole run and one that begins on a day are the same one twice.
  private mutating func checkDates(of factors: [StatedFactor]) {
    for stated in factors {
      let base = stated.factor.path.beforeDate
      guard base != stated.factor.path, factors.contains(where: { $0.factor.path == base }) else {
        continue
      }
      faults.append(
        stated.location.error(
          "`\(stated.factor.path)` is varied twice", allowed: "it or `\(base)`"))
    }
  }

  /// Reads the values of a mapping by path, in its order.
  mutating func assignments(
    in item: Item, of scenario: Scenario, isOfLevers: Bool = true
  ) -> [(path: String, given: Catalogue<String>.Assignment)] {
    guard let entries = item.entries, !entries.isEmpty else {
      faults.append(
        item.location.error(
          "paths with their values are expected, not \(item.words)",
          allowed: "`{PATH: ...}`, PATH a parameter"
            + (isOfLevers
              ? ", areas.NAME.KEY, history.LEVER or policy.levers.LEVER"
              : ", areas.NAME.KEY or history.LEVER")))
      return []
    }
    for entry in entries where entry.key == "seed" {
      faults.append(entry.location.error(Self.seedDoesNotVary, allowed: Self.instead))
    }
    let paths = study.paths ?? Catalogue(scenario.variablePaths.map { ($0, $0) })
    study.paths = paths
    return paths.assignments(in: entries.filter { $0.key != "seed" }, faults: &faults)
      .map { ($0.target, $0) }
  }

  /// Why a seed cannot vary, and what has the same effect.
  static let seedDoesNotVary =
    "`seed` cannot vary: each state has luck of its own already, and replications vary the luck within a state"
  static let instead = "`states.luck: own` or `shared`, and more `replications`"

  private mutating func factor(
    at path: String, _ item: Item, of scenario: Scenario
  ) -> StatedFactor? {
    guard let field = scenario.field(at: path) else { return nil }
    let evidence = evidence(at: path) ?? field.evidence
    return FactorReader(field: field, plausible: evidence.plausible)
      .factor(of: item, faults: &faults)
  }

  /// Refuses a value of all areas beside that of one: it would vary twice.
  private mutating func checkAreas(of factors: [StatedFactor]) {
    for stated in factors {
      guard let path = AreaPath(stated.factor.path), path.name != "*" else { continue }
      let all = "areas.*.\(path.entry.key)"
      guard factors.contains(where: { $0.factor.path == all }) else { continue }
      faults.append(
        stated.location.error("`\(stated.factor.path)` is varied twice", allowed: "it or `\(all)`"))
    }
  }
}
