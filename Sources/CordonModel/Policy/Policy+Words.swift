// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Glibc

extension Policy {
  /// What the policy does, in words made from the declarations: by date, by area, by trigger.
  ///
  /// The levers are those of history before the first change. A ramp goes on to the next change of its lever,
  /// and to the `end` of what is simulated.
  public func paragraphs(after history: Levers, until end: CalendarDate) -> [PolicyParagraph] {
    func items(_ changes: [Change]) -> [(day: CalendarDate, words: String)] {
      var words: [(day: CalendarDate, number: Int, words: String)] = []
      for field in Levers.fields {
        let own = changes.enumerated().filter { $0.element.lever == field.path }
        let numbers = own.sorted {
          ($0.element.from, $0.offset) < ($1.element.from, $1.offset)
        }.map(\.offset)
        var isFromCut = false
        let courses = Course.all(own.map(\.element), after: field.read(history))
        for (number, course) in zip(numbers, courses) {
          words.append((course.change.from, number, course.words(isFromCut, until: end)))
          isFromCut = course.cut != nil && course.change.over > 0 && !course.points.isEmpty
        }
      }
      return words.sorted { ($0.day, $0.number) < ($1.day, $1.number) }.map { ($0.day, $0.words) }
    }
    func paragraphs(_ changes: [Change], opening: String) -> [PolicyParagraph] {
      let all = items(changes)
      var days: [CalendarDate] = []
      for item in all where !days.contains(item.day) { days.append(item.day) }
      return days.map { day in
        PolicyParagraph(
          heading: "\(opening)rom \(day.words):",
          items: all.filter { $0.day == day }.map(\.words))
      }
    }
    var result = paragraphs(changes.filter { $0.area == nil }, opening: "F")
    for (areas, changes) in local {
      result += paragraphs(changes, opening: "In \(areas.joined(separator: ", ")), f")
    }
    return result + triggers.map(\.paragraph)
  }

  /// The changes of areas, in the order of the file; areas that do the same come together.
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

extension Policy.Course {
  /// What changes; `isFromCut` says whether the lever is on a ramp that this change cuts.
  fileprivate func words(_ isFromCut: Bool, until end: CalendarDate) -> String {
    let field = Levers.field(change.lever)
    let after = before.moved(change.compliance, towards: change.setting)
    let last = points.last { $0.day < end }
    let isWhole = cut == nil && points.last.map { $0.day < end } ?? false
    var words = field.words(
      from: before, to: after, isAboutFrom: isFromCut, reaches: isWhole || change.over == 0)
    if change.over > 0, isWhole, let end = points.last?.day {
      words += ", in equal monthly steps until \(end.words)"
    } else if change.over > 0, let reached = last?.setting {
      let day = min(cut ?? end, end)
      words +=
        ", in equal monthly steps until \(day.words), "
        + (day == end ? "the end of what is simulated, " : "")
        + "when it has reached \(field.about(reached))"
    }
    if change.compliance < 1 {
      words +=
        ": \(Unit.share.text(of: change.compliance)) of the way to "
        + field.kind.text(of: change.setting)
    }
    return words
  }
}

extension Field<Levers> {
  /// The lever's summary, without what it says about values and without its full stop.
  private var subject: String {
    String(summary.prefix { !";:".contains($0) }).trimmingFullStop
  }

  /// A change of the lever, in words.
  fileprivate func words(
    from before: Setting, to after: Setting, isAboutFrom: Bool, reaches: Bool
  ) -> String {
    let old = isAboutFrom ? about(before) : kind.text(of: before.rounded)
    let new = kind.text(of: after.rounded)
    if let sentence = sentence(of: after) {
      return before == after ? "\(sentence), as before" : sentence
    }
    switch (before, after) {
    case _ where before == after: return "\(subject): stays at \(new)"
    case (.number(let low), .number(let high)) where low.isFinite && high.isFinite:
      return "\(subject): \(low < high ? "up" : "down") from \(old) "
        + "\(reaches ? "to" : "towards") \(new)"
    default: return "\(subject): \(new) (before: \(old))"
    }
  }

  /// A number in two figures, in the declared unit; any other setting as it is.
  fileprivate func about(_ setting: Setting) -> String {
    guard case .number(let value) = setting, value.isFinite, value != 0, let unit = kind.unit
    else { return kind.text(of: setting) }
    let number = value / unit.inCanonicalUnits
    let step = pow(10, floor(log10(number.magnitude)) - 1)
    let rounded = (number / step).rounded() * step * unit.inCanonicalUnits
    return "about \(kind.text(of: Setting.number(rounded).rounded))"
  }

  /// What holds while a trigger is active, in words.
  fileprivate func words(of setting: Setting, compliance: Double) -> String {
    if let sentence = sentence(of: setting) { return sentence }
    let way = compliance < 1 ? "\(Unit.share.text(of: compliance)) of the way to " : ""
    return "\(subject): \(way)\(kind.text(of: setting))"
  }

  /// The declared sentence of a choice, or of a yes or no; nil for every other setting.
  private func sentence(of setting: Setting) -> String? {
    switch setting {
    case .flag(let isOn) where !sentences.isEmpty: sentences[isOn ? 1 : 0]
    case .choice(let index) where !sentences.isEmpty: sentences[index]
    default: nil
    }
  }
}

extension Setting {
  /// The setting for people, without the noise of arithmetic after the ninth decimal.
  fileprivate var rounded: Setting {
    guard case .number(let value) = self, value.isFinite else { return self }
    return .number((value * 1e9).rounded() / 1e9)
  }
}

extension Trigger {
  fileprivate var paragraph: PolicyParagraph {
    let subject = Outcome.named(when.outcome)?.summary.trimmingFullStop ?? ""
    var heading = "When \(when.clause) (\(subject.prefix(1).lowercased() + subject.dropFirst())), "
    heading += scope == .each ? "there, area by area, " : "in the whole country, "
    heading += "for \(Unit.days.text(of: Double(days)))"
    if let until { heading += " and then until \(until.clause)" }
    if rest > 0 { heading += ", and not again for \(Unit.days.text(of: Double(rest))) after" }
    return PolicyParagraph(
      heading: heading + ":",
      items: changes.map { change in
        Levers.field(change.lever).words(of: change.setting, compliance: change.compliance)
      }, isAnswer: true)
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
