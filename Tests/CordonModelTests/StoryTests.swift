// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Declarations
import Testing

@testable import CordonModel

@Suite("The story of a run")
struct StoryTests {
  /// All that happens in a run, of the busy world of three areas if nothing else is said.
  private static func story(
    of scenario: Scenario = .busyAreas(),
    _ change: (inout StorySelection) -> Void = { $0.hasAllKinds = true }
  ) -> (lines: [StoryLine], outcomes: RunOutcomes) {
    var selection = StorySelection()
    change(&selection)
    var simulation = Simulation(scenario, replication: 1)
    var lines: [StoryLine] = []
    simulation.run(until: simulation.scenario.settings.end, recording: selection) {
      lines.append($0)
    }
    return (lines, simulation.finish())
  }

  private static let whole = story()

  @Test("A run that is told is the run that is not told, bit for bit")
  func sameRun() {
    var plain = Simulation(.busyAreas(), replication: 1)
    let (plainly, told) = (plain.finish(), Self.whole.outcomes)
    #expect(told.events == plainly.events)
    #expect(told.counted.map(\.bitPattern) == plainly.counted.map(\.bitPattern))
    #expect(told.monthly.map(\.bitPattern) == plainly.monthly.map(\.bitPattern))
    #expect(told.areas.joined().map(\.bitPattern) == plainly.areas.joined().map(\.bitPattern))
  }

  @Test("All events are told on request, in order, and every kind happens in a busy world")
  func everything() {
    let lines = Self.whole.lines
    #expect(lines.count == Self.whole.outcomes.events)
    #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.time <= $1.time })
    let withCalls = Self.story(
      of: .busyCalls {
        $0.datedValues = [
          DatedValue(path: "response.pairs", setting: .number(1), from: "2018-04-01")
        ]
      }
    ).lines
    for kind in EventKind.allCases {
      #expect((lines + withCalls).contains { $0.kind == kind.story }, "\(kind)")
    }
  }

