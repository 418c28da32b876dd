// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Digests
import Experiments
import Texts

/// The page of a report.
///
/// Each of its sections is an extension in its own file.
struct Page {
  /// A part of the page with a heading of its own.
  struct Section {
    let id: String
    let heading: String
    /// What stands on the first screen, before the contents of the page.
    var first: HTML = ""
    let body: HTML
    /// What draws its figures.
    var charts: [Figure.Chart] = []

    /// The section, with the contents of the page in it if it is the first.
    func html(contents: HTML = "") -> HTML {
      """
      <section id="\(id)" aria-labelledby="\(id)-heading">
      <h2 id="\(id)-heading">\(heading)</h2>
      \(first)\(contents)\(body)
      </section>

      """
    }
  }

  let sweep: Sweep
  let comparison: Comparison
  let context: ReportContext
  let charts: ChartLibrary?
  let fans: MonthlyFans
  let years: YearlyCounts
  let sample: RunSample?
  let states: StateFindings
  let runs: FailedRuns
  let drivers: SweepDrivers?
  let waterfall: SweepWaterfall?
  let analyses: [AnalysisFindings]
  /// How far the answer holds; nil unless it is that of a comparison in one state.
  let condition: AnswerCondition?
  let observed: [ObservedYears]
  /// The outcomes that have pictures, those that matter most first.
  let outcomes: [Outcome]
  let main: MainOutcomes

  init(
    builder: ReportBuilder, comparison: Comparison, context: ReportContext, charts: ChartLibrary?
  ) {
    sweep = builder.sweep
    main = builder.main
    fans = builder.fans
    years = builder.years
    sample = builder.sample
    states = builder.states
    runs = builder.runs
    drivers = builder.drivers
    waterfall = builder.waterfall
    analyses = builder.analyses
    condition = builder.condition
    observed = builder.observed
    outcomes = builder.main.sorted(
      by: builder.sweep.states > 1
        ? builder.states.kept.flatMap(\.differences) : comparison.differences.flatMap(\.self))
    self.comparison = comparison
    self.context = context
    self.charts = charts
  }

  /// The plan of the first state.
  ///
  /// All states share it, except for what varies.
  var plan: Plan { sweep.first }

  /// Whether there are several states of the world.
  var hasStates: Bool { sweep.states > 1 }

  /// The policies with their indices in the palette.
  var keys: [Figure.Key] {
    plan.policies.enumerated().map { Figure.Key(policy: $1, mark: Palette.Mark(ofPolicy: $0)) }
  }

  /// The baseline.
  var baseline: String { plan.policies[plan.baseline] }

  /// The policies that are compared with it.
  var others: [String] { plan.policies.filter { $0 != baseline } }

  /// The mark that says on which estimates a picture of these outcomes rests.
  func mark(_ outcomes: [Outcome], isShort: Bool = false) -> HTML {
    Drivers.mark(of: outcomes, in: plan.outcomes, context.inputs, isShort: isShort)
  }

  private var sections: [Section] {
    // The policies on a way are steps, which pictures of policies beside each other would only hide.
    if let way { return [way, answer, inputs, assumptions, stress, repetition] }
    return [
      answer, whatMatters, differences, tradeOff, months, rareYears, queues, areas, stateWins,
      stateAnalyses,
      observedYears, lessons, inputs, assumptions, stress, repetition,
    ].compactMap(\.self)
  }

  /// The whole page.
  var html: HTML {
    let sections = sections
    let links = sections.map { section -> HTML in
      "<li><a href=\"#\(section.id)\">\(section.heading)</a></li>"
    }
    let contents: HTML = """
      <nav aria-label="Contents"><ol>\(links)</ol>
      <p class="controls" id="printing" hidden>Print <button type="button" data-print="brief">the brief: one page</button>
      <button type="button" data-print="report">the report: four pages</button>
      <button type="button" data-print="all">everything</button></p></nav>

      """
    let file = Document(
      title: (ownName.map { "\($0): " } ?? "") + title,
      style: Resources.text(PackageResources.report_css), version: context.version)
    return file.html { policy in
      let scripts = scripts(sections.flatMap(\.charts), &policy)
      return """
        <a class="skip" href="#answer">To the answer</a>
        <header>
        \(studyName)<h1>\(title)</h1>
        <p class="meta">\(basis)</p>
        \(incompleteness)</header>
        <main>
        \(missing)\(sections[0].html(contents: contents))\(sections.dropFirst().map { $0.html() })</main>
        <footer><p class="meta">Written by Cordon \(context.version). The figures are a model’s, not \
        observations; the model takes no side.</p></footer>
        \(scripts)<!-- \(Seal.blank) -->

        """
    }
  }

