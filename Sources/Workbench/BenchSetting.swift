// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Digests
import Experiments
import ScenarioFiles
import Studies

/// A question that can be simulated: the plan that `cordon compare` makes of the exported file.
struct BenchSetting: Sendable {
  /// By what it is known: questions that ask the same have one name.
  let id: String
  let question: BenchQuestion
  /// The exported file.
  let yaml: String
  let planned: PlannedStudy
  /// What is probably not meant, but can be run.
  let warnings: [BenchFault]
  /// The outcomes that are shown; nil for those of a first screen.
  let outcomes: [Outcome]?
  /// The index of the area that is shown; nil for the country.
  let area: Int?
  /// What the open study says of how far its answer holds; nil if it says nothing, or unknowns have other values here.
  let condition: String?

  /// The plan.
  var plan: Plan { planned.sweep.first }

  /// What the reader's own policy does, in words, each with its lever; nothing where it changes nothing.
  var paragraphs: [BenchDescription.Paragraph] {
    guard let index = plan.policies.firstIndex(of: BenchQuestion.mineName),
      let scenario = plan.scenarios(of: Scenario.self)?[index]
    else { return [] }
    return scenario.policy.told(in: scenario)
  }

  /// The command that gives the same numbers, for whoever has saved the file.
  var command: String { "cordon compare \(Bench.exportName)" }
}

extension Bench {
  /// The setting of a question.
  ///
  /// - Throws: ``BenchFaults`` with all that is wrong with it.
  func setting(_ question: BenchQuestion) throws(BenchFaults) -> BenchSetting {
    guard question.excesses.isEmpty else { throw BenchFaults(question.excesses) }
    var faults: [BenchFault] = []
    let shown = question.policies ?? policies.filter(\.isShown).map(\.name) + ["mine"]
    let text = export(question, shown, &faults)
    let outcomes = question.outcomes.map { names in
      names.compactMap { name -> Outcome? in
        guard let outcome = Outcome.named(name) else {
          faults.append(unknown(name, "outcome", at: "outcomes", among: Outcome.all.map(\.name)))
          return nil
        }
        return outcome
      }
    }
    let areas = scenario.areas.map(\.name)
    let area = question.area.flatMap { areas.firstIndex(of: $0) }
    if let name = question.area, area == nil {
      faults.append(unknown(name, "area", at: "area", among: areas))
    }
    do {
      var planned = try plan(text)
      // A policy that changes nothing is the status quo: it needs no column of its own.
      if isUnchanged(planned.sweep.first), shown.count > 1 {
        let others = shown.filter { $0 != BenchQuestion.mineName }
        let without = export(question, others, &faults)
        planned = try plan(without)
        return try setting(question, without, planned, outcomes, area, faults)
      }
      return try setting(question, text, planned, outcomes, area, faults)
    } catch let other as BenchFaults {
      throw other
    } catch {
      throw BenchFaults(faults + self.faults(error, in: text))
    }
  }

  /// Whether the reader's own policy is there and changes nothing.
  private func isUnchanged(_ plan: Plan) -> Bool {
    guard let index = plan.policies.firstIndex(of: BenchQuestion.mineName),
      let mine = plan.scenarios(of: Scenario.self)?[index]
    else { return false }
    var without = mine
    without.policy = Policy(name: StatusQuo.name)
    return Scenario.partingDay(of: [without, mine]) == nil
  }

  private func setting(
    _ question: BenchQuestion, _ text: ScenarioText, _ planned: PlannedStudy,
    _ outcomes: [Outcome]?, _ area: Int?, _ faults: [BenchFault]
  ) throws(BenchFaults) -> BenchSetting {
    guard faults.isEmpty else { throw BenchFaults(faults) }
    let rows = [outcomes.map { $0.map(\.name) } ?? ["first"], [area.map(String.init) ?? "all"]]
    return BenchSetting(
      id: Digest(ofLines: [text.text] + rows.map { $0.joined(separator: " ") }).short,
      question: question, yaml: text.text, planned: planned,
      warnings: planned.warnings.map { fault in
        BenchFault(
          path: fault.file == path ? text.path(ofLine: fault.line) : nil, message: fault.message,
          allowed: fault.allowed)
      }, outcomes: outcomes, area: area,
      condition: question.unknowns?.isEmpty ?? true ? condition : nil)
  }

  /// Plans an exported scenario, with the status quo beside its policies.
  private func plan(_ text: ScenarioText) throws -> PlannedStudy {
    try Self.plan(
      text.text, at: path, from: copies, values: values, pasts: from, search, directory,
      statusQuo: .ifPossible, isWaterfall: false)
  }

  /// The way from the status quo to a policy of a setting, lever by lever.
  ///
  /// - Throws: ``BenchFaults`` if there is none.
  func waterfall(of setting: BenchSetting, to policy: String) throws(BenchFaults) -> PlannedStudy {
    var faults: [BenchFault] = []
    let text = export(setting.question, [policy], &faults)
    guard faults.isEmpty else { throw BenchFaults(faults) }
    do {
      return try Self.plan(
        text.text, at: path, from: copies, values: values, pasts: from, search, directory,
        statusQuo: .required, isWaterfall: true)
    } catch { throw BenchFaults(self.faults(error, in: text)) }
  }

  // MARK: The exported file

