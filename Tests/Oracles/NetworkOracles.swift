// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

@Suite("A network of stations against Jackson's product form")
struct NetworkOracles {
  private enum Event: BitwiseCopyable {
    case arrival(Int)
    case departure(Int)
  }

  private let servers = [1, 2, 3]
  private let service = [2.0, 1, 0.7]
  private let arrivals = [0.5, 0.4, 0]
  /// Where one goes next; the rest leave the network.
  private let routing = [[0.0, 0.5, 0.5], [0.3, 0, 0.4], [0.2, 0.1, 0]]

  @Test("Each station has the law of its own M/M/c, and all are independent")
  func productForm() {
    let stations = zip(jacksonFlows(arrivals: arrivals, routing: routing), servers.indices).map {
      ManyServers(arrivals: $0, service: service[$1], servers: servers[$1])
    }
    let laws = stations.map(\.stationaryLaw)
    let (time, seed) = (1000.0, 61)
    let samples = replications(100) { replication in
      let luck = Luck(seed: seed, replication: replication)
      var streams = (0..<3).map { luck.stream(StreamAddress(kind: 1, number: $0, purpose: 0)) }
      var calendar = EventCalendar<Event>()
      var network = servers.map { Station(servers: $0) }
      var lengths = servers.map { _ in TimeWeighted() }
      var empty = TimeWeighted(value: 1)

      func enter(_ station: Int) {
        lengths[station].add(1, at: calendar.now)
        if case .granted = network[station].request(0, at: calendar.now) { serve(station) }
      }
      func serve(_ station: Int) {
        let length = streams[1].draw(.exponential(mean: 1 / service[station]))
        calendar.schedule(.departure(station), at: calendar.now + length)
      }
      func scheduleArrival(_ station: Int) {
        guard arrivals[station] > 0 else { return }
        let gap = streams[0].draw(.exponential(mean: 1 / arrivals[station]))
        calendar.schedule(.arrival(station), at: calendar.now + gap)
      }
      func noteEmptiness() {
        empty.set(lengths.allSatisfy { $0.value == 0 } ? 1 : 0, at: calendar.now)
      }

      for (station, law) in laws.enumerated() {
        let number = drawState(law, seed: seed + station, replication: replication)
        for _ in 0..<number { enter(station) }
        scheduleArrival(station)
      }
      noteEmptiness()
      while let event = calendar.next(before: time) {
        switch event {
        case .arrival(let station):
          scheduleArrival(station)
          enter(station)
        case .departure(let station):
          lengths[station].add(-1, at: calendar.now)
          network[station].release(at: calendar.now)
          while network[station].grantNext(at: calendar.now) != nil { serve(station) }
          var luck = streams[2].uniform()
          for (next, probability) in routing[station].enumerated() {
            luck -= probability
            if luck < 0 {
              enter(next)
              break
            }
          }
        }
        noteEmptiness()
      }
      return [
        "0": lengths[0].mean(to: time), "1": lengths[1].mean(to: time),
        "2": lengths[2].mean(to: time), "empty": empty.mean(to: time),
      ]
    }
    for (index, station) in stations.enumerated() {
      expect(samples["\(index)"] ?? [], equal: station.meanNumber, detecting: 0.15, "\(index)")
    }
    expect(
      samples["empty"] ?? [], equal: laws.reduce(1) { $0 * $1[0] }, detecting: 0.2, "all empty")
  }
}
