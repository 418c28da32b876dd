// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import StatisticalTesting
import Testing

/// What the programs in `Examples` are held against, computed here and read there.
@Suite("The references of the examples")
struct ExampleReferences {
  /// Expects the sources of the examples to state the value, to six digits behind the point.
  private func expectStated(_ name: String, _ value: Double) throws {
    let lines = try sourceLines(inFolder: "Examples/Sources/Examples") {
      $0.contains("\"\(name)\": ")
    }
    let stated = try #require(lines.first).firstRange(of: "\"\(name)\": ").flatMap {
      Double(lines[0][$0.upperBound...].prefix { $0.isNumber || $0 == "." })
    }
    #expect(lines.count == 1)
    #expect(abs(try #require(stated) - value) < 1e-6, "\(name) is \(value)")
  }

  private struct Queue: Hashable {
    var busy = 0
    var urgent = 0
    var others = 0
  }

  @Test("Two priorities with reneging: a chain of those in service and those waiting")
  func priorities() throws {
    let chain = MarkovChain(from: Queue()) { state in
      var (urgent, other, done) = (state, state, state)
      if state.busy < 2 {
        urgent.busy += 1
        other.busy += 1
      } else {
        urgent.urgent += 1
        other.others += 1
      }
      if state.urgent > 0 {
        done.urgent -= 1
      } else if state.others > 0 {
        done.others -= 1
      } else {
        done.busy -= 1
      }
      return [
        .init(to: urgent, rate: state.urgent < 14 ? 0.6 : 0),
        .init(to: other, rate: state.others < 20 ? 1.6 : 0),
        .init(to: done, rate: Double(state.busy)),
        .init(
          to: Queue(busy: state.busy, urgent: state.urgent - 1, others: state.others),
          rate: 0.5 * Double(state.urgent)),
        .init(
          to: Queue(busy: state.busy, urgent: state.urgent, others: state.others - 1),
          rate: 0.5 * Double(state.others)),
      ]
    }
    let law = chain.stationaryLaw
    try expectStated("urgent lost", 0.5 * chain.mean(of: { Double($0.urgent) }, under: law))
    try expectStated("others lost", 0.5 * chain.mean(of: { Double($0.others) }, under: law))
  }

  @Test("Preemptive resume and a network of Jackson's: closed forms")
  func closedForms() throws {
    let times = preemptiveTimes(arrivals: [0.3, 0.4], service: 1, servers: 1)
    try expectStated("time of the urgent", times[0])
    try expectStated("time of others", times[1])
    let flows = jacksonFlows(
      arrivals: [0.5, 0.4, 0], routing: [[0, 0.5, 0.5], [0.3, 0, 0.4], [0.2, 0.1, 0]])
    let number = zip(flows, [(2.0, 1), (1, 2), (0.7, 3)]).reduce(0) {
      $0 + ManyServers(arrivals: $1.0, service: $1.1.0, servers: $1.1.1).meanNumber
    }
    try expectStated("time in the network", number / 0.9)
  }

  private struct Calls: Hashable {
    var singles = 0
    var pairs = 0
    /// What the first of those waiting needs, 0 if nobody waits.
    var first = 0
    var waiting = 0
  }

  /// The laws of the calls after one has ended: who is next after the first in line is open until then.
  private func served(_ state: Calls, _ probability: Double) -> [(Calls, Double)] {
    guard state.first > 0, state.singles + 2 * state.pairs + state.first <= 4 else {
      return [(state, probability)]
    }
    var next = state
    if state.first == 1 { next.singles += 1 } else { next.pairs += 1 }
    next.waiting -= 1
    next.first = 0
    if next.waiting == 0 { return [(next, probability)] }
    return [(1, 1 / 1.7), (2, 0.7 / 1.7)].flatMap { first, share in
      var state = next
      state.first = first
      return served(state, probability * share)
    }
  }

  @Test("Pairs of servers: a chain of those in service, the first in line and those behind it")
  func pairs() throws {
    let chain = MarkovChain(from: Calls()) { state in
      var steps: [MarkovChain<Calls>.Step] = []
      for (units, rate) in [(1, 1.0), (2, 0.7)] {
        var come = state
        if state.first > 0 {
          come.waiting += 1
        } else if state.singles + 2 * state.pairs + units > 4 {
          come.first = units
          come.waiting = 1
        } else if units == 1 {
          come.singles += 1
        } else {
          come.pairs += 1
        }
        steps.append(.init(to: come, rate: state.waiting < 60 ? rate : 0))
      }
      var (single, pair) = (state, state)
      single.singles -= 1
      pair.pairs -= 1
      for (after, rate) in [(single, state.singles), (pair, state.pairs)] where rate > 0 {
        steps += served(after, Double(rate)).map { .init(to: $0.0, rate: $0.1) }
      }
      return steps
    }
    let law = chain.stationaryLaw
    try expectStated("waiting calls", chain.mean(of: { Double($0.waiting) }, under: law))
    try expectStated("busy officers", 1 + 2 * 0.7)
  }

  private struct Ward: Hashable {
    var busy = 0
    var waiting = 0
  }

  @Test("Night shift: forward equations from shift to shift")
  func nightShift() throws {
    let nurses = [4, 8]
    func granted(_ state: Ward, _ servers: Int) -> Ward {
      let served = min(state.waiting, max(0, servers - state.busy))
      return Ward(busy: state.busy + served, waiting: state.waiting - served)
    }
    func steps(_ state: Ward, shift: Int) -> [MarkovChain<Ward>.Step] {
      let come = granted(Ward(busy: state.busy, waiting: state.waiting + 1), nurses[shift])
      let done = granted(Ward(busy: state.busy - 1, waiting: state.waiting), nurses[shift])
      return [
        .init(to: come, rate: state.waiting < 90 ? 5 : 0, kind: 2 * shift),
        .init(to: done, rate: Double(state.busy), kind: 2 * shift + 1),
      ]
    }
    let chain = MarkovChain(from: Ward()) { steps($0, shift: 0) + steps($0, shift: 1) }
    let numbers = Dictionary(uniqueKeysWithValues: chain.states.enumerated().map { ($1, $0) })
    var law = chain.states.map { $0 == Ward() ? 1.0 : 0 }
    var area = 0.0
    for (from, to, shift) in [
      (0.0, 8.0, 0), (8, 20, 1), (20, 32, 0), (32, 44, 1), (44, 56, 0), (56, 68, 1), (68, 72, 0),
    ] {
      var begun = law.map { _ in 0.0 }
      for (state, probability) in zip(chain.states, law) {
        if let after = numbers[granted(state, nurses[shift])] { begun[after] += probability }
      }
      let forward = chain.forward(
        begun, from: from, to: to, steps: Int(to - from) * 60,
        intensity: { kind, _ in kind / 2 == shift ? 1 : 0 })
      area += chain.mean(of: { Double($0.waiting) }, under: forward.occupation)
      law = forward.law
    }
    try expectStated("waiting in three days", area / 72)
  }

  @Test("Time-dependent arrivals: forward equations of the number present")
  func varyingArrivals() throws {
    let chain = MarkovChain(from: 0) { (present: Int) in
      [
        .init(to: present + 1, rate: present < 90 ? 1.2 : 0, kind: 0),
        .init(to: present - 1, rate: Double(min(present, 2)), kind: 1),
      ]
    }
    let forward = chain.forward(
      chain.states.map { $0 == 0 ? 1 : 0 }, from: 0, to: 48, steps: 4800,
      intensity: { kind, time in kind == 1 ? 1 : 1 + 0.6 * cos(2 * .pi * (time - 12) / 24) })
    let area = chain.mean(of: { Double(max(0, $0 - 2)) }, under: forward.occupation)
    try expectStated("waiting in two days", area / 48)
  }

  /// A job of exponential length ends in any quantum with the same probability, so that the number at the
  /// computer at the ends of quanta is a Markov chain, whoever has the next one.
  @Test("Time-shared computer: a Markov renewal process from quantum to quantum")
  func sharedComputer() throws {
    let (terminals, thinking, work, quantum, overhead) = (35, 25.0, 0.8, 0.1, 0.015)
    let ending = 1 - exp(-quantum / work)
    /// The chances that so many of those thinking send a job within a time.
    func sent(_ thinkers: Int, within time: Double) -> [Double] {
      let one = 1 - exp(-time / thinking)
      var law = [1.0]
      for _ in 0..<thinkers {
        law = zip(law + [0], [0] + law).map { $0 * (1 - one) + $1 * one }
      }
      return law
    }
    // Lengths of a last quantum, with their weights: Simpson's rule.
    let lasts = (0...40).map { index -> (length: Double, weight: Double) in
      let length = quantum * Double(index) / 40
      let weight = index == 0 || index == 40 ? 1.0 : index % 2 == 1 ? 4 : 2
      return (length, weight * quantum / 120 * exp(-length / work) / work / ending)
    }
    let chain = MarkovChain(from: 0) { (jobs: Int) in
      guard jobs > 0 else { return [.init(to: 1, rate: 1)] }
      let thinkers = terminals - jobs
      let goOn = sent(thinkers, within: quantum + overhead).enumerated().map {
        MarkovChain<Int>.Step(to: jobs + $0, rate: (1 - ending) * $1)
      }
      return goOn
        + lasts.flatMap { last in
          sent(thinkers, within: last.length + overhead).enumerated().map {
            MarkovChain<Int>.Step(to: jobs - 1 + $0, rate: ending * last.weight * $1)
          }
        }
    }
    let law = chain.stationaryLaw
    let idle = chain.mean(of: { $0 == 0 ? thinking / Double(terminals) : 0 }, under: law)
    let last = lasts.reduce(0) { $0 + $1.length * $1.weight }
    let slice = (1 - ending) * quantum + ending * last + overhead
    let quanta = chain.mean(of: { $0 > 0 ? 1 : 0 }, under: law)
    let throughput = quanta * ending / (idle + quanta * slice)
    try expectStated("response time", Double(terminals) / throughput - thinking)
    try expectStated("busy computer", quanta * slice / (idle + quanta * slice))
  }
}
