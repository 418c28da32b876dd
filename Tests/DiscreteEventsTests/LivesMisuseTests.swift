// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import StatisticalTesting
import Testing

/// A life that errs in one way.
private struct Erring: LifeDriven {
  typealias Step = LivesMisuseTests.Mistake
  enum Spot: Int { case desk, tank, cellar }

  var lives = Lives<Step, Spot, Void>(
    Station(servers: 1, victims: .latestStart), stocks: [Stock(capacity: 5)])
  var other = LifeName.none

  mutating func live(_ step: Step) {
    switch step {
    case .twoWaits:
      lives.seize(.desk)
      lives.hold(1)
    case .keptServer:
      lives.seize(.desk)
      lives.end()
    case .strangerReleases:
      lives.release(.desk)
    case .noStation: lives.seize(.cellar)
    case .noStock: lives.take(1, from: .cellar)
    case .stationIsNoStock: lives.put(1, into: .desk)
    case .stockIsNoStation: lives.seize(.tank)
    case .tooMuch: lives.put(6, into: .tank)
    case .hugePriority: lives.seize(.desk, priority: 1 << 40)
    case .endlessLoop: lives.go(to: .endlessLoop)
    case .holdBackwards: lives.hold(-1)
    case .undefinedPatience:
      lives.setServers(.desk, 0)
      lives.seize(.desk, patience: .nan)
    case .signalWithServers: lives.signal(.desk)
    case .waitWithServers: lives.wait(at: .desk)
    case .zeroHolds:
      lives.hold(0)
      lives.go(to: .zeroHolds)
    case .shortHolds:
      lives.hold(0.5)
      lives.go(to: .shortHolds)
    case .wakingForEver:
      // There are two, and whoever wakes wakes the other one.
      let me = lives.name
      lives.wake(other)
      other = me
      lives.sleep()
      lives.go(to: .wakingForEver)
    case .nobody: break
    }
  }
}

/// What lives say to a program that calls them wrongly: in every build, also in release.
@Suite("Misuse of lives") struct LivesMisuseTests {
  enum Mistake: Int, Codable, CaseIterable, Sendable {
    case twoWaits, keptServer, strangerReleases, noStation, endlessLoop, holdBackwards
    case undefinedPatience, signalWithServers, waitWithServers, nobody
    case noStock, stationIsNoStock, stockIsNoStation, tooMuch, hugePriority
    case zeroHolds, shortHolds, wakingForEver

    var sentence: String {
      switch self {
      case .twoWaits: "A step waits at most once"
      case .keptServer: "A life has ended with 1 servers"
      case .strangerReleases: "Customer 0 was released but is not in service"
      case .noStation: "Spot 2 has no station: 1 were given"
      case .noStock: "Spot 2 has no stock: 1 stations were given and then 1 stocks"
      case .hugePriority: "A priority lies between -2^31 and 2^31 - 1, unlike 1099511627776"
      case .stationIsNoStock: "Spot 0 has no stock"
      case .stockIsNoStation: "Spot 1 has no station"
      case .tooMuch: "6.0 cannot be put into or taken out of a stock for 5.0"
      case .endlessLoop, .wakingForEver: "67108864 steps were lived while the clock stood still"
      case .zeroHolds, .shortHolds: "67108864 events were scheduled while the clock stood still"
      case .holdBackwards: "Time -1.0 has passed"
      case .undefinedPatience: "A patience is a time"
      case .signalWithServers: "A signal is for 0 customers or more, where there is no server"
      case .waitWithServers: "Customers wait for a signal where there is no server"
      case .nobody: "Nobody lives a step"
      }
    }

    func make() {
      var model = Erring()
      if self == .nobody { model.lives.hold(1) }
      // A half is no time for a clock that shows 2^53.
      if self == .shortHolds {
        model.lives = .init(Station(servers: 1, startingAt: 0x1p53), startingAt: 0x1p53)
      }
      model.lives.begin(self)
      if self == .wakingForEver { model.lives.begin(self) }
      // As `run(until:)` does it, without the label of each step, which takes most of the time of an endless loop.
      while let step = model.lives.next(before: 0x1p54) { model.live(step) }
    }
  }

  @Test("stops the program with a sentence", arguments: Mistake.allCases)
  func stops(at mistake: Mistake) async throws {
    let ending = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [mistake = mistake as Mistake] in
      mistake.make()
    }
    try expect(ending, says: mistake.sentence)
  }
}
