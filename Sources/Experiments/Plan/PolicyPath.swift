// SPDX-License-Identifier: GPL-3.0-or-later

/// Which policies of a study lead from one policy to another, part by part.
///
/// Parts are switched in an order, each on top of those before, and each alone on top of the first policy.
public struct PolicyPath: Hashable, Sendable {
  /// What is switched, in order; at least one part.
  public let parts: [String]
  /// The policies on the way, by their indices in the plan: where it begins, then what holds after each part.
  public let inOrder: [Int]
  /// The policies that differ from the first in one part alone, part by part.
  public let alone: [Int]

  /// A path.
  ///
  /// - Precondition: It has one policy more than parts, and for each part one where that is alone.
  public init(_ parts: [String], inOrder: [Int], alone: [Int]) {
    precondition(
      !parts.isEmpty && inOrder.count == parts.count + 1 && alone.count == parts.count,
      "the policies of a path are not those of its parts")
    self.parts = parts
    self.inOrder = inOrder
    self.alone = alone
  }

  /// The policy in which it begins.
  public var start: Int { inOrder[0] }
  /// The policy to which it leads.
  public var end: Int { inOrder[parts.count] }
}
