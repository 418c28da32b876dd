// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
import Declarations
import Designs
public import Experiments

/// The tables of a calibration: pasts, parameters and counts.
public enum CalibrationTable: String, CaseIterable, Sendable {
  /// A row for each past that has a weight.
  case posterior = "posterior.csv"
  /// A row for each unknown, or for each of its levels.
  case parameters = "parameters.csv"
  /// A row for each count of the record.
  case checks = "checks.csv"

  /// How the names of columns with a past's lineage begin; the date follows.
  public static let lineagePrefix = "lineage "
  /// The column with the digest of what the pasts were made from.
  public static let originColumn = "made_from"

  var summary: String {
    switch self {
    case .posterior:
      "A row for each past that fits: what it takes to simulate it again, and how much it counts."
    case .parameters: "A row for each unknown: what was known of it before the record, and after."
    case .checks: "A row for each count: what was observed beside what is predicted."
    }
  }

  var key: [String] {
    switch self {
    case .posterior: ["past"]
    case .parameters: ["parameter", "level"]
    case .checks: ["outcome", "period"]
    }
  }

  func columns(of calibration: Calibration) -> [Column] {
    switch self {
    case .posterior:
      [
        .whole("past", "The number of the past."),
        .text(Self.originColumn, "The digest of all that decides what happens in a past."),
        .whole("replication", "The luck with which it begins."),
      ]
        + calibration.dates.map {
          .whole(
            Self.lineagePrefix + $0.description,
            "The number by which its luck was taken anew on this day; 0 if it was kept.")
        }
        + [
          .number("weight", "Its share of all pasts."),
          .number("log_likelihood", "The logarithm of the likelihood of all counts."),
        ]
        + calibration.record.map {
          .number($0.words, "Its value of the count, of which \($0.observed) was observed.")
        }
        + calibration.unknowns.map { unknown in
          if case .number(let unit, _, _, _) = unknown.kind {
            .number(unknown.path, "The value of the unknown.", unit: unit.canonical.name)
          } else {
            .text(unknown.path, "The value of the unknown.")
          }
        }
    case .parameters:
      [
        .text("parameter", "The path of the unknown."),
        .text("level", "The level of an unknown that is no number; empty for a number."),
        .text("unit", "The unit of the numbers."), .text("prior", "The prior, as a file says it."),
      ]
        + ["prior", "posterior"].flatMap { side in
          zip(["p05", "p25", "p50", "p75", "p95"], ["5", "25", "50", "75", "95"]).map {
            name, share in
            Column.number("\(side)_\(name)", "The value below which \(share) % of the \(side) lie.")
          }
        }
        + [
          .number("prior_mean", "The prior's mean; for a level its share."),
          .number("posterior_mean", "The posterior's mean; for a level its share."),
          .number(
            "standard_error", "The standard error of the posterior's mean, from the islands."),
          .number("contraction", "By how much the variance shrank, as a share of the prior's."),
          .text(
            "learnt", "Whether the record says anything about it.",
            words: ["from the record", "set by the prior"]),
        ]
    case .checks:
      [
        .text("outcome", "The outcome."), .text("period", "The months in which it was counted."),
        .number("observed", "What was observed."),
        .text(
          "likelihood",
          "The likelihood of the observed value, given that of a run; predicted if the count is not fitted."
        ),
        .number("simulated_mean", "The weighted mean of the simulated values."),
      ]
        + ["", "left_out_"].flatMap { side -> [Column] in
          let by = side.isEmpty ? "by all counts" : "by the other counts alone"
          return [
            .number(side + "p05", "The value below which 5 % of the prediction \(by) lie."),
            .number(side + "p50", "The value below which half of the prediction \(by) lies."),
            .number(side + "p95", "The value below which 95 % of the prediction \(by) lie."),
            .number(
              side + "share_below",
              "The share of the prediction \(by) that lies below the observed value."),
            .number(side + "effective_size", "How many independent pasts the prediction rests on."),
          ]
        }
    }
  }

