// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

@Suite("What holds exactly on every sample path")
struct SamplePathOracles {
  static let stations = [
    Station(servers: 1), Station(servers: 3, room: 4), Station(servers: 2, discipline: .lastCome),
    Station(servers: 4, allowsOvertaking: true, room: 9),
    Station(servers: 3, discipline: .ageing(perLevel: 2)),
  ]

  /// A path whose times are all whole multiples of 2^-10, so that sums and products of them are exact.
  private func path(_ station: Station, seed: Int) -> QueueingSystem {
    func grid(_ mean: Double) -> Law { .uniform(from: 0, to: 2 * mean) }
    var system = QueueingSystem(
      [
        .init(arrivals: 0.9, service: grid(1), priority: 1, patience: grid(4)),
        .init(arrivals: 0.5, service: grid(1.5), units: station.servers > 1 ? 2 : 1),
        .init(arrivals: 0.2, service: .fixed(1), priority: 2, patience: .fixed(1)),
      ], station: station, seed: seed, replication: 0, grid: 0x1p-10)
    system.schedule(shifts: [(100, 0), (110, station.servers), (300, 2), (400, 5)])
    return system
  }

  @Test("Little's law and the balance of flows, without any tolerance", arguments: stations)
  func littlesLaw(station: Station) {
    for seed in 91..<101 {
      var system = path(station, seed: seed)
      for end in [50.0, 105, 350, 800] {
        system.run(until: end)
        for (record, account) in zip(system.records, system.accounts(at: end)) {
          let present = Int(record.waiting.value + record.serving.value)
          #expect(
            record.arrivals == record.times.count + record.reneged + record.refused + present)
          #expect(record.waiting.integral(to: end) == account.waited)
          #expect(record.serving.integral(to: end) == account.served)
        }
        let station = system.station
        #expect(
          station.queueTime(at: end)
            == system.records.reduce(0) { $0 + $1.waiting.integral(to: end) })
      }
    }
  }

  @Test("Measuring and tracing leave every result as it is, to the last bit")
  func measuringChangesNothing() {
    for station in Self.stations {
      var plain = path(station, seed: 7)
      var watched = path(station, seed: 7)
      var (sketch, histogram) = (QuantileSketch(), Histogram(over: 0..<50, bins: 100))
      var counts = CountSeries(over: Periods(length: 30, count: 20))
      var trace = EventTrace.keeping()
      watched.onWait = { kind, wait in
        sketch.add(wait)
        histogram.add(wait)
        counts.add(at: 0)
        trace.record(time: wait, kind: kind)
      }
      plain.run(until: 800)
      watched.run(until: 800)
      #expect(plain.records == watched.records)
      #expect(trace.count > 500)
    }
  }

  @Test("Replications have the same results on any number of threads")
  func threadsChangeNothing() async {
    func records(threads: Int) async -> [[QueueingSystem.Record]] {
      await withTaskGroup(of: [(Int, [QueueingSystem.Record])].self) { group in
        for thread in 0..<threads {
          group.addTask {
            stride(from: thread, to: 14, by: threads).map { number in
              var system = path(Self.stations[number % 5], seed: number)
              system.run(until: 300)
              return (number, system.records)
            }
          }
        }
        return await group.reduce(into: [], +=).sorted { $0.0 < $1.0 }.map(\.1)
      }
    }
    let alone = await records(threads: 1)
    #expect(alone[0] != alone[5])
    for threads in [2, 7] { #expect(await records(threads: threads) == alone) }
  }
}
