// SPDX-License-Identifier: GPL-3.0-or-later

/// Which items will do: a value, so that a store keeps no closure.
public protocol ItemWish: Sendable {
  /// What the store holds.
  associatedtype Item: Sendable

  /// Whether the item will do.
  func accepts(_ item: Item) -> Bool

  /// Of the items that will do the one with the lowest rank is taken, and of equals the one that was put in
  /// first; 0 for all unless a wish says otherwise.
  func rank(_ item: Item) -> Double
}

extension ItemWish {
  /// The same for all: first in, first out.
  public func rank(_ item: Item) -> Double { 0 }
}

/// Things that are told apart, which customers put in and take out: tools, messages, rooms of many sizes.
///
/// Who takes says by a wish which items will do, gets the one that was put in first of those, or that of the
/// lowest rank if the wish ranks them, or waits for one. Those who wait are served in the order of priority and then of coming; one for whom there is
/// nothing is overtaken by the next for whom there is. Who brings an item to a full store is refused.
///
/// ```swift
/// struct AtLeast: ItemWish {
///   let seats: Int
///   func accepts(_ table: Int) -> Bool { table >= seats }
/// }
/// var tables = Store<AtLeast>([2, 4, 4, 8])
/// ```
///
/// - Complexity: O(items) to take, O(items x waiting) for ``grantNext(at:)``.
public struct Store<Wish: ItemWish>: Sendable {
  /// What becomes of one who wants an item.
  public enum Reply: Sendable {
    /// It has the item now.
    case granted(Wish.Item)
    /// It waits for one.
    case waiting(Ticket)
  }

  /// A customer who has been given what it waited for.
  public struct Delivery: Sendable {
    /// The caller's number of the customer.
    public let customer: Int
    /// What it was given.
    public let item: Wish.Item
    /// How long it waited.
    public let waited: Double
  }

  /// The items for which there is room.
  public let room: Int
  /// The items, that put in first first.
  public private(set) var items: [Wish.Item]
  /// The number of items, over time.
  public private(set) var level: TimeWeighted
  /// The waits of those who took.
  public var waits: Tally { takers.waits }
  private var takers = WantLine<Wish>()
  private var numbers: UInt32 = 0

  private static var slot: UInt32 { .max - 3 }

  /// A store with the given items.
  public init(_ items: [Wish.Item] = [], room: Int = .max, startingAt start: Double = 0) {
    Invariants.refuse(
      unless: items.count <= room, "A store for \(room) cannot hold \(items.count)", at: start)
    self.items = items
    self.room = room
    level = TimeWeighted(value: Double(items.count), at: start)
  }

  /// How many wait to take.
  public var waiting: Int { takers.wants.count }

  /// Takes the first item that will do, or waits for one.
  public mutating func take(
    _ customer: Int, _ wish: Wish, priority: Int = 0, at time: Double
  ) -> Reply {
    let (customer, priority) = (KeptNumber.customer(customer), KeptNumber.priority(priority))
    if let index = index(of: wish) {
      takers.waits.add(0)
      return .granted(remove(at: index, time))
    }
    numbers &+= 1
    takers.join(
      Want(customer: customer, priority: priority, number: numbers, since: time, what: wish))
    return .waiting(Ticket(SlotName(slot: Self.slot, generation: numbers), of: customer))
  }

  /// Puts an item in, and says whether there was room.
  ///
  /// Run the loop over ``grantNext(at:)`` afterwards.
  public mutating func put(_ item: Wish.Item, at time: Double) -> Bool {
    guard items.count < room else { return false }
    items.append(item)
    level.add(1, at: time)
    return true
  }

  /// Gives the next of those who wait an item that will do; nil if there is none for anybody.
  ///
  /// Call it in a loop until it returns nil.
  public mutating func grantNext(at time: Double) -> Delivery? {
    guard !items.isEmpty else { return nil }
    for (index, want) in takers.wants.enumerated() {
      guard let item = self.index(of: want.what) else { continue }
      _ = takers.serve(index, at: time)
      return Delivery(
        customer: Int(want.customer), item: remove(at: item, time), waited: time - want.since)
    }
    return nil
  }

  /// Takes a customer out of the line; false for a stale ticket.
  @discardableResult
  public mutating func withdraw(_ ticket: Ticket, at time: Double) -> Bool {
    Invariants.refuse(
      unless: ticket == .none || ticket.slot == Self.slot && ticket.generation <= numbers,
      "The ticket of customer \(ticket.customer) is of another line", at: time)
    return takers.withdraw(ticket)
  }

  /// Ends the warm-up: forgets the past, and keeps the items and those who wait.
  public mutating func resetStatistics(at time: Double) {
    level.reset(at: time)
    takers.waits.reset()
  }

  /// The index of the item that the wish takes.
  private func index(of wish: Wish) -> Int? {
    var best: (index: Int, rank: Double)?
    for (index, item) in items.enumerated() where wish.accepts(item) {
      let rank = wish.rank(item)
      if best.map({ rank < $0.rank }) ?? true { best = (index, rank) }
    }
    return best?.index
  }

  private mutating func remove(at index: Int, _ time: Double) -> Wish.Item {
    level.add(-1, at: time)
    return items.remove(at: index)
  }
}
