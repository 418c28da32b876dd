// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Testing

@testable import Designs

@Suite("A design of ends")
struct EndsTests {
  @Test("has a centre, and then each factor alone at its ends")
  func ends() throws {
    let factors = [
      try Factor("x", number(), .range(0...4)),
      try Factor("y", number(), .law(.uniform(from: 10, to: 20))),
      try Factor("z", .flag, .levels([.flag(false), .flag(true)])),
    ]
    let design = try Design.ends(
      of: factors, centre: [.number(4), .number(12), .flag(false)])
    let states = (0..<design.count).map(design.values)
    // The upper end of x is the centre's own value, and so is one level of z.
    #expect(states.count == 5)
    #expect(states[0] == [.number(4), .number(12), .flag(false)])
    #expect(states[1] == [.number(0), .number(12), .flag(false)])
    #expect(states[2][1].number < states[3][1].number)
    #expect(abs(states[2][1].number - 10.5) < 1e-9 && abs(states[3][1].number - 19.5) < 1e-9)
    #expect(states[4] == [.number(4), .number(12), .flag(true)])
    #expect(design.repetition == nil && design.coordinates(of: 1) == nil)
    #expect("\(design)" == "a centre and 4 ends of 3 factors")
    #expect(throws: DesignError.self) { try Design.ends(of: [], centre: []) }
  }
}
