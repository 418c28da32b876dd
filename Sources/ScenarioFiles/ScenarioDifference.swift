// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// A value in which two scenarios differ.
public struct ScenarioDifference: Hashable, Sendable {
  /// What one of the scenarios says.
  public struct Side: Hashable, Sendable {
    /// The value with its unit, or several values with their dates.
    public var words: String
    /// Where it is set, for example `scenarios/base.yaml:12`; `default` for a declared value.
    public var origins: [String]
  }

  /// The part of the scenarios.
  public var section: ResolvedValue.Section
  /// The path in a scenario file.
  ///
  /// For an area that only one scenario has, it is `areas.NAME`.
  public var path: String
  /// What it is, in one sentence.
  public var summary: String
  /// What the first scenario says; nil if it has no such thing.
  public var first: Side?
  /// What the second scenario says; nil if it has no such thing.
  public var second: Side?
}

extension LoadedScenario {
  /// All values in which another scenario differs from this one, section by section.
  ///
  /// A lever that a policy does not set has its value of history. An outcome that a file does not mention is as
  /// declared. Names, descriptions and evidence are not compared.
  public func differences(from other: LoadedScenario) -> [ScenarioDifference] {
    ResolvedValue.Section.allCases.flatMap { section -> [ScenarioDifference] in
      let left = statements(in: section, besides: other)
      let right = other.statements(in: section, besides: self)
      let added = right.filter { statement in !left.contains { $0.key == statement.key } }
      return (left + added).compactMap { any in
        let first = left.first { $0.key == any.key } ?? standard(for: any)
        let second = right.first { $0.key == any.key } ?? other.standard(for: any)
        if let first, let second, first.isSame(as: second) { return nil }
        return ScenarioDifference(
          section: section, path: any.path, summary: any.summary, first: first?.side,
          second: second?.side)
      }
    }
  }

  /// The statements of a section, path by path in the order of the files.
  ///
  /// An area that the other scenario lacks is a single statement, with its residents.
  private func statements(
    in section: ResolvedValue.Section, besides other: LoadedScenario
  ) -> [PathStatement] {
    let others = Set(other.scenario.areas.map(\.name))
    let lone = Set(scenario.areas.map(\.name).filter { !others.contains($0) })
    var statements: [PathStatement] = []
    for var value in resolved where value.section == section {
      if let area = scenario.areas.first(where: {
        value.section == .areas && value.path.hasPrefix("areas.\($0.name).")
      }), lone.contains(area.name) {
        guard value.path.hasSuffix(".population") else { continue }
        value.path = "areas.\(area.name)"
        value.summary = "An area."
      }
      let statement = PathStatement(value)
      // The values of a lever follow each other.
      if statements.last?.key == statement.key {
        statements[statements.count - 1].values.append(value)
      } else {
        statements.append(statement)
      }
    }
    return statements
  }

  /// What holds here if only the other scenario states something; nil if nothing does.
  private func standard(for statement: PathStatement) -> PathStatement? {
    let parts = statement.path.split(separator: ".", maxSplits: 2).map(String.init)
    guard parts.count == 3 else { return nil }
    if parts[..<2] == ["policy", "levers"] {
      let history = resolved.first { $0.section == .history && $0.path == "history.\(parts[2])" }
      return history.map { PathStatement($0, remark: "as in history") }
    }
    guard parts[0] == "outcomes", let outcome = Outcome.named(parts[1]) else { return nil }
    var declared = statement.values[0]
    (declared.text, declared.origin) = (outcome.text(of: parts[2]), "default")
    return PathStatement(declared, remark: "as declared")
  }
}

/// What a scenario says under one path.
private struct PathStatement {
  /// What identifies the same statement in another scenario.
  let key: String
  var values: [ResolvedValue]
  /// Where the value comes from if the scenario states none; nil if it states one.
  var remark: String?

  init(_ value: ResolvedValue, remark: String? = nil) {
    // A rule in a list has no name: its text identifies it.
    key = value.section == .rules ? value.text : value.path
    values = [value]
    self.remark = remark
  }

  var path: String { values[0].path }
  var summary: String { values[0].summary }

  /// Whether two scenarios say the same here.
  ///
  /// Values that are derived from others do not count.
  ///
  /// If a lever is set to what holds anyway, its date does not count.
  func isSame(as other: PathStatement) -> Bool {
    let isStated = remark == nil && other.remark == nil
    func meaning(_ value: ResolvedValue) -> String {
      var value = value
      value.amount = nil
      return isStated ? value.words : value.text
    }
    let (left, right) = (values.map(meaning), other.values.map(meaning))
    return isStated ? left == right : Set(left) == Set(right)
  }

  var side: ScenarioDifference.Side {
    var origins: [String] = []
    for value in values where !origins.contains(value.origin) { origins.append(value.origin) }
    let words = values.map(\.words).joined(separator: ", then ")
    return ScenarioDifference.Side(
      words: words + (remark.map { ", \($0)" } ?? ""), origins: origins)
  }
}
