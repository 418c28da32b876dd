// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

extension Scenario {
  /// All that determines what its runs give, but their number, in one order, whatever that of the files.
  ///
  /// Scenarios that state the same give the same runs.
  public var statements: [StatedValue] {
    precision.enumerated().map { StatedValue(path: "precision.\($0 + 1)", words: $1.words) }
      + policy.statements + values([.setting]).filter { $0.path != "replications" }
      + values([.world, .history, .area])
  }

  /// The values of all fields of some roles, role by role.
  public func values(_ roles: [FieldCatalogue<Scenario>.Role]) -> [StatedValue] {
    roles.flatMap { Self.catalogue.fields($0, in: self) }.map {
      StatedValue(path: $0.path, words: $0.kind.text(of: $0.read(self)))
    }
  }

  /// The paths of all fields, but for the policy's, in which two scenarios differ; `areas` where they
  /// have not the same areas.
  public static func differingPaths(_ one: Scenario, _ other: Scenario) -> [String] {
    let hasSameAreas = one.areas.map(\.name) == other.areas.map(\.name)
    let paths = ([.setting, .world, .history] + (hasSameAreas ? [.area] : []))
      .flatMap { catalogue.fields($0, in: one) }
      .filter { $0.read(one) != $0.read(other) }.map(\.path)
    return paths + (hasSameAreas ? [] : ["areas"])
  }
}
