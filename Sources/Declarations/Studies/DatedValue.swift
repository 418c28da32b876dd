// SPDX-License-Identifier: GPL-3.0-or-later

/// A value that a field has from a day on, in place of the one before.
public struct DatedValue: Hashable, Sendable {
  /// The field's whole path; a field of an area has the area's name in it.
  public var path: String
  /// The value.
  public var setting: Setting
  /// The first day on which it holds.
  public var from: CalendarDate

  /// Creates a value.
  public init(path: String, setting: Setting, from: CalendarDate) {
    self.path = path
    self.setting = setting
    self.from = from
  }
}

extension Sequence<DatedValue> {
  /// The values of one field by date; of two with one day, the later in the list holds.
  public func course(of path: String) -> [DatedValue] {
    var course: [DatedValue] = []
    for value in self where value.path == path {
      let index = course.firstIndex { $0.from >= value.from } ?? course.count
      if index < course.count, course[index].from == value.from {
        course[index] = value
      } else {
        course.insert(value, at: index)
      }
    }
    return course
  }
}
