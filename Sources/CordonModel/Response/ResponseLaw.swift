// SPDX-License-Identifier: GPL-3.0-or-later

/// The stationary law of a division's queue: the state that a call finds at a random moment.
///
/// Poisson arrivals see time averages, so a draw from it is the state that a sting's call meets. The
/// law is exact but for a tail of less than the spacing of uniform numbers, 2^-32, which no draw can
/// tell. Nothing is iterated over states, because the chain is skip-free downwards in each grade:
///
/// - Scheduled calls need not be counted. Only whether one waits matters, and only where the units
///   beyond the reserve have just been taken; there its probability follows from the balance of
///   scheduled calls that start.
/// - Below the point where all units are busy, the balance across every cut gives each state from the
///   two before it.
/// - Above it, each number of waiting priority calls follows from the one below: the immediate calls
///   that wait form a chain with two phases (is a unit free while the first waits for a second?) whose
///   matrices have closed forms but for one scalar equation.
///
/// If there are more scheduled calls than the division can serve, one of them always waits. That is the limit of the
/// law as their number grows.
///
/// - Complexity: O(states kept), some hundreds to thousands.
///
/// Source: M. F. Neuts, Matrix-Geometric Solutions in Stochastic Models (1981), ch. 3 and 6; the
/// units of a call become free independently as in L. Green, Management Science 30 (1984) 653-664.
struct ResponseLaw: Hashable, Sendable {
  /// The queue, with no more calls than it can serve.
  let queue: ResponseQueue
  /// The states that are kept, from all units free to the longest lines.
  private(set) var states: [ResponseQueue.State] = []
  /// The probability of each state and those before it.
  private(set) var cumulative: [Double] = []

  /// What may be missing from the last of the cumulative probabilities.
  static let tail = 0x1p-33

  /// The stationary law of the queue.
  init(_ queue: ResponseQueue) {
    let queue = queue.limited
    self.queue = queue
    let underway = Self.nobodyWaiting(queue)
    for (busy, probability) in underway.enumerated() {
      append(.init(busy: UInt32(busy)), probability)
    }
    appendLevels(underway)
  }

  private mutating func append(_ state: ResponseQueue.State, _ probability: Double) {
    guard probability > 0 else { return }
    states.append(state)
    cumulative.append((cumulative.last ?? 0) + probability)
  }

  /// The probabilities of 0 to all units busy while no immediate or priority call waits.
  private static func nobodyWaiting(_ queue: ResponseQueue) -> [Double] {
    let units = queue.units
    let threshold = units - queue.reserve
    let pairs = queue.immediate * queue.pairShare
    let upper = queue.immediate + queue.priority
    // Two solutions of the balance across cuts: below the threshold with none at it, and from the
    // threshold on with none below. The law is a sum of both.
    var below = Array(repeating: 0.0, count: units + 1)
    var above = below
    below[0] = 1
    above[threshold] = 1
    var intoThreshold = 0.0
    for busy in 0..<threshold {
      let up =
        (upper + queue.scheduled) * below[busy] + pairs * (busy > 0 ? below[busy - 1] : 0)
      intoThreshold = up
      if busy + 1 < threshold { below[busy + 1] = up / Double(busy + 1) * queue.callLength }
      if up > 1e200 {
        intoThreshold *= 1e-200
        for index in 0...busy + 1 { below[index] *= 1e-200 }
      }
    }
    for busy in threshold..<units {
      let length = queue.callLength / Double(busy + 1)
      below[busy + 1] = (upper * below[busy] + pairs * below[busy - 1]) * length
      above[busy + 1] = (upper * above[busy] + pairs * above[busy - 1]) * length
    }
    // Scheduled calls that wait and scheduled calls that start from the line are in balance.
    func blocked(_ solution: [Double]) -> Double {
      solution[threshold...].reduce(beyond(solution, queue), +)
    }
    let serving = Double(threshold) / queue.callLength - queue.scheduled * blocked(above)
    var law = above
    if serving > 0 {
      let weight = (intoThreshold + queue.scheduled * blocked(below)) / serving
      for busy in law.indices { law[busy] = below[busy] + weight * above[busy] }
    }
    let total = law.reduce(beyond(law, queue), +)
    return law.map { $0 / total }
  }

  /// The probability that immediate or priority calls wait: how often they begin to, times how long
  /// it takes until none does.
  private static func beyond(_ law: [Double], _ queue: ResponseQueue) -> Double {
    let units = queue.units
    let all = law[units]
    let pairs = queue.immediate * queue.pairShare * law[units - 1]
    let pairSpell = queue.immediateSpell / queue.immediateTurn / queue.rateOfOthers
    let until =
      all * (queue.immediate * queue.immediateSpell + queue.priority * queue.priorityTurn)
      + pairs * pairSpell
    return until / (1 - queue.priority * queue.priorityTurn)
  }

