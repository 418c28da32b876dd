// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// Two clerks, urgent customers first, and everybody leaves who has waited too long.
struct Priorities: LifeDriven {
  enum Step: Int { case arrive, serve, leave, lose }
  enum Spot: Int { case desk }
  var lives = Lives<Step, Spot, Int>(Station(servers: 2))
  var random: RandomStream
  var lost = [0.0, 0.0]

  mutating func live(_ step: Step) {
    let kind = lives.customer
    switch step {
    case .arrive:
      lives.begin(.arrive, kind, after: random.exponential(mean: 1 / [0.6, 1.6][kind]))
      lives.seize(.desk, priority: kind, patience: random.exponential(mean: 2), else: .lose)
    case .serve: lives.hold(random.exponential(mean: 1))
    case .leave:
      lives.release(.desk)
      lives.end()
    case .lose: lost[kind] += 1
    }
  }
}

let priorities = Example(
  "Two priorities with reneging", ["urgent lost": 0.101195, "others lost": 0.470989]
) { random in
  var model = Priorities(random: random)
  for kind in 0...1 { model.lives.begin(.arrive, kind) }
  model.run(until: 200)
  model.lost = [0, 0]
  model.run(until: 2200)
  return model.lost.map { $0 / 2000 }
}
