// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

@Suite("What arrivals see")
struct ArrivalOracles {
  private enum Event: BitwiseCopyable {
    case arrival
    case departure
  }

  /// Over any time from any beginning, those who find so many present number as the arrival rate times
  /// the time with so many present, in the mean: no warm-up is needed.
  ///
  /// Source: R. W. Wolff, "Poisson arrivals see time averages", Operations Research 30 (1982),
  /// doi:10.1287/opre.30.2.223.
  @Test(
    "Poisson arrivals see time averages, whatever the law of service and the discipline",
    arguments: [Law.fixed(1), .gamma(mean: 1, sd: 1.5)], [Discipline.firstCome, .lastCome])
  func poissonArrivalsSeeTimeAverages(service: Law, discipline: Discipline) {
    let (rate, end, most) = (1.6, 500.0, 5)
    let samples = replications(100) { replication in
      let luck = Luck(seed: 131, replication: replication)
      var gaps = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1))
      var lengths = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 2))
      var calendar = EventCalendar<Event>()
      var desk = Station(servers: 2, discipline: discipline, room: most - 2)
      var (finding, time) = (
        [Int](repeating: 0, count: most + 1), [Double](repeating: 0, count: most + 1)
      )
      var latest = 0.0
      func serve() {
        calendar.schedule(.departure, at: calendar.now + lengths.draw(service))
      }
      calendar.schedule(.arrival, at: gaps.exponential(mean: 1 / rate))
      while let event = calendar.next(before: end) {
        let present = desk.busy + desk.waiting
        time[present] += calendar.now - latest
        latest = calendar.now
        switch event {
        case .arrival:
          finding[present] += 1
          if case .granted = desk.request(0, at: calendar.now) { serve() }
          calendar.schedule(.arrival, at: calendar.now + gaps.exponential(mean: 1 / rate))
        case .departure:
          desk.release(at: calendar.now)
          while desk.grantNext(at: calendar.now) != nil { serve() }
        }
      }
      time[desk.busy + desk.waiting] += end - latest
      return Dictionary(
        uniqueKeysWithValues: (0...most).map {
          ($0, (Double(finding[$0]) - rate * time[$0]) / (rate * end))
        })
    }
    for present in 0...most {
      expect(samples[present] ?? [], equal: 0, detecting: 0.02, of: 1, "finding \(present)")
    }
  }
}
