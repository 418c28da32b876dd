// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

extension Scenario: StudyModel {
  /// A run of the model.
  public typealias Run = Simulation

  /// The outcomes of a run, in the order of their values.
  public static var outcomes: OutcomeSet { Outcome.all }
  /// What the model takes for granted.
  public static var assumptions: [ModelAssumption] { ModelAssumption.log }
  /// The words in which runs record events.
  public static var story: StoryVocabulary? { .cordon }
  /// Kinds of events that must be the same under every policy.
  public static var untouchedStreams: [UntouchedStream] { UntouchedStream.all }

  /// The name of the policy.
  public var policyName: String {
    get { policy.name }
    set { policy.name = newValue }
  }
  /// When the study happens.
  public var calendar: StudyCalendar {
    StudyCalendar(
      warmUp: settings.warmUp, start: settings.start, policyFrom: settings.policyFrom,
      counted: settings.counted)
  }
  /// How many replications each policy is given.
  public var replications: Int {
    get { settings.replications }
    set { settings.replications = newValue }
  }
  /// The seed of all chance.
  public var seed: Int { settings.seed }
  /// The areas with their residents.
  public var studyAreas: [StudyArea] {
    areas.map { StudyArea(name: $0.name, residents: $0.population) }
  }
  private var areaNames: [String] { areas.map(\.name) }
  /// Whether no change or trigger is of a single area.
  public var isPolicyNational: Bool {
    policy.changes.allSatisfy { $0.area == nil }
      && policy.triggers.allSatisfy { $0.scope == .national }
  }
  /// What the policy does, in words.
  public var policyParagraphs: [PolicyParagraph] {
    policy.paragraphs(after: history, until: settings.end)
  }
  /// Whether the policy does nothing, told without words: a sweep asks each state.
  public var isStatusQuo: Bool { policy.changes.isEmpty && policy.triggers.isEmpty }

  /// What the policy says, in one order.
  public var policyStatements: [StatedValue] { policy.statements }

  /// Whether another scenario says the same of everything but the policy.
  public func isAlike(to other: Scenario) -> Bool {
    settings == other.settings && history == other.history && parameters == other.parameters
      && areas == other.areas && datedValues == other.datedValues
  }

  /// The paths of settings that do not reach back before the day on which policies part.
  public static var laterSettings: [String] { ["policy-from", "counted", "event-limit"] }
  /// The fields in which all scenarios of a comparison must agree.
  public static var commonFields: [Field<Scenario>] {
    // A run warms up by itself, so policies can be compared even where that takes longer for one.
    catalogue[.setting].map(\.field).filter { $0.path != "warm-up" }
  }

  /// The first day on which the policies of any two scenarios may differ; nil if they never do.
  public static func partingDay(of scenarios: [Scenario]) -> CalendarDate? {
    let first = scenarios[0]
    return Policy.partingDay(
      of: scenarios.map(\.policy), after: first.history, in: first.areaNames,
      policyFrom: first.settings.policyFrom)
  }

  /// The scenario without one thing that its policy does, for each of them.
  public var withoutParts: [PolicyPart<Scenario>] {
    let whole = policy.steps(after: history, in: areaNames)
    func part(_ words: String, _ change: (inout Policy) -> Void) -> PolicyPart<Scenario> {
      var scenario = self
      change(&scenario.policy)
      return PolicyPart(
        words, without: scenario,
        isRedundant: scenario.policy.triggers == policy.triggers
          && scenario.policy.steps(after: history, in: areaNames) == whole)
    }
    var seen: Set<String> = []
    let levers = policy.changes.map(\.lever).filter { seen.insert($0).inserted }
    return levers.map { lever in
      part("lever \(lever)") { $0.changes.removeAll { $0.lever == lever } }
    }
      + policy.triggers.indices.map { number in
        part("trigger \(number + 1)") { $0.triggers.remove(at: number) }
      }
  }
}
