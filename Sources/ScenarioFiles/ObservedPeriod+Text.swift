// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

extension ObservedPeriod {
  /// Reads `2016`, `2014 to 2016` or `2015-04 to 2017-03`; returns nil if the text is no period.
  init?(written text: String) {
    let words = text.split(separator: " to ", omittingEmptySubsequences: false)
      .map(\.trimmingSpaces)
    let years = words.compactMap { $0.count == 4 ? Int($0) : nil }
    let months = words.compactMap(Self.month)
    guard words.count <= 2, let first = words.indices.first, let last = words.indices.last else {
      return nil
    }
    if years.count == words.count, years[first] > 0, years[first] <= years[last] {
      self.init(years: years[first]...years[last])
    } else if months.count == words.count {
      self.init(from: months[first], through: months[last])
    } else {
      return nil
    }
  }

  private static func month(_ word: String) -> (year: Int, month: Int)? {
    guard word.count == 7, let first = CalendarDate(word + "-01") else { return nil }
    return (first.parts.year, first.parts.month)
  }
}
