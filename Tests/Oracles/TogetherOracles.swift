// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

/// Lorries that leave the dock when a batch of them has come, and one crane for batches.
private struct Batches: LifeDriven {
  enum Step: Int { case come, leave, lift, lifted, end }
  enum Spot: Int { case dock, crane }

  var lives = Lives<Step, Spot, Void>(Station(servers: 0), Station(servers: 1))
  var streams: [RandomStream]
  var waits = Tally()
  static let size = 4
  static let rate = 2.8
  static let lift = 1.0

  mutating func live(_ step: Step) {
    switch step {
    case .come:
      lives.begin(.come, after: streams[0].exponential(mean: 1 / Self.rate))
      lives.wait(at: .dock)
      if lives[.dock].waiting == Self.size {
        lives.signal(.dock, Self.size)
        lives.begin(.lift)
      }
    case .leave:
      waits.add(lives.waited)
      lives.end()
    case .lift: lives.seize(.crane)
    case .lifted: lives.hold(streams[1].exponential(mean: Self.lift))
    case .end: lives.release(.crane)
    }
  }
}

/// Questions, one after the other: each is over with its answer or with its patience, whichever comes first.
///
/// The answer to a question that is over comes all the same, and finds another life where that of its question was.
private struct Questions: LifeDriven {
  enum Step: Int { case ask, silent, answered, reply }
  enum Spot: Int { case none }

  var lives = Lives<Step, Spot, LifeName>()
  var streams: [RandomStream]
  var times = Tally()
  var answers = Tally()
  static let patience = 0.8
  static let answer = 1.3

  mutating func live(_ step: Step) {
    switch step {
    case .ask:
      lives.begin(.reply, lives.name, after: streams[1].exponential(mean: Self.answer))
      lives.hold(streams[0].exponential(mean: Self.patience))
    case .silent, .answered:
      times.add(lives.age)
      if step == .answered { answers.add(lives.age) }
      lives.begin(.ask, .none)
      lives.end()
    case .reply:
      lives.interrupt(lives.customer, to: .answered)
      lives.end()
    }
  }
}

/// Orders, one after the other, each of two parts that are made side by side.
private struct Orders: LifeDriven {
  enum Step: Int { case order, complete, make, made }
  enum Spot: Int { case none }

  var lives = Lives<Step, Spot, LifeName>()
  var streams: [RandomStream]
  var missing = 0
  var times = Tally()
  var squares = Tally()
  static let lengths = [0.7, 1.1]

  mutating func live(_ step: Step) {
    switch step {
    case .order:
      missing = Self.lengths.count
      for (part, length) in Self.lengths.enumerated() {
        lives.begin(.make, lives.name, after: streams[part].exponential(mean: length))
      }
      lives.sleep()
    case .complete:
      times.add(lives.age)
      squares.add(lives.age * lives.age)
      lives.begin(.order, .none)
      lives.end()
    case .make: missing -= 1
    case .made:
      if missing == 0 { lives.wake(lives.customer) }
    }
  }
}

/// A desk with an urgent line and an ordinary one, from which the urgent line gets those who have waited for some time.
///
/// They stand where they would have stood had they been urgent when they came. What they want takes longer by then.
private struct Upgrades: LifeDriven {
  enum Step: Int { case comeUrgent, comeOrdinary, join, serve, leave, upgrade }
  enum Spot: Int { case desk }
  enum Kind: Int { case urgent, ordinary, upgraded }
  struct Customer: BitwiseCopyable {
    var isUrgent = false
    /// After what wait the customer is upgraded.
    var patience = Double.infinity
    /// Who is upgraded in a life that does that.
    var name = LifeName.none
  }

  var lives = Lives<Step, Spot, Customer>(Station(servers: 1, room: Self.room))
  var streams: [RandomStream]
  var waiting = [TimeWeighted](repeating: TimeWeighted(), count: 3)
  static let room = 4
  static let patience = 1.6
  /// By kind, an upgraded customer comes as an ordinary one.
  static let arrivals = [0.4, 0.6, 0]
  static let services = [1.0, 1.3, 0.6]

  mutating func live(_ step: Step) {
    switch step {
    case .comeUrgent: come(.urgent, next: step)
    case .comeOrdinary: come(.ordinary, next: step)
    case .join: lives.seize(.desk, priority: lives.customer.isUrgent ? 0 : 1)
    case .serve:
      var kind = Kind.urgent
      if !lives.customer.isUrgent {
        kind = lives.waited > lives.customer.patience ? .upgraded : .ordinary
      }
      if lives.waited > 0 { change(kind, by: -1) }
      lives.hold(streams[2].exponential(mean: 1 / Self.services[kind.rawValue]))
    case .leave:
      lives.release(.desk)
      lives.end()
    case .upgrade:
      if lives.setPriority(lives.customer.name, to: 0) {
        change(.ordinary, by: -1)
        change(.upgraded, by: 1)
      }
    }
  }

  private mutating func come(_ kind: Kind, next step: Step) {
    let rate = Self.arrivals[kind.rawValue]
    lives.begin(step, Customer(), after: streams[kind.rawValue].exponential(mean: 1 / rate))
    lives.customer.isUrgent = kind == .urgent
    let waits = lives[.desk].busy == 1 && lives[.desk].waiting < Self.room
    if waits { change(kind, by: 1) }
    if kind == .ordinary {
      let patience = streams[3].exponential(mean: Self.patience)
      lives.customer.patience = patience
      if waits { lives.begin(.upgrade, Customer(name: lives.name), after: patience) }
    }
    lives.go(to: .join)
  }

