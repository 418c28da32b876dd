// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Foundation
import Testing

@testable import CordonCommandLine

@Suite("The outcomes of one area on the command line")
struct AreaTests {
  let session: Session

  init() throws {
    session = try Session()
    try session.write(
      "forces.yaml",
      """
      extends: base.yaml
      name: Forces
      replications: 2
      areas:
        - {name: Ash, population: 15000000 people}
        - {name: Birch, population: 45000000 people}
      policies:
        - {name: open, levers: {acceptance: 95%}}
        - {name: shut, levers: {acceptance: 5%}}
      """)
  }

  private func findings(_ options: String...) async throws -> [String: Any] {
    let ending = await session.cordon(
      ["compare", "forces.yaml", "--output", session.studies, "--json", "--quiet"] + options)
    #expect(ending.exit == .success, "\(ending.remarks)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
  }

  private func matters(_ outcome: String, in findings: [String: Any]) throws -> Double {
    let differences = try #require(findings["differences"] as? [[String: Any]])
    let found = differences.first { $0["outcome"] as? String == outcome }
    return try #require(found?["matters"] as? Double)
  }

  @Test(
    "What matters of a count is the area's share by residents, and no number of the country stands beside it"
  )
  func scaled() async throws {
    let (country, ash) = (try await findings(), try await findings("--area", "Ash"))
    let convictions = try #require(Outcome.named("convictions")).matters
    #expect(try matters("convictions", in: country) == convictions)
    #expect(try matters("convictions", in: ash) == convictions / 4)
    #expect(try matters("disorder-share", in: ash) == matters("disorder-share", in: country))
    #expect((country["observations"] as? [Any])?.count == 1)
    #expect((ash["observations"] as? [Any])?.isEmpty == true)
  }

  @Test(
    "The terminal says which share of what matters it takes, and shows nothing that was observed")
  func text() async {
    let ending = await session.cordon(
      "compare", "forces.yaml", "--output", session.studies, "--area", "Ash")
    #expect(ending.exit == .success, "\(ending.remarks)")
    #expect(ending.output.contains("Ash has 25% of the residents"))
    #expect(!ending.output.contains("a made-up observation"))
    let whole = await session.cordon("compare", "forces.yaml", "--output", session.studies)
    #expect(!whole.output.contains("of the residents"))
  }
}
