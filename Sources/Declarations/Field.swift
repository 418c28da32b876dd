// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance

/// The one declaration of a parameter, a lever or a setting.
///
/// The value itself is a stored property of `Root`, beside the mechanism that reads it, so that the
/// model reads plain memory; its default is that property's initial value. Everything else that is
/// known of it stands here: the file reader, the JSON Schema, `explain`, tables, documentation and
/// designs are made from this.
public struct Field<Root: Sendable>: Sendable {
  /// A stored property of the record.
  public typealias Property<Value> = any WritableKeyPath<Root, Value> & Sendable

  /// The dotted path in a scenario file, for example `stings.streamed`.
  public let path: String
  /// What may be written.
  public let kind: FieldKind
  /// What it is, in one sentence.
  public let summary: String
  /// Where the default comes from and how good it is.
  public let evidence: Evidence
  /// The value in `root`.
  public let read: @Sendable (_ root: Root) -> Setting
  /// Puts a value of this field's kind into `root`; any other kind is a programming error.
  public let write: @Sendable (_ setting: Setting, _ root: inout Root) -> Void
  /// What each choice means, in the order of the choices, or what no and then yes mean.
  ///
  /// Each is a sentence without a full stop; the list is empty if none is declared.
  public let sentences: [String]
  /// What a run does with the value, which decides whether it can change while the run goes on.
  public private(set) var use = FieldUse.read

  /// Creates a field from its parts; prefer the static factories.
  public init(
    path: String, kind: FieldKind, summary: String, evidence: Evidence,
    read: @escaping @Sendable (Root) -> Setting,
    write: @escaping @Sendable (Setting, inout Root) -> Void, sentences: [String] = [],
    use: FieldUse = .read
  ) {
    self.use = use
    self.path = path
    self.kind = kind
    self.summary = summary
    self.evidence = evidence
    self.read = read
    self.write = write
    self.sentences = sentences
  }

  /// The same field as a part of a larger record: its path gains `prefix` and a dot, or another joint.
  ///
  /// An empty prefix leaves the path as it is.
  public func lifted<Whole: Sendable>(
    _ keyPath: any WritableKeyPath<Whole, Root> & Sendable, under prefix: String,
    joinedBy joint: String = "."
  ) -> Field<Whole> {
    let (read, write) = (self.read, self.write)
    return Field<Whole>(
      path: prefix.isEmpty ? path : "\(prefix)\(joint)\(path)", kind: kind, summary: summary,
      evidence: evidence,
      read: { read($0[keyPath: keyPath]) },
      write: { write($0, &$1[keyPath: keyPath]) }, sentences: sentences, use: use)
  }

  /// The same field, where a run keeps something made from the value: see ``FieldUse/copied``.
  public var copied: Field { used(.copied) }

  /// The same field, whose value cannot change while a run goes on.
  ///
  /// - Parameter reason: Why not, as a clause without a full stop.
  /// - Returns: The field with that reason.
  public func constant(because reason: String) -> Field { used(.constant(because: reason)) }

  private func used(_ use: FieldUse) -> Field {
    var field = self
    field.use = use
    return field
  }
}

extension Field {
  /// A number; `allowed` and the stored value are in canonical units.
  public static func number(
    _ path: String, _ property: Property<Double>, _ unit: Unit,
    allowed: ClosedRange<Double>, none: String? = nil, _ summary: String, _ evidence: Evidence
  ) -> Field {
    field(
      path, .number(unit: unit, allowed: allowed, none: none), summary, evidence, property,
      wrap: Setting.number,
      unwrap: { if case .number(let value) = $0 { value } else { nil } })
  }

  /// A probability or proportion, 0 to 1.
  public static func share(
    _ path: String, _ property: Property<Double>, _ summary: String, _ evidence: Evidence
  ) -> Field {
    number(path, property, .share, allowed: 0...1, summary, evidence)
  }

  /// A whole number.
  public static func whole(
    _ path: String, _ property: Property<Int>, _ unit: Unit, allowed: ClosedRange<Int>,
    _ summary: String, _ evidence: Evidence
  ) -> Field {
    let bounds = Double(allowed.lowerBound)...Double(allowed.upperBound)
    return field(
      path, .number(unit: unit, allowed: bounds, isWhole: true), summary, evidence, property,
      wrap: { .number(Double($0)) },
      unwrap: { if case .number(let value) = $0 { Int(value) } else { nil } })
  }

