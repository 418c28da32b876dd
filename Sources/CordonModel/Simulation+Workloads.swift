// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// What came to the servers of one kind in an area, and what they did, over a stretch of time.
public struct Workload: Hashable, Sendable {
  /// The stations at which work waits.
  public enum Place: String, Hashable, Sendable, CaseIterable {
    case desk = "the desk for volunteers' files"
    case investigators = "investigators"
    case laboratory = "the laboratory"
    case courts = "the courts"
  }

  /// Where the work waits.
  public let place: Place
  /// The area, an index of the scenario's areas; nil for the country's courts.
  public let area: Int?
  /// How much came.
  public private(set) var arrivals: Int
  /// How much was finished.
  public private(set) var served: Int
  /// How much left unserved, because it had waited too long.
  public private(set) var left: Int
  /// By how much the line has grown.
  public private(set) var growth: Int
  /// Server-days worked.
  public private(set) var busyTime: Double
  /// Server-days on duty.
  public private(set) var serverTime: Double

  /// The work that came over the work that the servers on duty can do; NaN where none was finished.
  ///
  /// Work that has not been begun is taken to be of the mean size of that which was finished.
  public var offered: Double { busyTime / serverTime * Double(arrivals) / Double(served) }

  /// What came since an earlier moment of the same run.
  public func since(_ earlier: Workload) -> Workload {
    precondition(place == earlier.place && area == earlier.area, "another station's work")
    var work = self
    work.arrivals -= earlier.arrivals
    work.served -= earlier.served
    work.left -= earlier.left
    work.growth -= earlier.growth
    work.busyTime -= earlier.busyTime
    work.serverTime -= earlier.serverTime
    return work
  }

  /// What came, from its numbers.
  init(
    _ place: Place, area: Int?, arrivals: Int, served: Int, left: Int, growth: Int,
    busyTime: Double, serverTime: Double
  ) {
    self.place = place
    self.area = area
    self.arrivals = arrivals
    self.served = served
    self.left = left
    self.growth = growth
    self.busyTime = busyTime
    self.serverTime = serverTime
  }

  fileprivate init(_ place: Place, _ area: Int?, _ station: Station, at time: Double) {
    self.init(
      place, area: area, arrivals: station.arrivals, served: station.served,
      left: station.reneged, growth: station.waiting, busyTime: station.busyTime(at: time),
      serverTime: station.serverTime(at: time))
  }
}

extension Simulation {
  /// What has come to every station since the run began, what waited then included.
  public var workloads: [Workload] {
    let local: [(Workload.Place, [Station])] = [
      (.desk, desks), (.investigators, investigators), (.laboratory, laboratories),
    ]
    return local.flatMap { place, stations in
      stations.enumerated().map { Workload(place, $0, $1, at: now) }
    } + [Workload(.courts, nil, courts, at: now)]
  }
}