  /// The file that `cordon compare` takes.
  func export(
    _ question: BenchQuestion, _ shown: [String], _ faults: inout [BenchFault]
  ) -> ScenarioText {
    var text = ScenarioText()
    text.add(
      "# Made by the workbench of Cordon \(cordonVersion); `cordon compare` gives the numbers of its page."
    )
    text.add("extends: \(ScenarioText.scalar(Self.name(of: file)))")
    text.add("replications: \(Self.mostFutures)")
    let unknowns = question.unknowns ?? [:]
    for (path, value) in values where unknowns[path] == nil && !path.hasPrefix("areas.") {
      text.add(0, ScenarioText.key(path), value, as: path)
    }
    for (path, value) in unknowns.sorted(by: { $0.key < $1.key }) {
      guard Scenario.catalogue[path]?.role == .world else {
        let world = Scenario.catalogue[.world].map(\.path)
        var fault = unknown(path, "unknown", at: path, among: world)
        fault.allowed = "one of the \(world.count) that `cordon parameters` lists"
        faults.append(fault)
        continue
      }
      text.add(0, ScenarioText.key(path), value, as: path)
    }
    guard !shown.isEmpty else {
      faults.append(
        BenchFault(
          path: "policies", message: "no policy is beside the status quo",
          allowed: "a policy, or a lever of your own that differs from the status quo"))
      return text
    }
    text.add("policies:")
    for name in shown {
      if name == BenchQuestion.mineName {
        add(question.mine ?? BenchQuestion.Mine(), to: &text, &faults)
      } else if let policy = policies.first(where: { $0.name == name }) {
        text.add(policy.source, named: name, as: "policies")
      } else {
        faults.append(
          unknown(name, "policy", at: "policies", among: policies.map(\.name) + ["mine"]))
      }
    }
    return text
  }

  private func add(
    _ mine: BenchQuestion.Mine, to text: inout ScenarioText, _ faults: inout [BenchFault]
  ) {
    text.add(2, "- name", BenchQuestion.mineName, as: "policy")
    var levers = mine.levers ?? [:]
    let start = mine.from == StatusQuo.name ? nil : mine.from
    var resets: [String: String] = [:]
    if let start {
      let policy = policies.first { $0.name == start }
      switch policy?.source {
      case .preset(let preset): text.add(4, "preset", preset, as: "mine.from")
      case .own: break
      case .levers(let own): levers.merge(own) { mine, _ in mine }
      case nil:
        faults.append(unknown(start, "policy", at: "mine.from", among: policies.map(\.name)))
      }
    } else {
      // The open scenario has a policy of its own, which a policy of a list begins with: its levers go back.
      for lever in ownLevers where levers[lever] == nil { resets[lever] = today(lever) }
    }
    if !levers.isEmpty || !resets.isEmpty { text.add("    levers:") }
    for (lever, value) in levers.merging(resets, uniquingKeysWith: { one, _ in one })
      .sorted(by: { $0.key < $1.key })
    {
      let path = "policy.levers.\(lever)"
      // The loader judges no value beside a name that it does not know.
      guard Scenario.catalogue[.lever, lever] != nil else {
        let names = Scenario.catalogue[.lever].map(\.key)
        faults.append(unknown(lever, "lever", at: path, among: names))
        continue
      }
      text.add(6, ScenarioText.key(lever), value, as: path)
    }
    let triggers = mine.triggers ?? []
    if !triggers.isEmpty { text.add("    triggers:") }
    for (number, trigger) in triggers.enumerated() {
      let path = "policy.triggers.\(number + 1)"
      text.add(
        6, "- when",
        Self.condition(
          trigger.outcome, trigger.comparison, trigger.threshold, within: trigger.within), as: path)
      text.add(8, "then", trigger.then, as: path)
      text.add(8, "for", Self.days(trigger.for), as: path)
      if let until = trigger.until {
        text.add(
          8, "until",
          Self.condition(
            until.outcome ?? trigger.outcome, until.comparison, until.threshold,
            within: until.within), as: path)
      }
      if let scope = trigger.scope, scope != Trigger.Scope.national.rawValue {
        text.add(8, "area", scope, as: path)
      }
      if let rest = trigger.rest, rest != 0 { text.add(8, "rest", Self.days(rest), as: path) }
    }
  }

  /// The value of a lever in the status quo, as a file has it.
  func today(_ lever: String) -> String {
    guard let entry = Scenario.catalogue[.history, lever] else { return "" }
    return entry.kind.text(of: entry.field.read(scenario))
  }

  private static func condition(
    _ outcome: String, _ comparison: String, _ threshold: Double, within days: Double
  ) -> String {
    "\(outcome) \(comparison) \(Unit.factor.text(of: threshold)) within \(Self.days(days))"
  }

  private static func days(_ number: Double) -> String { Unit.days.text(of: number) }

  // MARK: Faults

  func unknown(
    _ name: String, _ noun: String, at path: String, among names: [String]
  ) -> BenchFault {
    BenchFault(
      path: path, message: "no \(noun) is called '\(name.prefix(60))'",
      allowed: names.prefix(40).joined(separator: ", "),
      suggestion: NearestName.to(name, among: names))
  }

  /// All faults of an exported file, each at what the reader has set.
  func faults(_ error: any Error, in text: ScenarioText) -> [BenchFault] {
    switch error {
    case let faults as ScenarioFaults:
      faults.faults.filter { $0.severity == .error }.map { fault in
        BenchFault(
          path: fault.file == path ? text.path(ofLine: fault.line) : nil, message: fault.message,
          allowed: fault.allowed, suggestion: fault.suggestion)
      }
    case let faults as PlanFaults: faults.messages.map { BenchFault(message: $0) }
    case let fault as RequestFault: [BenchFault(path: "policies", message: fault.message)]
    default: [BenchFault(message: "\(error)")]
    }
  }
}
