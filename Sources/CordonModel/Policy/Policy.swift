// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// A named set of changes to levers, each from a date.
public struct Policy: Hashable, Sendable {
  /// A lever set to a value from a date on.
  public struct Change: Hashable, Sendable {
    /// The lever's path, one of `Levers.fields`.
    public var lever: String
    /// The new value.
    public var setting: Setting
    /// The day from which it holds.
    public var from: CalendarDate
    /// The area in which it holds; nil for all areas.
    public var area: String?

    /// Creates a change.
    public init(lever: String, setting: Setting, from: CalendarDate, area: String? = nil) {
      self.lever = lever
      self.setting = setting
      self.from = from
      self.area = area
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

  /// Creates a policy; without changes, history goes on.
  public init(name: String = "as before", changes: [Change] = []) {
    self.name = name
    self.changes = changes
  }

  /// The states of the levers that follow from history, by date, without repetitions.
  ///
  /// Changes of one day take effect together; of two changes of one lever on one day the later in
  /// the file holds, but a change for one area holds there whatever is said of all. Changes that alter
  /// nothing make no step.
  public func steps(after history: Levers, in areas: [String]) -> [Step] {
    var steps: [Step] = []
    var levers = areas.map { _ in history }
    for day in Array(Set(changes.map(\.from))).sorted() {
      let before = levers
      let general = changes.filter { $0.from == day && $0.area == nil }
      let local = changes.filter { $0.from == day && $0.area != nil }
      for change in general + local {
        guard let field = Levers.fields.first(where: { $0.path == change.lever }) else {
          preconditionFailure("no lever is called \(change.lever)")
        }
        for index in areas.indices where change.area == nil || change.area == areas[index] {
          field.write(change.setting, &levers[index])
        }
      }
      if levers != before { steps.append(Step(from: day, levers: levers)) }
    }
    return steps
  }

  /// The first day on which any two of the policies differ; nil where they never do.
  ///
  /// Until that day one simulated history serves them all.
  public static func partingDay(
    of policies: [Policy], after history: Levers, in areas: [String]
  ) -> CalendarDate? {
    let schedules = policies.map { $0.steps(after: history, in: areas) }
    let days = Set(schedules.flatMap { $0.map(\.from) }).sorted()
    let untouched = areas.map { _ in history }
    return days.first { day in
      let states = schedules.map { $0.last { $0.from <= day }?.levers ?? untouched }
      return states.contains { $0 != states[0] }
    }
  }
}
