// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Studies
import Testing

@Suite("What unknowns were measured to move")
struct MeasuredImpactsTests {
  private static let header =
    "outcome,unit,policy_a,policy_b,unknown,value_at_low,value_at_centre,value_at_high,swing,swing_ci_low,"
    + "swing_ci_high,standing,is_idle,futures,plan\n"
  private let impacts = MeasuredImpacts(
    csv: header
      + "convictions,convictions per year,cooperate,clampdown,x.share,10%,25%,90%,120.3,80.2,160.1,turns,no,12,abc\n"
      + "serious-disorder,events per year,cooperate,clampdown,x.share,10%,25%,90%,0.2,-0.1,0.5,holds,no,12,abc\n"
      + "serious-disorder,events per year,cooperate,clampdown,x.rare,10%,25%,90%,2.1,1.2,3,holds,no,12,abc\n"
      + "convictions,convictions per year,cooperate,clampdown,x.idle,10%,25%,90%,0,0,0,holds,yes,12,abc\n"
      + "convictions,convictions per year,cooperate,clampdown,x.lost,10%,25%,90%,,,,not known,no,12,abc\n"
  )
  private let share = FieldKind.number(unit: .share, allowed: 0...1)
  private let evidence = Evidence(.d, "an example", plausible: 0.1...0.9, isDeep: true)

  @Test(
    "is said with the interval, or that it may be 0, that nothing changed, or that nothing is known"
  )
  func words() throws {
    func words(_ path: String) -> String? {
      impacts.words(of: path, share, centre: .number(0.25), evidence)
    }
    #expect(
      words("x.share")
        == "convictions +120 per year (+80 to +160), the verdict turns; serious-disorder may be 0"
    )
    #expect(words("x.rare") == "serious-disorder +2.1 events per year (+1.2 to +3.0)")
    #expect(words("x.idle") == "convictions none")
    #expect(words("x.lost") == "convictions not known")
    #expect(words("x.other") == nil)
    #expect(impacts.paths == ["x.idle", "x.lost", "x.rare", "x.share"])
    #expect(impacts.note.contains("cooperate less clampdown") && impacts.note.contains("plan abc"))
    #expect(impacts.note.contains("12 futures"))
  }

  @Test("is not said of another range or another central value")
  func stale() {
    let wider = Evidence(.d, "an example", plausible: 0.1...0.95, isDeep: true)
    #expect(impacts.words(of: "x.share", share, centre: .number(0.25), wider) == nil)
    #expect(impacts.words(of: "x.share", share, centre: .number(0.3), evidence) == nil)
    let none = Evidence(.d, "an example", isDeep: true)
    #expect(impacts.words(of: "x.share", share, centre: .number(0.25), none) == nil)
  }

  @Test("names only unknowns that exist, and all deep ones with a plausible range")
  func known() {
    let deep = FieldReport.all.filter { $0.deep && $0.section != FieldReport.policy }
    let measured = MeasuredImpacts.known.paths
    #expect(Set(measured).isSubset(of: deep.map(\.path)))
    // A law varies over a list, not over a range.
    let ranged = Set(deep.filter { $0.plausible != nil && !$0.default.hasPrefix("{") }.map(\.path))
    #expect(ranged.subtracting(measured).isEmpty, "`make impact` measures them")
    // What is measured is said, unless range or centre have changed since.
    let unsaid = deep.filter { measured.contains($0.path) && $0.impact == nil }.map(\.path)
    #expect(unsaid.isEmpty, "`make impact` measures them anew")
  }

  @Test("is nothing of a table without a row, and that is said")
  func empty() {
    #expect(MeasuredImpacts(csv: Self.header).note == "Impacts were not measured.")
    #expect(MeasuredImpacts(csv: "").paths.isEmpty)
  }
}
