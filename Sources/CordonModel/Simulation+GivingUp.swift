// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import DiscreteEvents

/// Runs that would not end, or would take all memory.
extension Simulation {
  /// The most events to come, files, stings, people in crowds and cases that a run may have at a time.
  ///
  /// It is far more than a country has, and far less than memory and the calendar can hold.
  static let mostUnderWay = 4_000_000

  /// The events to come, files, stings, people in crowds and cases.
  @inline(__always)
  var underWay: Int {
    calendar.count + files.count + stings.count + crowds.people + cases.count
  }

  /// Whether the run was given up because it has too many events, or too much under way: something grows without
  /// bound.
  public var isGivenUp: Bool { whyGivenUp != nil }

  var whyGivenUp: String? {
    let limit = scenario.settings.eventLimit
    if events >= limit {
      // As a scenario file would have the number: it goes into tables.
      return "given up after \(limit) \(inflected(limit, "event")), which is its event-limit"
    }
    guard underWay > Self.mostUnderWay else { return nil }
    return
      "given up on day \(Int(now)) with \(underWay) events, files, stings, people in crowds and cases under way; "
      + "at most \(Self.mostUnderWay) are allowed"
  }
}
