// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
public import Statistics

/// Replications of simulations: how many there are, with which luck, on how many threads.
///
/// A simulation is a function of its luck alone: it makes a model, which is a value, runs it and returns a
/// number, or NaN if it has nothing to say. Replication n means the same luck for every simulation, so that
/// simulations are compared under common random numbers. No result depends on the number of threads, bit for
/// bit.
///
/// ```swift
/// let replications = Replications(.fixed(40), seed: 1)
/// let wait = try await replications.estimate { luck in
///   var shop = Shop(tills: 2, luck: luck)
///   shop.run(until: 3_000)
///   return shop.tills.waits.mean
/// }
/// print(wait.mean, wait.interval)
/// ```
public struct Replications: Sendable {
  /// A simulation: what it says under the given luck.
  public typealias Simulation = @Sendable (ReplicationLuck) -> Double

  /// How many replications there are.
  public enum Length: Hashable, Sendable {
    /// So many.
    case fixed(Int)
    /// As many as it takes until all intervals are as narrow as the goal says, within the bounds: that of the
    /// mean of a single simulation, those of the differences from the first of several.
    ///
    /// - SeeAlso: `ReplicationRule` of `Statistics`
    case until(ReplicationRule.Goal, ClosedRange<Int>)
  }

  /// How many replications there are.
  public let length: Length
  /// The seed of all luck.
  public let seed: Int
  /// Whether a replication is a pair of runs of which the second has the antithetic luck; it says the mean of
  /// both.
  ///
  /// That makes the mean better known where the simulation increases, or decreases, with each of its random
  /// numbers, and can make it worse known where it does not.
  ///
  /// The mean number in a queue M/M/1 at half load is known as well from 0.55 times the runs. Nothing is gained
  /// where the draws behind one address are of laws whose methods reject numbers, gamma and its kin:
  /// `RandomStream.antithetic` of `Chance` says which these are, and what helps.
  public let isAntithetic: Bool
  /// The confidence of intervals, above 0 and below 1.
  public let confidence: Double
  /// How many replications are simulated at a time.
  public let threads: Int

  /// Replications of simulations.
  ///
  /// - Parameters:
  ///   - length: How many there are.
  ///   - seed: The seed of all luck, at least 0 and below 2^32.
  ///   - isAntithetic: Whether a replication is a pair of runs with antithetic luck.
  ///   - confidence: The confidence of intervals.
  ///   - threads: How many replications are simulated at a time; left out, one for each processor.
  /// - Precondition: There is a replication and a thread, and `confidence` lies strictly between 0 and 1.
  public init(
    _ length: Length, seed: Int = 1, isAntithetic: Bool = false, confidence: Double = 0.95,
    threads: Int = processors
  ) {
    self.length = length
    self.seed = seed
    self.isAntithetic = isAntithetic
    self.confidence = confidence
    self.threads = threads
    Misuse.refuse(
      unless: UInt32(exactly: seed) != nil, "a seed is from 0 to 2^32 - 1, unlike \(seed)")
    Misuse.refuse(unless: most > 0, "there is at least one replication, not \(most)")
    Misuse.refuse(unless: threads > 0, "replications need at least one thread, not \(threads)")
    Misuse.refuse(unlessConfidence: confidence)
  }

  /// Estimates the mean of what a simulation says.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public func estimate(_ simulation: @escaping Simulation) async throws -> Estimate {
    try await compare([simulation]).means[0]
  }

  /// Estimates the mean of what each simulation says, and of how each differs from the first.
  ///
  /// - Parameter simulations: The simulations, at least one.
  /// - Returns: What is said of each, and of each difference from the first.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func compare(_ simulations: [Simulation]) async throws -> PairedEstimates {
    Misuse.refuse(unless: !simulations.isEmpty, "a comparison needs at least one simulation")
    var series = PairedSeries(self, simulations: simulations.count)
    try await run(numbers) { luck in
      simulations.map { simulation in
        let own = simulation(luck)
        guard isAntithetic else { return own }
        return (own + simulation(ReplicationLuck(luck.luck, isAntithetic: true))) / 2
      }
    } receive: { number, values in
      series.add(values, replication: number) ? .goOn : .stop
    }
    return series.estimates
  }

  /// What a simulation says in each replication, in order, of whatever type.
  ///
  /// Of replications that go on until they are precise enough, the most that there may be; of antithetic
  /// pairs, the first runs.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public func outcomes<Outcome: Sendable>(
    of simulation: @escaping @Sendable (ReplicationLuck) -> Outcome
  ) async throws -> [Outcome] {
    var outcomes: [Outcome] = []
    try await run(numbers, simulation) { _, outcome in
      outcomes.append(outcome)
      return .goOn
    }
    return outcomes
  }

  /// Finds how much to leave out of the beginning of a series of observations, such as the waits of one
  /// customer after the other; nil if that cannot be said.
  ///
  /// As Welch did, each observation is averaged over replications, up to the end of the shortest; MSER-5 is
  /// then asked about the averages.
  ///
  /// Source: P. D. Welch, "The statistical analysis of simulation results", in S. Lavenberg (ed.), The Computer
  /// Performance Modeling Handbook (1983), 268-328.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  /// - SeeAlso: `WarmUp` of `Statistics`
  public func warmUp(
    of simulation: @escaping @Sendable (ReplicationLuck) -> [Double]
  ) async throws -> WarmUp? {
    var sums: [Double]?
    var count = 0.0
    try await run(numbers, simulation) { _, series in
      sums = sums.map { sums in zip(sums, series).map(+) } ?? series
      count += 1
      return .goOn
    }
    return WarmUp(mser5: (sums ?? []).map { $0 / count })
  }

  /// The numbers of the replications, at most.
  private var numbers: ClosedRange<Int> { 1...most }

  /// How many replications there are at most.
  private var most: Int {
    switch length {
    case .fixed(let count): count
    case .until(_, let bounds): bounds.upperBound
    }
  }

  private func run<Outcome: Sendable>(
    _ numbers: ClosedRange<Int>,
    _ simulate: @escaping @Sendable (ReplicationLuck) -> Outcome,
    receive: (_ number: Int, _ outcome: Outcome) throws -> Continuation
  ) async throws {
    try await runInOrder(
      from: numbers.lowerBound, threads: threads,
      next: { numbers.contains($0) ? $0 : nil },
      prepare: { number in
        let luck = ReplicationLuck(
          Luck(seed: seed, replication: number))
        return { simulate(luck) }
      }, deliver: receive)
  }
}
