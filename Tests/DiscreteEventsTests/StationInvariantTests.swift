// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

@Suite("Invariants")
struct StationInvariantTests {
  @Test("A server left idle beside a customer stops the run and tells its context")
  func catchesIdleServers() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      Invariants.$context.withValue(.init("seed 3, replication 17")) {
        Invariants.$event.withValue(.init("departure(1)")) {
          var desk = Station(servers: 1)
          _ = desk.request(1, at: 0)
          _ = desk.request(2, at: 1)
          desk.release(at: 2.5)
          _ = desk.request(3, at: 4)
        }
      }
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    for part in ["idle beside", "time 2.5", "seed 3, replication 17", "event departure(1)"] {
      #expect(message.contains(part))
    }
  }

  @Test("A clock that runs backwards stops the run")
  func catchesTimeTravel() async {
    await #expect(processExitsWith: .failure) {
      var desk = Station(servers: 1)
      _ = desk.request(1, at: 5)
      desk.release(at: 4)
    }
  }

  @Test("Interruptions that nobody took note of stop the run")
  func catchesForgottenInterruptions() async {
    await #expect(processExitsWith: .failure) {
      var desk = Station(servers: 1, victims: .latestStart)
      _ = desk.request(1, priority: 1, at: 0)
      _ = desk.request(2, priority: 0, preempting: .resume, at: 1)
      desk.release(2, at: 2)
    }
  }

  @Test("More servers released than are busy stop the run")
  func catchesDoubleRelease() async {
    await #expect(processExitsWith: .failure) {
      var desk = Station(servers: 2)
      _ = desk.request(1, at: 0)
      desk.release(at: 1)
      desk.release(at: 1)
    }
  }

  @Test("One who is not in service cannot be released where services are tracked")
  func catchesReleaseOfStrangers() async {
    await #expect(processExitsWith: .failure) {
      var desk = Station(servers: 1, victims: .latestStart)
      _ = desk.request(1, at: 0)
      desk.release(2, at: 1)
    }
  }
}
