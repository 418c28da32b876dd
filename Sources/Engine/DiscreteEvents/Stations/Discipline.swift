// SPDX-License-Identifier: GPL-3.0-or-later

/// Who of those waiting is next.
///
/// Every discipline serves the lower priority number first; leave all priorities equal for none.
@frozen
public enum Discipline: Hashable, Sendable, BitwiseCopyable {
  /// Within a priority, the one who came first.
  case firstCome
  /// Within a priority, the one who came last.
  case lastCome
  /// First come, first served, but one step of priority is worth only so much time of waiting.
  ///
  /// A customer goes before another whose priority is better by one step if it came more than
  /// `perLevel` earlier. Finding the next one is O(k) for k levels of priority.
  case ageing(perLevel: Double)
  /// Within a priority, anyone of those for whom there are servers, each as likely.
  ///
  /// Who it is follows from the seed, the time and the line alone, so that a run with the same seed serves the
  /// same. Finding the next one is O(n) for n waiting.
  case random(seed: Int)
}

/// The selection from the line; the functions that are called out of line are mutating only to keep
/// the compiler from copying the station.
extension Station {
  /// Whether there are servers for the request now.
  @inlinable
  @inline(__always)
  func fits(units: Int, leaving: Int) -> Bool {
    units &+ leaving <= capacity &- occupied
  }

  /// The slot in the line of the one to be served now, or nobody's.
  @inlinable
  @inline(__always)
  mutating func nextInLine() -> UInt32 {
    if line.others.isEmpty && servesHead {
      let head = line.main.head
      if head == WaitingLine.nobody { return head }
      return fits(units: Int(line[head].units), leaving: Int(line[head].leaving))
        ? head : WaitingLine.nobody
    }
    return nextOfLevels()
  }

  /// The slot of the first in line, of those who fit if overtaking is allowed, of all otherwise.
  @usableFromInline
  @inline(never)
  mutating func nextOfLevels() -> UInt32 {
    if case .random(let seed) = discipline { return anyoneOfLevels(seed) }
    let candidate = firstOfLevels(fitting: allowsOvertaking)
    guard candidate != WaitingLine.nobody else { return candidate }
    let first = line[candidate]
    return fits(units: Int(first.units), leaving: Int(first.leaving))
      ? candidate : WaitingLine.nobody
  }

  /// The slot of the first in line, of those who fit or of all.
  mutating func firstOfLevels(fitting: Bool) -> UInt32 {
    var best = WaitingLine.nobody
    line.forEachLevel { level in
      var slot = level.head
      while fitting && slot != WaitingLine.nobody
        && !fits(units: Int(line[slot].units), leaving: Int(line[slot].leaving))
      {
        slot = line[slot].next
      }
      guard slot != WaitingLine.nobody else { return true }
      if best == WaitingLine.nobody || goesBefore(line[slot], line[best]) { best = slot }
      if case .ageing = discipline { return true }
      return false
    }
    return best
  }

  /// The slot of anyone who fits of the first level, or of the first with anyone who does if overtaking is
  /// allowed.
  ///
  /// Each draws a number, and the least wins: numbers of an instant and a state of the line, which nobody
  /// has to keep.
  private mutating func anyoneOfLevels(_ seed: Int) -> UInt32 {
    let state =
      UInt64(truncatingIfNeeded: seed)
      &+ Self.scatter(record.latest.bitPattern &+ UInt64(line.count) &<< 32)
    let instant = Self.scatter(state &+ UInt64(truncatingIfNeeded: occupied))
    var (best, least) = (WaitingLine.nobody, UInt64.max)
    line.forEachLevel { level in
      var slot = level.head
      while slot != WaitingLine.nobody {
        let number = Self.scatter(instant &+ UInt64(slot))
        if fits(units: Int(line[slot].units), leaving: Int(line[slot].leaving)), number <= least {
          (best, least) = (slot, number)
        }
        slot = line[slot].next
      }
      return allowsOvertaking && best == WaitingLine.nobody
    }
    return best
  }

  /// A number that depends on each bit of the given one, one for one.
  ///
  /// Source: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA
  /// 2014, doi:10.1145/2660193.2660195.
  private static func scatter(_ number: UInt64) -> UInt64 {
    var bits = number &+ 0x9e37_79b9_7f4a_7c15
    bits = (bits ^ bits &>> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits &>> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits &>> 31
  }

  /// Whether a waiter goes before another of another level.
  func goesBefore(_ one: Waiter, _ other: Waiter) -> Bool {
    guard case .ageing(let worth) = discipline else { return one.priority < other.priority }
    return one.came + worth * Double(one.priority) < other.came + worth * Double(other.priority)
  }

  /// Whether a newcomer would be the first in line.
  @usableFromInline
  @inline(never)
  mutating func wouldBeFirst(_ priority: Int32, came: Double) -> Bool {
    let head = firstOfLevels(fitting: false)
    guard head != WaitingLine.nobody else { return true }
    let first = line[head]
    switch discipline {
    case .firstCome: return priority < first.priority
    // Nobody in a line of random order fits whenever this is asked, so that a newcomer overtakes nobody.
    case .lastCome, .random: return priority <= first.priority
    case .ageing(let worth):
      return came + worth * Double(priority) < first.came + worth * Double(first.priority)
    }
  }

  /// Before whom a customer stands who comes back after its service was interrupted: where it would
  /// stand had it never been served.
  mutating func slotForReturn(_ waiter: Waiter) -> UInt32 {
    var next = line.head(ofLevel: waiter.priority)
    while next != WaitingLine.nobody
      && (discipline == .lastCome ? line[next].came > waiter.came : line[next].came < waiter.came)
    {
      next = line[next].next
    }
    return next
  }
}
