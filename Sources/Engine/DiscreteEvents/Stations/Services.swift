// SPDX-License-Identifier: GPL-3.0-or-later

/// Who is interrupted first when servers must be taken away from customers.
///
/// Those of the highest priority number always go first.
@frozen
public enum VictimOrder: Hashable, Sendable, BitwiseCopyable {
  /// Within a priority, the one whose service began last: the least work is lost.
  case latestStart
  /// Within a priority, the one whose service began first.
  case earliestStart
}

/// What becomes of a customer whose service is interrupted.
@frozen
public enum Interruption: Hashable, Sendable, BitwiseCopyable {
  /// It waits where it would have stood, and its service goes on later from where it stopped.
  case resume
  /// It waits where it would have stood, and its service begins again with the same length.
  case restart
  /// It waits where it would have stood, and its service begins again with a new length.
  case resample
  /// It leaves the station, for example to those on the next shift elsewhere.
  case handOver
}

/// A customer who has lost its servers before its service was finished.
@frozen
public struct Interrupted: Hashable, Sendable, BitwiseCopyable {
  /// The caller's number of the customer, whose end of service must be cancelled now.
  public let customer: Int
  /// What becomes of it.
  public let interruption: Interruption
  /// How long it was served since it was last given servers.
  public let served: Double
  /// Its ticket in the line; ``Ticket/none`` if it was handed over.
  public let ticket: Ticket
  /// The servers that it has lost, of all stations.
  public let units: Int
  /// The number of its joint service, 0 for a customer of the station alone.
  @usableFromInline let joint: UInt32

  /// Creates a record of an interruption.
  @inlinable
  public init(
    customer: Int, interruption: Interruption, served: Double, ticket: Ticket = .none,
    units: Int = 1
  ) {
    self.init(
      customer: customer, interruption: interruption, served: served, ticket: ticket, units: units,
      joint: 0)
  }

  @inlinable
  init(
    customer: Int, interruption: Interruption, served: Double, ticket: Ticket, units: Int,
    joint: UInt32
  ) {
    self.customer = customer
    self.interruption = interruption
    self.served = served
    self.ticket = ticket
    self.units = units
    self.joint = joint
  }
}

/// Those in service at a station that may interrupt them, and those just interrupted.
///
/// A plain array: finding a customer or a victim is O(c) for c in service, which beats any order that
/// had to be maintained for the few servers that a station has.
@frozen
@usableFromInline
struct Services: Sendable {
  @frozen
  @usableFromInline
  struct Service: Sendable, BitwiseCopyable {
    @usableFromInline var waiter: Waiter
    @usableFromInline var number: UInt64
    @usableFromInline var start: Double
    /// The number of the joint service of which this is one part, 0 for a service of this station alone.
    @usableFromInline var joint: UInt32

    @inlinable
    init(waiter: Waiter, number: UInt64, start: Double, joint: UInt32) {
      self.waiter = waiter
      self.number = number
      self.start = start
      self.joint = joint
    }
  }

  @usableFromInline var current: [Service]
  @usableFromInline var interrupted: [Interrupted]
  @usableFromInline var begun: UInt64

  @inlinable
  init() {
    current = []
    interrupted = []
    begun = 0
  }

  @usableFromInline
  mutating func begin(_ waiter: Waiter, joint: UInt32 = 0, at time: Double) {
    begun += 1
    current.append(Service(waiter: waiter, number: begun, start: time, joint: joint))
  }

  /// Takes out this station's part of the joint service, and what was noted of its interruption here.
  mutating func end(joint: UInt32) -> Service? {
    interrupted.removeAll { $0.joint == joint }
    return current.firstIndex { $0.joint == joint }.map { remove(at: $0) }
  }

  /// Takes out the service of the customer.
  @usableFromInline
  mutating func end(_ customer: UInt32) -> Service? {
    guard let index = current.firstIndex(where: { $0.waiter.customer == customer }) else {
      return nil
    }
    return remove(at: index)
  }

  /// Takes out the service that is interrupted first.
  mutating func takeVictim(_ order: VictimOrder) -> Service? {
    let worst = current.indices.max { one, other in
      let (one, other) = (current[one], current[other])
      guard one.waiter.priority == other.waiter.priority else {
        return one.waiter.priority < other.waiter.priority
      }
      return order == .latestStart ? one.number < other.number : one.number > other.number
    }
    return worst.map { remove(at: $0) }
  }

  /// The servers that those of a higher priority number hold.
  func units(above priority: Int32) -> Int {
    current.reduce(0) { $1.waiter.priority > priority ? $0 + Int($1.waiter.units) : $0 }
  }

  private mutating func remove(at index: Int) -> Service {
    current.swapAt(index, current.count - 1)
    return current.removeLast()
  }
}
