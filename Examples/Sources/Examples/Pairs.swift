// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// Four officers; some calls need one, others a pair at once, and nobody overtakes.
struct Pairs: LifeDriven {
  enum Step: Int { case arrive, serve, leave }
  enum Spot: Int { case officers }
  var lives = Lives<Step, Spot, Int>(Station(servers: 4))
  var random: RandomStream

  mutating func live(_ step: Step) {
    let units = lives.customer
    switch step {
    case .arrive:
      lives.begin(.arrive, units, after: random.exponential(mean: 1 / [1, 0.7][units - 1]))
      lives.seize(.officers, units: units)
    case .serve: lives.hold(random.exponential(mean: 1))
    case .leave: lives.release(.officers, units: units)
    }
  }
}

let pairs = Example("Pairs of servers", ["waiting calls": 1.039327, "busy officers": 2.4]) {
  random in
  var model = Pairs(random: random)
  for units in 1...2 { model.lives.begin(.arrive, units) }
  model.run(until: 200)
  model.lives.resetStatistics()
  model.run(until: 4200)
  let officers = model.lives[.officers]
  return [officers.meanQueue(at: 4200), officers.meanBusy(at: 4200)]
}
