// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import DiscreteEvents

extension Simulation {
  /// Runs up to, and not including, the first moment of the given day, and records what happens.
  ///
  /// It compares the state before and after each event and draws nothing, so the run is the very same, bit for bit, as
  /// one that is not recorded.
  ///
  /// - Complexity: for each event that the selection admits O(measures and areas), beside the event's.
  public mutating func run(
    until day: CalendarDate, recording selection: StorySelection,
    to record: (StoryLine) -> Void
  ) {
    let end = Double(day - scenario.settings.start)
    named { run in
      run.handleEvents(before: end) { run, event in
        let subject = run.subject(of: event)
        if !selection.admits(kind: event.kind.rawValue, of: subject, at: run.now) {
          run.handleChecked(event)
        } else if selection.isBare {
          run.handleChecked(event)
          if selection.includes(event.kind.story, of: subject, follows: false) {
            record(run.line(of: event, subject, [], []))
          }
        } else {
          let before = Glimpse(of: run, event: event, subject: subject)
          let details = run.details(before: event)
          run.handleChecked(event)
          if let line = run.line(of: event, subject, details, since: before, selection) {
            record(line)
          }
        }
      }
    }
  }

  /// What the story needs to remember of the state before an event.
  private struct Glimpse {
    let month: Int
    let totals: [Double]
    let stings: Int
    let stance: Stance
    let world: World
    let group: Group?
    let crowd: UInt32

    init(of run: Simulation, event: Event, subject: StorySubject) {
      month = run.counts.row
      totals = run.counts.presentTotals
      stings = run.stings.count
      stance = run.stance
      world = run.world
      group = run.group(of: subject)
      if case .crowdChanges(let sting) = event {
        crowd = run.stings[sting].scene.crowd
      } else {
        crowd = 0
      }
    }
  }

  /// The group that a subject names; nil if it names none, or one that is not founded.
  private func group(of subject: StorySubject) -> Group? {
    subject.group.flatMap { number in groups.last { $0.number == number } }
  }

  /// The details of an event that must be read before it, because its entity may be gone afterwards.
  private func details(before event: Event) -> [String] {
    switch event {
    case .escalates(let sting): [stings[sting].scene.escalation.level.next?.words].compactMap { $0 }
    case .caseWorked(let slot), .chargeDecision(let slot):
      cases[slot].route == .enforcement ? ["against the volunteers"] : []
    default: []
    }
  }

  private func line(
    of event: Event, _ subject: StorySubject, _ details: [String], since before: Glimpse,
    _ selection: StorySelection
  ) -> StoryLine? {
    var subject = subject
    // At the end of a month the counts begin anew, so nothing was counted.
    let rises =
      counts.row == before.month ? counts.rises(since: before.totals) : ([], areas: [])
    if rises.areas.count == 1 { subject.area = rises.areas[0] }
    let details = details + self.details(after: event, subject, since: before)
    let follows = !rises.0.isEmpty || !details.isEmpty
    guard selection.includes(event.kind.story, of: subject, follows: follows) else { return nil }
    return line(
      of: event, subject, details,
      rises.0.map { StoryLine.Count(words: $0.words, amount: $1, isAmount: $0.isAmount) })
  }

  private func line(
    of event: Event, _ subject: StorySubject, _ details: [String], _ counts: [StoryLine.Count]
  ) -> StoryLine {
    StoryLine(
      time: now, start: scenario.settings.start, kind: event.kind.story, subject: subject,
      details: details, counts: counts)
  }

