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
    return withoutLaterValues.values([.setting, .world, .history, .area])
      .filter { !left.contains($0.path) }
  }

  /// The scenario without the values that begin when policies part, or later.
  public var withoutLaterValues: Self {
    // The setter is for models that have values with dates.
    guard !datedValues.isEmpty else { return self }
    var past = self
    past.datedValues = datedValues.filter { $0.from < calendar.policyFrom }
    return past
  }

  /// The values of all fields of some roles, role by role.
  public func values(_ roles: [FieldCatalogue<Self>.Role]) -> [StatedValue] {
    roles.flatMap { Self.catalogue.fields($0, in: self) }.map {
      StatedValue(path: $0.path, words: words(of: $0))
    }
  }

  /// The value of a field with those that follow it by date, for example `40%, then 70% from 2016-01-01`.
  public func words(of field: Field<Self>) -> String {
    let later = datedValues.course(of: field.path).map {
      "\(field.kind.text(of: $0.setting)) from \($0.from)"
    }
    return ([field.kind.text(of: field.read(self))] + later).joined(separator: ", then ")
  }

  /// The paths of all fields, but for the policy's, in which another scenario differs; `areas` is among them
  /// if the two do not have the same areas.
  public func differences(from other: Self) -> [String] {
    if isAlike(to: other) { return [] }
    let hasSameAreas = studyAreas.map(\.name) == other.studyAreas.map(\.name)
    let paths = ([.setting, .world, .history] + (hasSameAreas ? [.area] : []))
      .flatMap { Self.catalogue.fields($0, in: self) }
      .filter {
        $0.read(self) != $0.read(other)
          || datedValues.course(of: $0.path) != other.datedValues.course(of: $0.path)
      }.map(\.path)
    return paths + (hasSameAreas ? [] : ["areas"])
  }

  /// The field at a path that a state of a sweep may set, which is any but a setting; nil if there is none.
  ///
  /// - Complexity: O(1), but linear in the number of areas for a field of an area.
  public func variedField(at path: String) -> Field<Self>? {
    if let entry = Self.catalogue[path] { return entry.role == .setting ? nil : entry.field }
    return Self.catalogue.fields(.area, in: self).first { $0.path == path } ?? datedField(at: path)
  }

  /// A field at `PATH@DATE` for the value that the field at `PATH` has from that day on; nil if the scenario
  /// has no such value.
  public func datedField(at path: String) -> Field<Self>? {
    let base = path.beforeDate
    guard base != path, let day = CalendarDate(path.dropFirst(base.count + 1)) else { return nil }
    guard datedValues.contains(where: { $0.path == base && $0.from == day }),
      let field = variedField(at: base)
    else { return nil }
    return Field(
      path: path, kind: field.kind, summary: "From \(day) on: \(field.summary)",
      evidence: field.evidence,
      read: { root in
        root.datedValues.last { $0.path == base && $0.from == day }?.setting ?? field.read(root)
      },
      write: { setting, root in
        for index in root.datedValues.indices
        where root.datedValues[index].path == base && root.datedValues[index].from == day {
          root.datedValues[index].setting = setting
        }
      }, sentences: field.sentences)
  }

  /// The paths of all values that begin on a day, field by field and by date.
  public var datedPaths: [String] {
    var fields: [String] = []
    for value in datedValues where !fields.contains(value.path) { fields.append(value.path) }
    return fields.flatMap { path in
      datedValues.course(of: path).map { "\(path)@\($0.from)" }
    }
  }

  /// The path of the first value by date of the field at a path, or of the fields of all areas; nil if there is
  /// none.
  public func firstDatedPath(of path: String) -> String? {
    guard !datedValues.isEmpty else { return nil }
    var fields = Set([path])
    if let entry = Self.catalogue[path] { fields.formUnion(entry.fields(in: self).map(\.path)) }
    return datedPaths.first { fields.contains($0.beforeDate) }
  }

  /// Fields of the world whose value is not always the standard one, in the order of the catalogue.
  public var changedFields: [FieldCatalogue<Self>.Entry] {
    Self.catalogue[.world].filter { entry in
      entry.field.read(self) != entry.standard || datedValues.contains { $0.path == entry.path }
    }
  }
}

extension String {
  /// A path without the day on which its value begins, if it has one.
  public var beforeDate: String {
    guard let mark = lastIndex(of: "@"), dateOfValue != nil else { return self }
    return String(self[..<mark])
  }

  /// The day of a path of which the value begins on a day; nil for any other.
  public var dateOfValue: CalendarDate? {
    lastIndex(of: "@").flatMap { CalendarDate(self[index(after: $0)...]) }
  }
}
