// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import Texts

extension StudyRequest {
  /// The command that gives the same tables, as a shell reads it, from the folder of the first command.
  ///
  /// It is made from the request, not kept as typed. After `cordon extend` it has all replications, and it
  /// leaves out where and how fast the study ran.
  public var command: String {
    let kept = Detail(rawValue: detail)
    var words = ["cordon", verb.rawValue] + files
    words += commandWords(settingOf: values.map { ($0.path, $0.value) })
    words += baseline.map { ["--baseline", $0] } ?? []
    words += from.map { ["--from", $0] } ?? []
    if verb == .compare {
      words += StatusQuo.option(statusQuo) + ConditionRun.option(drivers)
    }
    if isWaterfall == true { words.append("--waterfall") }
    words += only.map { ["--only", "\($0)"] } ?? []
    if verb == .sweep {
      words +=
        (kept.contains(.months) ? ["--months"] : []) + (kept.contains(.areas) ? ["--areas"] : [])
    } else if kept.contains(.areaMonths) {
      words.append("--area-months")
    }
    if let sample {
      words += ["--pasts", "\(sample.pasts * sample.islands)", "--island", "\(sample.pasts)"]
      words += sample.most.map { ["--most", "\($0)"] } ?? []
      words += ["--effective", "\(Int(sample.effective))"]
    }
    words += events.map { ["--events", "\($0)"] } ?? []
    return shellCommand(words)
  }

  /// The values of the command line that the study assumes.
  ///
  /// Replications, seed and states are no assumptions: the study says them itself.
  var assumptions: [Sweep.Assumption] {
    values.filter { !["replications", "seed"].contains($0.path) && !$0.path.hasPrefix("states.") }
      .map { Sweep.Assumption(path: $0.path, value: $0.value) }
  }
}

extension StudyRequest {
  /// The values that were set beside the files, but for the number of replications and for states.
  public var valuesBeside: [(path: String, value: String)] {
    values.filter { $0.path != "replications" && !$0.path.hasPrefix("states.") }
      .map { ($0.path, $0.value) }
  }
}

/// The options that set values beside the files.
func commandWords(settingOf values: [(path: String, value: String)]) -> [String] {
  values.flatMap { path, value in
    ["replications", "seed"].contains(path) ? ["--\(path)", value] : ["--set", "\(path)=\(value)"]
  }
}

/// Words as a shell reads them.
public func shellCommand(_ words: [String]) -> String {
  words.map { $0.escaped(for: .shell) }.joined(separator: " ")
}
