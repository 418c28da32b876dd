// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Testing

@testable import Experiments

@Suite("Servers that cannot keep pace")
struct OverloadTests {
  /// Work of which as much as came was served, and so many times what can be done was offered.
  private func workload(
    _ offered: Double, arrivals: Int, area: Int? = 0, at servers: String = "the laboratory",
    growth: Int = 30
  ) -> Workload {
    Workload(
      of: servers, area: area, arrivals: arrivals, served: arrivals, left: 7, growth: growth,
      busyTime: offered * 1_000, serverTime: 1_000)
  }

  private func checks(_ workloads: Workload..., areas: [String] = ["Ash", "Birch"]) -> [Check] {
    Overload(policy: "open", replication: 1, workloads: workloads, areas: areas).checks
  }

  @Test(
    "are warned of only where the work is more than they can do by three standard errors",
    arguments: [
      // Three roots of 2 / 200 are 0.3, of 2 / 20,000 they are 0.03.
      (1.4, 200, false), (1.45, 200, true), (1.02, 20_000, false), (1.04, 20_000, true),
      (0.9, 2_000_000, false), (1.1, 2_000_000, true), (3, 0, false),
    ])
  func isBeyondChance(offered: Double, arrivals: Int, isWarned: Bool) {
    let found = checks(workload(offered, arrivals: arrivals))
    #expect(found.map(\.result) == (isWarned ? [.warning] : []))
  }

  @Test("are told of once for each kind, with the worst area and what became of its work")
  func worst() {
    let found = checks(
      workload(1.5, arrivals: 10_000), workload(2, arrivals: 20_000, area: 1),
      workload(0.5, arrivals: 10_000, area: nil, at: "the courts"))
    #expect(found.count == 1)
    let words = found.first?.finding ?? ""
    #expect(words.contains("to the laboratory than can be done in 2 of 2 areas, most in Birch: 2"))
    #expect(
      words.contains("of 20,000 arrivals 7 left unserved, and the line grew by 30"), "\(words)")
    let shrinking = checks(workload(1.5, arrivals: 10_000, growth: -30)).first?.finding
    #expect(shrinking?.contains("and the line shrank by 30") == true)
  }
}
