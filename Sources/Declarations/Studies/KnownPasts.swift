// SPDX-License-Identifier: GPL-3.0-or-later

/// Pasts that match a record, each by what is needed to simulate it again.
public struct KnownPasts: Sendable {
  /// A past.
  public struct Past: Hashable, Sendable {
    /// The luck with which it begins.
    public let replication: Int
    /// For each date, the number by which its luck is taken anew there; 0 where it goes on.
    public let lineage: [Int]
    /// Its share of all pasts.
    public let weight: Double
    /// The number that it simulates for each count; it shows whether a past repeats.
    public let simulated: [Double]
    /// The values of the unknowns.
    public let values: [Setting]

    /// Creates a past.
    public init(
      replication: Int, lineage: [Int], weight: Double, simulated: [Double], values: [Setting]
    ) {
      self.replication = replication
      self.lineage = lineage
      self.weight = weight
      self.simulated = simulated
      self.values = values
    }
  }

  /// A count that pasts were held against.
  public struct Count: Hashable, Sendable {
    /// The outcome's name.
    public let outcome: String
    /// The months that are meant.
    public let period: ObservedPeriod

    /// Creates a count.
    public init(outcome: String, period: ObservedPeriod) {
      self.outcome = outcome
      self.period = period
    }
  }

  /// Where they are from, as a user names it.
  public let source: String
  /// The digest of everything that decides what happens in a past, but for the unknowns.
  public let madeFrom: String
  /// The paths of the unknowns.
  public let unknowns: [String]
  /// The days on which luck may be taken anew; the last is that to which pasts are known.
  public let dates: [CalendarDate]
  /// The counts.
  public let counts: [Count]
  /// The pasts, at least one of them with a weight.
  public let pasts: [Past]

  /// Creates pasts.
  public init(
    source: String, madeFrom: String, unknowns: [String], dates: [CalendarDate], counts: [Count],
    pasts: [Past]
  ) {
    precondition(!dates.isEmpty && pasts.contains { $0.weight > 0 }, "no pasts")
    self.source = source
    self.madeFrom = madeFrom
    self.unknowns = unknowns
    self.dates = dates
    self.counts = counts
    self.pasts = pasts
  }

  /// The day until which they are known; from then on each has luck of its own.
  public var end: CalendarDate { dates[dates.count - 1] }

  /// How many independent pasts would be worth as much: those with one beginning count as one.
  public var effectiveSize: Double {
    var families: [Int: Double] = [:]
    for past in pasts { families[past.replication, default: 0] += past.weight }
    // In a fixed order, so that the sum is always the same.
    let weights = families.sorted { $0.key < $1.key }.map(\.value)
    let (sum, squares) = (weights.reduce(0, +), weights.reduce(0) { $0 + $1 * $1 })
    return squares > 0 ? sum * sum / squares : 0
  }

  /// The fewest independent pasts from which a study may go on: what fewer say is luck.
  public static let fewest = 100.0
}