  /// The question, with what was set beside the files.
  private var title: String {
    let (few, rest) = (sweep.assumptions.prefix(3), sweep.assumptions.dropFirst(3))
    let set = few.map(\.description) + (rest.isEmpty ? [] : ["\(rest.count) more"])
    let assuming = set.isEmpty ? "" : ", with \(set.joined(separator: ", "))"
    if let ends = waterfall?.ends {
      return "What leads from \(ends.start) to \(ends.end), lever by lever\(assuming)?"
    }
    let against = plan.statusQuo.map { plan.policies[$0] }
    let named = ([baseline] + others).filter { $0 != against }
    let names =
      named.dropLast().joined(separator: ", ") + (named.count > 1 ? " and " : "")
      + named[named.count - 1]
    let than = against == nil ? "" : ", against the status quo"
    return "What happens under \(names)\(than)\(assuming)?"
  }

  /// The name from the study's file; nil if the study is only named after its policies.
  private var ownName: String? { sweep.name == plan.name ? nil : sweep.name }

  private var studyName: HTML {
    ownName.map { "<p class=\"meta\" id=\"study\">Study: <b>\($0)</b></p>\n" } ?? ""
  }

  /// The values that were set beside the files.
  ///
  /// The answer begins with them: it holds only under these assumptions.
  var assuming: HTML {
    guard !sweep.assumptions.isEmpty else { return "" }
    let set = sweep.assumptions.map { assumption -> HTML in "<code>\(assumption.description)</code>"
    }
    return """
      <p class="note" id="assuming"><b>Set for this study, beside its files:</b> \
      \(set.joined(by: ", ")). The answer holds only with these values.</p>

      """
  }

  /// What was simulated, in two sentences.
  private var basis: String {
    let settings = plan.calendar
    let years = settings.counted == 1 ? "one year" : counted(settings.counted, "year")
    let states = hasStates ? " in each of \(counted(sweep.states, "state")) of the world" : ""
    return
      "\(counted(plan.replications.count, "simulated future"))\(states) under each of "
      + counted(plan.policies.count, "policy", "policies")
      + ", with the same luck; \(years) from \(settings.policyFrom) \(settings.counted == 1 ? "is" : "are") "
      + "counted. Figures are the model's, not observations."
  }

  /// The note that says what to install for the pictures.
  private var missing: HTML {
    guard charts == nil else {
      return
        "<noscript><p class=\"note\">Pictures need JavaScript; the tables do not.</p></noscript>"
    }
    return """
      <p class="note warning">The pictures are missing because Vega was not on the machine that \
      wrote this report; all tables are here. For pictures, install Vega \
      (<code>apt-get install \(ChartLibrary.package)</code>) and write the report again.</p>

      """
  }

  private func scripts(_ drawn: [Figure.Chart], _ policy: inout ContentPolicy) -> HTML {
    var scripts: HTML = ""
    if let charts {
      scripts += charts.html(&policy)
      var there: Set<String> = []
      for chart in drawn where there.insert(chart.name).inserted {
        scripts += data("chart-\(chart.name)", chart.specification)
      }
      scripts += data("theme", PackageResources.theme_json)
    }
    return [PackageResources.figures_js, PackageResources.report_js].reduce(into: scripts) {
      $0 += policy.script("\n" + Resources.text($1))
    }
  }

  private func data(_ id: String, _ bytes: [UInt8]) -> HTML {
    let json = HTML(verbatim: Resources.text(bytes).escaped(for: .scriptJSON))
    return "<script type=\"application/json\" id=\"\(id)\">\n\(json)</script>\n"
  }
}
