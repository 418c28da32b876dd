// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import Statistics
import Testing

@testable import Reports

@Suite("What a report collects")
struct CollectedTests {
  @Test("A month's band is that of all replications, of which few are kept")
  func bands() throws {
    let study = try SmallStudy.usual.get()
    let outcome = try #require(Outcome.named("stings"))
    let index = try #require(Outcome.all.firstIndex(of: outcome))
    let fans = study.builder.fans
    #expect(fans.months == study.replications[0].runs[0].months)
    for policy in 0..<2 {
      let months = fans.months(of: outcome, policy: policy)
      for (month, kept) in months.enumerated() {
        let values = study.replications.map {
          $0.runs[policy].monthly[month * Outcome.all.count + index]
        }.sorted()
        #expect(kept.count == 12)
        #expect(
          kept.quantiles([0, 0.5, 1]) == [values[0], (values[5] + values[6]) / 2, values[11]])
      }
    }
  }

  @Test("Months that the study cuts are left out of the fans, and the page says so")
  func cutMonths() throws {
    let study = try SmallStudy(replications: 2, policyFrom: "2017-05-17")
    let months = study.builder.fans.months.map(\.description)
    #expect(
      study.builder.fans.cut.map(\.description) == [
        "2017-03-17", "2017-05-01", "2017-05-17", "2018-05-01",
      ])
    #expect(months.first == "2017-04-01" && months.last == "2018-04-01" && months.count == 12)
    #expect(study.html().contains("only a part of each is simulated or counted"))
    #expect(try SmallStudy.usual.get().builder.fans.cut.isEmpty)
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
    #expect(sample.thinning.stride == 1 && sample.runs.count == 24)
    let (gain, risk) = try #require(study.builder.main.tradeOff)
    let sweep = try Sweep(
      name: "many", factors: [], states: 200, detail: .usual, values: { _ in [] },
      scenarios: { _ in study.plan.scenarios })
    var large = RunSample(sweep, of: gain, and: risk)
    for position in 0..<sweep.futures {
      large.add(sweep.future(at: position), study.replications[0])
    }
    #expect(large.thinning.stride == 3)
    #expect(large.count == 800 && large.runs.count == 1_600)
    #expect(large.runs.map { sweep.position(of: $0.future) }.prefix(4) == [0, 0, 3, 3])
  }

  @Test("A policy wins a state where it is decided, and none where it is not")
  func wins() throws {
    let study = try SmallStudy.decided.get()
    let builder = try study.sweep(states: 2)
    let counts = builder.states.counts
    #expect(counts.map(\.outcome) == MainOutcomes(study.plan).all.filter { $0.better != .none })
    for count in counts {
      let difference = try #require(
        study.comparison.differences[0].first { $0.outcome == count.outcome })
      #expect(count.wins == study.plan.policies.map { $0 == difference.favoured ? 2 : 0 })
      #expect(count.none == (difference.verdict.isAlike ? 2 : 0))
      #expect(count.none + count.notKnown == (difference.favoured == nil ? 2 : 0))
    }
    #expect(counts.contains { $0.none + $0.notKnown == 0 })
    let html = builder.html(study.comparison, context: ReportContext(), charts: nil)
    let rows = try #require(table("States won by each policy", in: html))
    #expect(rows.compactMap { Double($0[2]) }.reduce(0, +) == Double(2 * counts.count))
    let byState = try #require(table("The best policy in each state", in: html))
    #expect(byState.map { Array($0.prefix(2)) } == [["1", "0"], ["2", "0.1"]])
    #expect(!study.html().contains("Where each policy wins"))
  }

  @Test("A sweep's answer names the outcomes whose best policy changes with the state")
  func turning() throws {
    let study = try SmallStudy.decided.get()
    func html(swapped: Int) throws -> String {
      try study.sweep(states: 6, swapped: swapped)
        .html(study.comparison, context: ReportContext(), charts: nil)
    }
    // A win in one of six states may be chance.
    for swaps in [0, 1, 6] {
      #expect(try html(swapped: swaps).contains("No main outcome has one best policy in some"))
    }
    #expect(try html(swapped: 1).contains("is best in 1, no more than by chance"))
    let decided = study.comparison.differences[0].first {
      $0.favoured != nil && MainOutcomes(study.plan).all.contains($0.outcome)
    }
    let name = try #require(decided).outcome.title
    let sentence = try html(swapped: 3).firstMatch(of: /Which policy is best changes[^.]*\./)
    #expect(try #require(sentence).output.localizedCaseInsensitiveContains(name))
  }

  @Test("Differences of every state stand in the report; a caption says whose bands are pooled")
  func differencesByState() throws {
    let study = try SmallStudy.usual.get()
    let html = try study.sweep(states: 3).html(
      study.comparison, context: ReportContext(), charts: nil)
    let rows = try #require(table("Differences from open in each state", in: html))
    let shown = study.comparison.differences[0].filter {
      MainOutcomes(study.plan).all.contains($0.outcome) && $0.mean.isFinite
    }
    #expect(rows.count == 3 * shown.count)
    for difference in shown {
      let own = rows.filter { $0.last == difference.outcome.name }
      #expect(own.map { $0[1] } == ["1", "2", "3"])
      #expect(own.allSatisfy { Double($0[3]) == difference.mean.rounded6 })
      #expect(own.allSatisfy { $0[10] == difference.favoured ?? "" })
    }
    #expect(html.contains("The futures of all 3 states are pooled"))
    #expect(!study.html().contains("are pooled"))
  }

  @Test("Of many states evenly taken ones are shown, and all are counted")
  func manyStates() throws {
    let study = try SmallStudy.usual.get()
    let builder = try study.sweep(states: 1_200, replications: 0)
    #expect(builder.states.thinning.stride == 3)
    #expect(builder.states.kept.map(\.number).prefix(3) == [1, 4, 7])
    #expect(builder.states.counts.allSatisfy { $0.wins.reduce($0.none + $0.notKnown, +) == 1_200 })
    let html = builder.html(study.comparison, context: ReportContext(), charts: nil)
    #expect(html.contains("Shown are 400 of 1,200 states"))
    #expect(html.contains("The best policy in 400 of 1,200 states"))
  }

  @Test("Failed runs are counted by reason; what is to come is told from what never comes")
  func failures() throws {
    let study = try SmallStudy(replications: 6)
    var builder = ReportBuilder(Sweep(study.plan))
    for replication in study.replications.prefix(4) {
      let runs = replication.runs.enumerated().map { policy, run in
        replication.number + policy > 4
          ? RunOutcomes.failed("<late>", outcomes: Outcome.all.count, areas: 1) : run
      }
      builder.add(
        Sweep.Future(state: 0, replication: replication.number),
        Replication(number: replication.number, runs: runs))
    }
    #expect(builder.runs.runs == 8 && builder.runs.count == 1)
    var context = ReportContext()
    let html = builder.html(study.comparison, context: context, charts: nil)
    let top = html.prefix(upTo: try #require(html.range(of: "<main>")).lowerBound)
    #expect(top.contains("<b>1 of 8 runs failed.</b>"))
    #expect(top.contains("1: &lt;late&gt; (the first: shut, future 4)"))
    #expect(top.contains("<b>4 of 12 runs are still to come.</b>"))
    context.precision = ["known well enough"]
    let done = builder.html(study.comparison, context: context, charts: nil)
    #expect(!done.contains("still to come") && done.contains("known well enough"))
    #expect(!study.html().contains("id=\"runs\""))
  }

  /// A made-up number of stings in some months of 2017.
  private static func observation(
    ofMonths months: ClosedRange<Int>, value: Double, _ likelihood: Likelihood? = nil
  ) -> Observation {
    var observation = Observation(
      quantity: "a made-up number", value: value, unit: "things",
      evidence: Evidence(.b, "the test"), outcome: "stings",
      period: ObservedPeriod(
        from: (2017, months.lowerBound), through: (2017, months.upperBound)))
    observation.likelihood = likelihood
    return observation
  }

  @Test(
    "What pasts were fitted to is told from what is predicted: what ends later, or has no likelihood"
  )
  func fitted() throws {
    let observations = [
      Self.observation(ofMonths: 3...3, value: 30, .poisson),
      Self.observation(ofMonths: 3...4, value: 50, .poisson),
      Self.observation(ofMonths: 3...3, value: 40),
    ]
    let study = try SmallStudy(
      replications: 4, observing: observations, policyFrom: "2017-05-01",
      pastsUntil: "2017-04-02")
    #expect(study.builder.observed.map(\.isFitted) == [true, false, false])
    let page = study.html()
    let rows = try #require(table("Observed and simulated numbers", in: page))
    #expect(
      rows.map { $0[11].prefix { $0 != "," } } == ["fitted to 30", "observed 50", "observed 40"])
    #expect(
      page.contains(
        "Pasts were chosen to fit the numbers that have a likelihood and end by 2017-04-02; all others are "
          + "predicted."))
    // Without pasts nothing was fitted in the study itself.
    let own = try SmallStudy(
      replications: 4, observing: observations, policyFrom: "2017-05-01")
    #expect(own.builder.observed.map(\.isFitted) == [false, false, false])
    let ownPage = own.html()
    let ownRows = try #require(table("Observed and simulated numbers", in: ownPage))
    #expect(ownRows.map { $0[11].prefix { $0 != " " } } == ["observed", "observed", "observed"])
    #expect(!ownPage.contains("are predicted"))
  }

  @Test("What was observed stands beside the futures of the same months, without failed runs")
  func observations() throws {
    let study = try SmallStudy(
      replications: 3, observing: [Self.observation(ofMonths: 6...12, value: 70)])
    let rows = try #require(table("Observed and simulated numbers", in: study.html()))
    #expect(rows.count == 1)
    let index = try #require(Outcome.all.firstIndex { $0.name == "stings" })
    let values = study.replications.map { replication in
      let run = replication.runs[0]
      return run.months.indices.filter { (6...12).contains(run.months[$0].parts.month) }
        .reduce(0.0) { $0 + run.monthly[$1 * Outcome.all.count + index] }
    }.sorted()
    #expect(rows[0][3] == "70" && rows[0][8] == "3")
    #expect(Double(rows[0][5]) == values[1].rounded6)
    var years = study.builder.observed
    years[0].add(
      Replication(number: 4, runs: [.failed("early", outcomes: Outcome.all.count, areas: 1)]))
    #expect(years[0].simulated.count == 3)
    #expect(!(try SmallStudy.usual.get().html().contains("id=\"observed\"")))
  }

  @Test("A study without months has no picture of them, and says which option gives it one")
  func withoutMonths() throws {
    let study = try SmallStudy.usual.get()
    let plan = try Plan(comparing: study.plan.scenarios, detail: [])
    var builder = ReportBuilder(Sweep(plan))
    for replication in study.replications {
      let runs = replication.runs.map { run in
        RunOutcomes(
          counted: run.counted, areas: [], months: [], monthly: [], events: run.events)
      }
      builder.add(
        Sweep.Future(state: 0, replication: replication.number),
        Replication(number: replication.number, runs: runs))
    }
    let html = builder.html(study.comparison, context: ReportContext(), charts: nil)
    #expect(html.contains("<code>cordon sweep --months</code>"))
    #expect(!html.contains("data-chart=\"fan\""))
    #expect(!study.html().contains("<code>cordon sweep --months</code>"))
  }

  @Test("Tables hold every number in full, beside how people should read it")
  func exactness() throws {
    let study = try SmallStudy.usual.get()
    let rows = try #require(table("All differences of all outcomes", in: study.html()))
    #expect(rows.count == Outcome.all.count)
    for (row, difference) in zip(rows, study.comparison.differences[0]) {
      #expect(row[0] == HTML("\(difference.outcome.title)").text)
      #expect(Double(row[3]) == (difference.mean.isFinite ? difference.mean : nil))
      let ends = [difference.interval, difference.bootstrap].flatMap { [$0.low, $0.high] }
      #expect(row[4..<8].map(Double.init) == ends.map { $0.isFinite ? $0 : nil })
      #expect(Double(row[11]) == Double(difference.equal))
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
