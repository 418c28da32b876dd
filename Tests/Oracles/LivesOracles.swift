// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import StatisticalTesting
import Testing

/// Two machines in a row with little room between them: who is done at the first keeps it until there is
/// room.
private struct Row: LifeDriven {
  enum Step: Int { case come, work, move, goOn, finish, leave }
  enum Spot: Int { case first, room, second }

  var lives = Lives<Step, Spot, Void>(
    Station(servers: 1, room: 5), Station(servers: 3), Station(servers: 1))
  var streams: [RandomStream]
  var blocked = TimeWeighted()
  static let rate = 0.8

  mutating func live(_ step: Step) {
    switch step {
    case .come:
      lives.begin(.come, after: streams[0].exponential(mean: 1 / Self.rate))
      lives.seize(.first)
    case .work: lives.hold(streams[1].exponential(mean: 1))
    case .move:
      blocked.set(lives[.room].busy == 3 ? 1 : 0, at: lives.now)
      lives.seize(.room)
    case .goOn:
      blocked.set(0, at: lives.now)
      lives.release(.first)
      lives.seize(.second)
    case .finish: lives.hold(streams[2].exponential(mean: 0.9))
    case .leave:
      lives.release(.second)
      lives.release(.room)
    }
  }
}

/// A machine that breaks down, whether it works or not, and what it works at is gone on with later.
private struct Breakdowns: LifeDriven {
  enum Step: Int { case come, work, leave, breakDown, repair, repaired }
  enum Spot: Int { case machine }

  var lives = Lives<Step, Spot, Void>(Station(servers: 1, victims: .latestStart))
  var streams: [RandomStream]
  var present = TimeWeighted()

  mutating func live(_ step: Step) {
    switch step {
    case .come:
      lives.begin(.come, after: streams[0].exponential(mean: 2))
      present.add(1, at: lives.now)
      lives.seize(.machine, priority: 1)
    case .work: lives.hold(streams[1].exponential(mean: 1))
    case .leave:
      present.add(-1, at: lives.now)
      lives.release(.machine)
      lives.end()
    case .breakDown: lives.seize(.machine, priority: 0, preempting: .resume)
    case .repair: lives.hold(streams[3].exponential(mean: 2))
    case .repaired:
      lives.release(.machine)
      lives.hold(streams[2].exponential(mean: 10))
      lives.go(to: .breakDown)
    }
  }
}

@Suite("Lives against Markov chains that are solved here")
struct LivesOracles {
  private func streams(seed: Int, replication: Int) -> [RandomStream] {
    let luck = Luck(seed: seed, replication: replication)
    return (0..<4).map { luck.stream(StreamAddress(kind: 1, number: 0, purpose: $0)) }
  }

  private struct RowState: Hashable {
    /// At the first machine, waiting included.
    var first = 0
    /// In the room, at the second machine or waiting for it.
    var second = 0
    var isBlocked = false
  }

  @Test("A machine is blocked while there is no room behind it")
  func blocking() {
    let chain = MarkovChain(from: RowState()) { state in
      var (come, done, left) = (state, state, state)
      come.first += 1
      if state.second < 3 {
        done.first -= 1
        done.second += 1
      } else {
        done.isBlocked = true
      }
      left.second -= 1
      if state.isBlocked {
        left.first -= 1
        left.second += 1
        left.isBlocked = false
      }
      return [
        .init(to: come, rate: state.first < 6 ? Row.rate : 0),
        .init(to: done, rate: state.first > 0 && !state.isBlocked ? 1 : 0),
        .init(to: left, rate: state.second > 0 ? 1 / 0.9 : 0),
      ]
    }
    let law = chain.stationaryLaw
    let (start, end) = (200.0, 2200.0)
    let samples = replications(100) { replication in
      var row = Row(streams: streams(seed: 161, replication: replication))
      row.lives.begin(.come)
      row.run(until: start)
      row.lives.resetStatistics()
      row.blocked.reset(at: start)
      row.run(until: end)
      return [
        "blocked": row.blocked.mean(to: end), "room": row.lives[.room].meanBusy(at: end),
        "waiting": row.lives[.first].meanQueue(at: end),
        "refused": Double(row.lives[.first].refused) / (end - start),
      ]
    }
    let exact: [String: (RowState) -> Double] = [
      "blocked": { $0.isBlocked ? 1 : 0 }, "room": { Double($0.second) },
      "waiting": { Double(max(0, $0.first - 1)) }, "refused": { $0.first == 6 ? Row.rate : 0 },
    ]
    for name in exact.keys.sorted() {
      guard let value = exact[name] else { continue }
      expect(
        samples[name] ?? [], equal: chain.mean(of: value, under: law), detecting: 0.2, name)
    }
  }

  private struct BreakdownState: Hashable {
    var present = 0
    var isUp = true
  }

  @Test("A machine that breaks down goes on with its work after the repair")
  func breakdowns() {
    let chain = MarkovChain(from: BreakdownState()) { state in
      var (come, done, turned) = (state, state, state)
      come.present += 1
      done.present -= 1
      turned.isUp.toggle()
      return [
        .init(to: come, rate: state.present < 100 ? 0.5 : 0),
        .init(to: done, rate: state.present > 0 && state.isUp ? 1 : 0),
        .init(to: turned, rate: state.isUp ? 0.1 : 0.5),
      ]
    }
    let law = chain.stationaryLaw
    let (start, end) = (400.0, 4400.0)
    let samples = replications(100) { replication in
      var model = Breakdowns(streams: streams(seed: 162, replication: replication))
      model.lives.begin(.come)
      model.lives.begin(.breakDown, after: 10)
      model.run(until: start)
      model.present.reset(at: start)
      model.run(until: end)
      return model.present.mean(to: end)
    }
    expect(
      samples, equal: chain.mean(of: { Double($0.present) }, under: law), detecting: 0.2, "present")
  }
}
