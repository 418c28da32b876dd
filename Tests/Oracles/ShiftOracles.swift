// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc
import StatisticalTesting
import Testing

/// A desk whose servers follow a schedule, told as lives; time is in hours.
private struct ScheduledDesk: LifeDriven {
  enum Step: Int { case come, serve, leave }
  enum Spot: Int { case desk }

  var lives = Lives<Step, Spot, Void>(Station(servers: 0, victims: .latestStart))
  var streams: [RandomStream]
  /// How long customers wait, on average; infinity for as long as it takes.
  let patience: Double
  let greatestRate: Double

  mutating func live(_ step: Step) {
    switch step {
    case .come:
      lives.begin(.come, after: streams[0].exponential(mean: 1 / greatestRate))
      guard streams[1].bernoulli(ShiftOracles.intensity(at: lives.now)) else { return lives.end() }
      lives.seize(
        .desk, patience: patience < .infinity ? streams[2].exponential(mean: patience) : patience)
    case .serve: lives.hold(streams[3].exponential(mean: 1))
    case .leave: lives.release(.desk)
    }
  }
}

@Suite("M_t/M/c(t)+M with shifts against Kolmogorov's forward equations")
struct ShiftOracles {
  private struct State: Hashable {
    var busy: Int
    var waiting: Int
  }
  private let shifts: [(time: Double, servers: Int)] = [(0, 3), (4, 7), (8, 2), (12, 4)]
  private let end = 16.0
  private let service = 1.0
  private let impatience = 0.5
  private let greatestRate = 8.0
  private let longestLine = 30

  static func intensity(at time: Double) -> Double { 0.6 + 0.4 * sin(2 * Double.pi * time / 12) }

  /// The state after all those have been served whom there are servers for.
  private func granted(_ state: State, servers: Int) -> State {
    let served = min(state.waiting, max(0, servers - state.busy))
    return State(busy: state.busy + served, waiting: state.waiting - served)
  }

  /// A chain with the transitions of every shift: arrivals, services and reneging of shift i are of
  /// the kinds 3 i to 3 i + 2, and only those of the current shift happen.
  private var chain: MarkovChain<State> {
    MarkovChain(from: State(busy: 0, waiting: 0)) { state in
      shifts.enumerated().flatMap { number, shift in
        let arrived = State(busy: state.busy, waiting: state.waiting + 1)
        let finished = State(busy: state.busy - 1, waiting: state.waiting)
        let reneged = State(busy: state.busy, waiting: state.waiting - 1)
        return [
          MarkovChain<State>.Step(
            to: granted(arrived, servers: shift.servers),
            rate: state.waiting < longestLine ? greatestRate : 0, kind: 3 * number),
          .init(
            to: granted(finished, servers: shift.servers), rate: Double(state.busy) * service,
            kind: 3 * number + 1),
          .init(to: reneged, rate: Double(state.waiting) * impatience, kind: 3 * number + 2),
        ]
      }
    }
  }

  @Test("Servers above the new number finish in overtime")
  func overtime() { expectShifts(exactOvertime, interrupting: nil) }

  @Test("Lives at a station that follows a schedule: servers finish in overtime")
  func scheduledOvertime() { expectSchedule(exactOvertime, patience: 1 / impatience) }

  private var exactOvertime: [String: Double] {
    let chain = chain
    let numbers = Dictionary(uniqueKeysWithValues: chain.states.enumerated().map { ($1, $0) })
    var law = chain.states.map { $0 == State(busy: 0, waiting: 0) ? 1.0 : 0 }
    var exact: [String: Double] = ["reneged": 0, "overtime": 0]
    for (number, shift) in shifts.enumerated() {
      var begun = law.map { _ in 0.0 }
      for (state, probability) in zip(chain.states, law) {
        // A state that no transition reaches has no probability and no number.
        if let after = numbers[granted(state, servers: shift.servers)] {
          begun[after] += probability
        }
      }
      let forward = forward(chain, begun, shift: number)
      law = forward.law
      exact["queue \(number)"] = chain.mean(
        of: { Double($0.waiting) }, under: forward.occupation)
      exact["busy \(number)"] = chain.mean(of: { Double($0.busy) }, under: forward.occupation)
      exact["reneged"]? += forward.counts[3 * number + 2]
      exact["overtime"]? += chain.mean(
        of: { Double(max(0, $0.busy - shift.servers)) }, under: forward.occupation)
    }
    return exact
  }

  @Test("Servers go at once, and those they served wait and go on later")
  func resumption() {
    expectShifts(exactResumption(impatience: impatience), interrupting: .resume)
  }

  @Test("Lives at a station that follows a schedule: servers go at once, and services go on later")
  func scheduledResumption() {
    expectSchedule(exactResumption(impatience: 0), patience: .infinity, interrupting: .resume)
  }

