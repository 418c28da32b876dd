// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import Testing

@testable import Reports

@Suite("What a report collects")
struct CollectedTests {
  @Test("A month's band is that of all replications, of which few are kept")
  func bands() throws {
    let study = try SmallStudy.usual.get()
    let outcome = try #require(Outcome.named("stings"))
    let place = try #require(Outcome.all.firstIndex(of: outcome))
    let fans = study.builder.fans
    #expect(fans.months == study.replications[0].runs[0].months)
    for policy in 0..<2 {
      let months = fans.months(of: outcome, policy: policy)
      for (month, kept) in months.enumerated() {
        let values = study.replications.map {
          $0.runs[policy].monthly[month * Outcome.all.count + place]
        }.sorted()
        #expect(kept.moments.count == 12)
        #expect(
          kept.quantiles([0, 0.5, 1]) == [values[0], (values[5] + values[6]) / 2, values[11]])
      }
    }
  }

  @Test("Months before policies part stand once, for all policies")
  func sharedMonths() throws {
    let study = try SmallStudy.usual.get()
    let rows = try #require(table("Stings by month", in: study.html()))
    let months = study.builder.fans.months.count
    #expect(rows.count { $0[0] == "all policies" } == 2)
    #expect(rows.count { $0[0] == "open" } == months - 2)
    #expect(rows.count { $0[0] == "shut" } == months - 2)
    #expect(
      rows.first { $0[0] == "open" }?[1] == study.plan.scenarios[0].settings.policyFrom.description
    )
  }

  @Test("The cloud has every future, or evenly taken ones where there are too many to tell apart")
  func sample() throws {
    let study = try SmallStudy.usual.get()
    let sample = try #require(study.builder.sample)
    #expect(sample.stride == 1 && sample.runs.count == 24)
    let (gain, risk) = try #require(MainOutcomes.tradeOff)
    let sweep = try Sweep(
      name: "many", factors: [], states: 200, detail: .usual, values: { _ in [] },
      scenarios: { _ in study.plan.scenarios })
    var large = RunSample(sweep, of: gain, and: risk)
    for place in 0..<sweep.units { large.add(sweep.unit(at: place), study.replications[0]) }
    #expect(large.stride == 3)
    #expect(large.count == 800 && large.runs.count == 1_600)
    #expect(large.runs.map { sweep.place(of: $0.unit) }.prefix(4) == [0, 0, 3, 3])
  }

  @Test("A policy wins a state where it is decided, and none where it is not")
  func wins() throws {
    let study = try SmallStudy.usual.get()
    let sweep = try Sweep(
      name: "two",
      factors: [Sweep.Factor(path: "crowd.hostile", kind: .flag, summary: "Whatever.")], states: 2,
      detail: .usual, values: { [.flag($0 == 1)] }, scenarios: { _ in study.plan.scenarios })
    var builder = ReportBuilder(sweep)
    for state in 0..<2 {
      for replication in study.replications {
        builder.add(Sweep.Unit(state: state, replication: replication.number), replication)
      }
      builder.add(study.comparison, ofState: state)
    }
    let counts = builder.states.counts
    #expect(counts.map(\.outcome) == MainOutcomes(study.plan).all.filter { $0.better != .none })
    for count in counts {
      let difference = try #require(
        study.comparison.differences[0].first { $0.outcome == count.outcome })
      #expect(count.wins == study.plan.policies.map { $0 == difference.favoured ? 2 : 0 })
      #expect(count.undecided == (difference.favoured == nil ? 2 : 0))
    }
    #expect(counts.contains { $0.undecided == 0 })
    let html = builder.html(study.comparison, context: ReportContext(), charts: nil)
    let rows = try #require(table("States won by each policy", in: html))
    #expect(rows.compactMap { Double($0[2]) }.reduce(0, +) == Double(2 * counts.count))
    let byState = try #require(table("The best policy in each state", in: html))
    #expect(byState.map { $0[1] } == ["no", "yes"])
    #expect(!html.contains("id=\"differences\""))
    #expect(!study.html().contains("Where each policy wins"))
  }

  @Test("Tables hold every number in full, beside how people should read it")
  func exactness() throws {
    let study = try SmallStudy.usual.get()
    let rows = try #require(table("All differences of all outcomes", in: study.html()))
    #expect(rows.count == Outcome.all.count)
    for (row, difference) in zip(rows, study.comparison.differences[0]) {
      #expect(row[0] == difference.outcome.title)
      #expect(Double(row[3]) == (difference.mean.isFinite ? difference.mean : nil))
      #expect(Double(row[9]) == Double(difference.equal))
    }
  }

  @Test("Six digits are kept of what is only drawn")
  func rounding() {
    #expect(1234567.0.rounded6 == 1_234_570)
    #expect(0.000123456789.rounded6 == 0.000123457)
    #expect((-2.0 / 3).rounded6 == -0.666667)
    #expect(0.0.rounded6 == 0 && Double.nan.rounded6.isNaN)
  }

  /// The values in full of the table of that title, row by row.
  private func table(_ title: String, in html: String) -> [[String]]? {
    guard let start = html.range(of: "<summary>Table: \(title) ("),
      let body = html[start.upperBound...].range(of: "<tbody>\n"),
      let end = html[body.upperBound...].range(of: "</tbody>")
    else { return nil }
    return html[body.upperBound..<end.lowerBound].split(separator: "\n").map { row in
      row.replacing(/<t[hd](?<attributes>[^>]*)>/) { match in
        let value = match.attributes.firstMatch(of: /data-v="([^"]*)"/)
        return "\u{1}" + (value.map { "\($0.1)\u{2}" } ?? "")
      }
      .replacing("<tr>", with: "").split(separator: "\u{1}", omittingEmptySubsequences: false)
      .dropFirst().map { String($0.split(separator: "\u{2}", omittingEmptySubsequences: false)[0]) }
    }
  }
}
