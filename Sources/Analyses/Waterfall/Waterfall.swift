// SPDX-License-Identifier: GPL-3.0-or-later

public import Experiments
public import Statistics

/// What each part of the way from one policy to another does to one number: in its turn, and alone.
///
/// What the parts do in their order sums to the whole difference. What they do alone does not, unless they add up: the
/// rest is their interaction. All numbers are of the same replications, those in which every policy has a value; a
/// ratio is that of all cases of all of them together.
public struct Waterfall: Hashable, Sendable {
  /// What a part does.
  public struct Step: Hashable, Sendable {
    /// The part, for example `acceptance`.
    public let part: String
    /// The number under the policy on the way before the part is switched.
    public let before: Double
    /// The number under the policy on the way after it is switched.
    public let after: Double
    /// What it adds in its turn, on top of the parts before it.
    public let inOrder: Measured
    /// What it adds alone, on top of the policy in which the way begins.
    public let alone: Measured
  }

  /// The policies on the way.
  public let path: PolicyPath
  private var contrasts: PairedContrasts
  private let policies: Int

  /// A way, before its first replication.
  ///
  /// - Parameters:
  ///   - path: The policies on the way.
  ///   - policies: How many policies the study has.
  public init(_ path: PolicyPath, of policies: Int) {
    self.path = path
    self.policies = policies
    contrasts = PairedContrasts(of: policies)
  }

  /// Adds a replication: part and whole of each policy of the study; nothing if one says nothing.
  ///
  /// - Complexity: O(policies squared).
  public mutating func add(_ sides: [PairedDifference.Side]) { contrasts.add(sides) }

  /// How many replications are in the numbers.
  public var count: Int { contrasts.count }
  /// The number under the policy in which the way begins.
  public var start: Measured { measured([(path.start, 1)]) }
  /// The number under the policy in which it ends.
  public var end: Measured { measured([(path.end, 1)]) }
  /// The whole difference, end less start.
  public var whole: Measured { measured([(path.end, 1), (path.start, -1)]) }

  /// The parts, in order.
  public var steps: [Step] {
    path.parts.indices.map { part in
      let (before, after) = (path.inOrder[part], path.inOrder[part + 1])
      return Step(
        part: path.parts[part], before: contrasts.value(of: before),
        after: contrasts.value(of: after), inOrder: measured([(after, 1), (before, -1)]),
        alone: measured([(path.alone[part], 1), (path.start, -1)]))
    }
  }

  /// What the parts do only together: the whole less what each does alone.
  public var interaction: Measured {
    measured(
      [(path.end, 1), (path.start, Double(path.parts.count - 1))] + path.alone.map { ($0, -1) })
  }

  private func measured(_ terms: [(policy: Int, weight: Double)]) -> Measured {
    var weights = [Double](repeating: 0, count: policies)
    for term in terms { weights[term.policy] += term.weight }
    return Measured(
      contrasts.value(along: weights), standardError: contrasts.standardError(along: weights),
      interval: contrasts.interval(along: weights))
  }
}