  @Test("A bare story has the same lines without details and counts, of the same run")
  func bare() {
    let bare = Self.story {
      $0.hasAllKinds = true
      $0.isBare = true
    }
    #expect(
      bare.outcomes.monthly.map(\.bitPattern) == Self.whole.outcomes.monthly.map(\.bitPattern))
    #expect(bare.lines.map(\.time) == Self.whole.lines.map(\.time))
    #expect(bare.lines.map(\.kind) == Self.whole.lines.map(\.kind))
    #expect(bare.lines.map(\.subject.name) == Self.whole.lines.map(\.subject.name))
    #expect(bare.lines.allSatisfy { $0.counts.isEmpty && $0.details.isEmpty })
  }

  // But for what is booked when a month is closed.
  @Test("What the lines count adds up to what the run counts")
  func sums() {
    var simulation = Simulation(.busyAreas(), replication: 1)
    let before = Measure.allCases.map { simulation.total($0) }
    _ = simulation.finish()
    let counts = Self.whole.lines.flatMap(\.counts)
    for measure in [
      Measure.stings, .chats, .arrests, .injuries, .suicides, .volunteerConvictions,
      .referralWait, .crowdJoined, .volunteersArrested, .responseHours,
    ] {
      let told = counts.filter { $0.words == measure.words }.reduce(0) { $0 + $1.amount }
      let counted = simulation.total(measure) - before[measure.rawValue]
      #expect(abs(told - counted) <= 1e-5 * max(1, counted), "\(measure)")
      #expect(told > 0, "\(measure)")
    }
  }

  @Test("Every measure has words of its own")
  func words() {
    #expect(Set(Measure.allCases.map(\.words)).count == Measure.allCases.count)
    #expect(Set(EventKind.allCases.map(\.story.words)).count == EventKind.allCases.count)
  }

  @Test("A sting is told from the contact to its end")
  func byHand() throws {
    let scenario = Scenario.oneGroup(contactsPerDay: 1) {
      $0.parameters.groups.restraint = .fixed(0)
      $0.parameters.chats.length = .fixed(2)
      $0.parameters.chats.endInMeeting = 1
      $0.parameters.stings.planning = .fixed(0.5)
      $0.parameters.stings.streamed = 0
      $0.parameters.stings.places = [0, 0, 1, 0, 0]
      $0.parameters.stings.stay = .fixed(0.01)
    }
    var simulation = Simulation(scenario, replication: 1)
    var beforehand = simulation
    var chat: UInt32?
    beforehand.advance(to: 60) { event, _ in
      if case .chatEnds(_, let contact) = event { chat = chat ?? contact }
    }
    let first = try #require(chat)
    var selection = StorySelection()
    selection.keepOnly(StorySelection.Contact(group: 0, contact: first))
    var lines: [StoryLine] = []
    simulation.run(until: "2018-03-01", recording: selection) { lines.append($0) }
    #expect(
      lines.map(\.kind)
        == [EventKind.contact, .chatEnds, .stingStarts, .stingEnds].map(\.story))
    #expect(
      lines.map(\.subject.name) == ["chat", "chat", "sting", "sting"].map { "\($0) 0/\(first)" })
    #expect(lines.map { $0.subject.area } == [0, 0, 0, 0])
    #expect(lines[0].counts == [StoryLine.Count(words: "chats", amount: 1)])
    #expect(lines[1].details == ["a sting is planned"])
    #expect(lines[2].details == ["place: shopping-centre"])
    #expect(lines[2].counts.map(\.words) == ["groups seen this year", "stings"])
    #expect(lines[3].counts.map(\.words) == ["days without police", "persons exposed"])
    #expect(abs(lines[1].time - lines[0].time - 2) < 1e-9)
    #expect(abs(lines[3].time - lines[2].time - 0.01) < 1e-9)
  }

  @Test("A filter tells exactly those of all events that it names")
  func filters() throws {
    let lines = Self.whole.lines
    let sting = try #require(lines.last { $0.kind == EventKind.policeTakeOver.story }?.subject)
    let group = try #require(sting.group)
    let contact = StorySelection.Contact(group: group, contact: try #require(sting.contact))
    let trial = try #require(lines.first { $0.kind == EventKind.trialEnds.story }?.subject.caseName)
    func expect(
      _ change: (inout StorySelection) -> Void, _ isMeant: (StoryLine) -> Bool, _ name: String
    ) {
      let told = Self.story {
        $0.hasAllKinds = true
        change(&$0)
      }.lines
      #expect(told == lines.filter(isMeant), "\(name)")
      #expect(!told.isEmpty && told.count < lines.count, "\(name)")
    }
    let two = [EventKind.suicide, .escalates].map(\.story)
    expect({ $0.area = 2 }, { $0.subject.area == 2 }, "area")
    expect({ $0.keepOnly(group: group) }, { $0.subject.group == group }, "group")
    expect(
      { $0.kinds = two }, { two.contains($0.kind) }, "kinds")
    expect({ $0.times = 20..<30.5 }, { $0.time >= 20 && $0.time < 30.5 }, "times")
    expect({ _ = $0.keepOnly(case: trial) }, { $0.subject.caseName == trial }, "case")
    expect(
      { $0.keepOnly(contact) },
      { $0.subject.group == contact.group && $0.subject.contact == contact.contact }, "contact")
  }

  @Test("A first reading is spared contacts, passers-by and the police's own cases")
  func firstReading() {
    let lines = Self.story { _ in }.lines
    let hidden: [EventKind] = [
      .contact, .crowdChanges, .referral, .undercoverArrest, .otherDevices,
      .monthEnds, .deskShift,
    ]
    #expect(!lines.contains { hidden.map(\.story).contains($0.kind) })
    #expect(lines.allSatisfy { [nil, .volunteer, .enforcement].contains($0.subject.route) })
    #expect(lines.contains { $0.kind == EventKind.foundingCandidate.story && !$0.counts.isEmpty })
    #expect(
      !lines.contains {
        $0.kind == EventKind.chatEnds.story && $0.counts.isEmpty && $0.details.isEmpty
      })
  }

  @Test("The story after a fork is the rest of the story from the start")
  func fork() {
    var history = Simulation(.busyAreas(), replication: 1)
    let settings = history.scenario.settings
    history.run(until: settings.policyFrom)
    history.adopt(history.scenario.policy)
    var lines: [StoryLine] = []
    var all = StorySelection()
    all.hasAllKinds = true
    history.run(until: settings.end, recording: all) { lines.append($0) }
    let day = Double(settings.policyFrom - settings.start)
    #expect(lines == Self.whole.lines.filter { $0.time >= day })
  }

  @Test("A change of levers is told with old and new values, and where it is not everywhere")
  func levers() throws {
    let line = try #require(Self.whole.lines.first { $0.kind == EventKind.leversChange.story })
    #expect(line.details.contains("acceptance from 40% to 90%"))
    #expect(
      line.details.contains(
        "enforcement from 10% to 30% in Ash, Birch and from 10% to 80% in Cedar"))
    var local = Simulation(
      .busyAreas {
        $0.policy = Policy(changes: [
          Policy.Change(
            lever: "acceptance", setting: .number(0.7), from: $0.settings.policyFrom, area: "Birch")
        ])
      }, replication: 1)
    var lines: [StoryLine] = []
    var selection = StorySelection()
    selection.kinds = [EventKind.leversChange.story]
    local.run(until: local.scenario.settings.end, recording: selection) { lines.append($0) }
    #expect(lines.map(\.details) == [["acceptance from 40% to 70% in Birch"]])
  }

  @Test(
    "Dates have their time of day to the second",
    arguments: [
      (0.0, "2018-01-01T00:00:00"), (58.5, "2018-02-28T12:00:00"), (-0.25, "2017-12-31T18:00:00"),
      (31 + 86_399.99 / 86_400, "2018-02-01T23:59:59"),
    ])
  func dates(time: Double, text: String) {
    let line = StoryLine(
      time: time, start: "2018-01-01", kind: EventKind.suicide.story, subject: StorySubject(),
      details: [],
      counts: [])
    #expect(line.dateTime == text)
  }
}
