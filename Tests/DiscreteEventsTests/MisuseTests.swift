// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import StatisticalTesting
import Testing

/// What the library says to a program that calls it wrongly: in every build, also in release.
@Suite("Misuse of discrete events") struct MisuseTests {
  enum Mistake: String, Codable, CaseIterable, Sendable {
    case negativeUnits, negativeReserve, hugeUnits, negativeRelease, undefinedTime, timeGoneBy
    case pastReading, strangeTicket, ticketOfGate, ticketOfStation, forgottenGrants
    case forgottenPasses, forgottenInterruptions, untrackedRelease, untrackedPart, noVictims
    case negativeServers, negativeRoom, negativeWorth, negativeSignal
    case strangeHandle, undefinedEvent, undefinedEnd, stopAfterEnd, shortGaps
    case removedRow, monitorInThePast, undefinedChange, readingInThePast, seriesInThePast
    case countsInThePast, negativeObservation, undefinedObservation, negativeMembers
    case missingStation, needTwice, negativeNeed, mixedTracking, hourOfNever, missingLevels
    case noSuchDay, noFirstDay
    case negativeCustomer, hugeCustomer, hugePriority, negativeSharer, negativeTaker, negativePicker
    case negativeJoiner, negativePasser, hugePreemptor, releaseOfNobody, hugeTurn, hugeTurnAtStock
    case negativeRow, hugeRow, hugeClass, negativeKind

    var sentence: String {
      switch self {
      case .negativeUnits: "-1 servers with 0 left free are asked for"
      case .negativeReserve: "1 servers with -1 left free are asked for"
      case .hugeUnits: "4294967297 servers with 0 left free are asked for"
      case .negativeRelease: "-1 servers are released but 1 are busy"
      case .undefinedTime: "A station is told of time nan after 1.0"
      case .timeGoneBy: "A station is told of time 0.0 after 1.0"
      case .pastReading: "A station is told of time 0.5 after 1.0"
      case .strangeTicket, .ticketOfGate: "The ticket of customer 2 is of another line"
      case .ticketOfStation: "The ticket of customer 2 is of another line"
      case .forgottenGrants: "A server has been idle beside customer 2, whom it could serve"
      case .forgottenPasses: "1 let through a gate have not been told"
      case .forgottenInterruptions: "Interruptions have not been taken note of"
      case .untrackedRelease, .untrackedPart: "must be told whose has ended"
      case .noVictims: "A station that interrupts services needs an order of victims"
      case .negativeServers: "A station cannot have -1 servers"
      case .negativeRoom: "A waiting room cannot hold -1 customers"
      case .negativeWorth: "A step of priority cannot be worth a time of -1.0"
      case .negativeSignal: "A signal cannot be for -1 customers"
      case .strangeHandle: "A handle is of another calendar"
      case .undefinedEvent: "Time nan has passed"
      case .undefinedEnd: "A run cannot end at nan"
      case .stopAfterEnd: "The clock cannot go to 3.0, past what may happen from 2.0 on"
      case .shortGaps: "events were scheduled while the clock stood still"
      case .removedRow: "There is no entity 0"
      case .monitorInThePast, .readingInThePast: "A monitor is told of time 1.0 after 2.0"
      case .undefinedChange: "A monitor is told of time nan after 0.0"
      case .seriesInThePast: "A series of a level is told of time 1.0 after 2.0"
      case .countsInThePast: "A series of counts is told of time 1.0 after 2.0"
      case .negativeObservation: "an observation of -1.0 is not zero or more"
      case .undefinedObservation: "an observation is not a number"
      case .negativeMembers: "-1 members cannot join"
      case .missingStation: "Station 1 is needed of 1"
      case .needTwice: "Station 0 is needed twice by one request"
      case .negativeNeed: "-1 servers are needed"
      case .mixedTracking: "Stations with and without an order of victims are needed together"
      case .negativeCustomer, .negativeSharer, .negativeTaker, .negativePicker, .negativeJoiner,
        .negativePasser, .releaseOfNobody:
        "A customer has a number from 0 to 2^32 - 1, unlike -1"
      case .hugeCustomer: "A customer has a number from 0 to 2^32 - 1, unlike 4294967296"
      case .hugePriority, .hugePreemptor, .hugeTurn, .hugeTurnAtStock:
        "A priority lies between -2^31 and 2^31 - 1, unlike 2147483648"
      case .negativeRow: "There is no entity -1"
      case .hugeRow: "There is no entity 4294967296"
      case .hugeClass: "A class of events has a number from 0 to 255, unlike 256"
      case .negativeKind: "A kind that is stored is from 0 to 2^32 - 1, unlike -1"
      case .noSuchDay: "The calendar has no day 2026-2-29"
      case .noFirstDay: "A schedule with dates is told its first day"
      case .hourOfNever: "A schedule of hours has no level at a time of inf days"
      case .missingLevels: "a day has 24 hours, not 2"
      }
    }

