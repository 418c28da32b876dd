// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
import Experiments

extension Timeline {
  /// The most events of one heading that are listed in a month of a course.
  static let mostOfHeading = 10
  /// The most events that a page lists, all courses together.
  static let mostOfPage = 12_000
  /// The page: one file that needs no other, no network and no script.
  ///
  /// - Returns: The whole page, in HTML, sealed; the same for the same values.
  /// - Complexity: O(courses times months times events).
  public func html() -> String {
    let style =
      Resources.text(PackageResources.report_css)
      + Resources.text(PackageResources.timeline_css)
    let main = TimelineText(self)
    let page = Document(title: title, style: style).html { _ in
      """
      <header>
      <h1>\(title)</h1>
      <p class="meta">\(basis)</p>
      </header>
      <main>
      \(main.summary)\(main.shared)\(main.apart)\(leftOut(main))</main>
      <footer><p class="meta">Written by Cordon \(cordonVersion). It is one simulated future of many, not what \
      will happen; a single one says little of a policy. The model takes no side.</p></footer>
      <!-- \(Seal.blank) -->

      """
    }
    return Seal.sealed(page.text)
  }

  private var basis: String {
    let own = remarks.isEmpty ? "" : " " + remarks.map { "\($0)." }.joined(separator: " ")
    return
      "One simulated future under \(counted(courses.count, "policy", "policies")), with the same luck. Time runs "
      + "downwards." + own
  }

  private func leftOut(_ text: TimelineText) -> HTML {
    let limit =
      text.most > 0
      ? "Of one kind a month lists the first \(counted(text.most, "event")) and counts the others."
      : "Months count what is not seldom; there is too much to list."
    let items = ([limit] + omissions).map { HTML("<li>\($0)</li>\n") }
    return """
      <section id="left-out" aria-labelledby="left-out-heading">
      <h2 id="left-out-heading">What is left out</h2>
      <ul class="findings">\(items)</ul>
      <p>This prints every event under one policy:</p>
      <pre>\(command)</pre>
      </section>

      """
  }
}

/// The parts of a timeline's page.
private struct TimelineText {
  let timeline: Timeline
  /// How many events of one heading a month lists, if they are not seldom.
  let most: Int
  /// The headings with no more events than one for each month of a column: their events are listed openly.
  private let seldom: Set<String>
  private let parts: (shared: [Timeline.Month], apart: [Timeline.Month])

  init(_ timeline: Timeline) {
    self.timeline = timeline
    parts = timeline.parts
    let cells =
      parts.shared.map { (timeline.courses[0], $0) }
      + parts.apart.flatMap { month in timeline.courses.map { ($0, month) } }
    let groups = cells.flatMap { timeline.groups($0, in: $1) }
    var counts: [String: Int] = [:]
    for group in groups { counts[group.heading, default: 0] += group.events.count }
    seldom = Set(counts.filter { $0.value <= cells.count }.keys)
    most =
      [Timeline.mostOfHeading, 5, 2, 1].first { most in
        groups.reduce(0) { $0 + min($1.events.count, most) } <= Timeline.mostOfPage
      } ?? 0
  }

  /// The counts under each policy, and what is first different.
  var summary: HTML {
    """
    <section id="summary" aria-labelledby="summary-heading">
    <h2 id="summary-heading">In this future</h2>
    \(table)\(failures)\(difference)</section>

    """
  }

  private var table: HTML {
    let counted = timeline.months.filter { $0.start >= timeline.calendar.policyFrom }
    let counts = timeline.courses.map { timeline.counts($0, in: counted) }
    let rows = timeline.told.enumerated().map { index, told -> HTML in
      let cells = counts.map { HTML("<td>\($0.map { number($0[index]) } ?? "-")</td>") }
      return """
        <tr><th scope="row">\(told.outcome.title)</th>\(cells)</tr>

        """
    }
    return """
      <table id="counts">
      <thead><tr><th scope="col">From \(timeline.calendar.policyFrom.description) to the end</th>\(heads)</tr></thead>
      <tbody>
      \(rows)</tbody></table>

      """
  }

  private var heads: [HTML] {
    timeline.courses.map { HTML("<th scope=\"col\">\($0.policy)</th>") }
  }

  private var failures: HTML {
    let failed = timeline.courses.compactMap { course in
      course.outcomes.failure.map { HTML("<li>\(course.policy): \($0)</li>\n") }
    }
    return failed.isEmpty
      ? ""
      : "<div class=\"note warning\"><p>Not simulated to the end:</p><ul>\(failed)</ul></div>\n"
  }

