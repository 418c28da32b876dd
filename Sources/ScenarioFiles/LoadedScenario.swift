// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
public import Declarations
public import Designs

/// A scenario, with the origin of each of its values.
public struct LoadedScenario: Sendable {
  /// The typed scenario.
  public var scenario: Scenario
  /// Each value with its origin, section by section.
  public var resolved: [ResolvedValue]
  /// The rules on outcomes in the scenario's file.
  public var expectations: [Expectation]
  /// The scenario with each alteration that rules need, by the words of the alteration.
  public var altered: [String: Scenario]
  /// The uncertainties, with their ranges or laws, whether they vary or not.
  public var uncertainties: [Factor] = []
  /// The files that were read: the scenario's own first, then the files that it extends, then data.
  public var inputs: [InputFile]
  /// What is probably not meant, but can be run.
  public var warnings: [Fault]
}

/// A value of a scenario, where it comes from and how good it is.
public struct ResolvedValue: Hashable, Sendable {
  /// The part of a scenario to which a value belongs.
  public enum Section: String, Hashable, Sendable, CaseIterable {
    case settings
    case parameters
    case areas
    case history
    case uncertainties
    case policy
    case outcomes
    case observed
    case rules
  }

  /// The part of the scenario.
  public var section: Section
  /// The path in a scenario file, as `--set` takes it but for areas and triggers of a policy, and for
  /// what stands in a list, which is named by what it is about.
  public var path: String
  /// The value as it would be written in a file, with its unit.
  public var text: String
  /// The amount of a derived value, with its unit; nil if the text says it.
  public var amount: String?
  /// The day from which it holds; nil if it holds from the start.
  public var from: CalendarDate?
  /// For how long it grows to the value, as it would be written in a file; nil if it jumps.
  public var over: String?
  /// How far forces follow, as it would be written in a file; nil if they do in full.
  public var compliance: String?
  /// Where it is set, for example `scenarios/base.yaml:12`; `default` for a declared one.
  public var origin: String
  /// The plausible range as it would be written in a file; nil if none is stated.
  public var range: String?
  /// How good the value is.
  public var evidence: Evidence
  /// What it is, in one sentence.
  public var summary: String

  /// The value with its amount, and with when and how far it holds, for example `95% from 2017-05-01 over 180 days`.
  public var words: String {
    Policy.words(
      of: text + (amount.map { ": \($0)" } ?? ""), from: from, over: over, compliance: compliance)
  }
}

extension [ResolvedValue] {
  /// The file from which most values come; nil if no file clearly has most.
  public var commonFile: String? {
    var counts: [(file: String, count: Int)] = []
    for value in self {
      guard let colon = value.origin.lastIndex(of: ":"),
        Int(value.origin[value.origin.index(after: colon)...]) != nil
      else { continue }
      let file = String(value.origin[..<colon])
      if let index = counts.firstIndex(where: { $0.file == file }) {
        counts[index].count += 1
      } else {
        counts.append((file, 1))
      }
    }
    let most = counts.max { $0.count < $1.count }
    return most.flatMap { $0.count > 3 && 2 * $0.count > self.count ? $0.file : nil }
  }
}
