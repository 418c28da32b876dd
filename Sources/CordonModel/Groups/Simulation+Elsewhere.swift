// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Glibc

/// What groups do elsewhere in the country, if a scenario has only some areas.
///
/// Police there act as in history. Only publicity and experience come back: streams from elsewhere are watched
/// everywhere. The publicity of courts, scandals and disorders elsewhere is left out.
extension Simulation {
  /// Whether a zone is one of the areas, and not elsewhere in the country.
  @inline(__always)
  func isArea(_ zone: UInt32) -> Bool { Int(zone) < scenario.areas.count }

  /// A file about a suspect elsewhere is ready: the group hands it over there, or confronts.
  mutating func actElsewhere(group: UInt32, number: UInt64) {
    let row = groups[Int(group)]
    let own = parameters.stings
    let usual = scenario.history
    let channel = usual.hasChannel ? 1 : parameters.handover.withoutChannel
    var choice = luck.stream(.contact, number, .handover)
    let isInclined = choice.uniform() < restraint(of: row) * row.trust * channel
    guard !isInclined || row.isHidden(at: now), now >= row.enjoinedUntil else { return }
    groups[Int(group)].competence += parameters.groups.learning * (1 - row.competence)
    var stream = luck.stream(.contact, number, .confrontation)
    _ = stream.index(in: world.shares.places)
    guard stream.uniform() < own.streamed else { return }
    let viewers = stream.draw(own.audience) * pow(row.reach, own.audienceToFollowers)
    publish(viewers: viewers * (1 - exp(-usual.streamRemoval / own.viewingTime)))
  }
}
