// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
public import Experiments
public import Foundation
import Statistics

/// How to repeat a study, and how it went: `manifest.json`.
///
/// Two identical studies have the same files but for this one, the report and the results file, which know
/// times and machines.
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
  public struct Finding: Codable, Sendable, Hashable {
    /// How it ended.
    public let result: String
    /// What was found, in a sentence.
    public let finding: String

    /// Creates a finding.
    public init(result: String, finding: String) {
      self.result = result
      self.finding = finding
    }
  }

  /// Numbers of runs.
  public struct Runs: Encodable, Sendable {
    /// How many the plan has.
    public var planned: Int
    /// How many are there.
    public var there: Int
    /// How many of these failed.
    public var failed: Int

    /// Creates numbers of runs.
    public init(planned: Int, there: Int, failed: Int) {
      self.planned = planned
      self.there = there
      self.failed = failed
    }
  }

  /// A process that worked on the study.
  public struct Session: Codable, Sendable {
    /// The version of the program, and the digest of its file.
    public var program: String
    /// When it began, in ISO 8601.
    public var started: Date
    /// When it ended; its last sign of life if it was killed or goes on.
    public var ended: Date
    /// How long it simulated, in seconds.
    public var wallSeconds = 0.0
    /// How many runs it did.
    public var runs = 0
    /// Whether it ended by itself; false if it was killed or goes on.
    public var isOver = false
    /// How many replications were simulated at a time.
    public var threads: Int
    /// The machine, in words.
    public var machine: String

    /// Creates a session that begins.
    public init(program: String, started: Date, threads: Int, machine: String) {
      self.program = program
      self.started = started
      self.ended = started
      self.threads = threads
      self.machine = machine
    }
  }

  let writtenBy = "cordon"
  /// Returns whether anybody has changed the file since.
  let seal = Seal.blank
  let version = cordonVersion
  let study: String
  let planDigest: String
  let policies: [String]
  let varies: [String]
  let states: Int
  let firstReplication: Int
  let lastReplication: Int
  let seed: Int
  let luckOfStates: String?
  let designOfStates: String?
  let detail: String
  let tables: [String]
  /// How many runs the plan has, how many are there, and how many of these failed.
  public var runs = Runs(planned: 0, there: 0, failed: 0)
  /// How precise differences are, in sentences; empty if the study does not ask for precision.
  public var precision: [String] = []
  let gslVersion = Statistics.gslVersion
  let swiftVersion = Manifest.compiler
  /// The command that repeats the study, as a shell reads it.
  public var command = ""
  /// The commit of the repository in which the program was built; nil if it is not known.
  public var commit: String?
  /// Whether files of that repository had been changed since the commit.
  public var isDirty: Bool?
  /// The processes that worked on the study, in the order in which they began.
  public var sessions: [Session] = []
  /// Every value of every scenario, with its source.
  public var resolved: [Resolved] = []
  /// The files that the scenarios were read from.
  public var inputs: [Input] = []
  /// What the study found when it checked itself.
  public var checks: [Finding] = []

  /// Creates a manifest from a plan; `recordsEvents` says whether there is a table of events, and `hasCondition`
  /// whether there is one of the condition of the answer.
  ///
  /// The names of tables are those of ``TableWriter``, unless others are given.
  public init(
    _ sweep: Sweep, recordsEvents: Bool = false, hasCondition: Bool = false,
    tables names: [String]? = nil
  ) {
    study = sweep.name
    tables =
      names
      ?? Table.all(of: sweep, recordsEvents: recordsEvents, hasCondition: hasCondition)
      .map(\.rawValue)
    planDigest = sweep.digest.hexadecimal
    policies = sweep.policies
    varies = sweep.factors.map(\.path)
    states = sweep.states
    firstReplication = sweep.replications.lowerBound
    lastReplication = sweep.replications.upperBound
    seed = sweep.seed
    luckOfStates = sweep.luck?.rawValue
    designOfStates = sweep.design?.rawValue
    detail = sweep.first.detail.words
    runs.planned = sweep.runs
  }

  /// The manifest as JSON, with its keys in order and its seal.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    return Seal.sealed(String(decoding: try encoder.encode(self), as: UTF8.self) + "\n")
  }

  private static var compiler: String {
    #if compiler(>=6.4)
    "6.4 or later"
    #else
    "6.3"
    #endif
  }
}
