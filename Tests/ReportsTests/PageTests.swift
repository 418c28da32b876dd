// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Digests
import Experiments
import Foundation
import Testing

@testable import Reports

@Suite("Report page")
struct PageTests {
  @Test("Without Vega the page says what to install, and has its tables")
  func withoutVega() throws {
    let html = try SmallStudy.usual.get().html()
    #expect(html.contains("apt-get install libjs-vega"))
    #expect(html.contains("Table: All differences of all outcomes (\(Outcome.all.count) rows)"))
    #expect(!html.contains("chart-fan"))
  }

  @Test("The page asks nothing of the network")
  func isSelfContained() throws {
    let charts = ChartLibrary(scripts: ["vega = {}"], licence: "free")
    let html = try SmallStudy(replications: 2, areas: 3).html(charts: charts)
    #expect(html.contains("default-src 'none'"))
    #expect(!html.contains("src=\"") && !html.contains("<link") && !html.contains("@import"))
    #expect(!html.contains("href=\"http"))
  }

  @Test("Whatever a scenario calls its policies, it cannot become markup")
  func escapes() throws {
    let study = try SmallStudy(
      policies: ["<script>alert(1)</script>", "\"a\" & 'b'"], replications: 2)
    let html = study.html(
      ReportContext(
        command: "cordon it's <b>",
        inputs: [
          ReportInput(
            policy: "<b>", path: "stings.streamed", value: "<i>", origin: "x&y", grade: .d)
        ], warnings: ["<u>"]))
    #expect(!html.contains("<script>alert"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("&quot;a&quot; &amp; &#39;b&#39;"))
    #expect(!html.contains("<u>") && html.contains("&lt;u&gt;"))
    #expect(html.contains("cordon it&#39;s &lt;b&gt;"))
  }

  @Test("Two reports of one study are the same bytes")
  func isRepeatable() throws {
    #expect(
      try SmallStudy(replications: 2).html() == SmallStudy(replications: 2).html())
  }

  @Test("Every verdict stands in the answer with its natural frequency")
  func frequencies() throws {
    let study = try SmallStudy.decided.get()
    let html = study.html()
    let decided = try #require(
      study.comparison.differences[0].first { $0.outcome.isHeadline && $0.verdict.isDecided })
    let times = decided.mean >= 0 ? decided.higher : decided.lower
    let word = decided.mean >= 0 ? "more" : "less"
    #expect(
      html.contains(
        "\(decided.outcome.title.lowercased()) (\(word) in \(times) of \(decided.count)"))
  }

  @Test("A single policy has means and bands, and no differences")
  func single() throws {
    let html = try SmallStudy(policies: ["alone"], replications: 2).html()
    #expect(html.contains("What happens under alone?"))
    #expect(html.contains("9 of 10 futures: "))
    #expect(!html.contains("id=\"differences\""))
  }

  @Test("A single future has no interval, so there is no picture of differences but words")
  func oneFuture() throws {
    let html = try SmallStudy(replications: 1).html()
    #expect(!html.contains("data-chart=\"differences\""))
    #expect(html.contains("<code>--replications</code>"))
    #expect(html.contains("Table: All differences of all outcomes"))
  }

  @Test("A report and a notebook are sealed, so that a change by hand is seen")
  func seals() throws {
    let html = try SmallStudy.usual.get().html()
    #expect(Seal.isIntact(Array(html.utf8)))
    #expect(!Seal.isIntact(Array(html.replacing("The answer", with: "My answer").utf8)))
    let notebook = try NotebookBuilder(Sweep(try SmallStudy.usual.get().plan)).json()
    #expect(Seal.isIntact(Array(notebook.utf8)))
    #expect(!Seal.isIntact(Array(notebook.replacing("pandas", with: "polars").utf8)))
  }

  @Test("What the scenario values comes first, in its order")
  func order() throws {
    let valued = ["takeover-minutes", "suicides"]
    let study = try SmallStudy(
      replications: 2, valuations: valued.map { OutcomeValuation(outcome: $0) })
    let sorted = MainOutcomes(study.plan).sorted(by: study.comparison.differences[0]).map(\.name)
    #expect(Array(sorted.prefix(2)) == valued)
    #expect(Set(sorted).count == sorted.count)
    let weights = study.comparison.differences[0]
      .filter { sorted.dropFirst(2).contains($0.outcome.name) && $0.mean.isFinite }
      .reduce(into: [:]) { $0[$1.outcome.name] = $1.mean.magnitude / $1.matters }
    let found = sorted.dropFirst(2).compactMap { weights[$0] }
    #expect(found == found.sorted(by: >))
  }

  @Test("Estimates are counted at the pictures that they drive, and settings are none")
  func grades() throws {
    let inputs = ["stings.streamed", "crowd.hostile", "costs.court-day", "seed"].map {
      ReportInput(policy: "open", path: $0, value: "1", origin: "default", grade: .d)
    }
    let outcome = try #require(Outcome.named("serious-disorder"))
    let mark = Drivers.mark(of: [outcome], inputs + inputs).text
    #expect(mark.contains("2 estimates in stings, crowd, response"))
    #expect(mark.contains("through feedback 1 more"))
    #expect(Drivers.mark(of: [outcome], []).text.isEmpty)
  }

  @Test("Every mechanism that is named as a driver has parameters")
  func mechanisms() {
    let declared = Set(Parameters.fields.map { String($0.path.prefix { $0 != "." }) })
    for section in Outcome.all.sections {
      #expect(section.drivers.allSatisfy(declared.contains), "\(section)")
    }
  }

  @Test("The manifest's values gain what the declarations know of them")
  func inputs() throws {
    let field = try #require(Parameters.fields.first { $0.evidence.isDeep })
    let input = ReportInput(
      policy: "p", path: field.path, value: "1", origin: "default", grade: .d)
    #expect(input.evidence == field.evidence && input.summary == field.summary)
  }
}
