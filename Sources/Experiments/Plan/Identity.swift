// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Digests
import Synchronization

/// One of the statements that determine what a study's tables say.
public struct IdentityKey: Hashable, Sendable {
  /// What is stated, for example `cooperate: stings.streamed`.
  public let key: String
  /// The value, as it would be written in a file.
  public let value: String

  /// Creates a statement.
  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }

  /// The statement on a line of its own.
  fileprivate var line: String { "\(key) = \(value)" }
}

// A study is named by what is declared: paths, units, words of choices. Names of Swift are no part of it,
// so that the program may be written anew without a study becoming another one.
extension Sweep {
  /// All that determines the results of a future but its state's values and its replication.
  ///
  /// Studies that agree in these can use each other's runs.
  public var identity: [IdentityKey] {
    [IdentityKey("detail", first.detail.words)]
      + (first.draws.map { [IdentityKey("pasts", $0.digest.hexadecimal)] } ?? [])
      + (luck.map { [IdentityKey("luck of states", $0.rawValue)] } ?? [])
      + first.identityOfScenarios + first.identityOfOutcomes
  }

  /// Everything that determines what the study's tables say, one thing on a line.
  ///
  /// Two studies with one text give the same tables by the same program, whatever the files that they were
  /// read from.
  ///
  /// - Complexity: The lines of states are made when they are asked for, so that memory does not depend on
  ///   their number.
  public var lines: some Sequence<String> {
    let stated =
      identity.map(\.line)
      + [
        "replications = \(replications.lowerBound) to \(replications.upperBound)",
        "baseline = \(policies[first.baseline])",
      ] + factors.map { "varies \($0.path)" }
    return (0..<(stated.count + (factors.isEmpty ? 0 : states))).lazy.map { index in
      guard index >= stated.count else { return stated[index] }
      let state = index - stated.count
      return "state \(state + 1): \(stateText(state))"
    }
  }

  /// The digest of ``lines``, by which a study is known.
  ///
  /// - Complexity: O(states) when it is first asked for.
  public var digest: Digest {
    knownDigest.value.withLock { known in
      let digest = known ?? Digest(ofLines: lines)
      known = digest
      return digest
    }
  }

  /// A digest of the values of a state, from 0: of what is different there from other states.
  public func stateDigest(_ state: Int) -> Digest { Digest(of: stateText(state)) }

  private func stateText(_ state: Int) -> String {
    zip(factors, settings(ofState: state)).map { factor, setting in
      "\(factor.path) = \(factor.kind.canonicalText(of: setting))"
    }.joined(separator: "; ")
  }

  /// The name of the study's folder: the study's own, what was set beside its files, and the digest.
  public var folderName: String {
    let set = assumptions.map { "\($0.path) \($0.value.replacing(/^-/, with: "minus "))" }
    let words = set.isEmpty ? "" : "-with-\(set.joined(separator: " ").fileName)"
    return "\(name.fileName)\(words)-\(digest.short)"
  }
}

extension StudyModel {
  /// The digest of everything that decides what happens until policies part, but for unknowns of which each past has
  /// its own values.
  public func pastDigest(without unknowns: [String]) -> String {
    Digest(ofLines: pastStatements(without: unknowns).map { "\($0.path) = \($0.words)" }).short
  }
}

extension Plan {
  /// What the policies' scenarios say, policy by policy.
  fileprivate var identityOfScenarios: [IdentityKey] {
    policies.enumerated().flatMap { index, policy in
      runs.statements(ofPolicy: index).map { IdentityKey("\(policy): \($0.path)", $0.words) }
    }
  }

  fileprivate var identityOfOutcomes: [IdentityKey] {
    outcomes.flatMap { outcome in
      let (better, matters) = valuation(of: outcome)
      return [
        IdentityKey("outcomes.\(outcome.name).better", better.rawValue),
        IdentityKey(
          "outcomes.\(outcome.name).matters",
          "\(Unit.factor.text(of: matters)) \(outcome.unit)"),
      ]
    }
  }

  /// A short name made from the policies' names.
  ///
  /// A status quo that is there to be compared with goes without saying.
  public var name: String {
    let unsaid = statusQuo == baseline ? nil : statusQuo
    return policies.indices.filter { $0 != unsaid }.map { policies[$0] }.joined(separator: "-")
  }
}

/// A digest that is made once, whatever the number of copies of the sweep.
final class KnownDigest: Sendable {
  let value = Mutex<Digest?>(nil)
}

extension String {
  /// The text as a part of a file's name: lower case letters, digits and dashes.
  fileprivate var fileName: String {
    let words = lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = words.joined(separator: "-").prefix(60)
    return name.isEmpty ? "study" : String(name.hasSuffix("-") ? name.dropLast() : name)
  }
}
