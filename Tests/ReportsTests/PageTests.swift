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

  @Test(
    "A browser runs the scripts and styles of the page itself, each named by its digest, and no others"
  )
  func contentPolicy() throws {
    let charts = ChartLibrary(
      scripts: ["vega = {};\r\nlet a"], isInterpreted: true, licence: "free")
    let html = try SmallStudy(replications: 2).html(charts: charts)
    let policy = try #require(
      html.firstMatch(of: /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/)?.1)
    #expect(!policy.contains("unsafe") && policy.contains("default-src 'none'"))
    #expect(policy.contains("base-uri 'none'") && policy.contains("form-action 'none'"))
    var count = 0
    for element in html.matches(of: /<(script|style)>([^\u{0}]*?)<\/(script|style)>/) {
      let digest = Data(Digest(of: String(element.2)).bytes).base64EncodedString()
      #expect(policy.contains("'sha256-\(digest)'"), "\(element.2.prefix(60))")
      count += 1
    }
    #expect(count == 4)
    #expect(policy.matches(of: /sha256-/).count == count)
    #expect(!html.contains("\r") && !html.contains(" style=\"") && !html.contains(" onclick"))
  }

  @Test("A mark that joins a sign of markup with its neighbour to one character hides nothing")
  func joinedCharacters() throws {
    let names = [
      "a\u{600}<img src=x onerror=alert(1) y=\u{600}>", "\"\u{301} onclick=\u{301}'\u{301}",
    ]
    let study = try SmallStudy(policies: names, replications: 2)
    let html = study.html()
    let scalars = Array(html.unicodeScalars)
    #expect(!Array(html.utf8).contains(Array("<img".utf8)))
    for (index, scalar) in scalars.enumerated() where scalar == "\u{301}" {
      #expect(scalars[index - 1] != "\"" && scalars[index - 1] != "'")
    }
    #expect(html.contains("a\u{600}&lt;img src=x onerror=alert(1) y=\u{600}&gt;"))
  }

  @Test("A name is never spelt otherwise, wherever it stands")
  func spelling() throws {
    let study = try SmallStudy(policies: ["policy one", "éclat"], replications: 12)
    for html in [study.html(), try study.sweep(states: 3).html(study.comparison, context: .init())]
    {
      #expect(!html.contains("Policy one") && !html.contains("Éclat"))
      #expect(html.contains("policy one less éclat"))
    }
  }

  @Test("Each of 64 policies has a mark of its own, and the page says so where there are more")
  func marks() throws {
    let marks = (0..<64).map { Palette.Mark(ofPolicy: $0) }
    #expect(Set(marks.map { [$0.colour, $0.shape] }).count == 64)
    // Of two that share a colour the next ones differ in the line, too.
    #expect((0..<24).allSatisfy { marks[$0].dash != marks[$0 + 8].dash })
    let keys = (0..<64).map { Figure.Key(policy: "p\($0)", mark: marks[$0]) }
    let buttons = keys.html.text.matches(of: /data-colour="\d" data-shape="\d" data-dash="\d"/)
    #expect(Set(buttons.map { String($0.0) }).count == 64)
    #expect(!keys.html.text.contains("look alike"))
    let more = keys + [Figure.Key(policy: "p64", mark: Palette.Mark(ofPolicy: 64))]
    #expect(more.html.text.contains("There are 65 policies and 64 marks"))
  }

  @Test("What was set beside the files stands in the title and in the answer; a study has its name")
  func assumptions() throws {
    let study = try SmallStudy.usual.get()
    var builder = ReportBuilder(
      Sweep(
        study.plan,
        assuming: [
          Sweep.Assumption(path: "stings.streamed", value: "40%"),
          Sweep.Assumption(path: "crowd.hostile", value: "<b>"),
        ]))
    for replication in study.replications {
      builder.add(Sweep.Future(state: 0, replication: replication.number), replication)
    }
    let html = builder.html(study.comparison, context: ReportContext(), charts: nil)
    let question = "and shut, with stings.streamed = 40%, crowd.hostile = &lt;b&gt;?"
    #expect(html.contains("\(question)</title>") && html.contains("\(question)</h1>"))
    let answer = try #require(html.range(of: "id=\"answer\""))
    #expect(html[answer.upperBound...].prefix(600).contains("<code>stings.streamed = 40%</code>"))
    #expect(!study.html().contains("id=\"assuming\"") && !study.html().contains("id=\"study\""))
    let sweep = try study.sweep(states: 3).html(study.comparison, context: ReportContext())
    #expect(sweep.contains("Study: <b>many</b>") && sweep.contains("<title>many: What happens"))
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
            policy: "<b>", path: "stings.streamed", value: "<i>", origin: "x&y",
            evidence: Evidence(.d, "<s>"), summary: "<q>")
        ], warnings: ["<u>"]))
    #expect(!html.contains("<script>alert"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("&quot;a&quot; &amp; &#39;b&#39;"))
    #expect(!html.contains("<u>") && html.contains("&lt;u&gt;"))
    #expect(!html.contains("<s>") && !html.contains("<q>"))
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
    let answer = try #require(Answer(study.comparison, of: study.plan))
    let cells = answer.rows.flatMap(\.cells)
    let decided = try #require(cells.first { $0.difference.verdict.isDecided }).difference
    let words = try #require(decided.sideWords)
    #expect(html.contains("\(decided.verdict.word)</span><small>\(words)</small>"))
    #expect(html.contains("<b>\(HTML("\(decided.outcome.title)").text)</b> ("))
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
      ReportInput(
        policy: "open", path: $0, value: "1", origin: "default",
        evidence: Evidence(.d, "the test"), summary: "Whatever.")
    }
    let outcome = try #require(Outcome.named("serious-disorder"))
    let mark = Drivers.mark(of: [outcome], in: Outcome.all, inputs + inputs).text
    #expect(mark.contains("2 estimates<span class=\"rest\"> in stings, crowd, callers, response"))
    #expect(mark.contains("through feedback 1 more"))
    #expect(Drivers.mark(of: [outcome], in: Outcome.all, []).text.isEmpty)
  }

  @Test("Every mechanism that is named as a driver has parameters")
  func mechanisms() {
    let declared = Set(Parameters.fields.map { String($0.path.prefix { $0 != "." }) })
    for section in Outcome.all.sections {
      #expect(section.drivers.allSatisfy(declared.contains), "\(section)")
    }
  }
}
