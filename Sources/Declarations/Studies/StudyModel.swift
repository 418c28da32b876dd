// SPDX-License-Identifier: GPL-3.0-or-later

/// What a study can simulate: a scenario of a model, with everything that a study asks of it.
///
/// A model meets this contract and gets planning, common random numbers, runs on any number of threads and
/// shards, statistics, tables, reports, checks and replays; none of them knows anything else of it. A scenario
/// is a value: a policy among others, the world in which it holds, when, how often and with which luck.
///
/// A model leaves to the default what it does not have: one without a story has no vocabulary, one without
/// areas has no names of areas.
public protocol StudyModel: Sendable {
  /// A run of the model.
  associatedtype Run: StudyRun where Run.Scenario == Self

  /// All fields of a scenario.
  static var catalogue: FieldCatalogue<Self> { get }
  /// The outcomes of a run, in the order of their values.
  static var outcomes: OutcomeSet { get }
  /// What the model takes for granted, for its log; none by default.
  static var assumptions: [ModelAssumption] { get }
  /// The words in which runs report events; nil if they cannot, which is the default.
  static var story: StoryVocabulary? { get }
  /// Kinds of events that must be the same under every policy; none by default.
  static var untouchedStreams: [UntouchedStream] { get }

  /// The scenario's name.
  var name: String { get }
  /// What it is about; empty if nothing is said, which is the default.
  var summary: String { get }
  /// The name of its policy.
  var policyName: String { get set }
  /// When it happens.
  var calendar: StudyCalendar { get }
  /// How many replications each policy is given.
  var replications: Int { get set }
  /// The seed of all chance.
  var seed: Int { get }
  /// The areas; one for a country of which no parts are known, which is the default.
  var studyAreas: [StudyArea] { get }
  /// What was observed, to be shown beside what is simulated; nothing by default.
  var observations: [Observation] { get }
  /// How well differences must be known; by default there is no goal, and the number of replications is fixed.
  var precision: [PrecisionGoal] { get }
  /// What the scenario says of outcomes, in its order; nothing by default.
  var valuations: [OutcomeValuation] { get }
  /// Values that fields of the world or of areas have from a day on, in place of those before; none by default.
  var datedValues: [DatedValue] { get set }
  /// The smallest difference of an outcome that matters in this scenario, in the outcome's unit.
  ///
  /// By default the scenario says it, or else the outcome's declaration.
  func matters(_ outcome: Outcome) -> Double

  /// Why the scenario cannot be simulated, a sentence for each reason; empty if it can, the default.
  var excesses: [String] { get }
  /// What its policy says, in an order that does not depend on the file's; by default the values of all levers.
  ///
  /// A study is known by these, too: policies that say the same give the same runs, bit for bit.
  var policyStatements: [StatedValue] { get }
  /// Whether its policy sets levers alike in all areas; by default it does.
  var isPolicyNational: Bool { get }
  /// What its policy does, in words; nothing by default.
  var policyParagraphs: [PolicyParagraph] { get }
  /// Whether its policy does nothing; by default where nothing is said of it.
  var isStatusQuo: Bool { get }

  /// Whether another scenario says the same of everything but the policy, where the model can tell at once; with false,
  /// the default, fields are compared one by one. Scenarios that are alike have the same excesses.
  func isAlike(to other: Self) -> Bool

  /// The paths of settings that do not reach back before the day on which policies part; none by default.
  static var laterSettings: [String] { get }
  /// The fields in which all scenarios of a comparison must agree, such as dates and luck; by default all
  /// settings.
  static var commonFields: [Field<Self>] { get }
  /// The first day on which the policies of any two may differ; nil if they never do.
  ///
  /// The scenarios differ in nothing but their policies. Until that day one history serves them all.
  static func partingDay(of scenarios: [Self]) -> CalendarDate?

  /// For each thing that its policy does, the scenario without it; none by default.
  var withoutParts: [PolicyPart<Self>] { get }
}

/// An area of which a study has outcomes of its own.
public struct StudyArea: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// How many people live there.
  public let residents: Double

  /// Creates an area.
  public init(name: String, residents: Double) {
    self.name = name
    self.residents = residents
  }
}

/// A thing that a policy does, and the scenario without it.
public struct PolicyPart<Scenario: Sendable>: Sendable {
  /// What it is, for example `lever acceptance` or `trigger 2`.
  public let words: String
  /// The scenario whose policy leaves it out.
  public let without: Scenario
  /// Whether the rest sets the same levers on the same days: then the part changes nothing.
  public let isRedundant: Bool

  /// Creates a part.
  public init(_ words: String, without: Scenario, isRedundant: Bool) {
    self.words = words
    self.without = without
    self.isRedundant = isRedundant
  }
}

extension StudyModel {
  /// Nothing is taken for granted.
  public static var assumptions: [ModelAssumption] { [] }
  /// Runs record no events.
  public static var story: StoryVocabulary? { nil }
  /// Nothing is compared.
  public static var untouchedStreams: [UntouchedStream] { [] }
  /// Nothing is said of what it is about.
  public var summary: String { "" }
  /// One area, everywhere.
  public var studyAreas: [StudyArea] { [StudyArea(name: "everywhere", residents: 1)] }
  /// Nothing was observed.
  public var observations: [Observation] { [] }
  /// No precision is asked for.
  public var precision: [PrecisionGoal] { [] }
  /// Nothing is said of outcomes.
  public var valuations: [OutcomeValuation] { [] }
  /// All values hold for the whole run.
  public var datedValues: [DatedValue] {
    get { [] }
    set { precondition(newValue.isEmpty, "this model has no values with dates") }
  }
  /// What the scenario says matters, or else the declaration, in the outcome's unit.
  public func matters(_ outcome: Outcome) -> Double {
    valuations.last { $0.outcome == outcome.name }?.matters ?? outcome.matters
  }
  /// Nothing keeps it from being simulated.
  public var excesses: [String] { [] }
  /// The policy is one for all areas.
  public var isPolicyNational: Bool { true }
  /// The values of all levers.
  public var policyStatements: [StatedValue] { values([.lever]) }
  /// Nothing is said of it.
  public var policyParagraphs: [PolicyParagraph] { [] }
  /// Nothing is said of it.
  public var isStatusQuo: Bool { policyParagraphs.isEmpty }
  /// It cannot tell.
  public func isAlike(to other: Self) -> Bool { false }
  /// All settings decide the past.
  public static var laterSettings: [String] { [] }
  /// All settings.
  public static var commonFields: [Field<Self>] { catalogue[.setting].map(\.field) }
  /// Nothing can be left out.
  public var withoutParts: [PolicyPart<Self>] { [] }
}
