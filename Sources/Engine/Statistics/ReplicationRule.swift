// SPDX-License-Identifier: GPL-3.0-or-later

import Chance

/// Says after each replication whether there are enough of them.
///
/// Enough is when the half-width of Student's interval of every mean is within its goal, and stays so
/// while it looks ahead: a half-width that is small by chance alone grows again. The replications of the
/// look-ahead count too. The rule sees nothing but the replications in the order of the plan, so that it
/// ends at the same one whatever the number of threads.
///
/// Because it ends when the estimate of the variance is small, the interval covers the mean somewhat less
/// often than it says: one of 95 per cent in 94 of 100 studies if some 20 normal differences are enough, and
/// in 88 of 100 if they are exponential, where Student's interval of a fixed number has 92. The rule looks at the width
/// alone; whoever looks at the mean as well, and stops when zero lies outside, has nothing from it. A rule that is given
/// a ``ConfidenceSequence`` ends by its intervals, which cover at every number, wherever anybody stops. They need no
/// look-ahead, but some 2.5 times the replications for the same half-width.
///
/// Source: K. Hoad, S. Robinson and R. Davies, "Automated selection of the number of replications for a
/// discrete-event simulation", Journal of the Operational Research Society 61 (2010) 1632-1644,
/// doi:10.1057/jors.2009.121.
public struct ReplicationRule: Sendable {
  /// How small a half-width shall be.
  public enum Goal: Hashable, Sendable {
    /// In the unit of the mean, such as the smallest difference that matters.
    case absolute(Double)
    /// As a share of the mean's size.
    case relative(Double)
    /// The wider of both: in the unit of the mean, or as a share of the size of another one of the means.
    case either(Double, share: Double, of: Int)
    /// Not at all: the mean is there for others to be a share of.
    case any
  }

  /// How far the rule has come.
  public enum State: Hashable, Sendable {
    /// More replications are needed.
    case goingOn
    /// Precise enough from this number of replications on.
    case preciseEnough(at: Int)
    /// The most replications were reached, and the mean is not known well enough.
    case mostReached
    /// The most replications were reached, and no precision can be stated.
    case cannotSay(Reason)
  }

  /// Why no precision can be stated.
  public enum Reason: Hashable, Sendable {
    /// No replication has a value.
    case noCase
    /// All replications have the same value: what they might vary by is not known.
    case nothingVaries
    /// Every run of it failed.
    case allFailed
  }

  /// The fewest values from which a half-width is taken seriously.
  public static let fewest = 3

  /// The goals, one for each mean.
  public let goals: [Goal]
  /// The fewest replications.
  public let least: Int
  /// The most replications.
  public let most: Int
  /// How many replications the rule looks ahead, or per cent of them beyond a hundred.
  public let lookAhead: Int
  /// The confidence of the intervals.
  public let confidence: Double
  /// The sequence of the intervals; nil for Student's.
  public let sequence: ConfidenceSequence?
  /// How many replications were added.
  public private(set) var count = 0
  /// How far the rule has come with all goals together.
  public private(set) var state = State.goingOn
  /// What is known of each mean or ratio.
  private var estimates: [PairedDifference]
  /// For each goal, how many of its runs failed.
  private var failures: [Int]
  /// For each goal, from which replication on its half-width has been within it; nil if it is not.
  private var since: [Int?]

  /// A rule before its first replication.
  ///
  /// - Parameters:
  ///   - goals: One for each mean, at least one, all above 0.
  ///   - ratios: The goals whose means are differences of ratios of sums.
  ///   - least: The fewest replications.
  ///   - most: The most replications.
  ///   - lookAhead: How many replications the rule looks ahead, or per cent of them beyond a hundred.
  ///   - confidence: The confidence of Student's intervals.
  public init(
    goals: [Goal], ratios: Set<Int> = [], least: Int = 1, most: Int, lookAhead: Int = 5,
    confidence: Double = 0.95
  ) {
    self.init(
      goals: goals, ratios: ratios, least: least, most: most, lookAhead: lookAhead,
      confidence: confidence, sequence: nil)
  }

  /// A rule before its first replication, that ends by intervals which hold at every number of replications.
  ///
  /// - Parameters:
  ///   - goals: One for each mean, at least one, all above 0.
  ///   - ratios: The goals whose means are differences of ratios of sums.
  ///   - least: The fewest replications.
  ///   - most: The most replications.
  ///   - sequence: The intervals.
  public init(
    goals: [Goal], ratios: Set<Int> = [], least: Int = 1, most: Int, by sequence: ConfidenceSequence
  ) {
    self.init(
      goals: goals, ratios: ratios, least: least, most: most, lookAhead: 0,
      confidence: sequence.confidence, sequence: sequence)
  }

