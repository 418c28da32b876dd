// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Digests

/// Which past each replication of a study goes on from.
///
/// Pasts are drawn systematically by their weights: the first 2^k replications cut the weights into as many equal
/// parts and take the past in the middle of each; more replications go on where fewer end. A past that is drawn
/// several times goes on each time with luck of its own.
///
/// Source: J. G. van der Corput, Proc. Kon. Ned. Akad. v. Wetensch. 38 (1935) 813-821, for the order of the parts.
public struct PastDraws: Sendable {
  /// The pasts.
  public let pasts: KnownPasts
  /// The weights of all pasts up to each.
  private let reached: [Double]
  /// For each replication, from 1, the index of its past and how often that was drawn before.
  private let draws: [(past: Int32, earlier: Int32)]
  /// The digest of all that the pasts say.
  let digest: Digest

  /// Draws pasts for replications 1 to `count`.
  public init(_ pasts: KnownPasts, replications count: Int) {
    self.pasts = pasts
    var reached: [Double] = []
    var sum = 0.0
    for past in pasts.pasts {
      sum += past.weight
      reached.append(sum)
    }
    self.reached = reached
    var times: [Int32] = pasts.pasts.map { _ in 0 }
    var draws: [(past: Int32, earlier: Int32)] = []
    draws.reserveCapacity(count)
    for number in 0..<count {
      let bits = UInt32(truncatingIfNeeded: number)
      let mark = (Double(Self.reversed(bits)) + 0.5) * 0x1p-32 * sum
      let index = Self.index(of: mark, in: reached)
      draws.append((Int32(index), times[index]))
      times[index] += 1
    }
    self.draws = draws
    digest = Digest(
      ofLines: [pasts.madeFrom] + pasts.unknowns + pasts.dates.map(\.description)
        + pasts.pasts.map { "\($0.replication) \($0.lineage) \($0.weight) \($0.values)" })
  }

  /// The past of a replication and the number of its continuation, from 1.
  public func draw(_ replication: Int) -> (past: KnownPasts.Past, continuation: Int) {
    let draw = draws[replication - 1]
    return (pasts.pasts[Int(draw.past)], Int(draw.earlier) + 1)
  }

  /// How many different pasts the replications go on from.
  public func distinct(in replications: ClosedRange<Int>) -> Int {
    Set(replications.map { draws[$0 - 1].past }).count
  }

  private static func reversed(_ bits: UInt32) -> UInt32 {
    (0..<32).reduce(UInt32(0)) { $0 << 1 | bits >> UInt32($1) & 1 }
  }

  /// The first index at which more than a mark is reached.
  private static func index(of mark: Double, in reached: [Double]) -> Int {
    var (low, high) = (0, reached.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if reached[middle] > mark { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Plan {
  /// From which pasts the futures go on, in a sentence without a full stop; nil if each makes its own.
  public var wordsOfPasts: String? {
    draws.map { draws in
      let (count, pasts) = (draws.distinct(in: replications), draws.pasts)
      let size = Int(pasts.effectiveSize)
      return
        "the futures go on from \(counted(count, "past")) that \(inflected(count, "matches", "match")) the record until "
        + "\(pasts.end), drawn by weight from \(pasts.source), which has as many as "
        + "\(grouped(size)) independent ones"
        + (replications.count > size
          ? "; there are more futures than that, so intervals are too narrow" : "")
    }
  }
}

/// A past that does not repeat as it is known: the program or something that reaches back is another one.
struct PastFault: Error {
  let message: String
}

extension StudyModel {
  /// The scenario with the values that a past has for the unknowns.
  func with(_ past: KnownPasts.Past, of pasts: KnownPasts) -> Self {
    var scenario = self
    for (path, value) in zip(pasts.unknowns, past.values) {
      scenario.variedField(at: path)?.write(value, &scenario)
    }
    return scenario
  }
}

extension StudyRun {
  /// A run at the end of a past, with luck of its own from there on.
  ///
  /// - Throws: A ``PastFault`` if it has other counts than the past is known to have.
  static func following(
    _ draw: (past: KnownPasts.Past, continuation: Int), of pasts: KnownPasts, in scenario: Scenario
  ) throws(PastFault) -> Self {
    let valued = scenario.with(draw.past, of: pasts)
    var run = Self(world(of: valued), replication: draw.past.replication)
    for (date, child) in zip(pasts.dates, draw.past.lineage) {
      run.run(until: date)
      if child > 0 { run.rekey(lineage: child) }
    }
    let (months, values) = run.closedMonths
    for (count, known) in zip(pasts.counts, draw.past.simulated) {
      guard let index = Scenario.outcomes.index(of: count.outcome) else { continue }
      let found =
        count.period.value(
          of: index, among: Scenario.outcomes, months: months, values: values)?.value ?? .nan
      guard found == known || (found.isNaN && known.isNaN) else {
        let words = [found, known].map { $0.isFinite ? Unit.factor.text(of: $0) : "no" }
        throw PastFault(
          message:
            "its past has \(words[0]) \(count.outcome) in \(count.period), but "
            + "\(pasts.source) has \(words[1]): something that reaches back before \(pasts.end) differs, or "
            + "another program made the pasts")
      }
    }
    run.rekey(lineage: draw.continuation)
    return run
  }
}
