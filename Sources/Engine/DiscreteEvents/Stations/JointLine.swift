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
/// A request keeps the array of its needs as it is. Make each such array once, not for every request:
/// then nothing is allocated once the line has been at its longest.
///
/// - Complexity: `request` O(waiting + needs), `grantNext` O(waiting x needs): every customer is looked
///   at unless overtaking is forbidden, when only the first is.
public struct JointLine: Sendable {
  private struct Member: Sendable {
    var customer: UInt32
    var priority: Int32
    var needs: [Need]
    var since: Double
    var number: UInt32
  }

  /// Whether a request that fits may overtake one ahead of it that does not.
  public let allowsOvertaking: Bool
  /// The waits that ended in service.
  public private(set) var waits = Tally()
  /// The waits that ended in reneging.
  public private(set) var renegedWaits = Tally()
  /// The number of those who wait, over time.
  public private(set) var queueLength: TimeWeighted
  private var members: [Member] = []
  private var joined: UInt32 = 0

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
    _ customer: UInt32, priority: Int32 = 0, needs: [Need], at time: Double,
    from stations: inout [Station]
  ) -> Station.Reply {
    let place = members.firstIndex { $0.priority > priority } ?? members.endIndex
    if place == 0 || allowsOvertaking,
      Self.seize(needs, for: customer, priority: priority, at: time, from: &stations)
    {
      waits.add(0)
      return .granted
    }
    joined &+= 1
    let member = Member(
      customer: customer, priority: priority, needs: needs, since: time, number: joined)
    members.insert(member, at: place)
    queueLength.add(1, at: time)
    return .waiting(Ticket(place: 0, generation: joined))
  }

  /// Serves the next of those who wait if all the servers it needs are free.
  ///
  /// Call it in a loop until it returns nil.
  public mutating func grantNext(at time: Double, from stations: inout [Station]) -> Grant? {
    for (index, member) in members.enumerated() {
      if Self.seize(
        member.needs, for: member.customer, priority: member.priority, at: time, from: &stations)
      {
        members.remove(at: index)
        queueLength.add(-1, at: time)
        waits.add(time - member.since)
        return Grant(
          customer: member.customer, units: member.needs.reduce(0) { $0 + $1.units },
          waited: time - member.since)
      }
      if !allowsOvertaking { break }
    }
    return nil
  }

  /// Takes a customer out of the line; false for a stale ticket.
  @discardableResult
  public mutating func withdraw(_ ticket: Ticket, at time: Double) -> Bool {
    guard let index = members.firstIndex(where: { $0.number == ticket.generation }) else {
      return false
    }
    renegedWaits.add(time - members.remove(at: index).since)
    queueLength.add(-1, at: time)
    return true
  }

  private static func seize(
    _ needs: [Need], for customer: UInt32, priority: Int32, at time: Double,
    from stations: inout [Station]
  ) -> Bool {
    guard needs.allSatisfy({ stations[$0.station].fits(units: $0.units, leaving: 0) }) else {
      return false
    }
    for need in needs {
      stations[need.station].serveFromElsewhere(
        customer, priority: priority, units: need.units, at: time)
    }
    return true
  }
}
