// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

extension Figure.Chart {
  static let tradeOff = Figure.Chart("trade-off", PackageResources.trade_off_json)
}

/// The gain against the risk: a cloud of futures for each policy.
extension Page {
  var tradeOff: Section? {
    tradeOffFigure.map {
      Section(id: "trade-off", heading: "The trade-off", body: $0.html, charts: [.tradeOff])
    }
  }

  /// The picture; nil if the model has no gain and risk, or there are no runs.
  var tradeOffFigure: Figure? {
    guard let sample, let (gain, risk) = main.tradeOff, !sample.runs.isEmpty else {
      return nil
    }
    let policies = plan.policies
    let part =
      sample.thinning.stride > 1
      ? " The cloud has \(counted(sample.count, of: sweep.futures, "future")), evenly taken."
      : ""
    let means: HTML =
      hasStates
      ? " The futures are those of all states of the world."
      : """
       A large diamond is the mean of a policy’s futures, its upright and level lines the 95 per cent \
      intervals of the mean, cut off at zero.
      """
    let pairs: HTML =
      policies.count > 1
      ? """
      <p class="controls"><label><input type="checkbox" data-signal="join"> Join the points of the \
      same future</label></p>

      """ : ""
    return Figure(
      id: "clouds", chart: .tradeOff, title: "\(gain.title) against \(risk.title.lowercased())",
      caption: """
        Each point is one future under one policy; the cloud is a band of futures.\(means)\(part) \
        Point at a future to see it under the other policies.
        """,
      description:
        "\(gain.title) against \(risk.title.lowercased()) in \(counted(sample.count, "future")) under "
        + policies.joined(separator: ", ") + "; the tables below have them",
      signals: [
        ("horizontal", gain.titleWithUnit), ("vertical", risk.titleWithUnit),
      ],
      legend: keys, controls: pairs,
      tables: [
        DataTable(
          title: "\(gain.title) and \(risk.title.lowercased()) in single futures",
          columns: [
            .init("policy", "Policy", .text), .init("position", "Position in the plan"),
            .init("state", "State"), .init("replication", "Future"),
            .init("x", gain.titleWithUnit), .init("y", risk.titleWithUnit),
          ],
          rows: sample.runs.map {
            [
              .text(policies[$0.policy]), .number(Double(sweep.position(of: $0.future) + 1)),
              .number(Double($0.future.state + 1)), .number(Double($0.future.replication)),
              .number($0.x.rounded6),
              .number($0.y.rounded6),
            ]
          })
      ] + (hasStates ? [] : [self.means(gain, risk)]),
      evidence: mark([gain, risk]))
  }

  private func means(_ gain: Outcome, _ risk: Outcome) -> DataTable {
    DataTable(
      name: "means", title: "Means of \(gain.title.lowercased()) and \(risk.title.lowercased())",
      columns: [
        .init("policy", "Policy", .text), .init("x", "\(gain.title), mean"),
        .init("x_low", "Interval from"), .init("x_high", "to"), .init("y", "\(risk.title), mean"),
        .init("y_low", "Interval from"), .init("y_high", "to"),
      ],
      rows: comparison.summaries.map { summaries in
        let own = [gain, risk].compactMap { outcome in summaries.first { $0.outcome == outcome } }
        return [.text(own.first?.policy ?? "")]
          + own.flatMap { summary -> [DataTable.Cell] in
            let readable = Readable(standardError: summary.standardError, size: summary.mean)
            return [summary.mean, summary.interval.low, summary.interval.high].map {
              .number($0, shown: readable($0))
            }
          }
      })
  }
}

extension Outcome {
  /// The title with the unit behind it, if it has one.
  fileprivate var titleWithUnit: String { unit.isEmpty ? title : "\(title) (\(unit))" }
}
