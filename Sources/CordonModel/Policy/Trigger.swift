// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// Levers that a policy changes for a time when something has happened.
///
/// Conditions are judged at the start of each day from the day on which policies part, and look at
/// what has been counted since then.
public struct Trigger: Hashable, Sendable {
  /// What must have happened.
  public struct Condition: Hashable, Sendable {
    /// How an outcome is compared.
    public enum Comparison: String, Hashable, Sendable, CaseIterable {
      case atLeast = ">="
      case above = ">"
      case atMost = "<="
      case below = "<"
    }

    /// The outcome's name, one of `Outcome.triggering`.
    public var outcome: String
    /// How it is compared with the threshold.
    public var comparison: Comparison
    /// The threshold, in the outcome's `monthlyUnit`: of a total, the total of the window.
    public var threshold: Double
    /// Over how many days before the day of judgement the outcome is taken.
    public var window: Int

    /// Creates a condition.
    public init(
      _ outcome: String, _ comparison: Comparison, _ threshold: Double, within window: Int
    ) {
      self.outcome = outcome
      self.comparison = comparison
      self.threshold = threshold
      self.window = window
    }
  }

  /// A value of a lever while the trigger is active.
  public struct Change: Hashable, Sendable {
    /// The lever's path, one of `Levers.fields`.
    public var lever: String
    /// The value.
    public var setting: Setting
    /// How far forces follow, 0 to 1: the share of the way from the value otherwise in force.
    public var compliance: Double

    /// Creates a change.
    public init(lever: String, setting: Setting, compliance: Double = 1) {
      self.lever = lever
      self.setting = setting
      self.compliance = compliance
    }
  }

  /// Where it is counted and applied.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// Counted in the country and applied in every area.
    case national
    /// Counted and applied in each area on its own.
    case each
  }

  /// When it fires.
  public var when: Condition
  /// What holds while it is active, on top of the levers otherwise in force.
  public var changes: [Change]
  /// For how many days it is active at least.
  public var days: Int
  /// What must hold before it is released after those days; nil for nothing.
  public var until: Condition?
  /// Where it is counted and applied.
  public var scope: Scope
  /// For how many days after its release it does not fire again.
  public var rest: Int

  /// Creates a trigger.
  public init(
    when: Condition, changes: [Change], days: Int, until: Condition? = nil,
    scope: Scope = .national, rest: Int = 0
  ) {
    self.when = when
    self.changes = changes
    self.days = days
    self.until = until
    self.scope = scope
    self.rest = rest
  }
}

extension Outcome {
  /// The outcomes that a condition may be about: totals and ratios of what is counted day by day.
  public static let triggering: [Outcome] =
    CountedOutcome.all.filter { $0.formula.windowed != nil }.map(\.outcome)
}

extension Formula {
  /// The measures to add up over any stretch of days; nil if the formula needs more than that.
  var windowed: (part: [Measure], whole: [Measure]?, scale: Double)? {
    let parts: (part: [Measure], whole: [Measure]?, scale: Double)
    switch self {
    case .total(let measures): parts = (measures, nil, 1)
    case .ratio(let part, let whole, let scale): parts = (part, whole, scale)
    case .timeMean, .atEnd, .anyInYear: return nil
    }
    let measures = parts.part + (parts.whole ?? [])
    return measures.contains(where: Measure.bookedMonthly.contains) ? nil : parts
  }
}

extension Trigger.Condition {
  /// The condition as it would be written in a file, for example `stings >= 5 within 30 days`.
  public var words: String {
    "\(outcome) \(comparison.rawValue) \(value) within \(Unit.days.text(of: Double(window)))"
  }

  /// The threshold as it would be written in a file.
  var value: String {
    let unit = Outcome.named(outcome)?.monthlyUnit == Unit.share.name ? Unit.share : .factor
    return unit.text(of: threshold)
  }
}

extension Trigger {
  /// When it fires and for how long, for example `stings >= 5 within 30 days, for 90 days`.
  public var words: String {
    [
      when.words, "for \(Unit.days.text(of: Double(days)))", until.map { "until \($0.words)" },
      scope == .each ? "in each area on its own" : nil,
      rest > 0 ? "then rests for \(Unit.days.text(of: Double(rest)))" : nil,
    ].compactMap(\.self).joined(separator: ", ")
  }
}
