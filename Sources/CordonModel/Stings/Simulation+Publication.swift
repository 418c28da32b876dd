// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Glibc

/// What becomes of the footage of a sting.
extension Simulation {
  /// How many of so many viewers see a published sting before platforms remove it.
  @inline(__always)
  func publishedViewers(of viewers: Double, under levers: Levers) -> Double {
    viewers * (1 - exp(-levers.streamRemoval / parameters.stings.viewingTime))
  }

  /// A sting is published: it makes publicity in proportion to its viewers.
  mutating func publish(viewers: Double) {
    guard viewers > 0 else { return }
    publicity.add(viewers / parameters.publicMood.viewersPerUnit, at: now)
  }

  /// A volunteers' suspect is charged: footage that was kept back comes out, and adds to the suspect's exposure from
  /// now on.
  mutating func publishAtCharge(_ row: Case) {
    let withheld = volunteerCases[row.volunteers].withheldViewers
    let viewers = publishedViewers(of: withheld, under: levers(in: row.area))
    guard viewers > 0 else { return }
    count(.publishedAfterCharge, in: row.area)
    publish(viewers: viewers)
    exposeByPublication(number: row.number, area: row.area)
  }
}