  private var difference: HTML {
    guard timeline.courses.count > 1 else { return "" }
    guard let next = timeline.firstDifference else {
      return "<p id=\"first\">All that is told here is the same under every policy.</p>\n"
    }
    let items = zip(timeline.courses, next).map { course, event -> HTML in
      event.map { "<li><b>\(course.policy)</b>: \($0.minute) \($0.words)</li>\n" }
        ?? "<li><b>\(course.policy)</b>: nothing more is told</li>\n"
    }
    return """
      <p id="first">What is told is the same under every policy, but for what policies say themselves, until each goes \
      on with:</p>
      <ul class="findings">\(items)</ul>

      """
  }

  /// The history that all policies have in common, a year folded after the other.
  var shared: HTML {
    guard !parts.shared.isEmpty else { return "" }
    let last = parts.shared.last?.start.parts.year
    var years: [(year: Int, months: [Timeline.Month])] = []
    for month in parts.shared {
      let year = month.start.parts.year
      if years.last?.year != year { years.append((year, [])) }
      years[years.count - 1].months.append(month)
    }
    let course = timeline.courses[0]
    let folded = years.map { year, months -> HTML in
      """
      <details\(HTML(verbatim: year == last ? " open" : ""))><summary>\(year): \(line(course, months))</summary>
      <table class="timeline"><tbody>
      \(months.map { "<tr>\(head($0))\(cell(course, $0))</tr>\n" })</tbody></table>
      </details>

      """
    }
    let words = timeline.courses.count > 1 ? "Until the policies part: one history" : "History"
    return """
      <section id="shared" aria-labelledby="shared-heading">
      <h2 id="shared-heading">\(words)</h2>
      \(folded)</section>

      """
  }

  /// The months in which policies may differ, a column for each.
  var apart: HTML {
    guard !parts.apart.isEmpty else { return "" }
    let rows = parts.apart.map { month -> HTML in
      "<tr>\(head(month))\(timeline.courses.map { cell($0, month) })</tr>\n"
    }
    let words =
      timeline.isShared
      ? "After the policies part on \(timeline.parting?.description ?? "")"
      : "Each policy with a history of its own"
    return """
      <section id="apart" aria-labelledby="apart-heading">
      <h2 id="apart-heading">\(words)</h2>
      <table class="timeline">
      <thead><tr><th scope="col">Month</th>\(heads)</tr></thead>
      <tbody>
      \(rows)</tbody></table>
      </section>

      """
  }

  private func head(_ month: Timeline.Month) -> HTML {
    "<th scope=\"row\">\(month.name)</th>"
  }

  /// What was counted in a month of a course, and what happened.
  private func cell(_ course: Timeline.Course, _ month: Timeline.Month) -> HTML {
    let groups = timeline.groups(course, in: month)
    let open = groups.filter { seldom.contains($0.heading) }.flatMap(\.events)
      .sorted { $0.time < $1.time }
    let often = groups.filter { !seldom.contains($0.heading) }
    let opened: HTML = open.isEmpty ? "" : "<ul>\(open.map(item))</ul>"
    let listed = often.map { heading, events -> HTML in
      let rest = events.count - min(most, events.count)
      let more: HTML = rest > 0 ? "<li>and \(grouped(rest)) more</li>" : ""
      return
        "<details><summary>\(heading): \(grouped(events.count))</summary><ul>\(events.prefix(most).map(item))\(more)</ul></details>"
    }
    let count = often.reduce(0) { $0 + $1.events.count }
    let folded: HTML =
      often.isEmpty
      ? ""
      : "<details><summary>\(counted(count, "event"))</summary>\(listed)</details>"
    return "<td class=\"text\"><p>\(line(course, [month]))</p>\(opened)\(folded)</td>"
  }

  private func item(_ event: Timeline.Event) -> HTML {
    "<li><time>\(event.minute)</time> \(event.words)</li>"
  }

  /// What was counted in some months, outcome by outcome.
  private func line(_ course: Timeline.Course, _ months: [Timeline.Month]) -> String {
    guard let counts = timeline.counts(course, in: months) else { return "not known" }
    let words = zip(timeline.told, counts).filter { $1 != 0 }.map {
      "\($0.outcome.name.replacing("-", with: " ")) \(number($1))"
    }
    return words.isEmpty ? "nothing counted" : words.joined(separator: ", ")
  }

  /// A count, in whole numbers where it is one.
  private func number(_ count: Double) -> String {
    Readable(standardError: count == count.rounded() ? 1 : 0, size: count)(count)
  }
}
