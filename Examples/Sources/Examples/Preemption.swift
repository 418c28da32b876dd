// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// Urgent jobs take the machine away from others, which go on later from where they stopped.
struct Preemption: LifeDriven {
  enum Step: Int { case arrive, work, leave }
  enum Spot: Int { case machine }
  var lives = Lives<Step, Spot, Int>(Station(servers: 1, victims: .latestStart))
  var random: RandomStream
  var times = [Tally(), Tally()]

  mutating func live(_ step: Step) {
    let kind = lives.customer
    switch step {
    case .arrive:
      lives.begin(.arrive, kind, after: random.exponential(mean: 1 / [0.3, 0.4][kind]))
      lives.seize(.machine, priority: kind, preempting: .resume)
    case .work: lives.hold(random.exponential(mean: 1))
    case .leave:
      times[kind].add(lives.age)
      lives.release(.machine)
    }
  }
}

let preemption = Example(
  "Preemptive resume", ["time of the urgent": 1.428571, "time of others": 4.761905]
) { random in
  var model = Preemption(random: random)
  for kind in 0...1 { model.lives.begin(.arrive, kind) }
  model.run(until: 500)
  model.times = [Tally(), Tally()]
  model.run(until: 10_500)
  return model.times.map(\.mean)
}