  /// A number in canonical units that may be missing; a file then has the word that `none` gives.
  public static func number(
    _ path: String, _ property: Property<Double?>, _ unit: Unit, allowed: ClosedRange<Double>,
    none: String, _ summary: String, _ evidence: Evidence
  ) -> Field {
    field(
      path, .number(unit: unit, allowed: allowed, none: none), summary, evidence, property,
      wrap: { .number($0 ?? .infinity) },
      unwrap: {
        guard case .number(let value) = $0 else { return nil }
        return .some(value.isFinite ? value : nil)
      })
  }

  /// A whole number that may be missing; a file then has the word that `none` gives.
  public static func whole(
    _ path: String, _ property: Property<Int?>, _ unit: Unit, allowed: ClosedRange<Int>,
    none: String, _ summary: String, _ evidence: Evidence
  ) -> Field {
    let bounds = Double(allowed.lowerBound)...Double(allowed.upperBound)
    return field(
      path, .number(unit: unit, allowed: bounds, none: none, isWhole: true), summary, evidence,
      property, wrap: { .number($0.map(Double.init) ?? .infinity) },
      unwrap: {
        guard case .number(let value) = $0 else { return nil }
        return .some(value.isFinite ? Int(value) : nil)
      })
  }

  /// A law of a random quantity, in canonical units.
  public static func law(
    _ path: String, _ property: Property<Law>, _ unit: Unit, _ summary: String,
    _ evidence: Evidence
  ) -> Field {
    field(path, .law(unit: unit), summary, evidence, property, wrap: Setting.law) {
      if case .law(let value) = $0 { value } else { nil }
    }
  }

  /// A yes or a no; `sentences` say what each means, where people are told it.
  public static func flag(
    _ path: String, _ property: Property<Bool>, _ summary: String, _ evidence: Evidence,
    sentences: (no: String, yes: String)? = nil
  ) -> Field {
    field(
      path, .flag, summary, evidence, property,
      sentences: sentences.map { [$0.no, $0.yes] } ?? [], wrap: Setting.flag
    ) {
      if case .flag(let value) = $0 { value } else { nil }
    }
  }

  /// One of the cases of an enumeration, by its raw value.
  ///
  /// `sentences` say what each case means, in the order of the cases, where people are told it.
  public static func choice<Choice>(
    _ path: String, _ property: Property<Choice>, _ summary: String, _ evidence: Evidence,
    sentences: [String] = []
  ) -> Field where Choice: CaseIterable & RawRepresentable<String> & Equatable & Sendable {
    let choices = Array(Choice.allCases)
    return field(
      path, .choice(choices.map(\.rawValue)), summary, evidence, property, sentences: sentences,
      wrap: { .choice(choices.firstIndex(of: $0) ?? 0) },
      unwrap: { if case .choice(let index) = $0 { choices[index] } else { nil } })
  }

  /// Shares that add up to 1, one for each name.
  public static func shares(
    _ path: String, _ property: Property<[Double]>, of names: [String], _ summary: String,
    _ evidence: Evidence
  ) -> Field {
    field(path, .shares(names), summary, evidence, property, wrap: Setting.shares) {
      if case .shares(let value) = $0 { value } else { nil }
    }
  }

  /// A day.
  public static func date(
    _ path: String, _ property: Property<CalendarDate>, _ summary: String, _ evidence: Evidence
  ) -> Field {
    field(path, .date, summary, evidence, property, wrap: Setting.date) {
      if case .date(let value) = $0 { value } else { nil }
    }
  }

  /// A field whose property is read and written as a setting of its kind.
  private static func field<Value>(
    _ path: String, _ kind: FieldKind, _ summary: String, _ evidence: Evidence,
    _ property: Property<Value>, sentences: [String] = [],
    wrap: @escaping @Sendable (Value) -> Setting,
    unwrap: @escaping @Sendable (Setting) -> Value?
  ) -> Field {
    Field(
      path: path, kind: kind, summary: summary, evidence: evidence,
      read: { wrap($0[keyPath: property]) },
      write: { setting, root in
        guard let value = unwrap(setting) else {
          preconditionFailure("\(path) was given a value of another kind: \(setting)")
        }
        root[keyPath: property] = value
      }, sentences: sentences)
  }
}
