// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments

/// What was observed beside what was simulated for the same years, as lines for people.
func observedLines(_ observed: [ObservedYears], headline: (String) -> String) -> [String] {
  guard !observed.isEmpty else { return [] }
  var lines = [headline("Observed, and simulated for the same years")]
  for item in observed {
    let observation = item.observation
    let years = observation.years.map { years in
      years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound) to \(years.upperBound)"
    }
    lines += "\(observation.quantity), \(years ?? "") (\(observation.unit))".wrapped(indent: 2)
    let exact = Readable(standardError: 0, size: observation.value)(observation.value)
    let interval = Interval.student(item.simulated)
    let readable = Readable(
      standardError: item.simulated.standardError, size: item.simulated.mean)
    let spread =
      interval.isKnown ? " (\(readable(interval.low)) to \(readable(interval.high)))" : ""
    lines +=
      ("observed \(exact), grade \(observation.evidence.grade.rawValue); "
      + "simulated \(readable(item.simulated.mean))\(spread)").wrapped(indent: 4)
  }
  return lines + [""]
}
