// SPDX-License-Identifier: GPL-3.0-or-later

// What a study asks of the fields of any scenario.
extension StudyModel {
  /// Everything that the scenario says and that decides its results, but for its name and its replications.
  ///
  /// A study is known by these: scenarios that say the same give the same runs, bit for bit.
  public var statements: [StatedValue] {
    precision.enumerated().map {
      StatedValue(path: "precision.\($0 + 1)", words: $1.words(in: Self.outcomes))
    }
      + policyStatements + values([.setting]).filter { $0.path != "replications" }
      + values([.world, .history, .area])
  }

  /// Everything that decides what happens until policies part, but for some paths.
  public func pastStatements(without paths: [String]) -> [StatedValue] {
    let left = Set(paths + Self.laterSettings + ["replications"])
    return values([.setting, .world, .history, .area]).filter { !left.contains($0.path) }
  }

  /// The values of all fields of some roles, role by role.
  public func values(_ roles: [FieldCatalogue<Self>.Role]) -> [StatedValue] {
    roles.flatMap { Self.catalogue.fields($0, in: self) }.map {
      StatedValue(path: $0.path, words: $0.kind.text(of: $0.read(self)))
    }
  }

  /// The paths of all fields, but for the policy's, in which another scenario differs; `areas` where they
  /// have not the same areas.
  public func differences(from other: Self) -> [String] {
    let hasSameAreas = studyAreas.map(\.name) == other.studyAreas.map(\.name)
    let paths = ([.setting, .world, .history] + (hasSameAreas ? [.area] : []))
      .flatMap { Self.catalogue.fields($0, in: self) }
      .filter { $0.read(self) != $0.read(other) }.map(\.path)
    return paths + (hasSameAreas ? [] : ["areas"])
  }

  /// The field at a path that a state of a sweep may set: any but a setting; nil if there is none.
  ///
  /// - Complexity: O(1) but for areas, where it is linear in their number.
  public func variedField(at path: String) -> Field<Self>? {
    if let entry = Self.catalogue[path] { return entry.role == .setting ? nil : entry.field }
    return Self.catalogue.fields(.area, in: self).first { $0.path == path }
  }

  /// Fields of the world whose value is not the standard one, in the order of the catalogue.
  public var changedFields: [FieldCatalogue<Self>.Entry] {
    Self.catalogue[.world].filter { $0.field.read(self) != $0.standard }
  }
}