  private func details(
    after event: Event, _ subject: StorySubject, since before: Glimpse
  ) -> [String] {
    var details: [String] = []
    switch event {
    case .periodBegins: details += world.changes(since: before.world)
    case .leversChange, .dayBegins:
      if stance.local != before.stance.local { details += changes(from: before.stance) }
    case .stingStarts(let sting):
      if stings.count < before.stings {
        details.append("nobody comes: the group has stopped or pauses")
      } else {
        details += words(on: stings[sting])
      }
    case .policeAlarmed(let sting): details.append("by \(stings[sting].caller.words)")
    case .crowdChanges(let sting):
      let crowd = stings[sting].scene.crowd
      if crowd != before.crowd { details.append("\(before.crowd) were there, and now \(crowd)") }
    default:
      if stings.count > before.stings { details.append("a sting is planned") }
    }
    if let old = before.group, let new = group(of: subject) {
      if new.hiddenUntil > old.hiddenUntil { details.append("the group goes on in hiding") }
      if new.pausedUntil > old.pausedUntil {
        details.append("the group pauses for \(Int((new.pausedUntil - now).rounded(.up))) days")
      }
      if new.strength < old.strength { details.append("the group loses members") }
      if old.isActive, !new.isActive { details.append("the group stops") }
    }
    return details
  }

  private func words(on sting: Sting) -> [String] {
    let place = "place: \(sting.place.name)"
    if sting.liveViewers > 0 {
      return [place, "\(Int(sting.liveViewers.rounded())) watch live"]
    }
    if sting.publishedViewers > 0 { return [place, "published later"] }
    if sting.withheldViewers > 0 { return [place, "kept back until a charge"] }
    return [place]
  }

  /// Which levers changed, each with its old and its new value, and in which areas if not in all.
  private func changes(from before: Stance) -> [String] {
    Levers.fields.compactMap { field in
      // The areas of each change, in their order.
      var changes: [(what: String, areas: [String])] = []
      for (area, (old, new)) in zip(scenario.areas, zip(before.local, stance.local)) {
        let texts = [old, new].map { field.kind.text(of: field.read($0)) }
        guard texts[0] != texts[1] else { continue }
        let what = "from \(texts[0]) to \(texts[1])"
        if let index = changes.firstIndex(where: { $0.what == what }) {
          changes[index].areas.append(area.name)
        } else {
          changes.append((what, [area.name]))
        }
      }
      guard !changes.isEmpty else { return nil }
      let texts = changes.map { what, areas in
        switch areas.count {
        case scenario.areas.count: what
        case 1...3: "\(what) in \(areas.joined(separator: ", "))"
        default: "\(what) in \(areas.count) areas"
        }
      }
      return "\(field.path) \(texts.joined(separator: " and "))"
    }
  }
}

extension World {
  /// Which values differ from those of another period, each with its old and its new value.
  fileprivate func changes(since before: World) -> [String] {
    before.scenario.differences(from: scenario).compactMap { path in
      guard let field = scenario.field(at: path) else { return nil }
      let texts = [before, self].map { field.kind.text(of: field.read($0.scenario)) }
      return "\(path) from \(texts[0]) to \(texts[1])"
    }
  }
}

extension Escalation.Level {
  /// The level in words.
  fileprivate var words: String {
    switch self {
    case .calm: "calm"
    case .hostile: "the crowd turns hostile"
    case .assault: "somebody is assaulted"
    case .disorder: "serious disorder"
    }
  }
}

extension MonthlyCounts {
  /// A copy of all totals of the present month, the country's and the areas'.
  var presentTotals: [Double] { Array(values[row..<row + territories * Self.width]) }

  /// What has been added in the present month since a copy of it was made, and in which areas.
  func rises(since before: [Double]) -> ([(Measure, Double)], areas: [Int]) {
    var rises: [(Measure, Double)] = []
    var areas: [Int] = []
    // The arrests that the cost would pay for are the cost in another unit, and a day under a trigger is no event.
    let untold: [Measure] = [.undercoverEquivalents, .triggerDays]
    for measure in Measure.allCases where !untold.contains(measure) {
      let column = measure.rawValue
      let rise = values[row + column] - before[column]
      guard rise != 0 else { continue }
      rises.append((measure, (rise * 1e6).rounded() / 1e6))
      for area in 0..<self.areas where !areas.contains(area) {
        let column = (area + 1) * Self.width + measure.rawValue
        if values[row + column] != before[column] { areas.append(area) }
      }
    }
    return (rises, areas)
  }
}
