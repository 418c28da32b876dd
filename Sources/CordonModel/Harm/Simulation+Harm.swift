// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// A suspect, or a wrong person, is exposed by a confrontation.
  mutating func exposeByConfrontation(_ sting: UInt32) {
    let row = stings[sting]
    let isWatched = row.publishedViewers > 0
    expose(
      number: row.number, area: row.area, factor: isWatched ? parameters.harm.streamFactor : 1,
      isKnownToPolice: row.caller != .nobody)
  }

  /// A suspect is arrested on a file that was handed over quietly: exposed, but not watched.
  mutating func exposeByArrest(number: UInt64, area: UInt32) {
    expose(number: number, area: area, factor: 1, isKnownToPolice: true)
  }

  /// Lets the hazards of exposure compete: death after an exponential time, and a protocol.
  ///
  /// The protocol, once started in time, takes away a part of the hazard. The candidate of the hazard
  /// without a protocol is thinned, so that a protocol can only prevent deaths.
  private mutating func expose(
    number: UInt64, area: UInt32, factor: Double, isKnownToPolice: Bool
  ) {
    let own = parameters.harm
    count(.exposures, in: area)
    var stream = luck.stream(.contact, number, .suicide)
    let isCandidate = stream.uniform() < world.unwatchedSuicideRisk * factor
    let delay = stream.exponential(mean: own.meanDelay)
    let survivesUnderCare = stream.uniform() < own.careEffect

    var care = luck.stream(.contact, number, .dutyOfCare)
    let isReached = isKnownToPolice && care.uniform() < levers(in: area).dutyOfCare
    let careDelay = care.draw(own.careDelay)
    if isReached { spend(hours: own.careHours, on: .careHours, in: area) }
    let isInTime = isReached && careDelay <= own.careWindow && careDelay < delay
    if isCandidate, !(isInTime && survivesUnderCare) {
      calendar.schedule(.suicide(area: area), at: now + delay)
    }
  }
}