  private init(
    goals: [Goal], ratios: Set<Int>, least: Int, most: Int, lookAhead: Int, confidence: Double,
    sequence: ConfidenceSequence?
  ) {
    Misuse.refuse(unless: !goals.isEmpty, "a rule needs at least one goal")
    Misuse.refuse(unless: most > 0, "a rule needs at least one replication, not \(most)")
    Misuse.refuse(unless: lookAhead >= 0, "a rule cannot look ahead by \(lookAhead) replications")
    Misuse.refuse(unlessConfidence: confidence)
    self.goals = goals
    self.least = least
    self.most = most
    self.lookAhead = lookAhead
    self.confidence = confidence
    self.sequence = sequence
    estimates = goals.indices.map { PairedDifference(ofRatios: ratios.contains($0)) }
    failures = goals.map { _ in 0 }
    since = goals.map { _ in nil }
  }

  /// Adds what the next replication says of each mean, NaN if it says nothing; after the end nothing changes.
  ///
  /// - Parameters:
  ///   - values: One for each goal.
  ///   - failed: The goals of which the replication says nothing because a run failed. One of which every
  ///     replication says so is given up when the fewest replications are there.
  public mutating func add(_ values: [Double], failed: Set<Int> = []) {
    add(values.map { (($0, 1), PairedDifference.nothing) }, failed: failed)
  }

  /// Adds the two sides of each mean or ratio in the next replication; after the end nothing changes.
  ///
  /// - Parameters:
  ///   - sides: One pair for each goal.
  ///   - failed: The goals of which the replication says nothing because a run failed. One of which every
  ///     replication says so is given up when the fewest replications are there.
  public mutating func add(
    _ sides: [(PairedDifference.Side, PairedDifference.Side)], failed: Set<Int> = []
  ) {
    Misuse.refuse(
      unless: sides.count == goals.count,
      "\(goals.count) goals need as many values, not \(sides.count)")
    guard state == .goingOn else { return }
    count += 1
    for (goal, (first, second)) in sides.enumerated() {
      estimates[goal].add(first, second)
      if failed.contains(goal) { failures[goal] += 1 }
      since[goal] = isMet(goal) ? since[goal] ?? count : nil
    }
    let hopeful = goals.indices.filter { !isHopeless($0) && goals[$0] != .any }
    if hopeful.isEmpty {
      state = goals.indices.first(where: isHopeless) == nil ? state : .cannotSay(.allFailed)
    }
    if state != .goingOn { return }
    if count >= least, let start = joint(hopeful.map { since[$0] }),
      count - start >= look(from: start)
    {
      state = .preciseEnough(at: start)
    } else if count >= most {
      let ends = goals.indices.map(end)
      state = ends.first { $0 == .mostReached } ?? ends.first(where: \.isDoubt) ?? .mostReached
    }
  }

  /// How far the rule has come with one goal.
  public func state(of goal: Int) -> State {
    if isHopeless(goal) { return .cannotSay(.allFailed) }
    if case .preciseEnough = state { return state }
    return state == .goingOn ? .goingOn : end(goal)
  }

  /// The half-width of a mean's interval: Student's is NaN for fewer than two values, a sequence's infinite for too few.
  public func halfWidth(of goal: Int) -> Double {
    guard let sequence else { return estimates[goal].interval(confidence: confidence).halfWidth }
    return sequence.interval(of: estimates[goal]).halfWidth
  }

  /// The half-width that is small enough now; infinite if any is.
  public func width(of goal: Int) -> Double {
    switch goals[goal] {
    case .absolute(let width): width
    case .relative(let share): share * abs(estimates[goal].difference)
    case .either(let width, let share, let other):
      max(width, share * abs(estimates[other].difference))
    case .any: .infinity
    }
  }

  /// Of how many replications a mean's value is missing because a run failed.
  public func failures(of goal: Int) -> Int { failures[goal] }

  /// What is known of a mean or a ratio.
  public func estimate(of goal: Int) -> PairedDifference { estimates[goal] }

  /// How a goal has ended that was not met together with all others.
  private func end(_ goal: Int) -> State {
    if goals[goal] == .any { return .preciseEnough(at: 1) }
    if failures[goal] == count { return .cannotSay(.allFailed) }
    if !estimates[goal].difference.isFinite { return .cannotSay(.noCase) }
    if !estimates[goal].isVaried { return .cannotSay(.nothingVaries) }
    guard let start = since[goal], count - start >= look(from: start) else { return .mostReached }
    return .preciseEnough(at: start)
  }

  /// Whether every run so far has failed, and there were enough to say so.
  private func isHopeless(_ goal: Int) -> Bool {
    failures[goal] == count && count >= max(least, Self.fewest)
  }

  private func isMet(_ goal: Int) -> Bool {
    let own = estimates[goal]
    if goals[goal] == .any { return true }
    guard own.count >= Self.fewest, own.isVaried else { return false }
    return halfWidth(of: goal) <= width(of: goal)
  }

  /// The replication from which on all goals have been met; nil if one is not.
  private func joint(_ since: [Int?]) -> Int? {
    since.reduce(0) { latest, start in latest.flatMap { latest in start.map { max(latest, $0) } } }
  }

  private func look(from start: Int) -> Int { lookAhead * max(100, start) / 100 }
}

extension ReplicationRule.State {
  fileprivate var isDoubt: Bool { if case .cannotSay = self { true } else { false } }
}
