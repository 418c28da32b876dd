// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// Customers go from station to station by chance: an open network of Jackson's.
struct Network: LifeDriven {
  enum Step: Int { case arrive, ask, serve, move }
  enum Spot: Int { case first, second, third }
  var lives = Lives<Step, Spot, Spot>(
    Station(servers: 1), Station(servers: 2), Station(servers: 3))
  var random: RandomStream
  var times = Tally()
  static let services = [2.0, 1, 0.7]
  static let routing: [Shares] = [[0, 0.5, 0.5, 0], [0.3, 0, 0.4, 0.3], [0.2, 0.1, 0, 0.7]]

  mutating func live(_ step: Step) {
    let spot = lives.customer
    let number = spot.rawValue
    switch step {
    case .arrive:
      lives.begin(.arrive, spot, after: random.exponential(mean: 1 / [0.5, 0.4][number]))
    case .ask: lives.seize(spot)
    case .serve: lives.hold(random.exponential(mean: 1 / Self.services[number]))
    case .move:
      lives.release(spot)
      let next = Spot(rawValue: random.index(in: Self.routing[number]))
      lives.customer = next ?? spot
      if next != nil { lives.go(to: .ask) } else { times.add(lives.age) }
    }
  }
}

let network = Example("Jackson network", ["time in the network": 3.945741]) { random in
  var model = Network(random: random)
  for spot in [Network.Spot.first, .second] { model.lives.begin(.arrive, spot) }
  model.run(until: 500)
  model.times.reset()
  model.run(until: 10_500)
  return [model.times.mean]
}
