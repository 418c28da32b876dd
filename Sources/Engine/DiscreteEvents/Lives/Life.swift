// SPDX-License-Identifier: GPL-3.0-or-later

/// The name of a life, by which others interrupt it; stale when the life has ended.
@frozen
public struct LifeName: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let name: SlotName

  @inlinable
  init(_ name: SlotName) {
    self.name = name
  }

  @inlinable var slot: UInt32 { name.slot }

  /// The name of nobody: it is always stale.
  @inlinable
  public static var none: LifeName { LifeName(.none) }
}

/// What the clock brings.
@frozen
@usableFromInline
struct LifeEvent: Sendable, BitwiseCopyable {
  @frozen
  @usableFromInline
  enum Kind: Sendable, BitwiseCopyable {
    /// A hold ends, or a life begins.
    case hold
    /// A patience ends.
    case timeOut
    /// A number of servers changes by its schedule.
    case shift
  }

  /// The slot of the customer, or the index of what follows a schedule.
  @usableFromInline let slot: UInt32
  @usableFromInline let kind: Kind

  @inlinable
  init(slot: UInt32, kind: Kind = .hold) {
    self.slot = slot
    self.kind = kind
  }
}

/// What a life does between two steps.
@frozen
@usableFromInline
enum LifeState: Sendable, BitwiseCopyable {
  /// It lives a step, or will before the clock moves.
  case lives
  /// It waits for a time.
  case holds
  /// It stands in the line of a station or of a stock.
  case stands
}

/// A customer: where it is in its life and what it waits for.
@frozen
@usableFromInline
struct Life<Step: BitwiseCopyable & Sendable, Customer: BitwiseCopyable & Sendable>: Sendable,
  BitwiseCopyable
{
  @usableFromInline var customer: Customer
  /// When it began.
  @usableFromInline var born: Double
  /// How long it waited for the servers it was given last.
  @usableFromInline var waited = 0.0
  /// When its hold ends, and how long all of it takes.
  @usableFromInline var due = 0.0
  @usableFromInline var length = 0.0
  /// What is left of a hold that was interrupted; not a number if none was.
  @usableFromInline var remaining = Double.nan
  @usableFromInline var handle = EventHandle.none
  @usableFromInline var ticket = Ticket.none
  /// The next of those who will live before the clock moves.
  @usableFromInline var link = UInt32.max
  /// The spot in whose line it stands.
  @usableFromInline var spot: Int32 = 0
  /// The servers that it has, of all stations.
  @usableFromInline var held = 0
  /// The step to come; nil for the end.
  @usableFromInline var step: Step?
  /// The step in which its hold began.
  @usableFromInline var holding: Step?
  /// The step to come if it is refused, loses patience or is handed over.
  @usableFromInline var otherwise: Step?
  @usableFromInline var state = LifeState.holds
  /// Whether it is among those who will live before the clock moves.
  @usableFromInline var isListed = false
  /// Whether it only passes: what it stands for is no server.
  @usableFromInline var passes = false

  @inlinable
  init(_ customer: Customer, step: Step, born: Double) {
    self.customer = customer
    self.step = step
    self.born = born
    due = born
  }
}

/// What lives say to a caller who errs; apart from them, so that no step makes a copy of them for this.
@usableFromInline
enum LifeMisuse {
  @usableFromInline
  @inline(never)
  static func stop(_ sentence: StaticString, at time: Double) -> Never {
    Invariants.fail("\(sentence)", at: time)
  }

  @usableFromInline
  @inline(never)
  static func stop(holding units: Int, at time: Double) -> Never {
    Invariants.fail(
      "A life has ended with \(units) servers: release(_:) gives back what seize(_:) was given",
      at: time)
  }

  @usableFromInline
  @inline(never)
  static func stop(atSpot spot: Int, of count: Int) -> Never {
    Invariants.fail(
      "Spot \(spot) has no station: \(count) were given, one for each case of Spot in their order"
    )
  }

  @usableFromInline
  @inline(never)
  static func stop(atSpot spot: Int, of count: Int, behind stations: Int) -> Never {
    Invariants.fail(
      "Spot \(spot) has no stock: \(stations) stations were given and then \(count) stocks, one for each case of Spot"
    )
  }

  @usableFromInline
  @inline(never)
  static func stop(after steps: UInt32, at time: Double) -> Never {
    Invariants.fail(
      "\(steps) steps were lived while the clock stood still: a loop of steps holds for no time, or for too little for a clock that shows so much",
      at: time)
  }
}
