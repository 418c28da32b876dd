// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments

extension Figure.Chart {
  fileprivate static let learnt = Figure.Chart("learnt", PackageResources.learnt_json)
}

/// The pasts from which the futures go on: what the record says of unknowns, and how it was asked.
extension Page {
  var lessons: Section? {
    guard let draws = plan.draws, let words = plan.wordsOfPasts else { return nil }
    let known = draws.pasts
    let set = context.lessons.filter(\.learnt.isSetByPrior).count
    let note: HTML = """
      <p>\(words.capitalised). Under every policy a future has the same past and the \
      same luck from there on. \(learnt(context.lessons.count, set))</p>

      """
    return Section(
      id: "pasts", heading: "From which pasts, and what do they say of unknowns?",
      body: note + (context.lessons.isEmpty ? "" : figure(known).html) + checklist(known),
      charts: context.lessons.isEmpty ? [] : [.learnt])
  }

  private func learnt(_ lessons: Int, _ set: Int) -> String {
    guard lessons > 0 else {
      return "The scenario states no prior of what the pasts have values of."
    }
    return set == 0
      ? "Each of \(counted(lessons, "unknown")) is known better than before the record."
      : "Of \(counted(set, of: lessons, "unknown")) the record says next to nothing: set by the prior. How "
        + "people answer to what no year of the record had is learnt of none."
  }

  private func figure(_ known: KnownPasts) -> Figure {
    Figure(
      id: "lessons", chart: .learnt,
      title: "What is known of unknowns, before and after the record",
      caption: """
        Each row is the prior of an unknown, laid out so that equal lengths are equally likely before the record. \
        The bar is where 9 of 10 pasts that match lie, dark where half of them do, its tick their median. A bar \
        over nearly the whole row has learnt nothing. Unknowns are not independent after the record: it sees \
        products and ratios of them.
        """,
      description:
        "\(context.lessons.count) unknowns before and after the record; the table below has them",
      tables: [table(known)], evidence: "")
  }

  private func table(_ known: KnownPasts) -> DataTable {
    DataTable(
      title: "Unknowns before and after the record",
      columns: [
        .init("unknown", "Unknown", .text), .init("prior", "Prior", .text),
        .init("before", "Before: median, 9 of 10", .text),
        .init("after", "After: median, 9 of 10", .text),
        .init("p05", "Share of the prior below 5 %"), .init("p25", "below 25 %"),
        .init("p50", "below the median"), .init("p75", "below 75 %"), .init("p95", "below 95 %"),
        .init("contraction", "Less variance"), .init("learnt", "Learnt", .text),
      ],
      rows: context.lessons.map { lesson in
        let learnt = lesson.learnt
        func range(_ quantiles: [Double]) -> String {
          let words = lesson.words(quantiles)
          return "\(words[2]) (\(words[0]) to \(words[4]))"
        }
        return [
          .text(learnt.path), .text(lesson.prior), .text(range(learnt.priorQuantiles)),
          .text(range(learnt.quantiles)),
        ]
          + lesson.positions.map {
            .number($0.rounded6, shown: "\(Int(($0 * 100).rounded())) %")
          } + [
            .number(
              learnt.contraction.rounded6,
              shown: "\(Int((max(learnt.contraction, 0) * 100).rounded())) %"),
            .text(learnt.isSetByPrior ? "set by the prior" : "from the record"),
          ]
      })
  }

  /// What must be reported of a calibration, by the heads of the PIPO framework.
  private func checklist(_ known: KnownPasts) -> HTML {
    let counts = known.counts.map { "\($0.outcome) \($0.period)" }.joined(separator: ", ")
    let items: [(head: String, item: String, answer: String)] = [
      (
        "Purpose", "Why",
        "pasts from which policies part; what is counted later is predicted"
      ),
      (
        "Inputs", "Unknowns and their priors",
        "\(counted(known.unknowns.count, "unknown")), in the table above; their reasons stand under “uncertainties” in the scenario"
      ),
      (
        "Inputs", "What stays fixed",
        "everything else of the scenario, value by value on this page, with grade and source"
      ),
      (
        "Inputs", "Targets",
        "\(counts); how likely each is where a run has another number stands beside it in the scenario"
      ),
      ("Process", "Goodness of fit", "the likelihood of the counts, for each past"),
      (
        "Process", "Search",
        "Sobol’ points with luck of their own; a particle filter by date; islands that know nothing of each other"
      ),
      (
        "Process", "When it stopped",
        "when there were as many independent pasts as asked for, or no more pasts in its plan"
      ),
      (
        "Process", "How it is repeated",
        "\(known.source) has luck, lineage, weight and values of each past; made from \(known.madeFrom)"
      ),
      (
        "Outputs", "Parameters with their uncertainty",
        "\(grouped(known.pasts.count)) weighted pasts; their quantiles in the table above"
      ),
      (
        "Outputs", "How well targets are met",
        "under “Is the model near what was observed?”; those left out in turn are in the calibration’s own checks.csv"
      ),
      (
        "Outputs", "How many independent pasts", "\(grouped(Int(known.effectiveSize)))"
      ),
    ]
    let rows = items.map { item -> HTML in
      "<tr><th scope=row>\(item.head)<td class=text>\(item.item)<td class=text>\(item.answer)\n"
    }
    return """
      <h3>Reporting checklist of a calibration (PIPO)</h3>
      <div class="scroll plain" role="region" tabindex="0" aria-label="PIPO items">
      <table><thead><tr><th scope=col>Head<th scope=col>Asks for<th scope=col>Answer</thead><tbody>
      \(rows)</tbody></table></div>

      """
  }
}
