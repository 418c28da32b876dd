// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Digests
import Experiments

/// The page of a report; each of its sections is an extension in a file of its own.
struct Page {
  /// A part of the page with a heading of its own.
  struct Section {
    let id: String
    let heading: String
    let body: HTML

    var html: HTML {
      """
      <section id="\(id)" aria-labelledby="\(id)-heading">
      <h2 id="\(id)-heading">\(heading)</h2>
      \(body)
      </section>

      """
    }
  }

  let sweep: Sweep
  let comparison: Comparison
  let context: ReportContext
  let charts: ChartLibrary?
  let fans: MonthlyFans
  let sample: RunSample?
  let states: StateFindings
  let runs: FailedRuns
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
    sample = builder.sample
    states = builder.states
    runs = builder.runs
    observed = builder.observed
    outcomes = builder.main.sorted(
      by: builder.sweep.states > 1
        ? builder.states.kept.flatMap(\.differences) : comparison.differences.flatMap(\.self))
    self.comparison = comparison
    self.context = context
    self.charts = charts
  }

  /// The plan of the first state: what all states have in common but for what varies.
  var plan: Plan { sweep.first }

  /// Whether there are several states of the world.
  var hasStates: Bool { sweep.states > 1 }

  /// The policies with their places in the palette.
  var keys: [Figure.Key] {
    plan.policies.enumerated().map { Figure.Key(policy: $1, colour: Palette.colour($0)) }
  }

  /// The baseline.
  var baseline: String { plan.policies[plan.baseline] }

  /// The policies that are compared with it.
  var others: [String] { plan.policies.filter { $0 != baseline } }

  /// The mark of what rests on estimates, at a picture of these outcomes.
  func mark(_ outcomes: [Outcome], isShort: Bool = false) -> HTML {
    Drivers.mark(of: outcomes, context.inputs, isShort: isShort)
  }

  private var sections: [Section] {
    [
      answer, differences, tradeOff, months, queues, areas, stateWins, observedYears, inputs,
      assumptions, stress, repetition,
    ].compactMap(\.self)
  }

  /// The whole page.
  var html: HTML {
    let sections = sections
    let links = sections.map { section -> HTML in
      "<li><a href=\"#\(section.id)\">\(section.heading)</a></li>"
    }
    return """
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:">
      <meta name="generator" content="Cordon \(context.version)">
      <title>\(title)</title>
      <style>
      \(HTML(verbatim: Resources.text(PackageResources.report_css)))</style>
      </head>
      <body>
      <a class="skip" href="#answer">To the answer</a>
      <header>
      <h1>\(title)</h1>
      <p class="meta">\(basis)</p>
      \(incompleteness)<nav aria-label="Contents"><ol>\(links)</ol></nav>
      </header>
      <main>
      \(missing)\(sections.map(\.html))</main>
      <footer><p class="meta">Written by Cordon \(context.version). The figures are a model’s, not \
      observations; the model takes no side.</p></footer>
      \(scripts)<!-- \(Seal.blank) -->
      </body>
      </html>

      """
  }

  /// The question.
  private var title: String {
    guard let last = others.last else { return "What happens under \(baseline)?" }
    let names = others.dropLast().joined(separator: ", ") + (others.count > 1 ? " or " : "") + last
    return "What happens under \(baseline), and what under \(names)?"
  }

  /// What was simulated, in two sentences.
  private var basis: String {
    let settings = plan.scenarios[0].settings
    let years = settings.counted == 1 ? "one year" : counted(settings.counted, "year")
    let states = hasStates ? " in each of \(counted(sweep.states, "state")) of the world" : ""
    return
      "\(counted(plan.replications.count, "simulated future"))\(states) under each of "
      + counted(plan.policies.count, "policy", "policies")
      + ", all with the same luck: a history from \(settings.start), then \(years) from "
      + "\(settings.policyFrom), which are counted. Figures are the model's, not observations."
  }

  /// What to install for the pictures.
  private var missing: HTML {
    guard charts == nil else {
      return
        "<noscript><p class=\"note\">Pictures need JavaScript; the tables do not.</p></noscript>"
    }
    return """
      <p class="note warning">The pictures are missing, because Vega was not on the machine that \
      wrote this report; every table is here. To have them, install it \
      (<code>apt-get install \(ChartLibrary.package)</code>) and write the report again.</p>

      """
  }

  private var scripts: HTML {
    var scripts: HTML = ""
    if let charts {
      scripts += charts.html
      for chart in Figure.Chart.allCases {
        scripts += data("chart-\(chart.rawValue)", chart.specification)
      }
      scripts += data("theme", PackageResources.theme_json)
    }
    return scripts
      + "<script>\n\(HTML(verbatim: Resources.text(PackageResources.report_js)))</script>\n"
  }

  private func data(_ id: String, _ bytes: [UInt8]) -> HTML {
    "<script type=\"application/json\" id=\"\(id)\">\n\(HTML(verbatim: Resources.text(bytes)))</script>\n"
  }
}

extension Figure.Chart {
  /// The Vega specification.
  var specification: [UInt8] {
    switch self {
    case .differences: PackageResources.differences_json
    case .tradeOff: PackageResources.trade_off_json
    case .fan: PackageResources.fan_json
    case .areas: PackageResources.areas_json
    case .states: PackageResources.states_json
    case .stateDifferences: PackageResources.state_differences_json
    case .observed: PackageResources.observed_json
    }
  }
}
