// SPDX-License-Identifier: GPL-3.0-or-later

/// A population that serves itself, with as many servers as members: nobody waits to join.
///
/// Keeps the count of those present and its monitor, not the members. Members leave in one of two
/// ways. If each has an event of its own that ends the stay, call `leave`. If each leaves at a rate,
/// schedule candidates at the constant rate `bound` per member of some capacity, and let
/// `accepts` decide on each: this thinning gives the exact law although rate and size vary between
/// candidates, and no event has to move when they do.
///
/// On every path, those who joined are those who left and those who are present, and the integral of
/// the size is the sum of the times that members have been present.
///
/// - Complexity: O(1) for every operation.
///
/// Source of the thinning: P. A. W. Lewis and G. S. Shedler, "Simulation of nonhomogeneous Poisson
/// processes by thinning", Naval Research Logistics Quarterly 26 (1979), doi:10.1002/nav.3800260304.
@frozen
public struct Crowd: Sendable, Hashable, BitwiseCopyable {
  @usableFromInline var present: Int
  @usableFromInline var joins: Int
  @usableFromInline var leaves: Int
  @usableFromInline var monitor: TimeWeighted

  /// A crowd of the given size from the given time.
  @inlinable
  public init(size: Int = 0, at time: Double = 0) {
    Invariants.refuse(unless: size >= 0, "a crowd of \(size) is not possible", at: time)
    present = size
    joins = 0
    leaves = 0
    monitor = TimeWeighted(value: Double(size), at: time)
  }

  /// Lets members in, one or the given number.
  @inlinable
  public mutating func join(_ number: Int = 1, at time: Double) {
    Invariants.refuse(unless: number >= 0, "\(number) members cannot join", at: time)
    present &+= number
    joins &+= number
    monitor.set(Double(present), at: time)
  }

  /// Lets members out, one or the given number of those present.
  @inlinable
  public mutating func leave(_ number: Int = 1, at time: Double) {
    Invariants.refuse(
      unless: 0...present ~= number, "\(number) of \(present) members cannot leave", at: time)
    present &-= number
    leaves &+= number
    monitor.set(Double(present), at: time)
  }

  /// Whether a candidate event is one of the crowd's, or belongs to nobody.
  ///
  /// - Parameters:
  ///   - rate: The rate of the event per member now, at most the bound.
  ///   - bound: The rate per member at which candidates are made.
  ///   - capacity: The number of members for whom candidates are made, at least the size.
  ///   - uniform: A number uniform on the interval from 0 to 1, drawn for this candidate alone.
  /// - Returns: True with the probability `size rate / (capacity bound)`.
  @inlinable
  public func accepts(
    rate: Double, bound: Double, capacity: Int, uniform: Double
  ) -> Bool {
    Invariants.refuse(
      unless: rate <= bound && present <= capacity,
      "\(present) members at rate \(rate) exceed \(capacity) members at \(bound)")
    return uniform * bound * Double(capacity) < rate * Double(present)
  }

  /// Ends the warm-up: keeps those present and forgets who came and went.
  @inlinable
  public mutating func reset(at time: Double) {
    self = Crowd(size: present, at: time)
  }

  /// The number of members present.
  @inlinable
  public var size: Int { present }

  /// The number of members who joined since the last reset.
  @inlinable
  public var joined: Int { joins }

  /// The number of members who left since the last reset.
  @inlinable
  public var left: Int { leaves }

  /// The monitor of the size.
  @inlinable
  public var level: TimeWeighted { monitor }
}
