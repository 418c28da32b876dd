// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Statistics
public import Texts

/// What a calibration found, for people.
extension CalibrationAssessment {
  /// How many pasts match, what the record says of counts and unknowns, and what is to be said of the calibration.
  public var passages: [Passage] {
    let parts =
      isUsable ? [countPassages, parameterPassages, pairPassages] : [countPassages]
    return [Passage(sizeWords)] + searchPassages + parts.flatMap { $0.isEmpty ? [] : [.gap] + $0 }
      + [.gap]
      + [Passage("Verdict on the calibration", isHeading: true)]
      + verdict.map { Passage($0 + ".", indent: 2) }
  }

  private var sizeWords: String {
    let size = effectiveSize.rounded(.down)
    let evidence = posterior.logEvidence
    let error = posterior.evidenceError
    let probability =
      evidence.isFinite
      ? " The record's probability is e to the power of "
        + Readable(standardError: max(error, 0.05), size: evidence)(evidence)
        // A few islands do not tell how far they lie apart.
        + (error.isFinite && posterior.logEvidences.count >= 5
          ? ", known to \(Int((error * 100).rounded(.up))) %" : "")
        + ": it serves only to compare priors or scenarios by one record."
      : ""
    return
      "\(counted(simulated, "past")) \(inflected(simulated, "was", "were")) simulated, in "
      + "\(counted(posterior.logEvidences.count, "island")). Those that match the record have "
      + "\(counted(posterior.ancestors, "different beginning")) and are worth \(grouped(Int(size))) independent ones."
      + probability
  }

  /// How long islands went on at each date; none if they do not go on.
  private var searchPassages: [Passage] {
    let calibration = posterior.calibration
    guard calibration.goesOn else { return [] }
    let drawn = posterior.drawn.joined().filter { $0 > 0 }
    let (least, greatest) = (drawn.min() ?? 0, drawn.max() ?? 0)
    return [
      Passage(
        "At each date of the record an island goes on until \(grouped(calibration.pasts)) pasts fit, or "
          + "\(grouped(calibration.most)) are simulated: it took \(grouped(least)) to \(grouped(greatest))."
      )
    ]
  }

  private var countPassages: [Passage] {
    guard !counts.isEmpty else { return [] }
    let heading = "The record, and what would be observed: median (9 of 10 lie in the range)"
    return [Passage(heading, isHeading: true)] + counts.flatMap(Self.passages)
  }

  private static func passages(_ check: CountCheck) -> [Passage] {
    let exact = Readable(standardError: 0, size: check.count.observed)(check.count.observed)
    let isFitted = check.count.likelihood != nil
    var passages = [
      Passage(
        "\(check.count.words): observed \(exact)\(isFitted ? "" : ", predicted and not fitted")",
        indent: 2), Passage("by all counts " + range(check.prediction), indent: 6),
    ]
    if let leftOut = check.leftOut {
      let words =
        leftOut.effectiveSize >= Posterior.fewestForPrediction
        ? "by the others alone " + range(leftOut)
          + (leftOut.holds ? "" : ": CANNOT BE FITTED TOGETHER with them")
        : "by the others alone: too few pasts to say"
      passages.append(Passage(words, indent: 6))
    }
    return passages
  }

  private static func range(_ prediction: CountCheck.Prediction) -> String {
    let (low, middle, high) = (
      prediction.quantiles[1], prediction.quantiles[2], prediction.quantiles[3]
    )
    let readable = Readable(standardError: (high - low) / 10, size: middle)
    return "\(readable(middle)) (\(readable(low)) to \(readable(high)))"
  }

  private var parameterPassages: [Passage] {
    var passages = [
      Passage("What is learnt of each unknown (median, 5 % to 95 %)", isHeading: true)
    ]
    for (index, (path, kind)) in zip(posterior.paths, posterior.kinds).enumerated() {
      passages.append(Passage(path, indent: 2))
      if let learnt = posterior.learnt(index) {
        passages.append(Passage("before " + Self.words(learnt.priorQuantiles, kind), indent: 6))
        passages.append(
          Passage(
            "after  " + Self.words(learnt.quantiles, kind)
              + (learnt.isSetByPrior
                ? ": SET BY THE PRIOR"
                : ", \(Int((learnt.contraction * 100).rounded())) % less variance"),
            indent: 6))
      } else if let levels = posterior.levels(index) {
        for level in levels {
          let shares = [level.prior, level.posterior].map { "\(Int(($0 * 100).rounded())) %" }
          passages.append(
            Passage(
              "\(kind.text(of: level.level)): \(shares[0]) before, \(shares[1]) after", indent: 6))
        }
        if posterior.levelsAreSetByPrior(index) {
          passages.append(Passage("SET BY THE PRIOR", indent: 6))
        }
      }
    }
    return passages
  }

  /// Median and ends, in the unit in which people read such quantities.
  private static func words(_ quantiles: [Double], _ kind: FieldKind) -> String {
    let texts = quantiles.map(kind.rounded)
    return "\(texts[2]) (\(texts[0]) to \(texts[4]))"
  }

  private var pairPassages: [Passage] {
    let pairs = posterior.correlations().prefix(6)
    guard !pairs.isEmpty else { return [] }
    return [Passage("What the record cannot tell apart", isHeading: true)]
      + pairs.map { pair in
        let value = Readable(standardError: 0.02, size: 1)(pair.value)
        return Passage(
          "\(pair.first) and \(pair.second): correlation \(value)"
            + (pair.value < 0 ? ", it sees their product" : ", it sees their ratio"), indent: 2)
      }
  }
}
