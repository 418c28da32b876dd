// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Glibc

/// Runs one replication of the base scenario and prints events, seconds, what it counted and greatest memory in
/// kilobytes, as `Bench` does.
@main
enum ModelBench {
  static func main() {
    let words = CommandLine.arguments.dropFirst().map { Int($0) }
    guard let first = words.first, let years = first else {
      print("usage: ModelBench YEARS [REPLICATION]")
      exit(2)
    }
    let replication = words.dropFirst().first.flatMap { $0 } ?? 0
    var scenario = Scenario()
    scenario.settings.counted = years
    let start = ContinuousClock.now
    var run = Simulation(scenario, replication: replication)
    let outcomes = run.finish()
    let duration = (ContinuousClock.now - start).components
    let seconds = Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
    let sum = outcomes.counted.reduce(0) { $1.isFinite ? $0 + $1 : $0 }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print(outcomes.events, seconds, sum, usage.ru_maxrss)
  }
}
