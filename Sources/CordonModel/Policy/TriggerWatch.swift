// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// A condition that is judged every day, in one territory or several.
private struct ConditionWatch: Sendable {
  private let condition: Trigger.Condition
  private let scale: Double
  private var part: WindowSum
  private var whole: WindowSum?

  init(_ condition: Trigger.Condition, territories: Int) {
    guard let formula = CountedOutcome.formula(of: condition.outcome)?.windowed else {
      preconditionFailure("no trigger can be about \(condition.outcome)")
    }
    self.condition = condition
    scale = formula.scale
    part = WindowSum(of: formula.part, days: condition.window, territories: territories)
    whole = formula.whole.map {
      WindowSum(of: $0, days: condition.window, territories: territories)
    }
  }

  /// Whether the condition holds as the day begins; call it once every day.
  ///
  /// A ratio of nothing never holds. An upper bound holds only once a whole window has gone by.
  mutating func holds(_ counts: MonthlyCounts, on day: TriggerDay, territory: Int, area: Int?)
    -> Bool
  {
    var value = part.sum(counts, on: day, territory: territory, area: area)
    if let whole = whole?.sum(counts, on: day, territory: territory, area: area) {
      value = whole > 0 ? scale * value / whole : .nan
    }
    return switch condition.comparison {
    case .atLeast: value >= condition.threshold
    case .above: value > condition.threshold
    case .atMost: day.number >= condition.window && value <= condition.threshold
    case .below: day.number >= condition.window && value < condition.threshold
    }
  }
}

/// A trigger that is watched: whether it is active, and since when.
private struct TriggerWatch: Sendable {
  private enum State: Sendable {
    case ready(from: Int)
    case active(since: Int)
  }

  private let trigger: Trigger
  private let fields: [Field<Levers>]
  private var when: ConditionWatch
  private var until: ConditionWatch?
  /// By territory: the country or one of its areas.
  private var states: [State]

  init(_ trigger: Trigger, areas: Int) {
    let territories = trigger.scope == .each ? areas : 1
    self.trigger = trigger
    fields = trigger.changes.map { Levers.field($0.lever) }
    when = ConditionWatch(trigger.when, territories: territories)
    until = trigger.until.map { ConditionWatch($0, territories: territories) }
    states = Array(repeating: .ready(from: 0), count: territories)
  }

  /// Judges every territory; returns whether any was released or fired.
  mutating func judge(_ counts: MonthlyCounts, on day: TriggerDay) -> Bool {
    var hasChanged = false
    for territory in states.indices {
      let area = trigger.scope == .each ? territory : nil
      let fires = when.holds(counts, on: day, territory: territory, area: area)
      let isOver = until?.holds(counts, on: day, territory: territory, area: area) ?? true
      if case .active(let since) = states[territory], day.number - since >= trigger.days, isOver {
        states[territory] = .ready(from: day.number + trigger.rest)
        hasChanged = true
      }
      if case .ready(let first) = states[territory], day.number >= first, fires {
        states[territory] = .active(since: day.number)
        hasChanged = true
      }
    }
    return hasChanged
  }

  func isActive(in area: Int) -> Bool {
    if case .active = states[trigger.scope == .each ? area : 0] { true } else { false }
  }

  /// Changes the levers of an area where the trigger is active.
  func apply(to levers: inout Levers, in area: Int) {
    guard isActive(in: area) else { return }
    for (field, change) in zip(fields, trigger.changes) {
      let setting = field.read(levers).moved(change.compliance, towards: change.setting)
      field.write(setting, &levers)
    }
  }
}

/// The triggers of a policy as a run goes on.
struct TriggerWatches: Sendable {
  private var watches: [TriggerWatch]
  private var day: TriggerDay?

  /// Watches over so many areas, before their first day.
  init(_ triggers: [Trigger] = [], areas: Int = 1) {
    watches = triggers.map { TriggerWatch($0, areas: areas) }
  }

  var isEmpty: Bool { watches.isEmpty }

  /// Judges all triggers as a day begins; returns whether any was released or fired.
  mutating func judge(_ counts: MonthlyCounts) -> Bool {
    var today = day ?? TriggerDay(number: -1, monthBefore: counts.present)
    today.number += 1
    var hasChanged = false
    for index in watches.indices where watches[index].judge(counts, on: today) {
      hasChanged = true
    }
    today.monthBefore = counts.present
    day = today
    return hasChanged
  }

  /// Whether any trigger is active in an area.
  func isActive(in area: Int) -> Bool { watches.contains { $0.isActive(in: area) } }

  /// The levers with triggers, given those without; later triggers win.
  func levers(over base: [Levers]) -> [Levers] {
    base.indices.map { area in
      var levers = base[area]
      for watch in watches { watch.apply(to: &levers, in: area) }
      return levers
    }
  }
}
