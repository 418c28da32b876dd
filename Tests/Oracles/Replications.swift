// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents
import Glibc

/// By how much there are more replications than the tests ask for: an environment variable.
///
/// With an effort of 16 the suite finds errors of a quarter of the stated size.
private let effort = getenv("ORACLES_EFFORT").flatMap { Int(String(cString: $0)) } ?? 1

/// One number for each of the given number of replications.
func replications(_ count: Int, _ body: (Int) -> Double) -> [Double] {
  (0..<(count * effort)).map(body)
}

/// Numbers with names for each replication, by name.
func replications<Name: Hashable>(
  _ count: Int, _ body: (Int) -> [Name: Double]
) -> [Name: [Double]] {
  var samples: [Name: [Double]] = [:]
  for replication in 0..<(count * effort) {
    for (name, value) in body(replication) { samples[name, default: []].append(value) }
  }
  return samples
}

/// The number of a state drawn from a law.
func drawState(_ law: [Double], seed: Int, replication: Int) -> Int {
  var stream = Luck(seed: seed, replication: replication).stream(
    StreamAddress(kind: 2, number: 0, purpose: 0))
  var rest = stream.uniform()
  for (number, probability) in law.enumerated() {
    rest -= probability
    if rest < 0 { return number }
  }
  return law.count - 1
}

/// What is measured of a customer.
enum Measure {
  case wait
  case timeInSystem
}

/// A class of customers and the number of a function of what is measured of them.
struct CycleSum: Hashable {
  var kind: Int
  var function = 0
}

/// Sums over many cycles of functions of a measure, by class, per expected customer of the class.
///
/// Over a cycle from empty to empty the sum of (wait - mean wait) has the mean 0 exactly, by the theory
/// of regenerative processes: no initial bias, and no ratio to be estimated.
///
/// - Parameters:
///   - classes: The classes of customers.
///   - station: The station, empty.
///   - seed: The seed.
///   - cycles: The number of cycles in each of 100 replications.
///   - empty: The stationary probability that nobody is present.
///   - measure: What is measured of every customer.
///   - values: The functions of the class and the measure.
/// - Returns: One sum a replication.
func cycles(
  _ classes: [QueueingSystem.Class], station: Station, seed: Int, cycles: Int, empty: Double,
  measure: Measure = .wait, _ values: ((_ kind: Int, _ measured: Double) -> Double)...
) -> [CycleSum: [Double]] {
  let all = classes.reduce(0) { $0 + $1.arrivals }
  // An arrival finds nobody with the probability `empty`, once in every cycle.
  let customers = Double(cycles) / empty
  return replications(100) { replication in
    var sums: [CycleSum: Double] = [:]
    var system = QueueingSystem(classes, station: station, seed: seed, replication: replication)
    let note = { (kind: Int, measured: Double) in
      for (number, value) in values.enumerated() {
        sums[CycleSum(kind: kind, function: number), default: 0] +=
          value(kind, measured) / (customers * classes[kind].arrivals / all)
      }
    }
    switch measure {
    case .wait: system.onWait = note
    case .timeInSystem: system.onDeparture = note
    }
    system.run(cycles: cycles)
    return sums
  }
}
