// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// A named set of changes to levers, each from a date, and of triggers.
public struct Policy: Hashable, Sendable {
  /// A lever set to a value from a date on.
  public struct Change: Hashable, Sendable {
    /// The lever's path, one of `Levers.fields`.
    public var lever: String
    /// The new value.
    public var setting: Setting
    /// The day from which it holds, or on which its ramp begins.
    public var from: CalendarDate
    /// The area in which it holds; nil for all areas that do not set the lever themselves.
    public var area: String?
    /// For how many days a number grows from the value in force to the new one; 0 for a jump.
    public var over: Int
    /// How far forces follow, 0 to 1: the share of the way from the value in force to the new one.
    public var compliance: Double

    /// Creates a change.
    public init(
      lever: String, setting: Setting, from: CalendarDate, area: String? = nil, over: Int = 0,
      compliance: Double = 1
    ) {
      self.lever = lever
      self.setting = setting
      self.from = from
      self.area = area
      self.over = over
      self.compliance = compliance
    }
  }

  /// The state of all levers from a date on.
  public struct Step: Hashable, Sendable {
    /// The day from which the state holds.
    public var from: CalendarDate
    /// The state, by area.
    public var levers: [Levers]
  }

  /// The policy's name.
  public var name: String
  /// The changes, in the order of the file.
  public var changes: [Change]
  /// What the policy does when something happens; if two set the same lever, the later one holds.
  public var triggers: [Trigger]

  /// Creates a policy; without changes and triggers, history goes on.
  public init(name: String = "as before", changes: [Change] = [], triggers: [Trigger] = []) {
    self.name = name
    self.changes = changes
    self.triggers = triggers
  }

  /// The first day on which any two of the policies may differ; nil if they never do.
  ///
  /// Until that day one simulated history serves them all. Triggers look at what has happened since `policyFrom`, so
  /// if any policy has triggers, the history may not go on beyond that day.
  public static func partingDay(
    of policies: [Policy], after history: Levers, in areas: [String], policyFrom: CalendarDate
  ) -> CalendarDate? {
    let schedules = policies.map { $0.steps(after: history, in: areas) }
    let days = Set(schedules.flatMap { $0.map(\.from) }).sorted()
    let untouched = areas.map { _ in history }
    let parting = days.first { day in
      let states = schedules.map { $0.last { $0.from <= day }?.levers ?? untouched }
      return states.contains { $0 != states[0] }
    }
    guard policies.contains(where: { !$0.triggers.isEmpty }) else { return parting }
    if parting == nil, policies.allSatisfy({ $0.triggers == policies[0].triggers }) { return nil }
    return min(parting ?? policyFrom, policyFrom)
  }
}
