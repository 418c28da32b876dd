// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

/// A desk with two classes of customers and a row for each who has left.
private struct Desk: LifeDriven {
  enum Step: Int { case come, serve, leave }
  enum Spot: Int { case desk }

  var lives = Lives<Step, Spot, Int>(Station(servers: 1))
  var streams: [RandomStream]
  var records = Records("class", "waited", "came")
  static let rates = [0.3, 0.5]

  mutating func live(_ step: Step) {
    let kind = lives.customer
    switch step {
    case .come:
      lives.begin(.come, kind, after: streams[kind].exponential(mean: 1 / Self.rates[kind]))
      lives.seize(.desk, priority: kind)
    case .serve:
      records.add(Double(kind), lives.waited, lives.now - lives.age)
      lives.hold(streams[2].exponential(mean: 1))
    case .leave: lives.release(.desk)
    }
  }

  mutating func resetStatistics() {
    lives.resetStatistics()
    records.reset()
  }

  /// The customers present, in line and in service.
  var present: Int { lives[.desk].waiting + lives[.desk].busy }

  init(seed: Int, replication: Int) {
    let luck = Luck(seed: seed, replication: replication)
    streams = (0..<3).map { luck.stream(StreamAddress(kind: 1, number: 0, purpose: $0)) }
    for kind in 0..<2 {
      lives.begin(.come, kind, after: streams[kind].exponential(mean: 1 / Self.rates[kind]))
    }
  }
}

/// The same desk as events, without classes.
private struct DeskEvents: EventDriven {
  enum Event { case come, leave }
  var calendar = EventCalendar<Event>()
  var present = 0
  var streams: [RandomStream]

  init(seed: Int, replication: Int) {
    let luck = Luck(seed: seed, replication: replication)
    streams = (0..<2).map { luck.stream(StreamAddress(kind: 1, number: 0, purpose: $0)) }
    calendar.schedule(.come, after: streams[0].exponential(mean: 1 / 0.8))
  }

  mutating func handle(_ event: Event) {
    present += event == .come ? 1 : -1
    if event == .come {
      calendar.schedule(.come, after: streams[0].exponential(mean: 1 / 0.8))
    }
    if event == .leave ? present > 0 : present == 1 {
      calendar.schedule(.leave, after: streams[1].exponential(mean: 1))
    }
  }
}

@Suite("Runs until a condition, and records, against exact theory")
struct RunAndRecordOracles {
  /// From k customers on, the mean time until k + 1 are present is the sum over j from 0 to k of
  /// `(1 / arrivals) (1 / (arrivals service))^(k - j)`, by one step of the chain.
  @Test("The time until five are present for the first time has its mean, as lives and as events")
  func firstPassage() {
    let (arrivals, service) = (0.8, 1.0)
    var exact = 0.0
    for present in 0..<5 {
      for fewer in 0...present {
        var term = 1 / arrivals
        for _ in 0..<(present - fewer) { term /= arrivals * service }
        exact += term
      }
    }
    let samples = replications(4000) { replication in
      var lives = Desk(seed: 181, replication: replication)
      lives.run { $0.present < 5 }
      var events = DeskEvents(seed: 182, replication: replication)
      events.run { $0.present < 5 }
      return ["lives": lives.lives.now, "events": events.calendar.now]
    }
    for name in ["lives", "events"] {
      expect(samples[name] ?? [], equal: exact, detecting: 0.1, name)
    }
  }

  /// A class waits for those in service, for those ahead of it, and for those who come ahead meanwhile.
  ///
  /// Source: A. Cobham, "Priority assignment in waiting line problems", Operations Research 2 (1954).
  @Test("Records tell the mean wait of each class, and all that the station knows of waits")
  func records() throws {
    let (start, end) = (400.0, 4400.0)
    let samples = replications(100) { replication in
      var model = Desk(seed: 183, replication: replication)
      model.run(until: start)
      model.resetStatistics()
      model.run(until: end)
      let tallies = model.records.tallies(of: "waited", by: "class")
      #expect(tallies.map(\.of) == [0, 1])
      let waits = model.lives[.desk].waits
      let all = tallies.map(\.tally.count).reduce(0, +)
      #expect((all, model.records["came"].count) == (waits.count, waits.count))
      let sum = tallies.map(\.tally.sum).reduce(0, +)
      #expect(abs(sum - waits.sum) < 1e-9 * sum)
      // Of all who come, so many find the server busy.
      let delayed = Double(model.lives[.desk].delayed) / (0.8 * (end - start))
      return ["0": tallies[0].tally.mean, "1": tallies[1].tally.mean, "delayed": delayed]
    }
    expect(samples["delayed"] ?? [], equal: 0.8, detecting: 0.05, "who had to wait")
    let service = ServiceTime(.exponential(mean: 1))
    let exact = nonpreemptiveWaits(Desk.rates.map { PriorityClass(arrivals: $0, service: service) })
    for kind in 0..<2 {
      expect(samples["\(kind)"] ?? [], equal: exact[kind], detecting: 0.25, "class \(kind)")
    }
  }
}
