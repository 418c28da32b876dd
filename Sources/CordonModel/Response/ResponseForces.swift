// SPDX-License-Identifier: GPL-3.0-or-later

/// The response police of all areas: their divisions, and either the stationary laws of the divisions' queues, each
/// solved once, or the divisions that are simulated call by call.
struct ResponseForces: Hashable, Sendable {
  /// What each area's divisions are like.
  let divisions: [ResponseDivision]
  /// The numbers of each area's simulated divisions; none if the laws stand for them.
  let simulated: [Range<Int>]
  private var laws: [ResponseLaw] = []
  /// By area and part of the day.
  private var indices: [Int] = []

  /// The response police of the areas.
  init(_ areas: [Area], _ parameters: Parameters) {
    let (country, own) = (parameters.country, parameters.response)
    let counts = areas.map { ResponseDivision.count(population: $0.population, own) }
    divisions = zip(areas, counts).map { area, count in
      ResponseDivision(
        residents: area.population / Double(count),
        strength: 1 + own.weightOfOfficers * (country.strength(of: area) - 1),
        units: area.responseUnits.map { $0 / Double(count) },
        incidents: area.incidents.map { $0 / Double(count) }, own)
    }
    guard own.background == .stationary else {
      var end = 0
      simulated = counts.map { count in
        let start = end
        end += own.scope == .all ? count : 1
        return start..<end
      }
      return
    }
    simulated = areas.map { _ in 0..<0 }
    var known: [ResponseQueue: Int] = [:]
    for division in divisions {
      for daypart in division.units.indices {
        let queue = division.queue(daypart)
        let index = known[queue, default: laws.count]
        if index == laws.count {
          known[queue] = index
          laws.append(ResponseLaw(queue))
        }
        indices.append(index)
      }
    }
  }

  /// Whether calls are simulated one by one.
  var isSimulated: Bool { laws.isEmpty }

  /// The law of an area at a time in days.
  @inline(__always)
  func law(of area: UInt32, at time: Double) -> ResponseLaw {
    laws[indices[Int(area) * 4 + ResponseDivision.daypart(at: time)]]
  }
}
