// SPDX-License-Identifier: GPL-3.0-or-later

/// What a policing division is like: its units and its calls by part of the day.
struct ResponseDivision: Hashable, Sendable {
  /// Response units on shift in each part of the day, at least one.
  let units: [Int]
  /// Calls per day, at the rate of each part of the day.
  let calls: [Double]

  /// A division with so many units on shift and so many calls a day, on average over the day.
  init(units: Double, callsPerDay: Double, _ own: ResponseParameters) {
    self.units = own.unitsByDaypart.map { share in
      max(1, Int((units * share * Double(own.unitsByDaypart.count)).rounded()))
    }
    calls = own.callsByDaypart.map { callsPerDay * $0 * Double(own.callsByDaypart.count) }
  }

  /// A division with so many residents.
  init(residents: Double, _ own: ResponseParameters) {
    self.init(
      units: own.units * residents / own.divisionPopulation,
      callsPerDay: residents * own.incidents * own.needsUnit, own)
  }

  /// The number of divisions of an area with so many residents: they are alike.
  static func count(population: Double, _ own: ResponseParameters) -> Int {
    max(1, Int((population / own.divisionPopulation).rounded()))
  }

  /// The queue of the division in a part of the day.
  func queue(_ daypart: Int, _ own: ResponseParameters) -> ResponseQueue {
    ResponseQueue(
      units: units[daypart], callsPerDay: calls[daypart], grades: own.grades,
      pairShare: own.pairs, reserve: own.reserve, callLength: own.callLength)
  }

  /// The part of the day at a time in days.
  @inline(__always)
  static func daypart(at time: Double) -> Int {
    min(3, Int((time - time.rounded(.down)) * 4))
  }
}

/// The stationary laws of the response queues of all areas, each distinct one solved once.
struct ResponseLaws: Sendable {
  private var laws: [ResponseLaw] = []
  /// By area and part of the day.
  private var indices: [Int] = []

  /// The laws of areas with the given numbers of residents.
  init(populations: [Double], _ own: ResponseParameters) {
    var known: [ResponseQueue: Int] = [:]
    for population in populations {
      let divisions = ResponseDivision.count(population: population, own)
      let division = ResponseDivision(residents: population / Double(divisions), own)
      for daypart in division.units.indices {
        let queue = division.queue(daypart, own)
        let index = known[queue, default: laws.count]
        if index == laws.count {
          known[queue] = index
          laws.append(ResponseLaw(queue))
        }
        indices.append(index)
      }
    }
  }

  /// The law of an area at a time in days.
  @inline(__always)
  func law(of area: UInt32, at time: Double) -> ResponseLaw {
    laws[indices[Int(area) * 4 + ResponseDivision.daypart(at: time)]]
  }
}
