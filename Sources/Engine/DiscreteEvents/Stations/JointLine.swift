// SPDX-License-Identifier: GPL-3.0-or-later

/// What a customer needs of one station among several.
@frozen
public struct Need: Hashable, Sendable {
  /// The index of the station.
  public let station: Int
  /// The servers needed of it.
  public let units: Int

  /// So many servers of the station with the given index.
  public init(of station: Int, units: Int = 1) {
    self.station = station
    self.units = units
  }
}

/// The line of those who need servers of several stations at once, all or none.
///
/// Nothing is held while a customer waits, so that two of them can never block one another for ever.
/// The stations keep their own lines for those who need nothing else; who goes first when servers
/// become free is the order in which the caller runs the loops over ``grantNext(at:from:)`` and
/// ``Station/grantNext(at:)``. Waits are recorded here; the stations count only the services. At the
/// end the caller releases the servers of every station.
///
/// If one of the stations interrupts a joint service, all of them lose it: ``nextInterrupted(at:from:)`` gives the
/// servers of the others back and lets the customer wait here where it would have stood, or leave if it was
/// handed over. Each station then counts an interruption, a customer handed over, and an arrival when the
/// service goes on. Either all the stations of a request have an order of victims or none has, and no
/// other joint line serves at those that have.
///
/// A request keeps the array of its needs as it is. Make each such array once, not for every request:
/// then nothing is allocated once the line has been at its longest.
///
/// - Complexity: `request` O(waiting + needs), `grantNext` O(waiting x needs): every customer is looked
///   at unless overtaking is forbidden, when only the first is. Where services may be interrupted,
///   a grant takes O(c x c) beside for c in service.
public struct JointLine: Sendable {
  private struct Member: Sendable {
    var customer: UInt32
    var priority: Int32
    var needs: [Need]
    var since: Double
    /// What its ticket says, another one whenever it waits anew.
    var number: UInt32
    /// How many had come before it.
    var order: UInt32
  }

  /// Whether a request that fits may overtake one ahead of it that does not.
  public let allowsOvertaking: Bool
  /// The waits that ended in service; that of a customer who was interrupted counts again.
  public private(set) var waits = Tally()
  /// The waits that ended in reneging.
  public private(set) var renegedWaits = Tally()
  /// The number of those who wait, over time.
  public private(set) var queueLength: TimeWeighted
  private var members: [Member] = []
  /// Those in service who may be interrupted, and some whose service has ended since.
  private var serving: [Member] = []
  private var joined: UInt32 = 0

  /// The slot that all tickets name, which no other line has.
  private static let slot = UInt32.max - 1

  /// An empty line.
  public init(allowsOvertaking: Bool = false, startingAt start: Double = 0) {
    self.allowsOvertaking = allowsOvertaking
    queueLength = TimeWeighted(at: start)
  }

  /// The number of customers who wait.
  public var waiting: Int { members.count }

  /// Asks for servers of several stations: they are given now, all of them, or the customer waits.
  ///
  /// The lower priority goes first, and first come, first served within it.
  public mutating func request(
    _ customer: Int, priority: Int = 0, needs: [Need], at time: Double,
    from stations: inout [Station]
  ) -> Station.Reply {
    expect(needs, at: time, from: stations)
    joined &+= 1
    let member = Member(
      customer: KeptNumber.customer(customer), priority: KeptNumber.priority(priority),
      needs: needs, since: time, number: joined, order: joined)
    let index = indexInLine(for: member)
    if index == 0 || allowsOvertaking, serve(member, at: time, from: &stations) {
      waits.add(0)
      return .granted
    }
    return .waiting(join(member, at: index, time))
  }

  /// Serves the next of those who wait if all the servers it needs are free.
  ///
  /// Call it in a loop until it returns nil.
  public mutating func grantNext(at time: Double, from stations: inout [Station]) -> Grant? {
    for (index, member) in members.enumerated() {
      if serve(member, at: time, from: &stations) {
        members.remove(at: index)
        queueLength.add(-1, at: time)
        waits.add(time - member.since)
        return Grant(
          customer: Int(member.customer), units: member.needs.reduce(0) { $0 + $1.units },
          waited: time - member.since)
      }
      if !allowsOvertaking { break }
    }
    return nil
  }