    func make() {
      switch self {
      case .negativeUnits, .negativeReserve, .hugeUnits, .negativeRelease, .undefinedTime,
        .timeGoneBy, .pastReading, .strangeTicket, .ticketOfGate, .forgottenGrants,
        .forgottenInterruptions, .untrackedRelease, .untrackedPart, .noVictims, .negativeServers,
        .negativeRoom, .negativeWorth:
        makeAtStation()
      case .ticketOfStation, .forgottenPasses, .negativeSignal, .missingStation, .needTwice,
        .negativeNeed, .mixedTracking:
        makeAtGateOrJointLine()
      case .negativeCustomer, .hugeCustomer, .hugePriority, .negativeSharer, .negativeTaker,
        .negativePicker, .negativeJoiner, .negativePasser, .hugePreemptor, .releaseOfNobody,
        .hugeTurn, .hugeTurnAtStock:
        makeByNumber()
      default: makeElsewhere()
      }
    }

    /// At a station with one server and two customers, the second of whom waits from time 1 on.
    private func makeAtStation() {
      var desk = Station(servers: 1)
      _ = desk.request(1, at: 0)
      let reply = desk.request(2, at: 1)
      var tracked = Station(servers: 1, victims: .latestStart)
      _ = tracked.request(1, priority: 1, at: 0)
      switch self {
      case .negativeUnits: _ = desk.request(3, units: -1, at: 1)
      case .negativeReserve: _ = desk.request(3, leaving: -1, at: 1)
      case .hugeUnits: _ = desk.request(3, units: 1 << 32 + 1, at: 1)
      case .negativeRelease: desk.release(units: -1, at: 1)
      case .undefinedTime: _ = desk.request(3, at: .nan)
      case .timeGoneBy: desk.release(at: 0)
      case .pastReading: _ = desk.queueTime(at: 0.5)
      case .strangeTicket:
        var other = Station(servers: 0)
        _ = other.request(7, at: 1)
        if case .waiting(let ticket) = reply { other.withdraw(ticket, at: 2) }
      case .ticketOfGate:
        var gate = Gate()
        _ = gate.request(1, at: 0)
        if case .waiting(let ticket) = gate.request(2, at: 0) { desk.withdraw(ticket, at: 1) }
      case .forgottenGrants:
        desk.release(at: 2)
        _ = desk.request(3, at: 3)
      case .forgottenInterruptions:
        _ = tracked.request(2, priority: 0, preempting: .resume, at: 1)
        tracked.release(2, at: 2)
      case .untrackedRelease: tracked.release(at: 1)
      case .untrackedPart: tracked.releasePart(at: 1)
      case .noVictims: _ = desk.request(3, priority: -1, preempting: .resume, at: 1)
      case .negativeServers: desk.setServers(-1, at: 1)
      case .negativeRoom: _ = Station(servers: 1, room: -1)
      default: _ = Station(servers: 1, discipline: .ageing(perLevel: -1))
      }
    }

    private func makeAtGateOrJointLine() {
      var gate = Gate()
      var line = JointLine()
      var stations = [Station(servers: 1)]
      func ask(_ needs: [Need]) {
        _ = line.request(1, needs: needs, at: 0, from: &stations)
      }
      switch self {
      case .ticketOfStation:
        var closed = Station(servers: 0)
        if case .waiting(let ticket) = closed.request(2, at: 0) { line.withdraw(ticket, at: 1) }
      case .forgottenPasses:
        _ = gate.request(1, at: 0)
        gate.signal(at: 1)
        _ = gate.request(2, at: 2)
      case .negativeSignal: gate.signal(-1, at: 0)
      case .missingStation: ask([Need(of: 1)])
      case .needTwice: ask([Need(of: 0), Need(of: 0)])
      case .negativeNeed: ask([Need(of: 0, units: -1)])
      default:
        stations.append(Station(servers: 1, victims: .latestStart))
        ask([Need(of: 0), Need(of: 1)])
      }
    }

    /// Numbers that no line keeps.
    private func makeByNumber() {
      var desk = Station(servers: 0)
      var tracked = Station(servers: 1, victims: .latestStart)
      var tank = Stock()
      let huge = 1 << 31
      switch self {
      case .negativeCustomer: _ = desk.request(-1, at: 0)
      case .hugeCustomer: _ = desk.request(1 << 32, at: 0)
      case .hugePriority: _ = desk.request(1, priority: huge, at: 0)
      case .hugePreemptor: _ = tracked.request(1, priority: huge, preempting: .resume, at: 0)
      case .releaseOfNobody: tracked.release(-1, at: 0)
      case .negativePasser:
        var gate = Gate()
        _ = gate.request(-1, at: 0)
      case .negativeJoiner:
        var (line, stations) = (JointLine(), [desk])
        _ = line.request(-1, needs: [Need(of: 0)], at: 0, from: &stations)
      case .negativeSharer:
        var server = SharedServer()
        server.join(-1, work: 1, at: 0)
      case .negativeTaker: _ = tank.take(-1, 1, at: 0)
      case .negativePicker:
        var tools = Store<Anything>()
        _ = tools.take(-1, Anything(), at: 0)
      case .hugeTurnAtStock:
        if case .waiting(let ticket) = tank.take(1, 1, at: 0) {
          tank.setPriority(of: ticket, to: huge)
        }
      default:
        if case .waiting(let ticket) = desk.request(1, at: 0) {
          desk.setPriority(of: ticket, to: huge, at: 0)
        }
      }
    }

