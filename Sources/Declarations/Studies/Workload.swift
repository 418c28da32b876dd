// SPDX-License-Identifier: GPL-3.0-or-later

/// What came to the servers of one kind, in an area or the country, and what they did in a stretch of time.
public struct Workload: Hashable, Sendable {
  /// The servers in words, for example `the desk for volunteers' files`.
  public let servers: String
  /// The area, an index of the scenario's areas; nil if the servers are the country's.
  public let area: Int?
  /// How many pieces of work came.
  public private(set) var arrivals: Int
  /// How many were finished.
  public private(set) var served: Int
  /// How many left unserved, because they had waited too long.
  public private(set) var left: Int
  /// By how many the line has grown; negative if it is shorter.
  public private(set) var growth: Int
  /// Server-days worked.
  public private(set) var busyTime: Double
  /// Server-days on duty.
  public private(set) var serverTime: Double

  /// The work that came over the work that the servers on duty can do; NaN if none was finished.
  ///
  /// Work that came is taken to have the mean size of work that was finished.
  public var offered: Double { busyTime / serverTime * Double(arrivals) / Double(served) }

  /// What came since an earlier moment of the same run.
  public func since(_ earlier: Workload) -> Workload {
    precondition(servers == earlier.servers && area == earlier.area, "the work of other servers")
    var work = self
    work.arrivals -= earlier.arrivals
    work.served -= earlier.served
    work.left -= earlier.left
    work.growth -= earlier.growth
    work.busyTime -= earlier.busyTime
    work.serverTime -= earlier.serverTime
    return work
  }

  /// Creates a workload from its numbers; times are in server-days.
  public init(
    of servers: String, area: Int?, arrivals: Int, served: Int, left: Int, growth: Int,
    busyTime: Double, serverTime: Double
  ) {
    self.servers = servers
    self.area = area
    self.arrivals = arrivals
    self.served = served
    self.left = left
    self.growth = growth
    self.busyTime = busyTime
    self.serverTime = serverTime
  }
}
