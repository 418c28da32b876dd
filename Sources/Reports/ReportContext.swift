// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
public import Declarations
import Experiments
import Statistics

/// A resolved value of a scenario, as a report shows it.
public struct ReportInput: Hashable, Sendable {
  /// The policy whose scenario has the value.
  public let policy: String
  /// The path, as `--set` takes it, for example `stings.streamed` or `policy.levers.acceptance`.
  public let path: String
  /// The value in words, with its unit.
  public let value: String
  /// The file and line from which it comes, or `default`.
  public let origin: String
  /// How well it is known.
  public let evidence: Evidence
  /// What it is, in one sentence.
  public let summary: String
  /// What it was measured to move between the ends of its plausible range; nil if it was not measured.
  public let impact: String?

  /// Creates a value.
  public init(
    policy: String, path: String, value: String, origin: String, evidence: Evidence,
    summary: String, impact: String? = nil
  ) {
    self.policy = policy
    self.path = path
    self.value = value
    self.origin = origin
    self.evidence = evidence
    self.summary = summary
    self.impact = impact
  }

  /// The part of the scenario: a mechanism, or `settings`, `areas`, `history` or `policy`.
  var part: String {
    let part = path.prefix { $0 != "." && $0 != "[" }
    return part.count == path.count && part != "areas" ? "settings" : String(part)
  }

  /// Whether it says something about the world: settings and policies are choices.
  var isOfTheWorld: Bool { part != "settings" && part != "policy" }
}

/// What a report says about a study beside its findings.
public struct ReportContext: Sendable {
  /// The command line that repeats the study.
  public var command: String
  /// The version of the program.
  public var version = cordonVersion
  /// The commit of the program; nil if it is not known.
  public var commit: String?
  /// Whether the program's files had been changed since that commit.
  public var isChanged = false
  /// The version of the GNU Scientific Library.
  public var gslVersion = Statistics.gslVersion
  /// The machine, in words.
  public var machine = ""
  /// How long the study took, in seconds.
  public var wallSeconds: Double?
  /// Every value of every scenario.
  public var inputs: [ReportInput]
  /// How impacts of values were measured, in sentences; empty if none were.
  public var impactNote = ""
  /// What the pasts of the study say of unknowns; empty where each future makes its own past.
  public var lessons: [Lesson] = []
  /// What is probably not meant, but was run.
  public var warnings: [String]
  /// How precise differences are, in sentences; empty if the study does not ask for precision.
  ///
  /// If it does, runs that are not there will never come.
  public var precision: [String] = []

  /// Creates a context with the command, the values and the warnings.
  public init(command: String = "", inputs: [ReportInput] = [], warnings: [String] = []) {
    self.command = command
    self.inputs = inputs
    self.warnings = warnings
  }
}
