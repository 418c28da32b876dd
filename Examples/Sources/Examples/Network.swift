// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// Customers go from station to station by chance: an open network of Jackson's.
struct Network: LifeDriven {
  enum Step: Int { case arrive, ask, serve, move }
  enum Place: Int { case first, second, third }
  var lives = Lives<Step, Place, Place>(
    Station(servers: 1), Station(servers: 2), Station(servers: 3))
  var random: RandomStream
  var times = Tally()
  static let services = [2.0, 1, 0.7]
  static let routing: [Shares] = [[0, 0.5, 0.5, 0], [0.3, 0, 0.4, 0.3], [0.2, 0.1, 0, 0.7]]

  mutating func live(_ step: Step) {
    let place = lives.customer
    let number = place.rawValue
    switch step {
    case .arrive:
      lives.begin(.arrive, place, after: random.exponential(mean: 1 / [0.5, 0.4][number]))
    case .ask: lives.seize(place)
    case .serve: lives.hold(random.exponential(mean: 1 / Self.services[number]))
    case .move:
      lives.release(place)
      let next = Place(rawValue: random.index(in: Self.routing[number]))
      lives.customer = next ?? place
      if next != nil { lives.go(to: .ask) } else { times.add(lives.age) }
    }
  }
}

let network = Example("Jackson network", ["time in the network": 3.945741]) { random in
  var model = Network(random: random)
  for place in [Network.Place.first, .second] { model.lives.begin(.arrive, place) }
  model.run(until: 500)
  model.times.reset()
  model.run(until: 10_500)
  return [model.times.mean]
}
