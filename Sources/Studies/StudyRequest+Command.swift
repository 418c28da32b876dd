// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import Texts

extension StudyRequest {
  /// The command that gives the same tables, as a shell reads it, in the folder of the first one.
  ///
  /// It is made from what was asked for, not kept as it was typed: after `cordon extend` it has all
  /// replications, and what only says where and how fast the study ran is left out.
  public var command: String {
    let kept = Detail(rawValue: detail)
    var words = ["cordon", verb.rawValue] + files
    for value in values {
      switch value.path {
      case "replications", "seed": words += ["--\(value.path)", value.value]
      default: words += ["--set", "\(value.path)=\(value.value)"]
      }
    }
    words += baseline.map { ["--baseline", $0] } ?? []
    words += from.map { ["--from", $0] } ?? []
    words += only.map { ["--only", "\($0)"] } ?? []
    if verb == .sweep {
      words +=
        (kept.contains(.months) ? ["--months"] : []) + (kept.contains(.areas) ? ["--areas"] : [])
    } else if kept.contains(.areaMonths) {
      words.append("--area-months")
    }
    if let sample {
      words += ["--pasts", "\(sample.pasts * sample.islands)", "--island", "\(sample.pasts)"]
      words += ["--effective", "\(Int(sample.effective))"]
    }
    words += events.map { ["--events", "\($0)"] } ?? []
    return shellCommand(words)
  }

  /// What was set on the command line that the study assumes: not how often it draws, with which luck, and which
  /// states there are, which it says itself.
  var assumptions: [Sweep.Assumption] {
    values.filter { !["replications", "seed"].contains($0.path) && !$0.path.hasPrefix("states.") }
      .map { Sweep.Assumption(path: $0.path, value: $0.value) }
  }
}

/// Words as a shell reads them.
public func shellCommand(_ words: [String]) -> String {
  words.map { $0.escaped(for: .shell) }.joined(separator: " ")
}
