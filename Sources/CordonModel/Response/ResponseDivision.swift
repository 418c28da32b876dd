// SPDX-License-Identifier: GPL-3.0-or-later

/// What a policing division is like: its units and its calls by part of the day.
struct ResponseDivision: Hashable, Sendable {
  /// Response units on shift in each part of the day, at least one.
  let units: [Int]
  /// Calls per day, at the rate of each part of the day.
  let calls: [Double]
  /// The shares of immediate, priority and scheduled calls.
  let grades: [Double]
  /// Probability that an immediate call needs two units; none does where there are not always two.
  let pairShare: Double
  /// Units that must stay free when a scheduled call starts; in every part of the day there are more units.
  let reserve: Int
  /// Mean time, in days, for which a call keeps a unit busy.
  let callLength: Double
  /// The greatest load of urgent calls that the law allows; below 1.
  let mostLoad: Double

  /// A division with so many units on shift and so many calls a day, on average over the day.
  init(units: Double, callsPerDay: Double, _ own: ResponseParameters) {
    self.units = own.unitsByDaypart.map { share in
      max(1, Int((units * share * Double(own.unitsByDaypart.count)).rounded()))
    }
    calls = own.callsByDaypart.map { callsPerDay * $0 * Double(own.callsByDaypart.count) }
    grades = own.grades
    let fewest = self.units.reduce(.max, min)
    pairShare = fewest > 1 ? own.pairs : 0
    reserve = min(own.reserve, fewest - 1)
    callLength = own.callLength
    mostLoad = own.mostLoad
  }

  /// A division with so many residents.
  ///
  /// If they are not known, units are in proportion to residents and to a strength, and incidents are in proportion
  /// to residents.
  init(
    residents: Double, strength: Double = 1, units: Double? = nil, incidents: Double? = nil,
    _ own: ResponseParameters
  ) {
    self.init(
      units: units ?? own.units * strength * residents / own.divisionPopulation,
      callsPerDay: (incidents ?? residents * own.incidents) * own.needsUnit, own)
  }

  /// The most units that a call may ask for: what there is in every part of the day.
  var fewestUnits: Int { units.reduce(.max, min) }

  /// The number of divisions of an area with so many residents; all are alike.
  static func count(population: Double, _ own: ResponseParameters) -> Int {
    max(1, Int((population / own.divisionPopulation).rounded()))
  }

  /// The queue of the division in a part of the day.
  func queue(_ daypart: Int) -> ResponseQueue {
    ResponseQueue(
      units: units[daypart], callsPerDay: calls[daypart], grades: grades, pairShare: pairShare,
      reserve: reserve, callLength: callLength, mostLoad: mostLoad)
  }

  /// The part of the day at a time in days.
  @inline(__always)
  static func daypart(at time: Double) -> Int {
    min(3, Int((time - time.rounded(.down)) * 4))
  }
}
