// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

@Suite("Crowds")
struct CrowdTests {
  @Test("Those who joined are those who left and those who are present")
  func conservation() {
    var crowd = Crowd(size: 2)
    crowd.join(3, at: 1)
    crowd.leave(at: 2)
    #expect(crowd.size == 4)
    #expect(crowd.joined == 3)
    #expect(crowd.left == 1)
    #expect(crowd.level.integral(to: 10) == 2 + 5 + 32)
    crowd.reset(at: 10)
    #expect(crowd.size == 4)
    #expect(crowd.joined == 0)
    #expect(crowd.left == 0)
    #expect(crowd.level.mean(to: 11) == 4)
  }

  @Test("A candidate is accepted in proportion to size and rate")
  func thinning() {
    let crowd = Crowd(size: 6)
    func accepts(_ uniform: Double) -> Bool {
      crowd.accepts(rate: 0.5, bound: 2, capacity: 10, uniform: uniform)
    }
    #expect(accepts(0.1499))
    #expect(!accepts(0.15))
    #expect(!Crowd().accepts(rate: 1, bound: 1, capacity: 1, uniform: 1e-300))
  }

  @Test("Nobody leaves an empty crowd")
  func emptyCrowd() async {
    await #expect(processExitsWith: .failure) {
      var crowd = Crowd()
      crowd.leave(at: 1)
    }
  }
}
