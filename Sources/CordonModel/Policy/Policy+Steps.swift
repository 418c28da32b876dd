// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

extension Policy {
  /// The states of the levers that follow from history, by date, without repetitions.
  ///
  /// A lever of an area replaces that of all areas. Changes of one day take effect together; of two changes of one
  /// lever on one day, the later in the file holds. A change ends the ramp of the one before, however far that has
  /// come. Changes that alter nothing make no step.
  public func steps(after history: Levers, in areas: [String]) -> [Step] {
    // A state of a sweep asks for this several times, so fields are named by their index and not copied.
    var points: [Point] = []
    for field in Levers.fields.indices {
      let path = Levers.fields[field].path
      let own = changes.filter { $0.lever == path }
      guard !own.isEmpty else { continue }
      let before = Levers.fields[field].read(history)
      for (area, name) in areas.enumerated() {
        let isLocal = own.contains { $0.area == name }
        let courses = Course.all(
          own.filter { $0.area == (isLocal ? name : nil) }, after: before)
        for course in courses {
          points += course.points.map {
            Point(day: $0.day, area: area, field: field, setting: $0.setting)
          }
        }
      }
    }
    // A lever of an area is set once a day at most, so that the order within a day does not matter.
    points.sort { $0.day < $1.day }
    var steps: [Step] = []
    var levers = areas.map { _ in history }
    var rest = points[...]
    while let day = rest.first?.day {
      let before = levers
      while let point = rest.first, point.day == day {
        Levers.fields[point.field].write(point.setting, &levers[point.area])
        rest.removeFirst()
      }
      if levers != before { steps.append(Step(from: day, levers: levers)) }
    }
    return steps
  }

  /// A lever that an area sets on a day, by its index among the fields.
  private struct Point {
    let day: CalendarDate
    let area: Int
    let field: Int
    let setting: Setting
  }
}

extension Policy {
  /// How a change of a lever takes effect: its steps until the next change of that lever, if there is one.
  struct Course {
    let change: Change
    /// The value on the day before the change.
    let before: Setting
    /// The days on which the lever is set anew, with the values, in order.
    let points: [(day: CalendarDate, setting: Setting)]
    /// The day of the next change, if the ramp has not ended by then.
    let cut: CalendarDate?

    /// The courses of the changes of one lever in one area, in their order.
    static func all(_ changes: [Change], after history: Setting) -> [Course] {
      let ordered = changes.enumerated()
        .sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }.map(\.element)
      var courses: [Course] = []
      for (index, change) in ordered.enumerated() {
        let next = index + 1 < ordered.count ? ordered[index + 1].from : nil
        // Of two changes on one day, the earlier takes no step, and the later starts from the value before both.
        let before = courses.last { !$0.points.isEmpty }?.points.last?.setting ?? history
        let ramp = change.ramp
        let points = ramp.filter { step in next.map { step.day < $0 } ?? true }
          .map { ($0.day, before.moved($0.share, towards: change.setting)) }
        courses.append(
          Course(
            change: change, before: before, points: points,
            cut: points.count < ramp.count ? next : nil))
      }
      return courses
    }
  }
}

extension Policy.Change {
  /// The days on which the change takes effect, each with its share of the way to the new value.
  ///
  /// A ramp is a stair of equal steps about a month apart, the first on the day `from` and the last
  /// at the end of `over`, so that it has the mean of a straight line. A jump is a single step.
  var ramp: [(day: CalendarDate, share: Double)] {
    let month = Unit.months.inCanonicalUnits
    let months = over > 0 ? max(1, Int((Double(over) / month).rounded())) : 0
    return (0...months).map { step in
      let days = months > 0 ? (over * step + months / 2) / months : 0
      // The last step ends exactly at the new value.
      let part = step == months ? 1 : Double(step + 1) / Double(months + 1)
      return (CalendarDate(dayNumber: from.dayNumber + days), part * compliance)
    }
  }
}

extension Setting {
  /// The setting that lies a share of the way to another one.
  ///
  /// Only between finite numbers is there something between: every other setting changes at once.
  func moved(_ share: Double, towards target: Setting) -> Setting {
    guard share != 1, case (.number(let start), .number(let end)) = (self, target),
      start.isFinite, end.isFinite
    else { return target }
    return .number(start + (end - start) * share)
  }
}
