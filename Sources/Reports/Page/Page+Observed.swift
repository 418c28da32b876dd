// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  fileprivate static let observed = Figure.Chart("observed", PackageResources.observed_json)
}

/// What was observed beside what is simulated for the same months, so that people can judge the model.
extension Page {
  var observedYears: Section? {
    let compared = observed.filter { $0.simulated.count > 0 }
    guard !compared.isEmpty else { return nil }
    let figure = Figure(
      id: "observations", chart: .observed, title: "Observed, and simulated for the same months",
      caption: """
        A ring is what was observed. The bar is the band in which 9 of 10 simulated futures lie, its \
        tick the median future: an observation is one history, and is compared with single histories, \
        not with their mean. Each row begins at zero and has a scale of its own. \(relation)\(parted)
        """,
      description:
        "\(compared.count) observed numbers beside the band of simulated futures; the table below has them",
      legend: [keys[plan.reference]], tables: [table(compared)],
      evidence: mark(compared.compactMap { $0.observation.outcome.flatMap(plan.outcomes.named) }))
    return Section(
      id: "observed", heading: "Is the model near what was observed?", body: figure.html,
      charts: [.observed])
  }

  /// How the numbers were used in the model.
  private var relation: String {
    plan.draws.map {
      "Pasts were chosen to fit the numbers that have a likelihood and end by \($0.pasts.end); all others are predicted. "
        + "Some assumptions were chosen to fit others of them: docs/validation.md says which."
    }
      ?? "The model does not read these numbers, but some assumptions were chosen to fit them: docs/validation.md says "
      + "which."
  }

  /// Under which policy the futures are, if that makes a difference.
  private var parted: String {
    plan.policies.count > 1
      ? " Once policies have parted, the futures are those under \(plan.policies[plan.reference])."
      : ""
  }

  private func table(_ compared: [ObservedYears]) -> DataTable {
    DataTable(
      title: "Observed and simulated numbers",
      columns: [
        .init("quantity", "What was observed", .text), .init("period", "Over", .text),
        .init("unit", "Unit", .text), .init("observed", "Observed"),
        .init("p05", "9 of 10 futures from"), .init("p50", "Median"), .init("p95", "to"),
        .init("mean", "Mean"), .init("n", "Futures"), .init("grade", "Grade", .text),
        .init("source", "Source of what was observed", .text),
        .init("shown", "In short", .text), .init("outcome", "Name in tables", .text),
      ],
      rows: compared.map { item in
        let observation = item.observation
        let simulated = item.simulated
        let single = Readable(
          standardError: simulated.standardDeviation / 5, size: item.mean)
        let mean = Readable(standardError: item.standardError, size: item.mean)
        let band = item.quantiles([0.05, 0.5, 0.95])
        let exact = Readable(standardError: 0, size: observation.value)(observation.value)
        let short =
          "\(item.isFitted ? "fitted to" : "observed") \(exact), simulated \(single(band[1])) (\(single(band[0])) to \(single(band[2])))"
        return [
          .text(observation.quantity),
          .text(observation.period?.description ?? ""), .text(observation.unit),
          .number(observation.value),
        ] + band.map { .number($0.rounded6, shown: single($0)) } + [
          .number(item.mean.rounded6, shown: mean(item.mean)),
          .number(Double(simulated.count)), .text(observation.evidence.grade.rawValue),
          .text(observation.evidence.source), .text(short), .text(observation.outcome ?? ""),
        ]
      })
  }
}