  /// Appends the states in which calls of the upper grades wait, one number of priority calls after
  /// the other.
  private mutating func appendLevels(_ underway: [Double]) {
    let units = queue.units
    let room = 1 - queue.priority * queue.priorityTurn
    let last = Array(underway.suffix(2))
    let waiting = Self.beyond(underway, queue)
    let intoPairs = queue.immediate * queue.pairShare * last[0]
    // Over all numbers of priority calls together the immediate calls form a chain of their own: it
    // tells how many of them are worth keeping.
    let everyLevel = ImmediateLine(queue, leaving: 0)
    let allBusy = last[1] + queue.priority * (last[1] + waiting) / queue.rateOfAll
    var line = SIMD2(queue.immediate * allBusy, intoPairs)
    var rest =
      allBusy * queue.immediate * queue.immediateSpell
      + intoPairs * queue.immediateSpell / queue.immediateTurn / queue.rateOfOthers
    var longest = 0
    while rest > Self.tail / 4 * room * room {
      line = everyLevel.stays(line)
      rest -= line.sum()
      longest += 1
      line *= queue.immediate
    }

    let chain = ImmediateLine(queue, leaving: queue.priority)
    var level = Array(repeating: SIMD2(0.0, 0.0), count: longest)
    var first = last[1]
    var inflow = SIMD2(queue.immediate * first, intoPairs)
    for index in level.indices {
      level[index] = chain.stays(inflow)
      inflow = queue.immediate * level[index]
    }
    var priority: UInt32 = 0
    append(level, busy: units, priority: priority)
    while 1 - (cumulative.last ?? 1) > Self.tail {
      let mass = level.reduce(first) { $0 + $1.sum() }
      guard mass > Self.tail * Self.tail else { break }
      priority += 1
      first = queue.priority * mass / queue.rateOfAll
      // What comes from the level below and stays, from the longest line down.
      var back = SIMD2(0.0, 0.0)
      for index in level.indices.reversed() {
        let finished =
          back.x * queue.rateOfAll * (1 - queue.pairShare) + back.y * queue.rateOfOthers
        back = chain.stays(queue.priority * level[index] + SIMD2(finished, 0))
        level[index] = back
      }
      // And what comes from shorter lines of this level.
      var shorter = SIMD2(first, 0)
      for index in level.indices {
        level[index] += chain.stays(queue.immediate * shorter)
        shorter = level[index]
      }
      append(.init(busy: UInt32(units), priority: priority), first)
      append(level, busy: units, priority: priority)
    }
  }

  private mutating func append(_ level: [SIMD2<Double>], busy units: Int, priority: UInt32) {
    for (index, line) in level.enumerated() {
      let immediate = UInt32(index + 1)
      append(
        .init(busy: UInt32(units), immediate: immediate, priority: priority), line.x)
      append(
        .init(busy: UInt32(units - 1), immediate: immediate, priority: priority), line.y)
    }
  }
}

/// The immediate calls that wait while no unit is free (first phase), or while one is and the first of
/// them waits for a second (second phase).
private struct ImmediateLine {
  private let fromNone: SIMD2<Double>
  private let fromOne: SIMD2<Double>

  /// The chain that besides is left at the given rate, from everywhere.
  init(_ queue: ResponseQueue, leaving: Double) {
    let (arriving, all, others) = (queue.immediate, queue.rateOfAll, queue.rateOfOthers)
    let (outOfNone, outOfOne) = (arriving + leaving + all, arriving + leaving + others)
    // The probability that the line becomes shorter by one before the chain is left, from either
    // phase: the least solution, from below.
    var (shorter, shorterFromOne, before) = (0.0, 0.0, -1.0)
    while shorter - before > 1e-16 {
      before = shorter
      shorterFromOne = others / (outOfOne - arriving * shorter)
      shorter =
        all * (1 - queue.pairShare + queue.pairShare * shorterFromOne)
        / (outOfNone - arriving * shorter)
    }
    let stayNone = outOfNone - arriving * shorter
    let pairs = all * queue.pairShare
    let back = arriving * shorterFromOne
    let determinant = stayNone * outOfOne - pairs * back
    fromNone = SIMD2(outOfOne, pairs) / determinant
    fromOne = SIMD2(back, stayNone) / determinant
  }

  /// The expected time in both phases of a length of the line, before it gets shorter or the chain is
  /// left, of what comes in there per unit of time; times with longer lines are not included.
  func stays(_ inflow: SIMD2<Double>) -> SIMD2<Double> {
    inflow.x * fromNone + inflow.y * fromOne
  }
}
