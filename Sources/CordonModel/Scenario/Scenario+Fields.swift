// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

extension Scenario {
  /// Every field that a scenario has.
  ///
  /// Only this puts the declarations of all mechanisms together.
  public static let catalogue = FieldCatalogue<Scenario>(
    FieldCatalogue.Entry.all(
      Settings.fields, as: .setting, in: \.settings, standard: Settings())
      + FieldCatalogue.Entry.all(
        Parameters.fields, as: .world, in: \.parameters, standard: Parameters()
      ).map { $0.changing(throughout) }
      + Area.fields.map {
        FieldCatalogue.Entry(
          ofEach: $0, as: .area, under: "areas", in: \.areas, named: \.name, standard: Area()
        ).changing(throughout)
      }
      + Levers.fields.map {
        FieldCatalogue.Entry(
          fromPolicyOn($0), as: .lever, key: $0.path, standard: $0.read(Levers()),
          isNational: Levers.national.contains($0.path))
      }
      + FieldCatalogue.Entry.all(
        Levers.fields, as: .history, under: "history", in: \.history, standard: Levers()))

  /// The same field, of which a value that is written holds for the whole run: it replaces those with dates.
  private static func throughout(_ field: Field<Scenario>) -> Field<Scenario> {
    let (path, write) = (field.path, field.write)
    let everywhere = "areas.*"
    let key = path.hasPrefix(everywhere) ? path.dropFirst(everywhere.count) : nil
    return Field(
      path: path, kind: field.kind, summary: field.summary, evidence: field.evidence,
      read: field.read,
      write: { setting, scenario in
        write(setting, &scenario)
        scenario.datedValues.removeAll { value in
          value.path == path || key.map { value.path.hasSuffix($0) } ?? false
        }
      }, sentences: field.sentences, use: field.use)
  }

  /// A lever in all areas from the day on which policies part, whatever the policy says of it; its triggers stay.
  private static func fromPolicyOn(_ lever: Field<Levers>) -> Field<Scenario> {
    Field(
      path: "policy.levers.\(lever.path)", kind: lever.kind, summary: lever.summary,
      evidence: lever.evidence,
      read: { scenario in
        scenario.policy.changes.last { $0.lever == lever.path && $0.area == nil }?.setting
          ?? lever.read(scenario.history)
      },
      write: { setting, scenario in
        scenario.policy.changes.removeAll { $0.lever == lever.path }
        scenario.policy.changes.append(
          Policy.Change(lever: lever.path, setting: setting, from: scenario.settings.policyFrom))
      }, sentences: lever.sentences)
  }

  /// The value of a lever in history, by the lever's key.
  public func inHistory(_ lever: String) -> Setting { Levers.field(lever).read(history) }
}

/// What can vary in a scenario, by path.
///
/// Paths are those of scenario files: a parameter (`stings.streamed`), `areas.NAME.KEY` or
/// `areas.*.KEY`, `history.LEVER`, `policy.levers.LEVER`, and PATH@DATE for the value of a parameter or an area
/// that begins on a day. All but the last hold for the whole run. That of a policy sets a lever from the day on
/// which policies part, whatever the policy says of it, in all areas; its triggers stay.
extension Scenario {
  /// The field at the path; nil if there is none, or no area of that name.
  ///
  /// That of `areas.*.KEY` is written in every area and read in the first. A field of areas is one of
  /// this scenario's areas, in their order; all others are those of any scenario.
  /// - Complexity: O(1) but for areas, where it is linear in their number.
  public func field(at path: String) -> Field<Scenario>? {
    guard let entry = Self.variable(path) else { return fields(at: path).first }
    return areas.isEmpty && entry.role == .area ? nil : entry.field
  }

  /// The fields at the path: one, or for `areas.*.KEY` one for each area; none if there is none.
  public func fields(at path: String) -> [Field<Scenario>] {
    if let entry = Self.variable(path) { return entry.fields(in: self) }
    guard let areaPath = AreaPath(path) else { return datedField(at: path).map { [$0] } ?? [] }
    let fields = areaPath.entry.fields(in: self)
    return areaPath.indices(in: areas).map { fields[$0] }
  }

  /// The paths of everything that a run can vary, in the order of files; first those of all areas,
  /// then those of each, and at the end values that begin on a day.
  public var variablePaths: [String] {
    let paths = { (role: FieldCatalogue<Scenario>.Role) in Self.catalogue[role].map(\.path) }
    return paths(.world) + paths(.area) + Self.catalogue.fields(.area, in: self).map(\.path)
      + paths(.lever) + paths(.history) + datedPaths
  }

  /// What the staff at the path amounts to, full-time equivalents, where an area derives it.
  public func derivedStaff(at path: String) -> Double? {
    guard let path = AreaPath(path), let index = path.indices(in: areas).first else { return nil }
    return Staffing(areas[index], parameters).team(ofField: path.entry.key)?.fullTime
  }

  /// What a run can vary: everything but how the study is made.
  private static func variable(_ path: String) -> FieldCatalogue<Scenario>.Entry? {
    catalogue[path].flatMap { $0.role == .setting ? nil : $0 }
  }
}

/// The path `areas.NAME.KEY` of a value of an area, or `areas.*.KEY` of all areas.
///
/// The name is whatever stands between, points and spaces included.
public struct AreaPath: Sendable {
  /// The area's name, or `*`.
  public let name: String
  /// The declaration of the value.
  public let entry: FieldCatalogue<Scenario>.Entry

  /// The path as it is written; nil if it does not begin with `areas.` and end with a key.
  public init?(_ path: String) {
    let entries = Scenario.catalogue[.area].filter { path.hasSuffix(".\($0.key)") }
    guard path.hasPrefix("areas."), let entry = entries.max(by: { $0.key.count < $1.key.count })
    else { return nil }
    self.entry = entry
    name = String(path.dropFirst("areas.".count).dropLast(entry.key.count + 1))
  }

  /// The indices of the areas that are meant.
  public func indices(in areas: [Area]) -> [Int] {
    areas.indices.filter { name == "*" || areas[$0].name == name }
  }
}
