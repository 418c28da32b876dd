// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// The queue of one policing division while demand and units stay as they are.
///
/// Calls from the public come in three grades, each a Poisson process. The grades are strict: a better grade is
/// always served first, and within a grade the first to come. With some probability an immediate call needs two
/// units, both or none; nobody overtakes it while one unit is free. A scheduled call starts only if the reserve stays
/// free. Every unit is busy for its own exponential time, so the units of a call become free one by one.
///
/// Source for calls of several units: L. Green, "A multiple dispatch queueing model of police patrol
/// operations", Management Science 30 (1984) 653-664.
struct ResponseQueue: Hashable, Sendable {
  /// Who waits and who works, as far as a call of one of the two upper grades can notice.
  struct State: Hashable, Sendable, BitwiseCopyable {
    /// Units at work.
    var busy: UInt32 = 0
    /// Immediate calls that wait; the first of them needs two units where one is free.
    var immediate: UInt32 = 0
    /// Priority calls that wait.
    var priority: UInt32 = 0
  }

  /// Units on duty, at least one.
  var units: Int
  /// Immediate calls per day.
  var immediate: Double
  /// Priority calls per day.
  var priority: Double
  /// Scheduled calls per day.
  var scheduled: Double
  /// Probability that an immediate call needs two units, where the division has as many.
  var pairShare: Double
  /// Units that must stay free when a scheduled call starts, fewer than there are.
  var reserve: Int
  /// Mean time, in days, for which a call keeps a unit busy.
  var callLength: Double
  /// The greatest share of what units can begin that immediate calls take, and priority calls of what
  /// those leave; below 1.
  var mostLoad: Double

  /// The queue of a division in one part of the day.
  init(
    units: Int, callsPerDay: Double, grades: [Double] = [1, 0, 0], pairShare: Double = 0,
    reserve: Int = 0, callLength: Double, mostLoad: Double = 0.9
  ) {
    self.units = units
    immediate = callsPerDay * grades[0]
    priority = callsPerDay * grades[1]
    scheduled = callsPerDay * grades[2]
    self.pairShare = units > 1 ? pairShare : 0
    self.reserve = min(reserve, units - 1)
    self.callLength = callLength
    self.mostLoad = mostLoad
  }

  /// The rate at which all units together become free when all are busy, per day.
  var rateOfAll: Double { Double(units) / callLength }
  /// The rate at which the others become free when one is, per day; never 0.
  var rateOfOthers: Double { Double(max(1, units - 1)) / callLength }

  /// Mean time, in days, that an immediate call takes to get its units once it is the next and all
  /// units are busy.
  var immediateTurn: Double { 1 / rateOfAll + pairShare / rateOfOthers }
  /// Mean time, in days, from one immediate call that waits until none does, new ones included.
  var immediateSpell: Double { immediateTurn / (1 - immediate * immediateTurn) }
  /// Mean time, in days, that a priority call takes to get its unit once it is the next and all units
  /// are busy.
  var priorityTurn: Double { (1 + immediate * immediateSpell) / rateOfAll }

  /// The same queue with as many calls as it can serve.
  ///
  /// Immediate calls take at most the greatest load of what all units can begin, and priority calls at most the same
  /// share of what immediate calls leave: at a load of 1 there is no stationary law. Scheduled calls need no limit: if
  /// there are too many, one of them always waits, and that is all that other calls see.
  var limited: ResponseQueue {
    var queue = self
    queue.immediate = min(immediate, mostLoad / immediateTurn)
    queue.priority = min(priority, mostLoad / queue.priorityTurn)
    return queue
  }
}
