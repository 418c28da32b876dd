// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Statistics

/// What was observed beside what was simulated for the same months, as lines for people.
func observedLines(_ observed: [ObservedYears], headline: (String) -> String) -> [String] {
  guard !observed.isEmpty else { return [] }
  var lines = [headline("Observed, and simulated for the same time")]
  for item in observed {
    let observation = item.observation
    let period = observation.period?.description ?? ""
    lines += "\(observation.quantity), \(period) (\(observation.unit))".wrapped(indent: 2)
    let exact = Readable(standardError: 0, size: observation.value)(observation.value)
    let mean = Readable(standardError: item.standardError, size: item.mean)
    let single = Readable(standardError: item.simulated.standardDeviation / 5, size: item.mean)
    let band = item.quantiles([0.05, 0.95]).map { single($0) }
    lines +=
      ("observed \(exact), grade \(observation.evidence.grade.rawValue); simulated mean "
      + "\(mean(item.mean)), 9 of 10 futures \(band[0]) to \(band[1])")
      .wrapped(indent: 4)
  }
  return lines + [""]
}
