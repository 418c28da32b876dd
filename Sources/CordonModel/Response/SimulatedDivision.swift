// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// A policing division to which the public's calls come one by one.
///
/// The queue is that of ``ResponseQueue``, but units and rates change with the part of the day, and stings and
/// disorders take units from it. Units above the number on duty finish their call in overtime. The luck of the
/// public's calls belongs to the day and is the same under every policy, since no policy touches these calls.
struct SimulatedDivision: Sendable {
  /// The grades in the order in which they are served: a disorder goes before all.
  enum Grade: Int, Sendable {
    case disorder, immediate, priority, scheduled
  }

  /// A call, from when it comes until it has its units.
  struct Call: Sendable, BitwiseCopyable {
    var grade: Grade
    var units: UInt32 = 1
    /// For how long it keeps a unit, in days, and a second one if it needs two.
    var length = 0.0
    var secondLength = 0.0
    /// The sting that it is about, which says itself how long it keeps its units.
    var sting: UInt32?
    var came = 0.0
  }

  /// The longest line of an overloaded division.
  ///
  /// Further calls of the public are dealt with otherwise.
  static let longestLine = 1_000

  let area: UInt32
  private let number: UInt32
  private var units: SIMD4<Int32>
  private var rates: SIMD4<Double>
  /// Where the shares of single immediate calls, pairs and priority calls end.
  private var kinds: SIMD3<Double>
  private var reserve: Int
  private var callLength: Double
  private var nextCall = EventHandle.none

  /// The units; those who wait for them are rows of `calls`.
  private(set) var station: Station
  private(set) var calls = EntityTable<Call>()
  /// Waits of the public's immediate calls that have got their units, in days, and their number.
  private(set) var immediateWait = 0.0
  private(set) var immediateCalls = 0
  /// The luck of the present day's calls.
  private var stream: RandomStream
  /// Stings that have just got their units, the next last.
  private var granted: [UInt32] = []

  /// A division without calls, before its first event.
  ///
  /// - Parameters:
  ///   - division: What it is like.
  ///   - area: The area to which it belongs.
  ///   - number: Its number among those that are simulated.
  ///   - luck: The luck of the run.
  ///   - start: Now, in days.
  init(
    _ division: ResponseDivision, area: UInt32, number: UInt32, luck: Luck,
    startingAt start: Double
  ) {
    self.area = area
    self.number = number
    units = SIMD4(division.units.map { Int32($0) })
    rates = SIMD4(division.calls)
    kinds = Self.kinds(of: division)
    reserve = division.reserve
    callLength = division.callLength
    stream = luck.callsOfDay(start.rounded(.down), division: number)
    station = Station(
      servers: division.units[ResponseDivision.daypart(at: start)], startingAt: start)
  }

  /// Puts the public's first call on the calendar.
  mutating func start(_ calendar: inout ShelvedCalendar<Event>, _ luck: Luck) {
    if rates.sum() > 0 { scheduleCall(&calendar, luck) }
  }

  /// Puts the public's next call on the calendar: a Poisson process with a rate for each part of the
  /// day, which begins anew, with new luck, at midnight.
  private mutating func scheduleCall(_ calendar: inout ShelvedCalendar<Event>, _ luck: Luck) {
    var time = calendar.now
    var threshold = stream.exponential(mean: 1)
    while true {
      let quarter = (time * 4).rounded(.down)
      let rate = rates[Int(quarter) & 3]
      let expected = rate * ((quarter + 1) / 4 - time)
      if threshold < expected {
        nextCall = calendar.schedule(.publicCall(number), at: time + threshold / rate)
        return
      }
      threshold -= expected
      time = (quarter + 1) / 4
      if time == time.rounded(.down) {
        stream = luck.callsOfDay(time, division: number)
        threshold = stream.exponential(mean: 1)
      }
    }
  }

  /// A call of the public comes, and the next is on its way.
  mutating func publicCall(_ calendar: inout ShelvedCalendar<Event>, _ luck: Luck) {
    let now = calendar.now
    let kind = stream.uniform()
    var call = Call(
      grade: kind < kinds.y ? .immediate : kind < kinds.z ? .priority : .scheduled,
      length: stream.exponential(mean: callLength), came: now)
    if kind >= kinds.x, kind < kinds.y {
      call.units = 2
      call.secondLength = stream.exponential(mean: callLength)
    }
    scheduleCall(&calendar, luck)
    if station.waiting < Self.longestLine {
      request(call, &calendar)
    } else {
      station.turnAway(at: now)
    }
  }

