// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Statistics
import Testing

@testable import Reports

@Suite("What happens seldom, on the page")
struct YearlyCountsTests {
  /// How many there are in the counted year in the runs of a policy: these say it as a rate per mean year.
  private func counted(_ outcome: Outcome, _ policy: Int, _ study: SmallStudy) throws -> [Double] {
    let index = try #require(Outcome.all.index(of: outcome.name))
    let calendar = study.plan.calendar
    let days = calendar.end.dayNumber - calendar.policyFrom.dayNumber
    return study.replications.map { $0.runs[policy].counted[index] * Double(days) / 365.25 }
  }

  @Test("is counted by year: the months of a counted year add up to what the run has in it")
  func sums() throws {
    let study = try SmallStudy.usual.get()
    let yearly = study.builder.main.yearly
    #expect(yearly.map(\.name).contains("suicides") && yearly.allSatisfy(\.isTotal))
    var isAny = false
    for outcome in yearly {
      for policy in 0..<2 {
        let years = study.builder.years.years(of: outcome, policy: policy)
        let values = try counted(outcome, policy, study)
        #expect(years.count == 1 && years[0].count == 12)
        #expect(abs(years[0].mean - values.reduce(0, +) / 12) < 1e-9, "\(outcome.name)")
        #expect(years[0].occurred == values.count { $0 != 0 }, "\(outcome.name)")
        #expect(abs(years[0].quantiles([1])[0] - (values.max() ?? 0)) < 1e-9)
        isAny = isAny || years[0].occurred > 0
      }
    }
    #expect(isAny)
  }

  @Test("has pictures by year and none by month, with years that are named as people name them")
  func page() throws {
    let html = try SmallStudy.usual.get().html()
    for outcome in try SmallStudy.usual.get().builder.main.yearly {
      #expect(html.contains("id=\"years-\(outcome.name)\""))
      #expect(!html.contains("id=\"fan-\(outcome.name)\""))
    }
    #expect(html.contains("id=\"fan-convictions\""))
    #expect(html.contains("2017/18"))
    let whole = try SmallStudy(replications: 2, policyFrom: "2018-01-01").html()
    #expect(whole.contains(">2018<") || whole.contains(">2018\n") || whole.contains("2018<th"))
    #expect(!whole.contains("2018/19"))
  }
}