  func rows(of posterior: Posterior, _ checks: [CountCheck], madeFrom: String) -> [UInt8] {
    var row = TableRow()
    switch self {
    case .posterior: posterior.addPasts(to: &row, madeFrom: madeFrom)
    case .parameters: posterior.addUnknowns(to: &row)
    case .checks: for check in checks { row.add(check) }
    }
    return row.bytes
  }
}

extension StudyFolder {
  /// Writes the tables of a calibration, all of them or none.
  ///
  /// - Parameters:
  ///   - posterior: The posterior.
  ///   - checks: What the pasts predict for the record.
  ///   - madeFrom: The digest of all that decides what happens in a past.
  ///   - sweep: The study.
  ///   - manifest: How to repeat it.
  ///   - force: Whether files that somebody has changed are replaced.
  /// - Throws: A refusal if there are such files; a fault when the disk refuses.
  public func write(
    _ posterior: Posterior, _ checks: [CountCheck], madeFrom: String, of sweep: Sweep,
    _ manifest: Manifest, force: Bool
  ) throws(StudyFault) {
    let publication = Publication(in: self)
    try publication.recover()
    var files: [GrowingFile] = []
    var described: [DataPackage.File] = []
    for table in CalibrationTable.allCases {
      let columns = table.columns(of: posterior.calibration)
      let file = try GrowingFile(table.rawValue, in: self)
      var header = TableRow()
      for column in columns { header.add(column.name) }
      header.end()
      try file.write(header.bytes)
      try file.write(table.rows(of: posterior, checks, madeFrom: madeFrom))
      described.append(try file.finish(table.summary, columns: columns, key: table.key))
      files.append(file)
    }
    try publication.publish(files, described, of: sweep, manifest, pages: [], force: force)
  }
}

extension Posterior {
  fileprivate func addPasts(to row: inout TableRow, madeFrom: String) {
    for (number, (past, weight)) in zip(pasts, weights.values).enumerated() where weight > 0 {
      row.add(number + 1)
      row.add(madeFrom)
      row.add(past.point + 1)
      for child in past.lineage { row.add(child) }
      row.add(weight)
      row.add(past.logLikelihood)
      for count in past.simulated { row.add(count) }
      for (unknown, value) in zip(unknowns, past.values) {
        if case .number(let number) = value, number.isFinite {
          row.add(number)
        } else {
          row.add(unknown.kind.text(of: value))
        }
      }
      row.end()
    }
  }

  fileprivate func addUnknowns(to row: inout TableRow) {
    for (index, unknown) in unknowns.enumerated() {
      let unit = unknown.kind.unit?.canonical.name ?? ""
      func head(_ level: String) {
        row.add(unknown.path)
        row.add(level)
        row.add(unit)
        row.add(unknown.text)
      }
      if let learnt = learnt(index) {
        head("")
        for quantile in learnt.priorQuantiles + learnt.quantiles { row.add(quantile) }
        for number in [
          learnt.priorMean, learnt.mean, learnt.standardError, learnt.contraction,
        ] { row.add(number) }
        row.add(learnt.isSetByPrior ? "set by the prior" : "from the record")
        row.end()
      }
      for (level, prior, share) in levels(index) ?? [] {
        head(unknown.kind.text(of: level))
        for _ in 0..<10 { row.add(Double.nan) }
        for number in [prior, share, .nan, .nan] { row.add(number) }
        row.add(levelsAreSetByPrior(index) ? "set by the prior" : "from the record")
        row.end()
      }
    }
  }
}

extension TableRow {
  fileprivate mutating func add(_ check: CountCheck) {
    add(check.count.outcome)
    add(check.count.period.description)
    add(check.count.observed)
    add(check.count.likelihood?.text ?? "predicted")
    add(check.simulatedMean)
    for prediction in [check.prediction, check.leftOut] {
      for index in 1...3 { add(prediction?.quantiles[index] ?? .nan) }
      add(prediction?.shareBelow ?? .nan)
      add(prediction?.effectiveSize ?? .nan)
    }
    end()
  }
}
