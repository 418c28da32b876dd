// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Statistics
import Studies

/// What a calibration found, as lines for people.
struct CalibrationText {
  let found: CalibrationAssessment
  let headline: (String) -> String

  private var posterior: Posterior { found.posterior }

  var lines: [String] {
    let parts = found.isUsable ? [counts, parameters, pairs] : [counts]
    return size + parts.flatMap { $0.isEmpty ? [] : [""] + $0 } + [""] + verdict
  }

  private var size: [String] {
    let size = found.effectiveSize.rounded(.down)
    let evidence = posterior.logEvidence
    let error = posterior.evidenceError
    let probability =
      evidence.isFinite
      ? "; the logarithm of the record's probability is \(Readable(standardError: max(error, 0.05), size: evidence)(evidence))"
        + (error.isFinite
          ? " (a relative error of \(Readable(standardError: 0.01, size: 1)(error)))" : "")
      : ""
    return
      ("\(grouped(found.simulated)) pasts in \(counted(posterior.logEvidences.count, "island")): as many as "
      + "\(grouped(Int(size))) independent ones match the record, from "
      + "\(counted(posterior.ancestors, "beginning"))\(probability).").wrapped()
  }

  private var counts: [String] {
    guard !found.counts.isEmpty else { return [] }
    var lines = [
      headline("The record, and what would be observed (9 of 10 would lie in the range)")
    ]
    for check in found.counts {
      let exact = Readable(standardError: 0, size: check.count.observed)(check.count.observed)
      let isFitted = check.count.likelihood != nil
      lines +=
        "\(check.count.words): observed \(exact)\(isFitted ? "" : ", predicted and not fitted")"
        .wrapped(indent: 2)
      lines += ("by all counts " + range(check.prediction)).wrapped(indent: 6)
      guard let leftOut = check.leftOut else { continue }
      lines +=
        (leftOut.effectiveSize >= Posterior.fewestForPrediction
        ? "by the others alone " + range(leftOut)
          + (leftOut.holds ? "" : ": CANNOT BE FITTED TOGETHER with them")
        : "by the others alone: too few pasts to say").wrapped(indent: 6)
    }
    return lines
  }

  private func range(_ prediction: CountCheck.Prediction) -> String {
    let (low, middle, high) = (
      prediction.quantiles[1], prediction.quantiles[2], prediction.quantiles[3]
    )
    let readable = Readable(standardError: (high - low) / 10, size: middle)
    return "\(readable(middle)) (\(readable(low)) to \(readable(high)))"
  }

  private var parameters: [String] {
    var lines = [headline("What is learnt of each unknown (median, 5 % to 95 %)")]
    for (index, (path, kind)) in zip(posterior.paths, posterior.kinds).enumerated() {
      lines.append("  \(path)")
      if let learnt = posterior.learnt(index) {
        lines += ("before " + words(learnt.priorQuantiles, kind)).wrapped(indent: 6)
        lines +=
          ("after  " + words(learnt.quantiles, kind)
          + (learnt.isSetByPrior
            ? ": SET BY THE PRIOR"
            : ", \(Int((learnt.contraction * 100).rounded())) % less variance"))
          .wrapped(indent: 6)
      } else if let levels = posterior.levels(index) {
        for level in levels {
          let shares = [level.prior, level.posterior].map { "\(Int(($0 * 100).rounded())) %" }
          lines += "\(kind.text(of: level.level)): \(shares[0]) before, \(shares[1]) after"
            .wrapped(indent: 6)
        }
        if posterior.levelsAreSetByPrior(index) { lines.append("      SET BY THE PRIOR") }
      }
    }
    return lines
  }

  /// Median and ends, in the unit in which people read such quantities.
  private func words(_ quantiles: [Double], _ kind: FieldKind) -> String {
    let texts = quantiles.map(kind.rounded)
    return "\(texts[2]) (\(texts[0]) to \(texts[4]))"
  }

  private var pairs: [String] {
    let pairs = posterior.correlations().prefix(6)
    guard !pairs.isEmpty else { return [] }
    return [headline("What the record cannot tell apart")]
      + pairs.flatMap { pair in
        let value = Readable(standardError: 0.02, size: 1)(pair.value)
        return
          ("\(pair.first) and \(pair.second): correlation \(value)"
          + (pair.value < 0 ? ", it sees their product" : ", it sees their ratio"))
          .wrapped(indent: 2)
      }
  }

  private var verdict: [String] {
    [headline("Verdict on the calibration")]
      + found.verdict.flatMap { ($0 + ".").wrapped(indent: 2) }
  }
}
