// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

extension Simulation {
  /// A suspect, or a wrong person, is exposed by a confrontation.
  mutating func exposeByConfrontation(_ sting: UInt32) {
    let row = stings[sting]
    count(.exposures, in: row.area)
    let isWatched = row.publishedViewers > 0
    expose(
      number: row.number, area: row.area, to: 0..<(isWatched ? parameters.harm.streamFactor : 1),
      .suicide, isKnownToPolice: row.caller != .nobody)
  }

  /// A suspect is arrested on a file that was handed over quietly: exposed, but not watched.
  mutating func exposeByArrest(number: UInt64, area: UInt32) {
    count(.exposures, in: area)
    expose(number: number, area: area, to: 0..<1, .suicide, isKnownToPolice: true)
  }

  /// The confrontation of a suspect is published at the charge.
  ///
  /// Until now nobody could watch it; now the suspect runs the risk that being watched adds.
  mutating func exposeByPublication(number: UInt64, area: UInt32) {
    let factor = max(1, parameters.harm.streamFactor)
    expose(number: number, area: area, to: 1..<factor, .publication, isKnownToPolice: true)
  }

  /// Lets the hazards of exposure compete: death after an exponential time, and a protocol.
  ///
  /// A protocol that starts in time takes away a part of the hazard. It thins the candidate of the hazard without a
  /// protocol, so it can only prevent deaths. One number decides for all exposures of a person whether the person
  /// would die, so footage that comes out later endangers only those whom it would have endangered at once. The part
  /// of the risk that begins now is relative to that of an exposure that nobody watches.
  private mutating func expose(
    number: UInt64, area: UInt32, to risk: Range<Double>, _ purpose: Purpose,
    isKnownToPolice: Bool
  ) {
    guard isAsked(for: .exposed) else { return }
    let own = parameters.harm
    var stream = luck.stream(.contact, number, .suicide)
    let mark = stream.uniform()
    let unwatched = world.unwatchedSuicideRisk
    let isCandidate = unwatched * risk.lowerBound <= mark && mark < unwatched * risk.upperBound
    if purpose != .suicide { stream = luck.stream(.contact, number, purpose) }
    let delay = stream.exponential(mean: own.meanDelay)
    let survivesUnderCare = stream.uniform() < own.careEffect

    var care = luck.stream(
      .contact, number, purpose == .suicide ? .dutyOfCare : .careAtPublication)
    let isReached = isKnownToPolice && care.uniform() < levers(in: area).dutyOfCare
    let careDelay = care.draw(own.careDelay)
    if isReached { spend(hours: own.careHours, on: .careHours, in: area) }
    let isInTime = isReached && careDelay <= own.careWindow && careDelay < delay
    if isCandidate, !(isInTime && survivesUnderCare) {
      calendar.schedule(.suicide(area: area), at: now + delay)
    }
  }
}
