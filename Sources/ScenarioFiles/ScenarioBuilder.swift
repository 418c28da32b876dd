// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// Builds a scenario from mappings; each one changes what came before.
struct ScenarioBuilder {
  /// Where a value was set, and its evidence.
  struct Origin {
    var location: Location
    var evidence: Evidence
  }

  var scenario = Scenario()
  /// Where the scenario's file names it; nil if the file's own name is its name.
  var nameLocation: Location?
  var faults: [Fault] = []
  /// The rules of the scenario's own file.
  var rules: [WrittenRule] = []
  /// Where the observations stand, in their order.
  var observationLocations: [Location] = []
  /// Where the areas were stated last; nil if they are the declared one.
  var areasLocation: Location?
  /// The number of the file or option that is being applied, from 1.
  var turn = 0
  /// The number of the file or option that last stated the areas and their residents.
  var areasTurn = 0
  /// The number of the file or option that last stated observations.
  var observationsTurn = 0
  /// The reader of files; it keeps what it has read.
  var files = FileReader()
  /// The origin of each value that a file or an option has set, by path.
  var origins: [String: Origin] = [:]
  /// The origin of each value that holds from a date on, by path and date.
  var datedOrigins: [String: [CalendarDate: Origin]] = [:]
  /// The paths of refused values.
  ///
  /// Their place has a value that nobody meant, so nothing else is compared with it.
  var refused: Set<String> = []
  /// The scenario's files, its own first.
  var chain: [String] = []
  var policy = PolicyDraft()
  var policyFiles = PolicyFiles()
  var study = StudyDraft()

  /// Applies one file or one option on top of the earlier ones.
  ///
  /// Only the outermost file, which is the scenario's own, names and describes it.
  mutating func apply(_ root: Item, isOutermost: Bool) {
    turn += 1
    guard let entries = root.entries else {
      faults.append(
        root.location.error(
          root.isNothing
            ? "there is nothing here" : "keys with their values are expected, not \(root.words)",
          allowed: "keys such as name, extends, policy"))
      return
    }
    // An option, whose line is 0, is never a policy file.
    if root.location.line > 0, let entry = entries.first(where: { !Catalogue.scenario.begins($0) }),
      entries.allSatisfy(Catalogue<PolicyTarget>.file.begins)
    {
      faults.append(
        entry.location.error(
          "this is a policy, not a scenario",
          allowed: "a scenario that names it: `extends: base.yaml` and `policy: {file: PATH}`"))
      return
    }
    var ofPolicy: [Catalogue<PolicyTarget>.Assignment] = []
    // A file may say below what is declared in it above which of its values change by date.
    let given = Catalogue.scenario.assignments(
      in: entries,
      mayReplace: { target, old, new in
        guard case .field(let entry) = target else { return false }
        return Scenario.isDated(entry.path) && !CourseReader.isCourse(old)
          && CourseReader.isCourse(new)
      }, faults: &faults)
    for given in given {
      if case .policy(let target) = given.target {
        ofPolicy.append(
          .init(path: given.path, target: target, location: given.location, value: given.value))
      } else {
        apply(given, isOutermost: isOutermost)
      }
    }
    guard let first = ofPolicy.first else { return }
    policy = policy(policy, changedBy: ofPolicy)
    if first.location.line == 0 { study.policyOptions.append(ofPolicy) }
  }

  private mutating func apply(
    _ given: Catalogue<ScenarioTarget>.Assignment, isOutermost: Bool
  ) {
    switch given.target {
    case .name:
      guard let name = given.value.name(faults: &faults), isOutermost else { break }
      scenario.name = name
      nameLocation = given.value.location
    case .summary:
      if let text = given.value.sentence(faults: &faults), isOutermost { scenario.summary = text }
    case .base, .policy: break
    case .field(let entry): set(entry.field, given.value)
    case .study(let target): study.set(target, given.value)
    case .areas: setAreas(given.value)
    case .observations: setObservations(given.value)
    case .expectations: setExpectations(given.value, isOutermost: isOutermost)
    case .better(let outcome): setBetter(outcome, given.value)
    case .matters(let outcome): setMatters(outcome, given.value)
    }
  }

  /// Sets a field of the scenario, perhaps by date, and notes where its values come from.
  ///
  /// A value without a date holds for the whole run and replaces all earlier statements. A value with a date replaces
  /// what holds from that day on; what holds before stays.
  mutating func set(_ field: Field<Scenario>, _ item: Item) {
    let path = field.path
    let old = field.read(scenario)
    let reader = CourseReader(field: field, isDated: Scenario.isDated(path), present: old)
    guard let statements = reader.statements(of: item, faults: &faults) else {
      refused.insert(path)
      return
    }
    let before = origins[path]?.evidence ?? field.evidence
    func origin(of statement: Statement) -> Origin {
      let evidence = statement.evidence(replacing: before, of: old)
      warnIfImplausible(statement, field.kind, evidence)
      return Origin(location: statement.location, evidence: evidence)
    }
    if let first = statements.first(where: { $0.from == nil }) {
      field.write(first.setting, &scenario)
      datedOrigins[path] = nil
      origins[path] = origin(of: first)
    }
    let dated = statements.filter { $0.from != nil }
    if let day = dated.compactMap(\.from).min() {
      scenario.datedValues.removeAll { $0.path == path && $0.from >= day }
      datedOrigins[path] = datedOrigins[path]?.filter { $0.key < day }
    }
    for statement in dated {
      guard let day = statement.from else { continue }
      scenario.datedValues.append(
        DatedValue(path: path, setting: statement.setting, from: day))
      datedOrigins[path, default: [:]][day] = origin(of: statement)
    }
  }

  mutating func warnIfImplausible(
    _ statement: Statement, _ kind: FieldKind, _ evidence: Evidence
  ) {
    guard case .number(let value) = statement.setting, let plausible = evidence.plausible,
      !plausible.contains(value)
    else { return }
    faults.append(
      statement.location.warning(
        "\(kind.text(of: statement.setting)) is outside the plausible range "
          + kind.text(of: plausible)))
  }
}
