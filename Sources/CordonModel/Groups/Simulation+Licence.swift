// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents

/// What police make of volunteers whom they take in: licences, and special constables.
extension Simulation {
  /// Whether a group works under a licence.
  ///
  /// Groups that keep to conditions most readily get one first.
  @inline(__always)
  func isLicensed(_ group: Group) -> Bool {
    group.defiance < levers(in: group.area).licence
  }

  /// Whether a group keeps to a condition, given the share of groups that do.
  ///
  /// A licence obliges its holder to all that police ask of volunteers.
  @inline(__always)
  func complies(_ group: Group, with share: Double) -> Bool {
    group.defiance < share || isLicensed(group)
  }

  /// Competence of a group, 0 to 1, with the training that a licence brings.
  @inline(__always)
  func competence(of group: Group) -> Double {
    guard isLicensed(group) else { return group.competence }
    return group.competence + parameters.licence.training * (1 - group.competence)
  }

  /// Restraint of a group, 0 to 1, with the obligations of a licence.
  @inline(__always)
  func restraint(of group: Group) -> Double {
    guard isLicensed(group) else { return group.restraint }
    return group.restraint + parameters.licence.restraint * (1 - group.restraint)
  }

  /// Books the officer-hours of vetting, training and supervision for the days since they were booked.
  mutating func superviseLicences(days: Double) {
    let hours = parameters.licence.hours * days / Unit.years.inCanonicalUnits
    for group in groups where group.isActive && isOfAnArea(group) && isLicensed(group) {
      spend(hours: hours, on: .licenceHours, in: group.area)
    }
  }

  /// The hours or cost of supervision may change: the days until now are booked by the old numbers.
  mutating func closeLicences(before next: World) {
    let (old, new) = (parameters, next.parameters)
    let isAlike =
      old.licence.hours == new.licence.hours && old.costs.officerHour == new.costs.officerHour
      && old.costs.undercoverArrest == new.costs.undercoverArrest
    if isAlike { return }
    superviseLicences(days: counts.bookNationally(.days, total: now))
  }

  /// The next candidate of the process that dominates a group's joining the police.
  mutating func scheduleConversion(of group: UInt32) {
    let row = groups[Int(group)]
    guard isOfAnArea(row) else { return }
    let number = EntityNumber.contact(group: row.number, row.conversions)
    var stream = luck.stream(.group, number, .conversion)
    calendar.schedule(
      .conversionCandidate(group),
      at: now + stream.exponential(mean: 1 / Levers.mostConversions))
  }

  /// A group joins the police with probability rate over dominating rate: it stops, and some of its
  /// members work for the undercover officers of its area.
  mutating func conversionCandidate(_ group: UInt32) {
    let row = groups[Int(group)]
    guard row.isActive else { return }
    groups[Int(group)].conversions += 1
    scheduleConversion(of: group)
    let number = EntityNumber.contact(group: row.number, row.conversions)
    let share = levers(in: row.area).specialConstables / Levers.mostConversions
    guard chance(.group, number, .acceptance) < share else { return }
    specialConstables[Int(row.area)] += row.members * parameters.licence.joining
    renewUndercover()
    count(.groupsConverted, in: row.area)
    stopGroup(group)
  }
}
