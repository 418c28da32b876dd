// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import DiscreteEvents
import Testing

@testable import CordonModel

/// A crowd that goes ahead in time of its own against one that waits for each of its people.
@Suite("The course of a crowd")
struct CrowdCourseTests {
  private static let minute = 1.0 / 1_440

  /// How a run handles its events.
  private enum Pace: CaseIterable {
    /// In as few stretches as a study has: a crowd goes ahead until something else happens.
    case ahead
    /// In stretches of an hour.
    case hourly
    /// One by one: each change of a crowd is an event of its own.
    case oneByOne
  }

  private static func run(_ simulation: inout Simulation, until end: Double, _ pace: Pace) {
    switch pace {
    case .ahead: simulation.handleEvents(before: end) { $0.handle($1) }
    case .hourly:
      while simulation.now < end {
        let next = min(end, simulation.now + 1.0 / 24)
        simulation.handleEvents(before: next) { $0.handle($1) }
      }
    case .oneByOne:
      simulation.beginStretch(until: end)
      while let event = simulation.nextEvent() {
        simulation.halt = Halt(at: -.infinity)
        simulation.handle(event)
        simulation.renewHalt()
        simulation.events += 1
      }
    }
  }

  /// A world with many stings at all hours, some of them until after midnight, and crowds that matter.
  private static let scenario = Scenario.busy {
    $0.parameters.chats.contacts = 40
    $0.parameters.crowd.localViewers = 0.01
    $0.parameters.stings.streamed = 0.5
    $0.parameters.stings.stay = .exponential(mean: 2.0 / 24)
    $0.parameters.callers.bystander = 2
  }

  @Test(
    "goes ahead until something else happens, and all comes out as if its people came and left one by one",
    arguments: [1, 2, 3])
  func courses(replication: Int) {
    let settings = Self.scenario.settings
    let days = Double(settings.policyFrom - settings.start)
    var counts: [Pace: [Double]] = [:]
    var events: [Pace: Int] = [:]
    for pace in Pace.allCases {
      var simulation = Simulation(Self.scenario, replication: replication)
      Self.run(&simulation, until: days - 3, pace)
      // A copy with luck of its own, while stings are under way.
      simulation.rekey(lineage: 5)
      Self.run(&simulation, until: days, pace)
      simulation.adopt(Self.scenario.policy)
      Self.run(&simulation, until: days + 60, pace)
      counts[pace] = simulation.counts.values
      events[pace] = simulation.events
      #expect(simulation.total(.crowdJoined) > 1_000)
      #expect(simulation.total(.seriousDisorders) > 5)
      #expect(simulation.total(.callsByBystanders) > 10)
    }
    #expect(counts[.ahead] == counts[.oneByOne] && counts[.hourly] == counts[.oneByOne])
    let saved = events[.oneByOne, default: 0] - events[.ahead, default: 0]
    #expect(saved > 1_000 && events[.hourly, default: 0] > events[.ahead, default: 0])
  }

  @Test("has as many events however a run is cut into stretches of whole days")
  func days() {
    var whole = Simulation(Self.scenario, replication: 4)
    var daily = whole
    Self.run(&whole, until: 40, .ahead)
    for day in -15...40 { Self.run(&daily, until: Double(day), .ahead) }
    #expect(whole.events == daily.events && whole.counts.values == daily.counts.values)
  }

  @Test("heeds a lever that changes at midnight while it goes on")
  func levers() {
    let scenario = Scenario.quiet {
      $0.parameters.crowd.localViewers = 0.01
      $0.parameters.crowd.travel = .exponential(mean: 60 * Self.minute)
      $0.parameters.stings.stay = .fixed(1)
    }
    var simulation = Simulation(scenario, replication: 1)
    let groups = simulation.addGroups(30)
    simulation.advance(to: 1 - 30 * Self.minute)
    for group in groups {
      var row = Sting(
        number: simulation.nextContact(of: group), group: group, area: 0, offence: .meeting,
        quality: 0.5, start: simulation.now)
      row.liveViewers = 3_000
      simulation.startCrowd(at: simulation.stings.add(row))
    }
    var removed = simulation
    removed.adopt(
      Policy(
        name: "removal",
        changes: [Policy.Change(lever: "stream-removal", setting: .number(0), from: "2018-01-02")]))
    simulation.advance(to: 1)
    removed.advance(to: 1)
    let joined = simulation.total(.crowdJoined)
    #expect(joined > 200 && removed.total(.crowdJoined) == joined)
    simulation.advance(to: 1.2)
    removed.advance(to: 1.2)
    #expect(removed.total(.crowdJoined) == joined)
    #expect(simulation.total(.crowdJoined) > joined + 200)
  }

  @Test("is told by how many were there and how many are, until something else happens")
  func story() throws {
    var selection = StorySelection()
    selection.kinds = [EventKind.crowdChanges.story]
    var lines: [StoryLine] = []
    var simulation = Simulation(Self.scenario, replication: 1)
    simulation.run(until: "2018-02-01", recording: selection) { lines.append($0) }
    let joined = lines.reduce(0.0) { sum, line in
      sum + (line.counts.first { $0.words == Measure.crowdJoined.words }?.amount ?? 0)
    }
    #expect(joined == simulation.total(.crowdJoined))
    // Of a sting they begin with nobody, and each goes on where the one before it ended.
    let known = try #require(lines.last { !$0.details.isEmpty }?.subject.name)
    var crowd = 0
    for line in lines where line.subject.name == known && !line.details.isEmpty {
      let words = line.details[0].split(separator: " ")
      #expect(words.first == "\(crowd)" && line.details.count == 1)
      crowd = try #require(words.last.flatMap { Int($0) })
    }
    #expect(lines.allSatisfy { $0.subject.contact != nil })
  }

  @Test("Leave times come in their order, whatever comes between")
  func leaveTimes() {
    var stream = Luck(seed: 1, replication: 0).stream(
      StreamAddress(kind: 1, number: 0, purpose: 0))
    var times = LeaveTimes()
    var list: [Double] = []
    #expect(times.first == .infinity)
    for _ in 0..<2_000 {
      if list.isEmpty || stream.uniform() < 0.55 {
        // Some are equal.
        let time = (stream.uniform() * 50).rounded()
        times.add(time)
        list.append(time)
        list.sort()
      } else {
        times.removeFirst()
        list.removeFirst()
      }
      #expect(times.first == list.first ?? .infinity && times.count == list.count)
    }
    times.removeAll()
    #expect(times.first == .infinity && times.count == 0)
  }
}
