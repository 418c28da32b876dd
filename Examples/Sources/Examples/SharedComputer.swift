// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// 35 terminals think and send jobs to a computer, which gives each a quantum of 0.1 s in turn.
///
/// Source: A. M. Law, "Simulation Modeling and Analysis", 5th edition (2015), section 2.5.
struct SharedComputer: LifeDriven {
  enum Step: Int { case send, ask, compute, pause }
  enum Spot: Int { case processor }
  var lives = Lives<Step, Spot, Double>(Station(servers: 1))
  var random: RandomStream
  var times = Tally()

  mutating func think() { lives.begin(.send, 0, after: random.exponential(mean: 25)) }

  mutating func live(_ step: Step) {
    switch step {
    case .send: lives.customer = random.exponential(mean: 0.8)
    case .ask: lives.seize(.processor)
    case .compute:
      lives.hold(min(lives.customer, 0.1) + 0.015)
      lives.customer -= 0.1
    case .pause:
      lives.release(.processor)
      if lives.customer > 0 { return lives.go(to: .ask) }
      times.add(lives.age)
      think()
    }
  }
}

let sharedComputer = Example(
  "Time-shared computer", ["response time": 8.246465, "busy computer": 0.976584]
) { random in
  var model = SharedComputer(random: random)
  for _ in 1...35 { model.think() }
  model.run(until: 500)
  model.times.reset()
  model.lives.resetStatistics()
  model.run(until: 5500)
  return [model.times.mean, model.lives[.processor].meanBusy(at: 5500)]
}
