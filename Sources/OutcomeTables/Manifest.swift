// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
public import Experiments
public import Foundation

/// What a study needs to be repeated, and how it went: `manifest.json`.
///
/// Of the files of two identical studies only this one may differ: it knows times and machines.
public struct Manifest: Encodable, Sendable {
  /// A resolved value of a scenario, where it comes from and its grade of evidence.
  public struct Resolved: Encodable, Sendable {
    let policy: String
    let path: String
    let value: String
    let source: String
    let grade: String

    /// Creates a resolved value.
    public init(policy: String, path: String, value: String, source: String, grade: String) {
      self.policy = policy
      self.path = path
      self.value = value
      self.source = source
      self.grade = grade
    }
  }

  /// An input file and the SHA-256 digest of its content.
  public struct Input: Encodable, Sendable, Hashable {
    let path: String
    let sha256: String

    /// Creates an input file.
    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// A check that the study made of itself, and what was found.
  struct Finding: Encodable, Sendable {
    let result: String
    let finding: String
  }

  /// Says that Cordon wrote the folder.
  static let marker = "cordon"

  let writtenBy = Manifest.marker
  let version = cordonVersion
  let study: String
  let digest: String
  let policies: [String]
  let firstReplication: Int
  let lastReplication: Int
  let seed: Int
  let tables: [String]
  let gslVersion = Experiments.gslVersion
  let swiftVersion = Manifest.compiler
  /// The command line.
  public var command: [String] = []
  /// The commit of the repository that the program was built in, where that is known.
  public var commit: String?
  /// Whether files of that repository had been changed since the commit.
  public var isDirty: Bool?
  /// The machine, in words.
  public var machine = ""
  /// How many replications were simulated at a time.
  public var threads = 0
  /// When the study began.
  public var started = Date()
  /// When it ended.
  public var ended = Date()
  /// How long it took, in seconds.
  public var wallSeconds = 0.0
  /// Every value of every scenario, with its source.
  public var resolved: [Resolved] = []
  /// The files that the scenarios were read from.
  public var inputs: [Input] = []
  var checks: [Finding] = []

  /// What is known of a study before it runs.
  public init(_ plan: Plan) {
    study = plan.name
    tables = Table.all(of: plan).map(\.rawValue)
    digest = plan.digest.hexadecimal
    policies = plan.policies
    firstReplication = plan.replications.lowerBound
    lastReplication = plan.replications.upperBound
    seed = plan.seed
  }

  /// The manifest as JSON, with its keys in order.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    return try encoder.encode(self)
  }

  /// Whether the file is a manifest that Cordon wrote.
  static func isWritten(at path: String) -> Bool {
    struct Head: Decodable {
      let writtenBy: String
    }
    guard let data = FileManager.default.contents(atPath: path) else { return false }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return (try? decoder.decode(Head.self, from: data))?.writtenBy == marker
  }

  private static var compiler: String {
    #if compiler(>=6.4)
    "6.4 or later"
    #else
    "6.3"
    #endif
  }
}
