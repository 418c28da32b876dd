// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments

/// What was observed beside what was simulated for the same months, as lines for people.
func observedLines(_ observed: [ObservedYears], headline: (String) -> String) -> [String] {
  guard !observed.isEmpty else { return [] }
  return [headline("Observed, and simulated for the same time")]
    + observed.flatMap { $0.title.wrapped(indent: 2) + $0.words.wrapped(indent: 4) } + [""]
}
