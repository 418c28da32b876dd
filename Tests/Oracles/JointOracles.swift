// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

/// Two stations, each with customers of its own, and customers who need a server of both at once.
@Suite("Joint requests against the Markov chain that is solved here")
struct JointOracles {
  /// Classes 0 and 1 need a server of station 0 or 1 only, class 2 one of each.
  private struct State: Hashable {
    var serving = [0, 0, 0]
    var waiting = [0, 0, 0]
  }
  private enum Event: BitwiseCopyable {
    case arrival(Int)
    case departure(Int)
  }

  private let servers = [2, 1]
  private let arrivals = [1.1, 0.3, 0.4]
  private let service = [1.0, 0.8, 0.7]
  private let room = 4

  private func free(_ state: State, _ station: Int) -> Int {
    servers[station] - state.serving[station] - state.serving[2]
  }

  private func canServe(_ kind: Int, _ state: State) -> Bool {
    kind == 2 ? free(state, 0) > 0 && free(state, 1) > 0 : free(state, kind) > 0
  }

  /// The state after all those have been served who can be, those with joint requests first.
  private func granted(_ state: State) -> State {
    var state = state
    for kind in [2, 0, 1] {
      while state.waiting[kind] > 0 && canServe(kind, state) {
        state.waiting[kind] -= 1
        state.serving[kind] += 1
      }
    }
    return state
  }

  private var chain: MarkovChain<State> {
    MarkovChain(from: State()) { state in
      (0..<3).flatMap { kind in
        var (arrived, finished) = (state, state)
        if state.waiting[kind] == 0 && canServe(kind, state) {
          arrived.serving[kind] += 1
        } else {
          arrived.waiting[kind] += 1
        }
        finished.serving[kind] -= 1
        return [
          MarkovChain<State>.Step(
            to: arrived, rate: arrived.waiting[kind] > room ? 0 : arrivals[kind]),
          .init(to: granted(finished), rate: Double(state.serving[kind]) * service[kind]),
        ]
      }
    }
  }

  @Test("Queues and servers of both stations")
  func queues() {
    let chain = chain
    let law = chain.stationaryLaw
    let (time, seed) = (600.0, 121)
    let needs = [Need(of: 0), Need(of: 1)]
    let samples = replications(100) { replication in
      let luck = Luck(seed: seed, replication: replication)
      var streams = (0..<6).map { luck.stream(StreamAddress(kind: 1, number: $0, purpose: 0)) }
      var calendar = EventCalendar<Event>()
      var stations = servers.map { Station(servers: $0, room: room) }
      var joint = JointLine()
      var waiting = (0..<3).map { _ in TimeWeighted() }
      var serving = waiting

      func serve(_ kind: Int) {
        serving[kind].add(1, at: calendar.now)
        let length = streams[3 + kind].draw(.exponential(mean: 1 / service[kind]))
        calendar.schedule(.departure(kind), at: calendar.now + length)
      }
      func enter(_ kind: Int) {
        let now = calendar.now
        if kind == 2 && joint.waiting == room { return }
        let reply =
          kind == 2
          ? joint.request(0, needs: needs, at: now, from: &stations)
          : stations[kind].request(0, at: now)
        switch reply {
        case .granted: serve(kind)
        case .waiting: waiting[kind].add(1, at: now)
        case .refused: break
        }
      }
      func scheduleArrival(_ kind: Int) {
        let gap = streams[kind].draw(.exponential(mean: 1 / arrivals[kind]))
        calendar.schedule(.arrival(kind), at: calendar.now + gap)
      }

      let state = chain.states[drawState(law, seed: seed, replication: replication)]
      // Those in service first: while somebody waits, nobody who comes later may be served.
      for kind in 0..<3 { for _ in 0..<state.serving[kind] { enter(kind) } }
      for kind in 0..<3 { for _ in 0..<state.waiting[kind] { enter(kind) } }
      for kind in 0..<3 { scheduleArrival(kind) }
      while let event = calendar.next(before: time) {
        let now = calendar.now
        switch event {
        case .arrival(let kind):
          scheduleArrival(kind)
          enter(kind)
        case .departure(let kind):
          serving[kind].add(-1, at: now)
          for station in 0..<2 where kind == station || kind == 2 {
            stations[station].release(at: now)
          }
          while joint.grantNext(at: now, from: &stations) != nil {
            waiting[2].add(-1, at: now)
            serve(2)
          }
          for station in 0..<2 {
            while stations[station].grantNext(at: now) != nil {
              waiting[station].add(-1, at: now)
              serve(station)
            }
          }
        }
      }
      return Dictionary(
        uniqueKeysWithValues: (0..<3).flatMap {
          [
            ("waiting \($0)", waiting[$0].mean(to: time)),
            ("serving \($0)", serving[$0].mean(to: time)),
          ]
        })
    }
    for kind in 0..<3 {
      expect(
        samples["waiting \(kind)"] ?? [],
        equal: chain.mean(of: { Double($0.waiting[kind]) }, under: law), detecting: 0.2,
        "waiting \(kind)")
      expect(
        samples["serving \(kind)"] ?? [],
        equal: chain.mean(of: { Double($0.serving[kind]) }, under: law), detecting: 0.1,
        "serving \(kind)")
    }
  }
}
