// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

extension Policy {
  /// A part of what a policy does, in words.
  public struct Paragraph: Hashable, Sendable {
    /// From when, where or on which occasion, ending in a colon.
    public var heading: String
    /// What then holds, lever by lever.
    public var items: [String]
  }

  /// What the policy does, in words made from the declarations: by date, by area, by trigger.
  ///
  /// The levers are those of history before the first change.
  public func paragraphs(after history: Levers) -> [Paragraph] {
    func items(_ changes: [Change]) -> [(day: CalendarDate, words: String)] {
      var levers = history
      return changes.enumerated().sorted {
        ($0.element.from, $0.offset) < ($1.element.from, $1.offset)
      }
      .map { _, change in (change.from, change.words(changing: &levers)) }
    }
    func paragraphs(_ changes: [Change], in place: String) -> [Paragraph] {
      let all = items(changes)
      var days: [CalendarDate] = []
      for item in all where !days.contains(item.day) { days.append(item.day) }
      return days.map { day in
        Paragraph(
          heading: "\(place)rom \(day.words):",
          items: all.filter { $0.day == day }.map(\.words))
      }
    }
    var result = paragraphs(changes.filter { $0.area == nil }, in: "F")
    for (areas, changes) in local {
      result += paragraphs(changes, in: "In \(areas.joined(separator: ", ")), f")
    }
    return result + triggers.map(\.paragraph)
  }

  /// The changes of areas, of those that do the same together, in the order of the file.
  private var local: [(areas: [String], changes: [Change])] {
    var names: [String] = []
    for case let area? in changes.map(\.area) where !names.contains(area) { names.append(area) }
    var result: [(areas: [String], changes: [Change])] = []
    for name in names {
      let own = changes.filter { $0.area == name }.map { change in
        var change = change
        change.area = nil
        return change
      }
      if let index = result.firstIndex(where: { $0.changes == own }) {
        result[index].areas.append(name)
      } else {
        result.append(([name], own))
      }
    }
    return result
  }
}

extension Policy.Change {
  /// What changes, given the levers before, which go on to those after.
  fileprivate func words(changing levers: inout Levers) -> String {
    let field = Levers.field(lever)
    let before = field.read(levers)
    let after = before.moved(compliance, towards: setting)
    field.write(after, &levers)
    var words = field.words(from: before, to: after)
    if over > 0, let end = ramp.last?.day { words += ", in equal monthly steps until \(end.words)" }
    if compliance < 1 {
      words += ": \(Unit.share.text(of: compliance)) of the way to \(field.kind.text(of: setting))"
    }
    return words
  }
}

extension Field<Levers> {
  /// What the lever is, without its full stop and what its summary says of values.
  private var subject: String {
    String(summary.prefix { !";:".contains($0) }).trimmingFullStop
  }

  /// A change of the lever, in words.
  fileprivate func words(from before: Setting, to after: Setting) -> String {
    let (old, new) = (kind.text(of: before.rounded), kind.text(of: after.rounded))
    switch (before, after) {
    case (_, .flag(let isOn)): return words(isOn: isOn)
    case _ where before == after: return "\(subject): stays at \(new)"
    case (.number(let low), .number(let high)) where low.isFinite && high.isFinite:
      return "\(subject): \(low < high ? "up" : "down") from \(old) to \(new)"
    default: return "\(subject): \(new) (before: \(old))"
    }
  }

  /// What holds while a trigger is active, in words.
  fileprivate func words(of setting: Setting, compliance: Double) -> String {
    if case .flag(let isOn) = setting { return words(isOn: isOn) }
    let way = compliance < 1 ? "\(Unit.share.text(of: compliance)) of the way to " : ""
    return "\(subject): \(way)\(kind.text(of: setting))"
  }

  private func words(isOn: Bool) -> String {
    let clause = subject.replacing("Whether ", with: "", maxReplacements: 1)
    return isOn ? clause.prefix(1).uppercased() + clause.dropFirst() : "It is not so that \(clause)"
  }
}

extension Setting {
  /// The setting without what arithmetic adds after the ninth place, for reading.
  fileprivate var rounded: Setting {
    guard case .number(let value) = self, value.isFinite else { return self }
    return .number((value * 1e9).rounded() / 1e9)
  }
}

extension Trigger {
  fileprivate var paragraph: Policy.Paragraph {
    let subject = Outcome.named(when.outcome)?.summary.trimmingFullStop ?? ""
    var heading = "When \(when.clause) (\(subject.prefix(1).lowercased() + subject.dropFirst())), "
    heading += scope == .each ? "there, area by area, " : "in the whole country, "
    heading += "for \(Unit.days.text(of: Double(days)))"
    if let until { heading += " and then until \(until.clause)" }
    if rest > 0 { heading += ", and not again for \(Unit.days.text(of: Double(rest))) after" }
    return Policy.Paragraph(
      heading: heading + ":",
      items: changes.map { change in
        Levers.field(change.lever).words(of: change.setting, compliance: change.compliance)
      })
  }
}

extension Trigger.Condition {
  fileprivate var clause: String {
    let limit =
      switch comparison {
      case .atLeast: "\(value) or more"
      case .above: "more than \(value)"
      case .atMost: "\(value) or less"
      case .below: "less than \(value)"
      }
    return "\(outcome) is \(limit) within \(Unit.days.text(of: Double(window)))"
  }
}

extension CalendarDate {
  /// The day as people write it, for example `1 May 2017`.
  fileprivate var words: String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(parts.day) \(months[parts.month - 1]) \(parts.year)"
  }
}

extension String {
  fileprivate var trimmingFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
