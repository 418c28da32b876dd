// SPDX-License-Identifier: GPL-3.0-or-later

/// A schema of JSON Schema draft 2020-12, as far as scenario files need it.
///
/// A property is a keyword of the specification; its coding key gives the name. A property that is nil is left
/// out.
struct JSONSchema: Encodable, Sendable {
  /// The types of JSON that scenario files have; nothing may be null.
  enum Kind: String, Encodable {
    case string
    case number
    case integer
    case boolean
    case object
    case array
  }

  /// A schema within a schema, or one that nothing satisfies.
  indirect enum Branch: Encodable, Sendable {
    case nothing
    case schema(JSONSchema)

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .nothing:
        var container = encoder.singleValueContainer()
        try container.encode(false)
      case .schema(let schema): try schema.encode(to: encoder)
      }
    }
  }

  var dialect: String?
  var title: String?
  var summary: String?
  var definitions: [String: JSONSchema]?
  var reference: String?
  var types: [Kind]?
  var choices: [JSONValue]?
  var standard: JSONValue?
  var pattern: String?
  var format: String?
  var minLength: Int?
  var maxLength: Int?
  var minimum: Double?
  var maximum: Double?
  var properties: [String: JSONSchema]?
  var patternProperties: [String: JSONSchema]?
  var others: Branch?
  var required: [String]?
  var minProperties: Int?
  var maxProperties: Int?
  var items: Branch?
  var minItems: Int?
  var either: [JSONSchema]?
  var never: Branch?
  var condition: Branch?
  var consequence: Branch?

  private enum CodingKeys: String, CodingKey {
    case dialect = "$schema"
    case title
    case summary = "description"
    case definitions = "$defs"
    case reference = "$ref"
    case types = "type"
    case choices = "enum"
    case standard = "default"
    case pattern, format, minLength, maxLength, minimum, maximum
    case properties, patternProperties
    case others = "additionalProperties"
    case required, minProperties, maxProperties, items, minItems
    case either = "anyOf"
    case never = "not"
    case condition = "if"
    case consequence = "then"
  }
}

extension JSONSchema {
  /// One of the given schemas.
  static func any(_ schemas: JSONSchema..., summary: String? = nil) -> JSONSchema {
    JSONSchema(summary: summary, either: schemas)
  }

  /// One of these words.
  static func words(_ words: [String], summary: String? = nil) -> JSONSchema {
    JSONSchema(summary: summary, choices: words.map(JSONValue.text))
  }

  /// A text.
  ///
  /// It may be a number, since YAML readers differ in what they take for one.
  static func text(_ summary: String) -> JSONSchema {
    JSONSchema(
      summary: summary, types: [.string, .number, .boolean], pattern: #"\S"#, minLength: 1)
  }

  /// A text on one line.
  static func name(_ summary: String) -> JSONSchema {
    JSONSchema(
      summary: summary, types: [.string, .number, .boolean], pattern: #"^[^\n\r]*\S[^\n\r]*$"#,
      minLength: 1, maxLength: Item.nameLimit)
  }

  /// A list of so many items or more.
  static func list(
    of items: JSONSchema, atLeast count: Int? = nil, summary: String? = nil
  ) -> JSONSchema {
    JSONSchema(summary: summary, types: [.array], items: .schema(items), minItems: count)
  }

  /// A mapping of these keys and no others.
  static func mapping(
    _ properties: [String: JSONSchema], required: [String]? = nil, summary: String? = nil
  ) -> JSONSchema {
    JSONSchema(
      summary: summary, types: [.object], properties: properties, others: .nothing,
      required: required)
  }
}

/// A value of JSON in a schema: a choice or a default.
enum JSONValue: Encodable, Hashable, Sendable {
  case text(String)
  case number(Double)
  case flag(Bool)
  case list([JSONValue])
  case map([String: JSONValue])

  /// What a reader of YAML makes of an item: plain numbers are numbers, all else is text.
  init(_ item: Item) {
    switch item.content {
    case .text(let text, let isPlain):
      if isPlain, let number = Double(text) { self = .number(number) } else { self = .text(text) }
    case .list(let items): self = .list(items.map(JSONValue.init))
    case .map(let entries):
      self = .map(
        Dictionary(entries.map { ($0.key, JSONValue($0.value)) }) { first, _ in first })
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    case .list(let values): try container.encode(values)
    case .map(let values): try container.encode(values)
    }
  }
}
