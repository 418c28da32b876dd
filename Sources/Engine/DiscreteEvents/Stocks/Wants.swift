// SPDX-License-Identifier: GPL-3.0-or-later

/// A customer who waits for something of a stock or a store.
struct Want<What: Sendable>: Sendable {
  let customer: UInt32
  var priority: Int32
  /// What its ticket says.
  let number: UInt32
  let since: Double
  let what: What
}

/// Those who wait for something, in the order of priority and then of coming.
///
/// A plain array, as that of ``JointLine``: whom there is something for may stand anywhere.
struct WantLine<What: Sendable>: Sendable {
  private(set) var wants: [Want<What>] = []
  /// The waits that ended in what was wanted.
  var waits = Tally()

  /// Whether one of the priority would stand before all others.
  func wouldBeFirst(_ priority: Int32) -> Bool {
    wants.first.map { priority < $0.priority } ?? true
  }

  mutating func join(_ want: Want<What>) {
    let index =
      wants.firstIndex { ($0.priority, $0.number) > (want.priority, want.number) }
      ?? wants.endIndex
    wants.insert(want, at: index)
  }

  /// Takes out the one at the index, who has what it wanted.
  mutating func serve(_ index: Int, at time: Double) -> Want<What> {
    let want = wants.remove(at: index)
    waits.add(time - want.since)
    return want
  }

  mutating func withdraw(_ ticket: Ticket) -> Bool { leave(ticket) != nil }

  mutating func setPriority(of ticket: Ticket, to priority: Int32) -> Bool {
    guard var want = leave(ticket) else { return false }
    want.priority = priority
    join(want)
    return true
  }

  private mutating func leave(_ ticket: Ticket) -> Want<What>? {
    wants.firstIndex { $0.number == ticket.generation }.map { wants.remove(at: $0) }
  }
}
