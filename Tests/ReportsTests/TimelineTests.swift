// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Digests
import Experiments
import Testing

@testable import Reports

@Suite("The page of one future under all policies")
struct TimelineTests {
  /// A timeline of a replication of a study, with every event that a first reading needs.
  private func timeline(_ study: SmallStudy, _ number: Int = 1) throws -> Timeline {
    let plan = study.plan
    var events: [[Timeline.Event]] = plan.policies.map { _ in [] }
    let replays = try plan.replay(number, recording: StorySelection()) { policy, line in
      events[policy].append(
        Timeline.Event(
          time: line.time, minute: line.dateTime, heading: line.kind.words,
          words: line.kind.words, isOfPolicy: line.kind.name == "levers-change"))
    }
    #expect(replays.map(\.isEqualToStudy) == plan.policies.map { _ in true })
    let courses = plan.policies.indices.map {
      Timeline.Course(policy: plan.policies[$0], events: events[$0], outcomes: replays[$0].outcomes)
    }
    return Timeline(
      "Future \(number)", courses, of: plan, counting: ["stings", "arrests", "cost", "no-outcome"])
  }

  @Test(
    "The counts of its months add up to the outcomes of the run, and stings to the events listed")
  func counts() throws {
    let study = try SmallStudy.usual.get()
    let timeline = try timeline(study)
    #expect(timeline.told.map(\.outcome.name) == ["stings", "arrests", "cost"])
    let counted = timeline.months.filter { $0.start >= study.plan.calendar.policyFrom }
    let years = Double(study.plan.calendar.end - study.plan.calendar.policyFrom) / 365.25
    for (policy, course) in timeline.courses.enumerated() {
      let run = study.replications[0].runs[policy]
      let counts = try #require(timeline.counts(course, in: counted))
      for (sum, told) in zip(counts, timeline.told) {
        let expected = run.counted[told.index] * years
        #expect(abs(sum - expected) < 1e-6 * max(1, expected), "\(told.outcome.name)")
      }
      #expect(counts[0] > 0)
      // Each month's stings are those whose start its cell lists; one to which nobody comes is no sting.
      for month in timeline.months {
        let listed =
          timeline.groups(course, in: month).first { $0.heading == "the sting starts" }?
          .events.count ?? 0
        let stings = try #require(timeline.counts(course, in: [month]))[0]
        #expect(Double(listed) >= stings)
      }
    }
  }

  @Test("Policies part on the day of their levers; until then they have one history")
  func parting() throws {
    let study = try SmallStudy.usual.get()
    let timeline = try timeline(study)
    let (shared, apart) = timeline.parts
    #expect(shared.last?.end == study.plan.calendar.policyFrom)
    #expect(apart.first?.start == study.plan.calendar.policyFrom)
    #expect(apart.count == 12)
    for month in shared {
      #expect(
        timeline.groups(timeline.courses[0], in: month).map(\.events)
          == timeline.groups(timeline.courses[1], in: month).map(\.events))
    }
    let next = try #require(timeline.firstDifference)
    let from = Double(study.plan.calendar.policyFrom - study.plan.calendar.start)
    #expect(next.compactMap(\.?.time).allSatisfy { $0 >= from })
    #expect(next[0] != next[1])
  }

  @Test("What is first different is the first event that not every policy has")
  func firstDifference() throws {
    let study = try SmallStudy.usual.get()
    func event(_ time: Double, _ words: String, ofPolicy: Bool = false) -> Timeline.Event {
      Timeline.Event(
        time: time, minute: "\(time)", heading: words, words: words, isOfPolicy: ofPolicy)
    }
    func first(_ courses: [[Timeline.Event]]) -> [Timeline.Event?]? {
      Timeline(
        "", courses.map { .init(policy: "p", events: $0, outcomes: study.replications[0].runs[0]) },
        of: study.plan, counting: []
      ).firstDifference
    }
    let (a, b, c) = (event(1, "a"), event(2, "b"), event(3, "c"))
    #expect(first([[a, b], [a, b]]) == nil)
    #expect(first([[a, event(1.5, "levers", ofPolicy: true), b], [a, b]]) == nil)
    #expect(first([[a, b], [a, c]]) == [b, c])
    #expect(first([[a, b], [a]]) == [b, nil])
    #expect(first([[], []]) == nil)
  }

  @Test("A name or an event is text on the page, whatever it holds; no script may run")
  func escaping() throws {
    let hostile = "<script>alert(1)</script>\"&'"
    let study = try SmallStudy(policies: [hostile, "</td></table>"], replications: 1)
    var events = try timeline(study).courses[0].events.prefix(3).map(\.self)
    events.append(Timeline.Event(time: 5, minute: "<b>", heading: "<i>", words: hostile))
    let run = study.plan.replicate(1).runs[0]
    var timeline = Timeline(
      hostile,
      study.plan.policies.map { .init(policy: $0, events: events, outcomes: run) },
      of: study.plan, counting: ["stings"])
    (timeline.remarks, timeline.omissions, timeline.command) = ([hostile], [hostile], hostile)
    let html = timeline.html()
    for piece in ["<script", "<b><", "<i>", "</td></table>\""] { #expect(!html.contains(piece)) }
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;"))
    #expect(html.contains("&lt;/td&gt;&lt;/table&gt;"))
    #expect(html.contains("script-src 'none'"))
    #expect(Seal.isIntact(Array(html.utf8)))
    #expect(html == timeline.html())
  }

  @Test(
    "A month lists no more than the first events of a kind that is not seldom, and counts the rest")
  func limit() throws {
    let study = try SmallStudy.usual.get()
    let many = (0..<500).map {
      Timeline.Event(time: Double($0) / 1_000, minute: "m\($0)", heading: "many", words: "w")
    }
    let few = [Timeline.Event(time: 40, minute: "one", heading: "few", words: "alone")]
    let timeline = Timeline(
      "", [.init(policy: "p", events: many + few, outcomes: study.replications[0].runs[0])],
      of: study.plan, counting: [])
    let html = timeline.html()
    #expect(html.contains("many: 500") && html.contains("and 490 more"))
    #expect(html.contains("m9<") && !html.contains("m10<"))
    #expect(html.contains("<ul><li><time>one</time> alone</li></ul>"))
  }

  @Test("A run that was given up has no counts, and the page says why")
  func givenUp() throws {
    let study = try SmallStudy.usual.get()
    let failed = RunOutcomes.failed("given up <early>", outcomes: Outcome.all.count, areas: 1)
    let timeline = Timeline(
      "", [.init(policy: "p", events: [], outcomes: failed)], of: study.plan, counting: ["stings"])
    #expect(timeline.counts(timeline.courses[0], in: timeline.months) == nil)
    let html = timeline.html()
    #expect(html.contains("given up &lt;early&gt;") && html.contains("not known"))
    #expect(html.contains("<td>-</td>"))
  }
}
