// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import DiscreteEvents

extension Simulation {
  /// What has come to every station since the run began, including what waited then.
  public var workloads: [Workload] {
    let local: [(servers: String, stations: [Station])] = [
      ("the desk for volunteers' files", desks), ("investigators", investigators),
      ("the laboratory", laboratories),
    ]
    return local.flatMap { servers, stations in
      stations.enumerated().map { Workload(of: servers, area: $0, $1, at: now) }
    } + [Workload(of: "the courts", area: nil, courts, at: now)]
  }
}

extension Workload {
  fileprivate init(of servers: String, area: Int?, _ station: Station, at time: Double) {
    self.init(
      of: servers, area: area, arrivals: station.arrivals, served: station.served,
      left: station.reneged, growth: station.waiting, busyTime: station.busyTime(at: time),
      serverTime: station.serverTime(at: time))
  }
}
