// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Statistics

/// The probability of an event that hardly any run of a model sees, by copies of the runs that come near it.
///
/// A measure says how far a run has come. On each of the dates a run that has reached a further level is replaced by
/// several copies with luck of their own, each of which counts for its share. So most of the work is done
/// where the event may happen. Each replication gives an unbiased estimate, whatever the measure and the levels;
/// they only decide how much estimates vary. Levels that a run passes with a probability of about
/// 1 / `copies` keep the work level.
///
/// Source: P. Glasserman, P. Heidelberger, P. Shahabuddin and T. Zajic, "Multilevel splitting for estimating rare
/// event probabilities", Operations Research 47 (1999) 585-600.
public struct RareEvent<Scenario: StudyModel>: Sendable {
  private let world: Scenario.Run.World
  private let dates: [CalendarDate]
  private let levels: [Double]
  private let copies: Int
  private let measure: @Sendable (Scenario.Run) -> Double

  /// An event: the measure of a run reaches the last level on one of the dates.
  ///
  /// - Parameters:
  ///   - scenario: What is simulated.
  ///   - dates: The dates on which runs are measured, in order, at least one.
  ///   - levels: The levels of the measure, each greater than the one before, at least one.
  ///   - copies: By how many copies a run is replaced for each level that it reaches, at least 1.
  ///   - measure: How far a run has come.
  public init(
    of scenario: Scenario, on dates: [CalendarDate], levels: [Double], copies: Int,
    measure: @escaping @Sendable (Scenario.Run) -> Double
  ) {
    precondition(!dates.isEmpty && dates == dates.sorted(), "dates must be in order")
    precondition(
      !levels.isEmpty && zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 },
      "levels must ascend")
    precondition(copies > 0, "a run must go on as one copy at least")
    world = Scenario.Run.world(of: scenario)
    self.dates = dates
    self.levels = levels
    self.copies = copies
    self.measure = measure
  }

  /// Estimates the probability of the event by independent replications.
  ///
  /// - Parameter replications: The numbers of the replications, from 1.
  /// - Returns: The mean of their estimates, with its standard error.
  public func probability(by replications: some Sequence<Int>) -> Moments {
    Moments(replications.map(estimate))
  }

  /// Estimates the probability by one replication.
  ///
  /// - Parameter replication: The number of the replication, from 1; the same number gives the same estimate.
  /// - Returns: The share of its copies that see the event, each copy with its own share.
  /// - Complexity: Memory for as many runs as there are levels.
  public func estimate(_ replication: Int) -> Double {
    share(of: Scenario.Run(world, replication: replication), reached: 0, from: 0)
  }

  /// The share of a run and its copies that sees the event, from a date on, after so many levels.
  private func share(of run: Scenario.Run, reached: Int, from date: Int) -> Double {
    var run = run
    for index in date..<dates.count {
      run.run(until: dates[index])
      let measured = measure(run)
      let passed = levels[reached...].prefix { $0 <= measured }.count
      if reached + passed == levels.count { return 1 }
      guard passed > 0 else { continue }
      let children = (0..<passed).reduce(1) { count, _ in count * copies }
      let sum = (1...children).reduce(0.0) { sum, child in
        var copy = run
        copy.rekey(lineage: child)
        return sum + share(of: copy, reached: reached + passed, from: index + 1)
      }
      return sum / Double(children)
    }
    return 0
  }
}
