// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

/// A machine that makes one unit after the other for a stock, and stops with one in hand while it is full.
private struct MadeToStock: LifeDriven {
  enum Step: Int { case demand, served, make, made, next }
  enum Spot: Int { case stock }

  var lives: Lives<Step, Spot, Void>
  var demands: RandomStream
  var makings: RandomStream
  let rate: Double
  var missing = TimeWeighted()
  var stopped = TimeWeighted()

  mutating func live(_ step: Step) {
    switch step {
    case .demand:
      lives.begin(.demand, after: demands.exponential(mean: 1 / rate))
      lives.take(1, from: .stock)
    case .served: lives.end()
    case .make: lives.hold(makings.exponential(mean: 1))
    case .made: lives.put(1, into: .stock)
    case .next: lives.go(to: .make)
    }
    missing.set(Double(lives[stock: .stock].takersWaiting), at: lives.now)
    stopped.set(Double(lives[stock: .stock].giversWaiting), at: lives.now)
  }
}

/// A tool of some kind.
private struct ToolOfKind: ItemWish {
  let kind: Int
  func accepts(_ tool: Int) -> Bool { tool % 2 == kind }
}

/// Two trades that take the tools of their kinds from one store.
private struct Workshop: EventDriven {
  enum Event {
    case arrival(Int)
    case done(Int)
  }

  var calendar = EventCalendar<Event>()
  var tools = Store<ToolOfKind>([0, 1, 2, 3, 4])
  var streams: [RandomStream]
  var waiting = [TimeWeighted(), TimeWeighted()]
  static let rates = [2.2, 1.2]

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival(let kind):
      calendar.schedule(
        .arrival(kind), after: streams[kind].exponential(mean: 1 / Self.rates[kind]))
      switch tools.take(kind, ToolOfKind(kind: kind), at: calendar.now) {
      case .granted(let tool): use(tool)
      case .waiting: waiting[kind].add(1, at: calendar.now)
      }
    case .done(let tool):
      _ = tools.put(tool, at: calendar.now)
      while let delivery = tools.grantNext(at: calendar.now) {
        waiting[delivery.customer].add(-1, at: calendar.now)
        use(delivery.item)
      }
    }
  }

  mutating func use(_ tool: Int) {
    calendar.schedule(.done(tool), after: streams[2].exponential(mean: 1))
  }
}

/// The same trades, whose members wait in one line and are offered what is given back.
private struct Offers: LifeDriven {
  enum Step: Int { case come, use, giveBack }
  enum Spot: Int { case line }
  struct Member: BitwiseCopyable {
    let kind: Int
    var tool = -1
  }

  var lives = Lives<Step, Spot, Member>(Station(servers: 0))
  var tools = [0, 1, 2, 3, 4]
  var streams: [RandomStream]
  var waits = [Tally(), Tally()]

  mutating func live(_ step: Step) {
    switch step {
    case .come:
      let kind = lives.customer.kind
      lives.begin(
        .come, Member(kind: kind), after: streams[kind].exponential(mean: 1 / Workshop.rates[kind]))
      guard let index = tools.firstIndex(where: { $0 % 2 == kind }) else {
        return lives.wait(at: .line)
      }
      lives.customer.tool = tools.remove(at: index)
    case .use:
      waits[lives.customer.kind].add(lives.age)
      lives.hold(streams[2].exponential(mean: 1))
    case .giveBack:
      let tool = lives.customer.tool
      let isTaken = lives.signal(.line) { member in
        guard member.kind == tool % 2 else { return false }
        member.tool = tool
        return true
      }
      if !isTaken { tools.append(tool) }
    }
  }
}

@Suite("Stocks and stores against exact theory")
struct StockOracles {
  private func streams(seed: Int, replication: Int) -> [RandomStream] {
    let luck = Luck(seed: seed, replication: replication)
    return (0..<3).map { luck.stream(StreamAddress(kind: 1, number: 0, purpose: $0)) }
  }

  /// What is missing until the stock is full and the machine stops is the number in an M/M/1.
  @Test("A machine that makes to stock: demands that wait, and the time it stands still")
  func madeToStock() {
    let (rho, capacity) = (0.7, 3)
    let (start, end) = (400.0, 6400.0)
    let samples = replications(100) { replication in
      let streams = streams(seed: 151, replication: replication)
      var model = MadeToStock(
        lives: Lives(stocks: [Stock(capacity: Double(capacity))]), demands: streams[0],
        makings: streams[1], rate: rho)
      model.lives.begin(.make)
      model.lives.begin(.demand)
      model.run(until: start)
      model.missing.reset(at: start)
      model.stopped.reset(at: start)
      model.run(until: end)
      return ["missing": model.missing.mean(to: end), "stopped": model.stopped.mean(to: end)]
    }
    // The unit in the hand of the machine is one more in stock.
    let exact = pow(rho, Double(capacity + 2)) / (1 - rho)
    expect(samples["missing"] ?? [], equal: exact, detecting: 0.25, "missing")
    expect(samples["stopped"] ?? [], equal: 1 - rho, detecting: 0.05, "stopped")
  }

  @Test("Tools of two kinds in one store are two groups of servers")
  func store() {
    let (start, end) = (200.0, 2200.0)
    let samples = replications(100) { replication in
      var model = Workshop(streams: streams(seed: 152, replication: replication))
      for kind in 0..<2 { model.calendar.schedule(.arrival(kind), at: 0) }
      model.run(until: start)
      for kind in 0..<2 { model.waiting[kind].reset(at: start) }
      model.run(until: end)
      return ["0": model.waiting[0].mean(to: end), "1": model.waiting[1].mean(to: end)]
    }
    for (kind, servers) in [3, 2].enumerated() {
      let queue = ManyServers(arrivals: Workshop.rates[kind], service: 1, servers: servers)
      expect(
        samples["\(kind)"] ?? [], equal: queue.arrivals * queue.meanWait, detecting: 0.2,
        "kind \(kind)")
    }
  }

  @Test("Tools that are offered to those in one line are two groups of servers")
  func offers() {
    let (start, end) = (200.0, 2200.0)
    let samples = replications(100) { replication in
      var model = Offers(streams: streams(seed: 153, replication: replication))
      for kind in 0..<2 { model.lives.begin(.come, .init(kind: kind)) }
      model.run(until: start)
      model.waits = [Tally(), Tally()]
      model.run(until: end)
      return ["0": model.waits[0].mean, "1": model.waits[1].mean]
    }
    for (kind, servers) in [3, 2].enumerated() {
      let queue = ManyServers(arrivals: Workshop.rates[kind], service: 1, servers: servers)
      expect(samples["\(kind)"] ?? [], equal: queue.meanWait, detecting: 0.2, "kind \(kind)")
    }
  }
}
