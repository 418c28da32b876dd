// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
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
}

extension Sweep {
  /// All that determines the results of a unit but its state's values and its replication.
  ///
  /// Studies that agree in these can use each other's runs.
  public var identity: [IdentityKey] {
    [IdentityKey("detail", first.detail.words)]
      + first.scenarios.flatMap { Plan.identity(of: $0, valuations: first) }
  }

  /// A digest of everything that determines what the study's tables say.
  ///
  /// Two studies with one digest give the same tables by the same program, whatever the files that they
  /// were read from.
  ///
  /// - Complexity: O(states) when it is first asked for.
  public var digest: Digest {
    knownDigest.value.withLock { known in
      let digest = known ?? makeDigest()
      known = digest
      return digest
    }
  }

  private func makeDigest() -> Digest {
    var lines = identity.map { "\($0.key) = \($0.value)" }
    lines.append("replications \(replications)")
    if first.baseline > 0 { lines.append("baseline \(first.policies[first.baseline])") }
    lines += factors.map { "varies \($0.path)" }
    return Digest(
      ofLines: (0..<(lines.count + states)).lazy.map { place in
        place < lines.count ? lines[place] : stateDigest(place - lines.count).hexadecimal
      })
  }

  /// A digest of the values of a state, from 0: of what is different there from other states.
  public func stateDigest(_ state: Int) -> Digest {
    let values = settings(ofState: state).map(\.statement)
    return Digest(of: zip(factors, values).map { "\($0.path) = \($1)" }.joined(separator: "\n"))
  }

  /// The name of the study's folder.
  public var folderName: String { "\(name.fileName)-\(digest.short)" }
}

extension Plan {
  fileprivate static func identity(of scenario: Scenario, valuations plan: Plan) -> [IdentityKey] {
    let policy = scenario.policy.name
    func all<Root>(_ fields: [Field<Root>], _ prefix: String, _ root: Root) -> [IdentityKey] {
      fields.filter { $0.path != "replications" }.map {
        IdentityKey("\(policy): \(prefix)\($0.path)", $0.kind.text(of: $0.read(root)))
      }
    }
    func numbered(_ name: String, _ values: [String]) -> [IdentityKey] {
      values.enumerated().map { IdentityKey("\(policy): \(name) \($0 + 1)", $1) }
    }
    return numbered("precision", scenario.precision.map { "\($0)" })
      + numbered("policy change", scenario.policy.changes.map { "\($0)" })
      + numbered("policy trigger", scenario.policy.triggers.map { "\($0)" })
      + all(Settings.fields, "", scenario.settings)
      + all(Parameters.fields, "", scenario.parameters)
      + all(Levers.fields, "history.", scenario.history)
      + scenario.areas.flatMap { all(Area.fields, "areas.\($0.name).", $0) }
      + Outcome.all.map { outcome in
        let (better, matters) = plan.valuation(of: outcome)
        return IdentityKey("outcomes.\(outcome.name)", "\(better.rawValue), \(matters)")
      }
  }

  /// A short name made from the policies' names.
  public var name: String { policies.joined(separator: "-") }
}

/// A digest that is made once, whatever the number of copies of the sweep.
final class KnownDigest: Sendable {
  let value = Mutex<Digest?>(nil)
}

extension Setting {
  /// The setting as a statement of what was run.
  fileprivate var statement: String {
    // As below, without looking at the type at run time: there may be millions.
    if case .number(let number) = self { "number(\(number))" } else { "\(self)" }
  }
}

extension String {
  /// The text as a part of a file's name: lower case letters, digits and dashes.
  fileprivate var fileName: String {
    let words = lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = String(words.joined(separator: "-").prefix(60))
    return name.isEmpty ? "study" : name
  }
}
