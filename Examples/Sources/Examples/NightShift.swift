// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// Eight nurses from 8:00 to 20:00 and four by night; who is busy at the end of a shift finishes.
struct NightShift: LifeDriven {
  enum Step: Int { case arrive, treat, leave }
  enum Spot: Int { case nurses }
  var lives = Lives<Step, Spot, Void>(Station(servers: 0))
  var random: RandomStream
  static let hours = WeeklySchedule.hours(
    8..<20, weekdays: 0..<7, level: 8, otherwise: 4, epochWeekday: 0
  ).withDays(of: 24)

  mutating func live(_ step: Step) {
    switch step {
    case .arrive:
      lives.begin(.arrive, after: random.exponential(mean: 1 / 5))
      lives.seize(.nurses)
    case .treat: lives.hold(random.exponential(mean: 1))
    case .leave: lives.release(.nurses)
    }
  }
}

let nightShift = Example(
  "Night shift", ["waiting in three days": 4.932962], replications: 2000
) { random in
  var model = NightShift(random: random)
  model.lives.begin(.arrive, after: model.random.exponential(mean: 1 / 5))
  model.lives.follow(NightShift.hours, at: .nurses)
  model.run(until: 72)
  return [model.lives[.nurses].meanQueue(at: 72)]
}