  private func exactResumption(impatience: Double) -> [String: Double] {
    let top = 60
    let chain = MarkovChain(from: 0) { (number: Int) in
      shifts.enumerated().flatMap { shift, servers in
        let waiting = max(0, number - servers.servers)
        return [
          MarkovChain<Int>.Step(
            to: number + 1, rate: number < top ? greatestRate : 0, kind: 3 * shift),
          .init(to: number - 1, rate: Double(number - waiting) * service, kind: 3 * shift + 1),
          .init(to: number - 1, rate: Double(waiting) * impatience, kind: 3 * shift + 2),
        ]
      }
    }
    var law = chain.states.map { $0 == 0 ? 1.0 : 0 }
    var exact: [String: Double] = ["reneged": 0, "overtime": 0]
    for number in shifts.indices {
      let forward = forward(chain, law, shift: number)
      law = forward.law
      let servers = shifts[number].servers
      exact["queue \(number)"] = chain.mean(
        of: { Double(max(0, $0 - servers)) }, under: forward.occupation)
      exact["busy \(number)"] = chain.mean(
        of: { Double(min($0, servers)) }, under: forward.occupation)
      if impatience > 0 { exact["reneged"]? += forward.counts[3 * number + 2] }
    }
    return exact
  }

  /// The forward equations over a shift.
  private func forward<Number>(
    _ chain: MarkovChain<Number>, _ law: [Double], shift: Int
  ) -> Forward {
    chain.forward(
      law, from: shifts[shift].time, to: shift + 1 < shifts.count ? shifts[shift + 1].time : end,
      steps: 200,
      intensity: { kind, time in
        kind / 3 != shift ? 0 : kind % 3 == 0 ? Self.intensity(at: time) : 1
      })
  }

  private func expectShifts(_ exact: [String: Double], interrupting: Interruption?) {
    let samples = replications(4000) { replication in
      var system = QueueingSystem(
        [
          .init(
            arrivals: greatestRate, service: .exponential(mean: 1 / service),
            patience: .exponential(mean: 1 / impatience))
        ], station: Station(servers: shifts[0].servers, victims: .latestStart), seed: 51,
        replication: replication)
      system.intensity = { _, time, _ in Self.intensity(at: time) }
      system.schedule(shifts: Array(shifts.dropFirst()), interrupting: interrupting)
      var found: [String: Double] = [:]
      for (number, shift) in shifts.enumerated() {
        let next = number + 1 < shifts.count ? shifts[number + 1].time : end
        let (queue, busy) = (
          system.records[0].waiting.integral(to: shift.time),
          system.records[0].serving.integral(to: shift.time)
        )
        system.run(until: next)
        found["queue \(number)"] = system.records[0].waiting.integral(to: next) - queue
        found["busy \(number)"] = system.records[0].serving.integral(to: next) - busy
      }
      found["reneged"] = Double(system.records[0].reneged)
      found["overtime"] = system.station.overtime(at: end)
      return found
    }
    compare(samples, exact)
  }

  /// The same shifts as a schedule of the hours of the day.
  private func expectSchedule(
    _ exact: [String: Double], patience: Double, interrupting: Interruption? = nil
  ) {
    let profile = (0..<24).map { hour in
      shifts.last { $0.time <= Double(hour) }?.servers ?? 0
    }
    let schedule = WeeklySchedule.daily(profile).withDays(of: 24)
    let samples = replications(4000) { replication in
      let luck = Luck(seed: 53, replication: replication)
      var model = ScheduledDesk(
        streams: (1...4).map { luck.stream(StreamAddress(kind: 1, number: 0, purpose: $0)) },
        patience: patience, greatestRate: greatestRate)
      model.lives.follow(schedule, at: .desk, interrupting: interrupting)
      model.lives.begin(.come, after: model.streams[0].exponential(mean: 1 / greatestRate))
      var found: [String: Double] = [:]
      for (number, shift) in shifts.enumerated() {
        let next = number + 1 < shifts.count ? shifts[number + 1].time : end
        let desk = model.lives[.desk]
        let (queue, busy) = (desk.queueTime(at: shift.time), desk.busyTime(at: shift.time))
        model.run(until: next)
        found["queue \(number)"] = model.lives[.desk].queueTime(at: next) - queue
        found["busy \(number)"] = model.lives[.desk].busyTime(at: next) - busy
      }
      found["reneged"] = Double(model.lives[.desk].reneged)
      found["overtime"] = model.lives[.desk].overtime(at: end)
      return found
    }
    compare(samples, exact)
  }

  private func compare(_ samples: [String: [Double]], _ exact: [String: Double]) {
    for name in exact.keys.sorted() {
      if exact[name] == 0 {
        #expect(samples[name]?.allSatisfy { $0 == 0 } == true, "\(name)")
        continue
      }
      expect(samples[name] ?? [], equal: exact[name] ?? .nan, detecting: 0.2, name)
    }
  }
}
