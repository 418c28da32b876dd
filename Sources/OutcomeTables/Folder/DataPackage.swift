// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
import Experiments
import Foundation

/// What the tables of a study are, for programs: `datapackage.json`.
///
/// Source: Frictionless Data, Data Package and Table Schema, version 1.
struct DataPackage: Encodable {
  /// A table as it was written.
  struct File {
    /// The name of its file.
    let name: String
    /// What a row is, in a sentence.
    let summary: String
    let columns: [Column]
    /// The columns that identify a row.
    let key: [String]
    let bytes: Int
    let sha256: String
  }

  struct Field: Encodable {
    struct Constraints: Encodable {
      let `enum`: [String]
    }

    let name: String
    let type: String
    let format: String?
    let description: String
    let unit: String?
    let constraints: Constraints?
  }

  struct Schema: Encodable {
    let fields: [Field]
    let primaryKey: [String]
    let missingValues = [""]
  }

  struct Dialect: Encodable {
    let lineTerminator = "\r\n"
    let delimiter = ","
    let header = true
  }

  struct Resource: Encodable {
    let name: String
    let path: String
    let profile = "tabular-data-resource"
    let format = "csv"
    let mediatype = "text/csv"
    let encoding = "utf-8"
    let description: String
    let bytes: Int
    let hash: String
    let dialect = Dialect()
    let schema: Schema
  }

  let profile = "tabular-data-package"
  /// Returns whether anybody has changed the file since.
  let seal = Seal.blank
  let name: String
  let title: String
  let description: String
  let resources: [Resource]

  init(_ sweep: Sweep, files: [File]) {
    name = sweep.folderName
    title = "Outcomes of the study \(sweep.title)"
    description =
      "Made by cordon \(cordonVersion). Numbers are the model's, not observations. An empty cell is a "
      + "value that does not exist, for example because there was no case."
    resources = files.map { file in
      Resource(
        name: String(file.name.dropLast(".csv".count)), path: file.name,
        description: file.summary, bytes: file.bytes, hash: Self.hash(file.sha256),
        schema: Schema(fields: file.columns.map(Field.init), primaryKey: file.key))
    }
  }

  /// A digest as data packages write it.
  static func hash(_ sha256: String) -> String { "sha256:\(sha256)" }

  /// The digests that the tables of a folder had when they were written, by name.
  static func hashes(in folder: StudyFolder) -> [String: String] {
    struct Written: Decodable {
      struct Resource: Decodable {
        let path: String
        let hash: String
      }
      let resources: [Resource]
    }
    guard let data = FileManager.default.contents(atPath: "\(folder.path)/datapackage.json"),
      let written = try? JSONDecoder().decode(Written.self, from: data)
    else { return [:] }
    return Dictionary(written.resources.map { ($0.path, $0.hash) }) { first, _ in first }
  }

  /// The description as JSON, with its keys in order and its seal.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Seal.sealed(String(decoding: try encoder.encode(self), as: UTF8.self) + "\n")
  }
}

extension DataPackage.Field {
  init(_ column: Column) {
    name = column.name
    type = column.kind.rawValue
    format = column.kind == .datetime ? "%Y-%m-%dT%H:%M:%S" : nil
    description = column.summary
    unit = column.unit
    constraints = column.words.isEmpty ? nil : Constraints(enum: column.words)
  }
}
