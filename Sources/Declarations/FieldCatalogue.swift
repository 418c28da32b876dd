// SPDX-License-Identifier: GPL-3.0-or-later

/// All fields of a model's scenario, in one order: each with its path, its role and its standard value.
///
/// A mechanism declares its fields beside the code that reads them; the model puts them together here,
/// once. Files, schemas, tables, pages and designs ask the catalogue; they do not know how a scenario is
/// stored.
public struct FieldCatalogue<Root: Sendable>: Sendable {
  /// What a field is for.
  public enum Role: String, CaseIterable, Hashable, Sendable {
    /// A choice of the study, such as its first day.
    case setting
    /// What the world is like.
    case world
    /// What is said of each area; the path has a star for the area's name.
    case area
    /// A lever as it was before policies part.
    case history
    /// A lever from the day on which policies part.
    case lever
  }

  /// A field as the catalogue has it.
  public struct Entry: Sendable {
    /// The field of the whole scenario, under its whole path.
    ///
    /// Where a scenario has several, one for each area, it reads the first and writes all.
    public let field: Field<Root>
    /// What it is for.
    public let role: Role
    /// The path within its role: `acceptance` for `history.acceptance`.
    public let key: String
    /// The value that holds where a file gives none.
    public let standard: Setting
    /// Whether the whole country has one value, even where other fields of its role differ by area.
    public let isNational: Bool
    /// The fields that it stands for in a scenario: itself, or one for each area.
    fileprivate let parts: @Sendable (Root) -> [Field<Root>]

    /// An entry for a field that a scenario has once.
    public init(
      _ field: Field<Root>, as role: Role, key: String, standard: Setting, isNational: Bool = false
    ) {
      self.field = field
      self.role = role
      self.key = key
      self.standard = standard
      self.isNational = isNational
      parts = { _ in [field] }
    }

    /// An entry for a field that each member of a list has; every member has a name.
    ///
    /// - Parameters:
    ///   - field: The field of a member.
    ///   - role: What it is for.
    ///   - section: The first part of the path; the name of the member follows.
    ///   - list: The list.
    ///   - name: The name of a member.
    ///   - standard: A member with the standard values.
    public init<Part: Sendable>(
      ofEach field: Field<Part>, as role: Role, under section: String,
      in list: any WritableKeyPath<Root, [Part]> & Sendable,
      named name: any KeyPath<Part, String> & Sendable, standard: Part
    ) {
      let (read, write) = (field.read, field.write)
      self.field = Field(
        path: "\(section).*.\(field.path)", kind: field.kind, summary: field.summary,
        evidence: field.evidence,
        read: { read($0[keyPath: list].first ?? standard) },
        write: { setting, root in
          for index in root[keyPath: list].indices { write(setting, &root[keyPath: list][index]) }
        }, sentences: field.sentences, use: field.use)
      self.role = role
      key = field.path
      self.standard = field.read(standard)
      isNational = false
      parts = { root in
        root[keyPath: list].indices.map { index in
          Field(
            path: "\(section).\(root[keyPath: list][index][keyPath: name]).\(field.path)",
            kind: field.kind, summary: field.summary, evidence: field.evidence,
            read: { read($0[keyPath: list][index]) },
            write: { write($0, &$1[keyPath: list][index]) }, sentences: field.sentences,
            use: field.use)
        }
      }
    }

    private init(
      _ entry: Self, _ change: @escaping @Sendable (Field<Root>) -> Field<Root>
    ) {
      field = change(entry.field)
      role = entry.role
      key = entry.key
      standard = entry.standard
      isNational = entry.isNational
      let parts = entry.parts
      self.parts = { parts($0).map(change) }
    }

    /// The same entry, with a change made to its field and to each field that it stands for.
    public func changing(_ change: @escaping @Sendable (Field<Root>) -> Field<Root>) -> Self {
      Self(self, change)
    }

    /// The whole path, with a star for the name of an area.
    public var path: String { field.path }
    /// What may be written.
    public var kind: FieldKind { field.kind }
    /// What it is, in one sentence.
    public var summary: String { field.summary }
    /// Where the standard value comes from and how good it is.
    public var evidence: Evidence { field.evidence }

    /// The fields that it stands for in a scenario: itself, or one for each area, in their order.
    public func fields(in root: Root) -> [Field<Root>] { parts(root) }
  }

  /// All fields, in the order of files.
  public let entries: [Entry]
  private let indices: [String: Int]
  private let indicesByRole: [Role: [Int]]

  /// A catalogue of fields; two of one path are a programming error.
  public init(_ entries: [Entry]) {
    self.entries = entries
    indices = Dictionary(
      uniqueKeysWithValues: entries.enumerated().map { ($0.element.path, $0.offset) })
    indicesByRole = Dictionary(grouping: entries.indices) { entries[$0].role }
  }

  /// The fields of a role, in their order.
  public subscript(role: Role) -> [Entry] { indicesByRole[role, default: []].map { entries[$0] } }

  /// The field with the whole path, with a star where areas have names; nil if there is none.
  public subscript(path: String) -> Entry? { indices[path].map { entries[$0] } }

  /// The field with the path within a role; nil if there is none.
  public subscript(role: Role, key: String) -> Entry? {
    indicesByRole[role, default: []].first { entries[$0].key == key }.map { entries[$0] }
  }

  /// The fields of a role as a scenario has them: all of the first area, then all of the second.
  public func fields(_ role: Role, in root: Root) -> [Field<Root>] {
    let parts = self[role].map { $0.fields(in: root) }
    return (parts.first ?? []).indices.flatMap { index in parts.map { $0[index] } }
  }
}

extension FieldCatalogue.Entry {
  /// The fields of a part of the scenario.
  public static func all<Part: Sendable>(
    _ fields: [Field<Part>], as role: FieldCatalogue.Role, under prefix: String = "",
    in part: any WritableKeyPath<Root, Part> & Sendable, standard: Part
  ) -> [Self] {
    fields.map {
      Self($0.lifted(part, under: prefix), as: role, key: $0.path, standard: $0.read(standard))
    }
  }
}
