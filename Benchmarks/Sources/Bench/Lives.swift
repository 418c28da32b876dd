// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// The model of ``SingleServer``, told as the lives of its customers.
struct SingleServerLives: LifeDriven {
  enum Step: Int { case arrive, serve, leave }
  enum Spot: Int { case desk }

  var lives = Lives<Step, Spot, Void>(Station(servers: 1))
  private var inSystem = Tally()
  private var arrivals = benchStream(purpose: 1)
  private var services = benchStream(purpose: 2)

  /// Runs until so many customers are served; the result is their mean time in the system.
  mutating func run(customers: Int) -> Outcome {
    lives.begin(.arrive, after: arrivals.exponential(mean: 1 / 0.9))
    let steps = run { $0.inSystem.count < customers }
    return Outcome(events: UInt64(steps), result: inSystem.mean)
  }

  mutating func live(_ step: Step) {
    switch step {
    case .arrive:
      lives.begin(.arrive, after: arrivals.exponential(mean: 1 / 0.9))
      lives.seize(.desk)
    case .serve:
      lives.hold(services.exponential(mean: 1))
    case .leave:
      inSystem.add(lives.age)
      lives.release(.desk)
    }
  }
}

/// The model of ``Desk``, told as the lives of its customers and of its shifts.
struct DeskLives: LifeDriven {
  enum Step: Int { case arrive, serve, leave, shift }
  enum Spot: Int { case desk }

  var lives = Lives<Step, Spot, Void>(Station(servers: 6))
  private var inSystem = Tally()
  private var arrivals = benchStream(purpose: 1)
  private var services = benchStream(purpose: 2)
  private var kinds = benchStream(purpose: 3)
  private var patiences = benchStream(purpose: 4)

  /// Runs until so many customers have come; the result is the mean time in the system of the served.
  mutating func run(customers expected: Int) -> Outcome {
    lives.begin(.arrive, after: arrivals.exponential(mean: 1.0 / 8))
    lives.begin(.shift, after: 8)
    let steps = run { $0.lives[.desk].arrivals < expected }
    return Outcome(events: UInt64(steps), result: inSystem.mean)
  }

  mutating func live(_ step: Step) {
    switch step {
    case .arrive:
      lives.begin(.arrive, after: arrivals.exponential(mean: 1.0 / 8))
      lives.seize(
        .desk, priority: kinds.bernoulli(0.3) ? 0 : 1, patience: patiences.exponential(mean: 0.5))
    case .serve:
      lives.hold(services.exponential(mean: 1))
    case .leave:
      inSystem.add(lives.age)
      lives.release(.desk)
      lives.end()
    case .shift:
      lives.setServers(.desk, 16 - lives[.desk].servers)
      lives.hold(12)
      lives.go(to: .shift)
    }
  }
}