  /// Takes a customer out of the line; false for a stale ticket.
  @discardableResult
  public mutating func withdraw(_ ticket: Ticket, at time: Double) -> Bool {
    Invariants.refuse(
      unless: ticket == .none || ticket.slot == Self.slot && ticket.generation <= joined,
      "The ticket of customer \(ticket.customer) is of another line", at: time)
    guard let index = members.firstIndex(where: { $0.number == ticket.generation }) else {
      return false
    }
    renegedWaits.add(time - members.remove(at: index).since)
    queueLength.add(-1, at: time)
    return true
  }

  /// The next joint customer whom a station has just interrupted: cancel the end of its service.
  ///
  /// Call it in a loop until it returns nil, after whatever interrupts services at a station and before the loops that
  /// grant. The customer has lost the servers of all its stations. It waits here again, behind those who
  /// had come before it, with a new ticket, or has left if it was handed over.
  ///
  /// - Complexity: O(stations + c + waiting).
  public mutating func nextInterrupted(
    at time: Double, from stations: inout [Station]
  ) -> Interrupted? {
    for interrupted in stations.lazy.compactMap(\.interruptedPart) {
      guard let index = serving.firstIndex(where: { $0.number == interrupted.joint }) else {
        Invariants.fail(
          "Customer \(interrupted.customer) was interrupted and is of another joint line", at: time)
      }
      var member = serving.remove(at: index)
      for need in member.needs {
        stations[need.station].interruptPart(of: interrupted.joint, at: time)
      }
      let units = member.needs.reduce(0) { $0 + $1.units }
      guard interrupted.interruption != .handOver else {
        return Interrupted(
          customer: Int(member.customer), interruption: .handOver, served: interrupted.served,
          units: units)
      }
      joined &+= 1
      member.number = joined
      member.since = time
      return Interrupted(
        customer: Int(member.customer), interruption: interrupted.interruption,
        served: interrupted.served, ticket: join(member, at: indexInLine(for: member), time),
        units: units)
    }
    return nil
  }

  /// Where a customer stands: behind those of its priority who had come before it.
  private func indexInLine(for member: Member) -> Int {
    members.firstIndex {
      $0.priority > member.priority
        || $0.priority == member.priority && $0.order > member.order
    } ?? members.endIndex
  }

  private mutating func join(_ member: Member, at index: Int, _ time: Double) -> Ticket {
    members.insert(member, at: index)
    queueLength.add(1, at: time)
    return Ticket(SlotName(slot: Self.slot, generation: member.number), of: member.customer)
  }

  /// Gives all the servers that the customer needs if all are free.
  private mutating func serve(
    _ member: Member, at time: Double, from stations: inout [Station]
  ) -> Bool {
    guard member.needs.allSatisfy({ stations[$0.station].fits(units: $0.units, leaving: 0) }) else {
      return false
    }
    for need in member.needs {
      stations[need.station].beginPart(
        of: member.number, for: member.customer, priority: member.priority, units: need.units,
        at: time)
    }
    guard let first = member.needs.first, stations[first.station].victims != nil else {
      return true
    }
    serving.removeAll { other in
      !other.needs.contains { stations[$0.station].isServing(joint: other.number) }
    }
    serving.append(member)
    return true
  }

  /// Refuses needs that no stations can meet as they are meant.
  private func expect(_ needs: [Need], at time: Double, from stations: [Station]) {
    for (index, need) in needs.enumerated() {
      Invariants.refuse(
        unless: stations.indices.contains(need.station),
        "Station \(need.station) is needed of \(stations.count)", at: time)
      Invariants.refuse(
        unless: 0...Int(Int32.max) ~= need.units, "\(need.units) servers are needed", at: time)
      Invariants.refuse(
        unless: !needs[..<index].contains { $0.station == need.station },
        "Station \(need.station) is needed twice by one request", at: time)
      Invariants.refuse(
        unless: (stations[need.station].victims == nil)
          == (stations[needs[0].station].victims == nil),
        "Stations with and without an order of victims are needed together", at: time)
    }
  }
}
