// SPDX-License-Identifier: GPL-3.0-or-later

/// A moment at which triggers are judged: the start of a day.
struct TriggerDay: Sendable {
  /// Days since the first judgement.
  var number = 0
  /// The number of the month, as in `MonthlyCounts.present`, in which the day before began.
  var monthBefore = 0
}

/// What measures have added up over the last days, by territory: the country or one of its areas.
///
/// Totals at the starts of the last days stand in a ring, so memory does not grow with time.
struct WindowSum: Sendable {
  private let measures: [Measure]
  private let days: Int
  /// The totals since the first day, by territory.
  private var totals: [Double]
  /// The counts of the present month at the last look, by territory.
  private var seen: [Double]
  /// The totals at the start of a day: of a territory at `territory * days + day % days`.
  private var ring: [Double]

  init(of measures: [Measure], days: Int, territories: Int) {
    self.measures = measures
    self.days = days
    totals = Array(repeating: 0, count: territories)
    seen = Array(repeating: 0, count: territories)
    ring = Array(repeating: 0, count: territories * days)
  }

  /// The sum in a territory over the window that ends as the day begins; call it once every day.
  ///
  /// Nothing before the first day is counted.
  mutating func sum(_ counts: MonthlyCounts, on day: TriggerDay, territory: Int, area: Int?)
    -> Double
  {
    func counted(in month: Int) -> Double {
      counts.total(of: measures, inMonth: month, area: area)
    }
    let present = counted(in: counts.present)
    if day.number > 0 {
      let past = (day.monthBefore..<counts.present).reduce(0) { $0 + counted(in: $1) }
      totals[territory] += past + present - seen[territory]
    }
    seen[territory] = present
    let slot = territory * days + day.number % days
    let before = day.number >= days ? ring[slot] : 0
    ring[slot] = totals[territory]
    return totals[territory] - before
  }
}
