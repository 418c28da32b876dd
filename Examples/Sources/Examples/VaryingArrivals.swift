// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// Two tills of a shop to which most customers come at noon.
struct VaryingArrivals: LifeDriven {
  enum Step: Int { case arrive, pay, leave }
  enum Spot: Int { case tills }
  var lives = Lives<Step, Spot, Void>(Station(servers: 2))
  var random: RandomStream
  let rate = SinusoidalRate.swinging(around: 1.2, by: 0.6, period: 24, peak: 12)

  mutating func comeLater() {
    lives.begin(.arrive, after: random.arrival(after: lives.now, rate: rate) - lives.now)
  }

  mutating func live(_ step: Step) {
    switch step {
    case .arrive:
      comeLater()
      lives.seize(.tills)
    case .pay: lives.hold(random.exponential(mean: 1))
    case .leave: lives.release(.tills)
    }
  }
}

let varyingArrivals = Example(
  "Time-dependent arrivals", ["waiting in two days": 1.054436], replications: 2000
) { random in
  var model = VaryingArrivals(random: random)
  model.comeLater()
  model.run(until: 48)
  return [model.lives[.tills].meanQueue(at: 48)]
}
