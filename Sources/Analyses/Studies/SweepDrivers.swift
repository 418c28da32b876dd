// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Experiments
import Glibc
import Statistics

/// What moves the differences between policies, by a sweep whose states move one unknown at a time.
///
/// A replication has the same luck in all states, so swings are known future by future.
public struct SweepDrivers: Sendable {
  /// What moves the difference of an outcome between two policies.
  public struct OfOutcome: Sendable {
    /// The baseline.
    public let first: String
    /// The policy that is compared with it.
    public let second: String
    /// The outcome.
    public let outcome: Outcome
    /// The better direction.
    public let better: Outcome.Direction
    /// The smallest difference that matters.
    public let matters: Double
    /// The unknowns, those that do most first; their numbers are those of ``SweepDrivers/unknowns``.
    public let tornado: Tornado
    /// By unknown: where the difference changes its sign; nil if the unknown is no number or futures are too few.
    public let switches: [SwitchFinding?]
    /// By unknown: how far each end moves the difference away from that at the centre, future by future.
    let shifts: [(low: Moments, high: Moments)]
  }

  /// The sweep.
  public let sweep: Sweep
  /// The unknowns.
  public let unknowns: [SweepEnds.Unknown]
  private let outcomes: [Int]
  private let others: [Int]
  /// By other policy, outcome, state and replication: the baseline less the other.
  private var differences: [[[[Double]]]]

  /// Drivers of a sweep, before its first future; nil if its states do not move one unknown at a time.
  ///
  /// Outcomes without a better direction are left out. So are means over cases: a mean of such means over futures
  /// is not one.
  public init?(_ sweep: Sweep) {
    let plan = sweep.first
    let outcomes = plan.outcomes.indices.filter {
      plan.valuation(of: plan.outcomes[$0]).better != .none && !plan.outcomes.isRatio($0)
    }
    guard plan.policies.count > 1, !outcomes.isEmpty, let ends = SweepEnds(sweep) else {
      return nil
    }
    self.sweep = sweep
    self.outcomes = outcomes
    unknowns = ends.unknowns
    others = plan.policies.indices.filter { $0 != plan.baseline }
    let missing = [Double](repeating: .nan, count: sweep.replications.count)
    differences = others.map { _ in
      outcomes.map { _ in [[Double]](repeating: missing, count: sweep.states) }
    }
  }

  /// Adds a future.
  public mutating func add(_ future: Sweep.Future, _ replication: Replication) {
    let index = future.replication - sweep.replications.lowerBound
    let baseline = replication.runs[sweep.first.baseline]
    for (other, policy) in others.enumerated() {
      let run = replication.runs[policy]
      guard baseline.failure == nil, run.failure == nil else { continue }
      for (number, outcome) in outcomes.enumerated() {
        differences[other][number][future.state][index] =
          baseline.counted[outcome] - run.counted[outcome]
      }
    }
  }

  /// What was found, by pair of policies and outcome.
  ///
  /// - Complexity: O(pairs times outcomes times futures).
  public var findings: [OfOutcome] {
    let plan = sweep.first
    return others.indices.flatMap { other in
      outcomes.enumerated().map { number, index in
        let outcome = plan.outcomes[index]
        let valuation = plan.valuation(of: outcome)
        let values = differences[other][number]
        return OfOutcome(
          first: plan.policies[plan.baseline], second: plan.policies[others[other]],
          outcome: outcome, better: valuation.better, matters: valuation.matters,
          tornado: Tornado(
            centre: values[0],
            ends: unknowns.map { Tornado.Ends(low: values[$0.low], high: values[$0.high]) },
            matters: valuation.matters, better: valuation.better),
          switches: unknowns.map { Self.switches(of: $0, in: sweep, values) },
          shifts: unknowns.map { unknown in
            func shift(_ state: Int) -> Moments {
              Moments(zip(values[state], values[0]).lazy.map { $0 - $1 }.filter(\.isFinite))
            }
            return (shift(unknown.low), shift(unknown.high))
          })
      }
    }
  }

  private static func switches(
    of unknown: SweepEnds.Unknown, in sweep: Sweep, _ values: [[Double]]
  ) -> SwitchFinding? {
    let factor = sweep.factors[unknown.factor]
    guard case .number(_, let allowed, _, _) = factor.kind else { return nil }
    let levels = unknown.states.compactMap { state -> Double? in
      let setting = sweep.settings(ofState: state)[unknown.factor]
      return if case .number(let number) = setting { number } else { nil }
    }
    guard levels.count == unknown.states.count, let low = levels.first, let high = levels.last,
      low < high,
      let found = LevelDifferences(paired: levels, unknown.states.map { values[$0] })
    else { return nil }
    return SwitchFinding(found, plausible: low...high, allowed: allowed)
  }
}

extension SweepDrivers {
  /// The unknown's path, and its values at the low end, the centre and the high end, as a file writes them.
  public func values(
    of unknown: SweepEnds.Unknown
  ) -> (path: String, low: String, centre: String, high: String) {
    let factor = sweep.factors[unknown.factor]
    func text(_ state: Int) -> String {
      factor.kind.text(of: sweep.settings(ofState: state)[unknown.factor])
    }
    return (factor.path, text(unknown.low), text(0), text(unknown.high))
  }

  /// A value of an unknown as a file writes it, to three digits.
  public func text(_ value: Double, of unknown: SweepEnds.Unknown) -> String {
    sweep.factors[unknown.factor].kind.rounded(value)
  }
}

extension FieldKind {
  /// A number as a file writes it, to three digits in the declared unit.
  public func rounded(_ value: Double) -> String {
    guard let unit, value.isFinite, value != 0 else { return text(of: .number(value)) }
    let number = value / unit.inCanonicalUnits
    let decimals = max(0, 2 - Int(log10(abs(number)).rounded(.down)))
    let scale = pow(10, Double(min(decimals, 12)))
    // Only a number of the unit reads back exactly in it; any other would be told in the canonical unit.
    let digits = DecimalText.text(of: (number * scale).rounded() / scale)
    return text(of: .number(unit.canonical(decimal: digits) ?? value))
  }
}

extension SweepDrivers {
  /// Says where a difference changes its sign with an unknown: `turns at 0.4 (0.3 to 0.6)`; nil if the unknown is
  /// no number.
  ///
  /// - Parameters:
  ///   - driver: The unknown.
  ///   - found: The outcome and the policies.
  ///   - onlyWithin: Whether only a change that may lie within the plausible range is worth words.
  /// - Returns: The words.
  public func switchWords(
    of driver: Driver, in found: OfOutcome, onlyWithin: Bool = false
  ) -> String? {
    guard let finding = found.switches[driver.unknown] else { return nil }
    let unknown = unknowns[driver.unknown]
    func words(_ point: SwitchPoint) -> String {
      "at \(text(point.value, of: unknown)) (\(text(point.interval.low, of: unknown)) to "
        + "\(text(point.interval.high, of: unknown)))"
    }
    switch finding.answer {
    case .within(let points) where finding.reachesOut:
      return "may turn " + points.map(words).joined() + ", which reaches beyond its range"
    case .beyond(let point) where finding.reachesOut:
      return "may turn \(words(point)), a part of which is within its range"
    case .within(let points):
      return "turns " + points.map(words).joined(separator: " and ")
    case .beyond(let point) where !onlyWithin:
      return "would turn \(words(point)), beyond its range, if the line goes on"
    case .nowhere where !onlyWithin: return "turns nowhere in its range"
    case .notKnown where !onlyWithin: return "the futures are too few to say where it turns"
    case .beyond, .nowhere, .notKnown: return nil
    }
  }
}