  private mutating func change(_ kind: Kind, by difference: Double) {
    waiting[kind.rawValue].add(difference, at: lives.now)
  }
}

@Suite("Lives that wait for one another against exact theory")
struct TogetherOracles {
  private func streams(seed: Int, replication: Int) -> [RandomStream] {
    let luck = Luck(seed: seed, replication: replication)
    return (0..<4).map { luck.stream(StreamAddress(kind: 1, number: 0, purpose: $0)) }
  }

  /// The first of b waits for b - 1 others, the last for none.
  ///
  /// Batches come to the crane by Erlang's law: E_b/M/1.
  @Test("A batch waits until it is complete, and batches are a queue with Erlang's arrivals")
  func batches() {
    let (start, end) = (400.0, 4400.0)
    let samples = replications(100) { replication in
      var model = Batches(streams: streams(seed: 171, replication: replication))
      model.lives.begin(.come)
      model.run { $0.waits.count < 200 * Batches.size }
      let wait = model.waits.mean
      model.run(until: start)
      model.lives.resetStatistics()
      model.run(until: end)
      return ["wait": wait, "batches": model.lives[.crane].meanQueue(at: end)]
    }
    let size = Double(Batches.size)
    expect(samples["wait"] ?? [], equal: (size - 1) / (2 * Batches.rate), detecting: 0.05, "wait")
    let queue = SingleServerErlangArrivals(
      phases: Batches.size, phaseRate: Batches.rate, service: Batches.lift)
    expect(samples["batches"] ?? [], equal: queue.meanQueue, detecting: 0.2, "batches")
  }

  /// The first of two exponential times is exponential at the sum of their rates, whichever of them it is.
  @Test("Whichever comes first has the rate of both, and says nothing of when")
  func anyOf() {
    let samples = replications(100) { replication in
      var model = Questions(streams: streams(seed: 172, replication: replication))
      model.lives.begin(.ask, .none)
      model.run { $0.times.count < 400 }
      return [
        "time": model.times.mean,
        "answered": Double(model.answers.count) / 400,
        "time of the answered": model.answers.mean * Double(model.answers.count) / 400,
      ]
    }
    let (silence, answer) = (1 / Questions.patience, 1 / Questions.answer)
    let (time, share) = (1 / (silence + answer), answer / (silence + answer))
    expect(samples["time"] ?? [], equal: time, detecting: 0.05, "time")
    expect(samples["answered"] ?? [], equal: share, detecting: 0.1, "answered")
    expect(
      samples["time of the answered"] ?? [], equal: share * time, detecting: 0.1,
      "time of the answered")
  }

  /// `max = X + Y - min`, and `max^2 = X^2 + Y^2 - min^2`.
  @Test("Who sleeps until both are done sleeps for the longer of two exponential times")
  func allOf() {
    let samples = replications(100) { replication in
      var model = Orders(streams: streams(seed: 173, replication: replication))
      model.lives.begin(.order, .none)
      model.run { $0.times.count < 400 }
      return ["time": model.times.mean, "square": model.squares.mean]
    }
    let (first, second) = (Orders.lengths[0], Orders.lengths[1])
    let shorter = 1 / (1 / first + 1 / second)
    expect(samples["time"] ?? [], equal: first + second - shorter, detecting: 0.05, "time")
    expect(
      samples["square"] ?? [],
      equal: 2 * (first * first + second * second - shorter * shorter), detecting: 0.1, "square")
  }

  /// The kind in service, and the kinds in the line in the order in which they came.
  private struct Desk: Hashable {
    var serving: Int?
    var line: [Int] = []

    /// The desk when a service ends.
    var next: Desk {
      guard !line.isEmpty else { return Desk() }
      var next = self
      let first = line.firstIndex { $0 != Upgrades.Kind.ordinary.rawValue } ?? 0
      next.serving = next.line.remove(at: first)
      return next
    }
  }

  @Test("Those who are upgraded while they wait: a chain of the kinds in the line, as they came")
  func upgrades() {
    let ordinary = Upgrades.Kind.ordinary.rawValue
    let chain = MarkovChain(from: Desk()) { state in
      var steps: [MarkovChain<Desk>.Step] = []
      for kind in 0..<2 {
        var come = state
        if state.serving == nil { come.serving = kind } else { come.line.append(kind) }
        let isFull = state.line.count == Upgrades.room
        steps.append(.init(to: come, rate: isFull ? 0 : Upgrades.arrivals[kind]))
      }
      if let kind = state.serving {
        steps.append(.init(to: state.next, rate: Upgrades.services[kind]))
      }
      for (index, kind) in state.line.enumerated() where kind == ordinary {
        var upgraded = state
        upgraded.line[index] = Upgrades.Kind.upgraded.rawValue
        steps.append(.init(to: upgraded, rate: 1 / Upgrades.patience))
      }
      return steps
    }
    let law = chain.stationaryLaw
    let (start, end) = (100.0, 4100.0)
    let samples = replications(100) { replication in
      var model = Upgrades(streams: streams(seed: 174, replication: replication))
      model.lives.begin(.comeUrgent, Upgrades.Customer())
      model.lives.begin(.comeOrdinary, Upgrades.Customer())
      model.run(until: start)
      for kind in 0..<3 { model.waiting[kind].reset(at: start) }
      model.run(until: end)
      return Dictionary(uniqueKeysWithValues: (0..<3).map { ($0, model.waiting[$0].mean(to: end)) })
    }
    for kind in 0..<3 {
      let exact = chain.mean(of: { state in Double(state.line.count { $0 == kind }) }, under: law)
      expect(samples[kind] ?? [], equal: exact, detecting: 0.1, "kind \(kind)")
    }
  }
}
