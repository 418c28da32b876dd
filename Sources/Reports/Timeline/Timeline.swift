// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Experiments

/// One future under every policy, month by month: the values that a page tells as a story.
public struct Timeline: Sendable {
  /// Something that happened.
  public struct Event: Hashable, Sendable {
    /// When, in days from the first midnight of history.
    public let time: Double
    /// Date, hour and minute for people.
    public let minute: String
    /// What sort of thing it is, in words: a month counts its events by these.
    public let heading: String
    /// Whom it concerns and what happened, in words.
    public let words: String
    /// Whether a policy itself says it, as when its levers change, so that it follows from nothing.
    public let isOfPolicy: Bool

    /// Creates an event.
    public init(
      time: Double, minute: String, heading: String, words: String, isOfPolicy: Bool = false
    ) {
      self.time = time
      self.minute = minute
      self.heading = heading
      self.words = words
      self.isOfPolicy = isOfPolicy
    }
  }

  /// What happened under one policy.
  public struct Course: Sendable {
    /// The policy's name.
    public let policy: String
    /// What is told of it, in the order in which it happened.
    public let events: [Event]
    /// What came out of it, with its months.
    public let outcomes: RunOutcomes

    /// Creates a course.
    public init(policy: String, events: [Event], outcomes: RunOutcomes) {
      self.policy = policy
      self.events = events
      self.outcomes = outcomes
    }
  }

  /// Which future it is, in words.
  public var title: String
  /// What more is said of the future, such as the values of a state.
  public var remarks: [String] = []
  /// What the page leaves out, in sentences.
  public var omissions: [String] = []
  /// The command that prints every event.
  public var command = ""
  /// The courses, in the order of the plan's policies.
  public let courses: [Course]
  /// The outcomes that are counted month by month, with their indices in a run's values.
  let told: [(index: Int, outcome: Outcome)]
  let calendar: StudyCalendar
  /// The first day on which policies may differ; nil if they never do.
  let parting: CalendarDate?
  /// Whether the policies have a history in common.
  let isShared: Bool

  /// What is told of a future of a plan.
  ///
  /// - Parameters:
  ///   - title: Which future it is, in words.
  ///   - courses: One for each policy of the plan, in its order.
  ///   - plan: The plan.
  ///   - told: The names of the outcomes that are counted; totals only, and what the model does not have is left out.
  public init(_ title: String, _ courses: [Course], of plan: Plan, counting told: [String]) {
    self.title = title
    self.courses = courses
    self.told = told.compactMap { name in
      plan.outcomes.index(of: name).map { (index: $0, outcome: plan.outcomes[$0]) }
    }.filter { $0.outcome.isCount && $0.outcome.isTotal }
    calendar = plan.calendar
    switch plan.sharing {
    case .history(let day): (parting, isShared) = (day, true)
    case .luck: (parting, isShared) = (plan.calendar.start, false)
    }
  }
}

extension Timeline {
  /// A month of the history, or the part of one that lies on one side of the day on which counting begins.
  struct Month: Hashable {
    let start: CalendarDate
    /// The day after its last.
    let end: CalendarDate

    /// `2017-05`, or its first day where it begins within a month.
    var name: String {
      start.parts.day == 1 ? String(start.description.dropLast(3)) : "from \(start)"
    }
  }

  /// All months from the first day of history, in order.
  var months: [Month] {
    var months: [Month] = []
    var day = calendar.start
    while day < calendar.end {
      var end = min(day.startOfNextMonth, calendar.end)
      if day < calendar.policyFrom, calendar.policyFrom < end { end = calendar.policyFrom }
      months.append(Month(start: day, end: end))
      day = end
    }
    return months
  }

  /// The months in which all courses are the same, and those in which they may differ.
  var parts: (shared: [Month], apart: [Month]) {
    let first = months.firstIndex { month in parting.map { $0 < month.end } ?? false }
    return first.map { (Array(months[..<$0]), Array(months[$0...])) } ?? (months, [])
  }

  /// How often each told outcome was counted in months of a course, in their order; nil where its run has no value.
  func counts(_ course: Course, in months: some Sequence<Month>) -> [Double]? {
    let (rows, width) = (course.outcomes.months, course.outcomes.counted.count)
    var sums = told.map { _ in 0.0 }
    for month in months {
      guard let row = rows.firstIndex(of: month.start) else { return nil }
      for (index, each) in told.enumerated() {
        sums[index] += course.outcomes.monthly[row * width + each.index]
      }
    }
    return sums.allSatisfy(\.isFinite) ? sums : nil
  }

  /// The events of a course in a month, by their headings, in the order in which these come first.
  func groups(_ course: Course, in month: Month) -> [(heading: String, events: [Event])] {
    let times = Double(month.start - calendar.start)..<Double(month.end - calendar.start)
    var groups: [(heading: String, events: [Event])] = []
    for event in course.events where times.contains(event.time) {
      if let index = groups.firstIndex(where: { $0.heading == event.heading }) {
        groups[index].events.append(event)
      } else {
        groups.append((event.heading, [event]))
      }
    }
    return groups
  }

  /// What happens next under each policy once the courses are no longer the same; nil if they stay the same.
  ///
  /// What policies say themselves does not count: that differs by itself. A policy under which nothing more is told has
  /// nil.
  var firstDifference: [Event?]? {
    let courses = courses.map { $0.events.filter { !$0.isOfPolicy } }
    let shortest = courses.map(\.count).min() ?? 0
    let index =
      (0..<shortest).first { index in courses.contains { $0[index] != courses[0][index] } }
      ?? shortest
    let next = courses.map { $0.indices.contains(index) ? $0[index] : nil }
    return next.allSatisfy { $0 == nil } ? nil : next
  }
}
