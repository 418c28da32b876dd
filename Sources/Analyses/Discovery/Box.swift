// SPDX-License-Identifier: GPL-3.0-or-later

/// A set of states, described unknown by unknown, and how well it singles out the states of interest.
public struct Box: Hashable, Sendable {
  /// What a box says of an unknown.
  public enum Restriction: Hashable, Sendable {
    /// A number within a range; one end may be infinite.
    case range(ClosedRange<Double>)
    /// One of these levels.
    case levels([Int])
  }

  /// The restrictions in order of the unknowns.
  ///
  /// An unknown without a restriction may have any value.
  public let restrictions: [(unknown: Int, restriction: Restriction)]
  /// How many states are in it.
  public let states: Int
  /// The share of all states that are in it.
  public let mass: Double
  /// The share of all interest that is in it.
  public let coverage: Double
  /// The share of its own states that are of interest.
  public let density: Double
  /// The share of all states that are of interest.
  public let baseDensity: Double
  /// How often a box as good is found if interest is dealt to states by chance.
  public let pValue: Double

  /// Whether two boxes say the same.
  public static func == (one: Box, other: Box) -> Bool {
    one.states == other.states && one.coverage == other.coverage && one.density == other.density
      && one.pValue == other.pValue
      && one.restrictions.elementsEqual(other.restrictions) {
        $0.unknown == $1.unknown && $0.restriction == $1.restriction
      }
  }

  /// Hashes what it says.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(states)
    for (unknown, restriction) in restrictions {
      hasher.combine(unknown)
      hasher.combine(restriction)
    }
  }
}

extension Box.Restriction {
  /// Those of some states whose values meet the restriction.
  func states(_ states: [Int], meeting values: UnknownValues) -> [Int] {
    // A search asks for this so often that an array which grows would take most of its time.
    var own: [Int] = []
    own.reserveCapacity(states.count)
    switch (self, values) {
    case (.range(let range), .numbers(let numbers)):
      for state in states where range.contains(numbers[state]) { own.append(state) }
    case (.levels(let allowed), .levels(let levels, _)):
      for state in states where allowed.contains(levels[state]) { own.append(state) }
    case (.range, .levels), (.levels, .numbers): break
    }
    return own
  }
}
