// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import OutcomeTables
import Studies
import Texts

extension Console {
  /// Shows what a study found and where it is, and says how the command ends.
  func show(_ ending: StudyEnding, _ options: ShowOptions, _ lines: StudyLines) throws -> Exit {
    if ending.calibration != nil { return try show(ending, asJSON: options.json, lines) }
    if options.json {
      try output(jsonText(ending.findings))
    } else if let assessment = ending.assessment {
      show(assessment, options)
    }
    close(ending, lines)
    return ending.isWell ? .success : .someFailed
  }

  /// Shows what a calibration found and where it is; it is refused where too few pasts match.
  func show(_ ending: StudyEnding, asJSON json: Bool, _ lines: StudyLines) throws -> Exit {
    guard let calibration = ending.calibration else { return .success }
    if json {
      try output(jsonText(ending.calibrationFindings))
    } else {
      print(calibration.passages)
    }
    close(ending, lines)
    return !ending.isWell ? .someFailed : calibration.isUsable ? .success : .refused
  }

  private func show(_ assessment: Assessment, _ options: ShowOptions) {
    defer {
      print((assessment.precision?.sentences ?? []).map { Passage("Precision: " + $0 + ".") })
    }
    let sweep = assessment.sweep
    print(assessment.preamble)
    guard sweep.states == 1 else {
      let text = SweepText(assessment: assessment, showsAll: options.all, ink: ink)
      for line in text.lines { print(line) }
      return
    }
    if let blocks = assessment.waterfall?.blocks({ options.all || $0.isHeadline }) {
      for line in blocks.flatMap({ $0.lines(ink) }) { print(line) }
      return print(assessment.waterfallPassages)
    }
    if let answer = assessment.answer {
      for line in AnswerLines(answer).lines {
        print(line.map { ink($0.text, $0.tone.colour) }.joined())
      }
      if options.area == nil { print(assessment.conditionSummary) }
      print()
    }
    let policies = sweep.policies
    let isSingle = policies.count == 1
    print(
      (options.area.map { "\($0): means" } ?? "Means") + " with 95 % intervals; "
        + (isSingle
          ? "and where 9 of 10 futures lie."
          : "a difference is the first policy less the other."))
    print()
    if isSingle, options.area == nil { print(assessment.observedPassages) }
    let text = ComparisonText(
      comparison: assessment.ofArea ?? assessment.comparison, plan: sweep.first,
      showsAll: options.all, isOfArea: options.area != nil, ink: ink)
    for line in text.lines { print(line) }
    if options.area == nil {
      print(assessment.conditionPassages { options.all || $0.isHeadline })
    }
  }

  /// The last lines: what was run and where it is.
  func close(_ ending: StudyEnding, _ lines: StudyLines) {
    let folder = ending.folder
    for reason in ending.reasons { remark("failed: \(reason).") }
    for words in [ending.words, ending.pendingWords].compactMap(\.self) { lines.remark(words) }
    if ending.assessment != nil {
      lines.remark("Report: \(folder.path)/\(StudyFolder.report)")
    }
    lines.remark("Tables: \(folder.path)/")
  }

  /// Says which part of a study is run.
  func announce(_ shard: Shard, from source: String?, _ lines: StudyLines) {
    lines.remark(
      "Shard \(shard.number) of \(shard.count)" + (source.map { ", by \($0)" } ?? "") + ".")
  }

  /// Says what became of a part of a study, and how the command ends.
  func show(_ ending: ShardEnding, of folder: StudyFolder, _ lines: StudyLines) -> Exit {
    lines.remark(ending.words)
    lines.remark("Results: \(ending.results)")
    lines.remark("When all shards are done: cordon merge \(folder.path.escaped(for: .shell))")
    return ending.failed == 0 ? .success : .someFailed
  }
}