  /// A sting, or anything else beside the public's calls, asks for units.
  ///
  /// - Returns: The ticket and the row of the call; stale where it has got its units.
  @discardableResult
  mutating func request(
    _ call: Call, _ calendar: inout ShelvedCalendar<Event>
  ) -> (ticket: Ticket, row: UInt32) {
    let row = calls.add(call)
    let reply = station.request(
      Int(row), priority: call.grade.rawValue, units: Int(call.units),
      leaving: call.grade == .scheduled ? reserve : 0, at: calendar.now)
    if case .waiting(let ticket) = reply { return (ticket, row) }
    begin(row, &calendar)
    return (.none, row)
  }

  /// A call of which the units are no longer wanted leaves the line.
  mutating func withdraw(
    _ ticket: Ticket, row: UInt32, _ calendar: inout ShelvedCalendar<Event>
  ) {
    guard station.withdraw(ticket, at: calendar.now) else { return }
    calls.remove(row)
    serve(&calendar)
  }

  /// The last units of a call become free.
  mutating func release(units: Int, _ calendar: inout ShelvedCalendar<Event>) {
    station.release(units: units, at: calendar.now)
    serve(&calendar)
  }

  /// The first of the two units of a call becomes free.
  mutating func releasePartner(_ calendar: inout ShelvedCalendar<Event>) {
    station.releasePart(at: calendar.now)
    serve(&calendar)
  }

  /// Takes the units and rates of another division from this midnight on.
  ///
  /// The luck of the public's calls begins anew every midnight, so the next call is drawn again. Calls that wait ask
  /// again, in the order of the line, for at most as many units as there now are in every part of the day.
  ///
  /// - Returns: The calls that waited; the caller must make them again.
  mutating func change(
    to division: ResponseDivision, _ calendar: inout ShelvedCalendar<Event>, _ luck: Luck
  ) -> [Call] {
    let now = calendar.now
    units = SIMD4(division.units.map { Int32($0) })
    rates = SIMD4(division.calls)
    kinds = Self.kinds(of: division)
    reserve = division.reserve
    callLength = division.callLength
    calendar.cancel(nextCall)
    stream = luck.callsOfDay(now.rounded(.down), division: number)
    start(&calendar, luck)
    let waiting = station.withdrawAll(at: now).map { waiting in
      var call = calls[waiting.customer]
      calls.remove(waiting.customer)
      call.units = min(call.units, UInt32(division.fewestUnits))
      return call
    }
    station.setServers(Int(units[ResponseDivision.daypart(at: now)]), at: now)
    return waiting
  }

  private static func kinds(of division: ResponseDivision) -> SIMD3<Double> {
    let (immediate, priority) = (division.grades[0], division.grades[1])
    return SIMD3(immediate * (1 - division.pairShare), immediate, immediate + priority)
  }

  /// Another part of the day begins.
  mutating func changeShift(_ calendar: inout ShelvedCalendar<Event>) {
    let daypart = ResponseDivision.daypart(at: calendar.now)
    station.setServers(Int(units[daypart]), at: calendar.now)
    serve(&calendar)
  }

  /// Serious disorder draws further units for some time, as they become free and before all else.
  ///
  /// If it draws more units than there are, the others come from elsewhere.
  mutating func drawSurge(units: Int, length: Double, _ calendar: inout ShelvedCalendar<Event>) {
    for _ in 0..<min(units, station.servers) {
      request(Call(grade: .disorder, length: length, came: calendar.now), &calendar)
    }
  }

  /// The next sting of those that have just got their units.
  @inline(__always)
  mutating func nextGranted() -> UInt32? { granted.popLast() }

  private mutating func serve(_ calendar: inout ShelvedCalendar<Event>) {
    while let grant = station.grantNext(at: calendar.now) { begin(grant.row, &calendar) }
  }

  /// A call has its units.
  private mutating func begin(_ row: UInt32, _ calendar: inout ShelvedCalendar<Event>) {
    let call = calls[row]
    calls.remove(row)
    if let sting = call.sting {
      granted.append(sting)
      return
    }
    let now = calendar.now
    var last = call.length
    if call.units > 1 {
      calendar.schedule(.partnerFree(number), at: now + min(last, call.secondLength))
      last = max(last, call.secondLength)
    }
    calendar.schedule(.unitsFree(division: number, units: 1), at: now + last)
    if call.grade == .immediate {
      immediateWait += now - call.came
      immediateCalls += 1
    }
  }

  /// Stops the program unless what must hold on every path has held here.
  mutating func check(at time: Double) {
    station.check(at: time)
    station.checkLittlesLaw(at: time)
    if calls.count != station.waiting {
      Invariants.fail("\(calls.count) calls are kept but \(station.waiting) wait", at: time)
    }
  }
}

extension Luck {
  /// The luck of the public's calls to a division on one day, the same under every policy.
  func callsOfDay(_ day: Double, division: UInt32) -> RandomStream {
    let day = UInt32(bitPattern: Int32(day))
    return stream(.division, UInt64(division) << 32 | UInt64(day), .arrival)
  }
}