    private struct Anything: ItemWish {
      func accepts(_ item: Int) -> Bool { true }
    }

    private func makeElsewhere() {
      var calendar = EventCalendar<Int>()
      var monitor = TimeWeighted()
      let periods = Periods(length: 1, count: 3)
      switch self {
      case .strangeHandle:
        var other = EventCalendar<Int>()
        other.schedule(1, at: 1)
        calendar.cancel(other.schedule(2, at: 1))
      case .undefinedEvent: calendar.schedule(1, at: .nan)
      case .undefinedEnd: _ = calendar.next(before: .nan)
      case .stopAfterEnd: _ = calendar.next(before: 2, stoppingAt: 3)
      case .shortGaps:
        // A gap of a half is none for this clock: the calendar is told of the time that it shows.
        calendar = EventCalendar(startingAt: 0x1p53)
        calendar.schedule(1, at: calendar.now)
        while calendar.next(before: .infinity) != nil {
          calendar.schedule(1, at: calendar.now + 0.5)
        }
      case .negativeRow, .hugeRow:
        var rows = EntityTable<Int>()
        _ = rows.insert(1)
        // A number of 33 bits must not be taken for what its lower 32 bits say.
        _ = rows[self == .hugeRow ? 1 << 32 : -1]
      case .hugeClass: _ = EventPriority(rawValue: 256)
      case .negativeKind:
        var bytes: [UInt8] = []
        TraceRecord(time: 0, kind: -1, payload: 0).store(in: &bytes)
      case .removedRow:
        var rows = EntityTable<Int>()
        let row = rows.insert(1)
        rows.remove(row)
        rows[row] += 1
      case .monitorInThePast, .readingInThePast, .undefinedChange:
        if self != .undefinedChange { monitor.set(1, at: 2) }
        if self == .readingInThePast { _ = monitor.mean(to: 1) }
        monitor.set(2, at: self == .undefinedChange ? .nan : 1)
      case .seriesInThePast:
        var series = LevelSeries(over: periods)
        series.set(1, at: 2)
        series.set(2, at: 1)
      case .countsInThePast:
        var series = CountSeries(over: periods)
        series.add(at: 2)
        series.add(at: 1)
      case .negativeObservation:
        var sketch = QuantileSketch()
        sketch.add(-1)
      case .undefinedObservation:
        var histogram = Histogram(of: 0..<3)
        histogram.add(.nan)
      case .negativeMembers:
        var crowd = Crowd()
        crowd.join(-1, at: 0)
      case .hourOfNever: _ = WeeklySchedule.always(1).level(at: .infinity)
      case .noSuchDay: _ = CalendarDay(2026, 2, 29)
      case .noFirstDay: _ = WeeklySchedule.always(1).time(of: CalendarDay(2026, 3, 2))
      default: _ = WeeklySchedule.daily([1, 2])
      }
    }
  }

  @Test("stops the program with a sentence", arguments: Mistake.allCases)
  func stops(at mistake: Mistake) async throws {
    let ending = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [mistake = mistake as Mistake] in
      mistake.make()
    }
    try expect(ending, says: mistake.sentence)
  }

  @Test("lets stale tickets, handles and those of nobody be")
  func letsStaleNamesBe() {
    var desk = Station(servers: 0)
    var calendar = EventCalendar<Int>()
    var line = JointLine()
    if case .waiting(let ticket) = desk.request(1, at: 0) {
      let answers = (0..<3).map { _ in desk.withdraw(ticket, at: 1) }
      #expect(answers == [true, false, false])
    }
    let handle = calendar.schedule(1, at: 1)
    let answers = (0..<3).map { _ in calendar.cancel(handle) }
    #expect(answers == [true, false, false])
    #expect(calendar.reschedule(handle, to: 2) == false)
    #expect(calendar.cancel(.none) == false)
    #expect(desk.withdraw(.none, at: 1) == false)
    #expect(line.withdraw(.none, at: 1) == false)
  }

  @Test("is nowhere left to a precondition, which keeps its sentence to itself in release")
  func noPreconditions() throws {
    let silent = try sourceLines(inFolder: "Sources/Engine/DiscreteEvents") {
      $0.contains("precondition(") || $0.contains("preconditionFailure(")
    }
    #expect(silent == [])
  }
}
