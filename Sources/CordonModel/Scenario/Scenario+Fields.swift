// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// What a run can vary of a scenario, by its path.
///
/// Paths are those of scenario files: a parameter (`stings.streamed`), `areas.NAME.KEY` or
/// `areas.*.KEY`, `history.LEVER` and `policy.levers.LEVER`. The last sets a lever from the day on
/// which policies part, whatever the policy says of it, in all areas; its triggers stay.
extension Scenario {
  /// The field at the path; nil where there is none, or no area of that name.
  ///
  /// That of `areas.*.KEY` is written in every area and read in the first. A field of areas is one of
  /// this scenario's areas, in their order; all others are those of any scenario.
  /// - Complexity: O(1) but for areas, where it is linear in their number.
  public func field(at path: String) -> Field<Scenario>? {
    let fields = fields(at: path)
    guard fields.count > 1 else { return fields.first }
    let first = fields[0]
    return Field(
      path: path, kind: first.kind, summary: first.summary, evidence: first.evidence,
      read: first.read,
      write: { setting, scenario in for field in fields { field.write(setting, &scenario) } })
  }

  /// The fields at the path: one, or for `areas.*.KEY` one for each area; none where there is none.
  public func fields(at path: String) -> [Field<Scenario>] {
    if let field = Self.fieldsOfAny[path] { return [field] }
    guard let path = AreaPath(path) else { return [] }
    return path.places(in: areas).map { place in
      path.field.lifted(\.areas[place], under: "areas.\(areas[place].name)")
    }
  }

  /// The paths of everything that a run can vary, in the order of files; first those of all areas,
  /// then those of each.
  public var variablePaths: [String] {
    let names = ["*"] + areas.map(\.name)
    let ofAreas = names.flatMap { name in Area.fields.map { "areas.\(name).\($0.path)" } }
    return Parameters.fields.map(\.path) + ofAreas
      + Levers.fields.map { "policy.levers.\($0.path)" }
      + Levers.fields.map { "history.\($0.path)" }
  }

  /// What the staff at the path amounts to, full-time equivalents, where an area derives it.
  public func derivedStaff(at path: String) -> Double? {
    guard let path = AreaPath(path), let place = path.places(in: areas).first else { return nil }
    return Staffing(areas[place], parameters).team(ofField: path.field.path)?.fullTime
  }

  /// By path, all fields but those of areas.
  private static let fieldsOfAny: [String: Field<Scenario>] = {
    let fields =
      Parameters.fields.map { $0.lifted(\.parameters, under: "") }
      + Levers.fields.map { $0.lifted(\.history, under: "history") }
      + Levers.fields.map(fromPolicyOn)
    return Dictionary(uniqueKeysWithValues: fields.map { ($0.path, $0) })
  }()

  /// A lever in all areas from the day on which policies part.
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
      })
  }
}

/// The path `areas.NAME.KEY` of a value of an area, or `areas.*.KEY` of all areas.
///
/// The name is whatever stands between, points and spaces included.
public struct AreaPath: Hashable, Sendable {
  /// The area's name, or `*`.
  public let name: String
  /// Where the field stands among those of an area.
  private let number: Int

  /// The path as it is written; nil where it does not begin with `areas.` and end with a key.
  public init?(_ path: String) {
    let numbers = Area.fields.indices.filter { path.hasSuffix(".\(Area.fields[$0].path)") }
    guard path.hasPrefix("areas."),
      let number = numbers.max(by: { Area.fields[$0].path.count < Area.fields[$1].path.count })
    else { return nil }
    self.number = number
    name = String(path.dropFirst("areas.".count).dropLast(Area.fields[number].path.count + 1))
  }

  /// The declaration of the value.
  public var field: Field<Area> { Area.fields[number] }

  /// The places of the areas that are meant.
  public func places(in areas: [Area]) -> [Int] {
    areas.indices.filter { name == "*" || areas[$0].name == name }
  }
}
