// SPDX-License-Identifier: GPL-3.0-or-later

extension Catalogue {
  /// A schema of a mapping with the catalogue's keys, nested or dotted, and no others.
  ///
  /// Dotted keys are patterns, so that an editor offers only the nested ones. Each path and each section is a
  /// definition named by `prefix` and its path.
  func schema(
    named prefix: String = "", sections: [String: String] = [:],
    _ definitions: inout SchemaDefinitions,
    leaf: (Target, inout SchemaDefinitions) -> JSONSchema
  ) -> JSONSchema {
    let leaves = pairs.map { path, target in
      let schema = definitions.reference(to: prefix + path) { leaf(target, &$0) }
      return (path: Substring(path), schema: schema)
    }
    return mapping(of: leaves, under: "", named: prefix, sections, &definitions)
  }

  private func mapping(
    of leaves: [(path: Substring, schema: JSONSchema)], under section: String,
    named prefix: String, _ sections: [String: String], _ definitions: inout SchemaDefinitions
  ) -> JSONSchema {
    var properties: [String: JSONSchema] = [:]
    var dotted: [String: JSONSchema] = [:]
    func isDotted(_ path: Substring) -> Bool { path.contains(".") }
    for (path, schema) in leaves {
      if isDotted(path) {
        dotted["^\(String(path).escapedForPattern)$"] = schema
      } else {
        properties[String(path)] = schema
      }
      // Every beginning of the path is a section.
      for dot in path.indices where path[dot] == "." {
        let name = path[..<dot]
        guard properties[String(name)] == nil else { continue }
        let full = section + name
        let reference = definitions.reference(to: prefix + full) { definitions in
          let below = leaves.filter { $0.path.hasPrefix(name + ".") }
            .map { (path: $0.path.dropFirst(name.count + 1), schema: $0.schema) }
          return mapping(
            of: below, under: full + ".", named: prefix, sections, &definitions)
        }
        if isDotted(name) {
          dotted["^\(String(name).escapedForPattern)$"] = reference
        } else {
          properties[String(name)] = reference
        }
      }
    }
    var schema = JSONSchema.mapping(
      properties, summary: sections[String(section.dropLast())])
    schema.patternProperties = dotted.isEmpty ? nil : dotted
    return schema
  }
}
