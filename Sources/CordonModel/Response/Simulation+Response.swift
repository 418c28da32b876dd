// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import DiscreteEvents

/// What has become of a sting's call for units, where calls are simulated one by one.
struct StingCall: Sendable, BitwiseCopyable {
  enum Stage: Sendable { case notMade, waiting, sent }
  var stage = Stage.notMade
  var division: UInt32 = 0
  var units: UInt32 = 0
  /// For how long police had known of the sting when it started.
  var notice = 0.0
  var ticket = Ticket.none
  var row: UInt32 = 0
}

extension Simulation {
  /// Volunteers call police while their sting goes on.
  mutating func volunteersCall(to sting: UInt32) {
    tellPolice(of: sting, by: .volunteers)
  }

  /// Somebody tells police of a sting, now or so many days before its start; police send units.
  mutating func tellPolice(of sting: UInt32, by caller: Caller, notice: Double = 0) {
    recordCall(to: sting, by: caller)
    guard world.response.isSimulated else {
      let row = stings[sting]
      let called = now - notice
      var stream = luck.stream(.contact, row.number, .response)
      let arrival = max(now, called + responseTime(at: called, in: row.area, &stream))
      stings[sting].arrival = calendar.schedule(.policeArrive(sting), at: arrival)
      return
    }
    stings[sting].call.notice = notice
    requestUnits(for: sting)
  }

  /// Notes the first call to a sting; later callers do not call.
  mutating func recordCall(to sting: UInt32, by caller: Caller) {
    calendar.cancel(stings[sting].arrival)
    stings[sting].arrival = .none
    stings[sting].caller = caller
    stings[sting].scene.alarm = HazardClock()
    let area = stings[sting].area
    count(.policeTold, in: area)
    if let measure = caller.measure { count(measure, in: area) }
    awaitNext(at: sting)
  }

  /// Time from a call to the arrival of police by the stationary law, in days: the wait for units and
  /// their travel.
  @inline(__always)
  func responseTime(at time: Double, in area: UInt32, _ stream: inout RandomStream) -> Double {
    let own = parameters.response
    let travel = stream.draw(own.travel)
    let wait = world.response.law(of: area, at: time).drawWait(
      needed: min(own.unitsAtSting, world.response.divisions[Int(area)].fewestUnits),
      isImmediate: own.stingGrade == .immediate, &stream)
    return wait + travel
  }
}

/// Calls one by one.
extension Simulation {
  /// The public begins to call, where calls are simulated.
  mutating func startResponse() {
    guard world.response.isSimulated else { return }
    for division in divisions.indices { divisions[division].start(&calendar, luck) }
    calendar.schedule(
      .responseShift, at: ((now * 4).rounded(.down) + 1) / 4, priority: .staffing)
  }

  /// The units and the calls of simulated divisions may have changed.
  mutating func renewResponse(from before: World) {
    for division in divisions.indices {
      let area = Int(divisions[division].area)
      let (old, new) = (before.response.divisions[area], world.response.divisions[area])
      guard old != new else { continue }
      for call in divisions[division].change(to: new, &calendar, luck) {
        let (ticket, row) = divisions[division].request(call, &calendar)
        guard let sting = call.sting else { continue }
        (stings[sting].call.ticket, stings[sting].call.row) = (ticket, row)
        stings[sting].call.units = call.units
      }
      sendUnits(of: UInt32(division))
    }
  }

  /// Another part of the day begins.
  mutating func changeResponseShift() {
    for division in divisions.indices {
      divisions[division].changeShift(&calendar)
      sendUnits(of: UInt32(division))
    }
    calendar.schedule(.responseShift, at: now + 0.25, priority: .staffing)
  }

  /// The public calls a division.
  mutating func publicCall(_ division: UInt32) {
    divisions[Int(division)].publicCall(&calendar, luck)
  }

  /// The first of the two units of a call is free.
  mutating func partnerFree(_ division: UInt32) {
    divisions[Int(division)].releasePartner(&calendar)
    sendUnits(of: division)
  }

  /// The last units of a call are free.
  mutating func unitsFree(_ division: UInt32, units: UInt32) {
    divisions[Int(division)].release(units: Int(units), &calendar)
    sendUnits(of: division)
  }

  /// A sting asks a division of its area for units.
  mutating func requestUnits(for sting: UInt32) {
    let row = stings[sting]
    let own = parameters.response
    let division = division(of: row)
    let units = UInt32(
      min(own.unitsAtSting, world.response.divisions[Int(row.area)].fewestUnits))
    (stings[sting].call.division, stings[sting].call.units) = (division, units)
    stings[sting].call.stage = .waiting
    let (ticket, call) = divisions[Int(division)].request(
      .init(
        grade: own.stingGrade == .immediate ? .immediate : .priority, units: units, sting: sting,
        came: now), &calendar)
    (stings[sting].call.ticket, stings[sting].call.row) = (ticket, call)
    sendUnits(of: division)
  }

  /// The division in which a sting happens: any of those that are simulated in its area.
  @inline(__always)
  private func division(of row: Sting) -> UInt32 {
    let candidates = world.response.simulated[Int(row.area)]
    guard candidates.count > 1 else { return UInt32(candidates.lowerBound) }
    let offset = Int(chance(.contact, row.number, .division) * Double(candidates.count))
    return UInt32(candidates.lowerBound + offset)
  }

  /// Units that stings have been given leave for them.
  @inline(__always)
  private mutating func sendUnits(of division: UInt32) {
    while let sting = divisions[Int(division)].nextGranted() {
      let row = stings[sting]
      stings[sting].call.stage = .sent
      let travel = draw(parameters.response.travel, .contact, row.number, .response)
      stings[sting].arrival = calendar.schedule(
        .policeArrive(sting), at: now + max(0, travel - row.call.notice))
    }
  }

  /// Units that have arrived at a sting stay until the first response is done.
  mutating func occupyUnits(at sting: UInt32) {
    let call = stings[sting].call
    guard call.stage == .sent else { return }
    stings[sting].call.stage = .notMade
    let own = parameters.response
    let stay = own.officers > 0 ? own.firstResponse / own.officers / 24 : 0
    calendar.schedule(
      .unitsFree(division: call.division, units: call.units), at: now + stay)
  }

  /// A disorder draws the units of the further officers for its length.
  mutating func drawSurge(to row: Sting, officers: Double) {
    guard world.response.isSimulated, officers > 0 else { return }
    divisions[Int(division(of: row))].drawSurge(
      units: parameters.response.units(for: officers), length: parameters.response.disorderLength,
      &calendar)
  }

  /// Police do not come to a sting that is over; units that wait or travel are free.
  mutating func standDown(from sting: UInt32) {
    calendar.cancel(stings[sting].arrival)
    let call = stings[sting].call
    stings[sting].call.stage = .notMade
    switch call.stage {
    case .notMade: return
    case .waiting:
      divisions[Int(call.division)].withdraw(call.ticket, row: call.row, &calendar)
    case .sent:
      divisions[Int(call.division)].release(units: Int(call.units), &calendar)
    }
    sendUnits(of: call.division)
  }

  /// Books the waits of the public's immediate calls in each area.
  mutating func bookResponse() {
    let areas = world.response.simulated
    counts.book(
      .immediateWait,
      totals: { areas[$0].reduce(0) { $0 + divisions[$1].immediateWait } }, areas: areas.count)
    counts.book(
      .immediateCalls,
      totals: { areas[$0].reduce(0) { $0 + Double(divisions[$1].immediateCalls) } },
      areas: areas.count)
  }
}
