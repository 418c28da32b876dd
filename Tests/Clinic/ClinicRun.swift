// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
public import Declarations
import DiscreteEvents

/// A run of the clinic; times are days from the first midnight of its history.
public struct ClinicRun: StudyRun {
  /// The scenario that is simulated.
  public typealias Scenario = Clinic

  enum Event { case patient, leaves, policyBegins }
  enum Purpose: UInt16 { case gap, service, advice }

  /// What has happened until a moment.
  struct Counts { var (seen, waited, advised) = (0, 0.0, 0) }

  private var clinic: Clinic
  private var levers: Clinic.Levers
  private var luck: Luck
  private var calendar: EventCalendar<Event>
  private var nurses: Station
  private var patients = 0
  private var advised = 0
  private var events = 0
  private var months: [CalendarDate]
  private var totals: [Counts] = []

  /// A run before its first patient.
  public init(_ clinic: Clinic, replication: Int) {
    self.clinic = clinic
    levers = clinic.before
    luck = Luck(seed: clinic.seed, replication: replication)
    let dates = clinic.calendar
    calendar = EventCalendar(startingAt: -dates.warmUp)
    nurses = Station(servers: levers.nurses, startingAt: -dates.warmUp)
    months = [dates.start]
    while let last = months.last, last < dates.end {
      let next = min(last.startOfNextMonth, dates.end)
      months.append(last < dates.policyFrom ? min(next, dates.policyFrom) : next)
    }
    calendar.schedule(.policyBegins, at: Double(dates.policyFrom - dates.start))
    scheduleNext()
  }

  /// Follows the policy of another scenario from now on.
  public mutating func adopt(policyOf scenario: Clinic) { clinic.policy = scenario.policy }

  /// Has luck of its own from now on, by the number of the copy.
  public mutating func rekey(lineage: Int) { luck = luck.child(lineage) }

  /// Runs up to, and not including, the first moment of a day.
  public mutating func run(until day: CalendarDate) {
    while totals.count < months.count, months[totals.count] <= day { closeMonth() }
    handleEvents(before: Double(day - clinic.calendar.start))
  }

  /// Runs to the end of the counted year and says what came out.
  public mutating func finish(areaMonths: Bool) -> RunOutcomes {
    run(until: clinic.calendar.end)
    let first = months.firstIndex(of: clinic.calendar.policyFrom) ?? 0
    let last = months.count - 1
    return RunOutcomes(
      counted: outcomes(first, last), areas: [], months: Array(months.dropLast()),
      monthly: (0..<last).flatMap { outcomes($0, $0 + 1) }, events: events)
  }

  /// What came to the servers.
  public var workloads: [Workload] {
    let now = calendar.now
    return [
      Workload(
        of: "nurses", area: nil, arrivals: nurses.arrivals, served: nurses.served, left: 0,
        growth: nurses.waiting, busyTime: nurses.busyTime(at: now),
        serverTime: nurses.serverTime(at: now))
    ]
  }

  /// The first days of the months that have ended, and their outcomes.
  public var closedMonths: (months: [CalendarDate], values: [Double]) {
    let closed = max(0, totals.count - 1)
    return (Array(months.prefix(closed)), (0..<closed).flatMap { outcomes($0, $0 + 1) })
  }

  private mutating func closeMonth() {
    handleEvents(before: Double(months[totals.count] - clinic.calendar.start))
    let waits = nurses.waits
    totals.append(
      Counts(seen: waits.count, waited: waits.mean * Double(waits.count), advised: advised))
  }

  private func outcomes(_ first: Int, _ last: Int) -> [Double] {
    let (from, to) = (totals[first], totals[last])
    let seen = Double(to.seen - from.seen)
    let wait = seen > 0 ? (to.waited - from.waited) / seen : .nan
    return [seen, wait, Double(to.advised - from.advised)]
  }

  private mutating func handleEvents(before end: Double) {
    while let event = calendar.next(before: end) {
      events += 1
      switch event {
      case .policyBegins:
        levers = clinic.policy
        nurses.setServers(levers.nurses, at: calendar.now)
      case .patient: comes()
      case .leaves: nurses.release(at: calendar.now)
      }
      while let grant = nurses.grantNext(at: calendar.now) { serve(grant.customer) }
    }
  }

  private mutating func comes() {
    let patient = patients
    patients += 1
    scheduleNext()
    var advice = stream(patient, .advice)
    if advice.uniform() < levers.advised {
      advised += 1
    } else if case .granted = nurses.request(patient, at: calendar.now) {
      serve(patient)
    }
  }

  private mutating func serve(_ patient: Int) {
    var service = stream(patient, .service)
    calendar.schedule(
      .leaves, at: calendar.now + service.exponential(mean: clinic.demand.service))
  }

  private mutating func scheduleNext() {
    guard clinic.demand.arrivals > 0 else { return }
    var gap = stream(patients, .gap)
    calendar.schedule(
      .patient, at: calendar.now + gap.exponential(mean: 1 / clinic.demand.arrivals))
  }

  private func stream(_ patient: Int, _ purpose: Purpose) -> RandomStream {
    luck.stream(StreamAddress(kind: 1, number: patient, purpose: purpose.rawValue))
  }
}
