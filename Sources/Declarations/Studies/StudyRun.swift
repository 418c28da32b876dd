// SPDX-License-Identifier: GPL-3.0-or-later

/// One run of a model: a value, of which a copy is a fork.
///
/// A run has no global state, clock, input or output. It takes all chance from the seed of its scenario and
/// its replication, so that a run can be repeated bit for bit and policies share their luck.
public protocol StudyRun: Sendable {
  /// The scenario that is simulated.
  associatedtype Scenario: StudyModel where Scenario.Run == Self
  /// What all replications of a scenario share and none changes; the scenario itself, if nothing is prepared.
  associatedtype World: Sendable = Scenario

  /// Prepares what all replications share, whatever their policy.
  static func world(of scenario: Scenario) -> World
  /// The same, where there is the world of another scenario, which may be much like it; by default that is not used.
  ///
  /// What takes long to make may be taken from the other world where it depends on nothing that differs.
  static func world(of scenario: Scenario, beside neighbour: World) -> World
  /// The same for runs of which only some outcomes are asked; by default the model does not use this.
  ///
  /// Such a run may leave out what cannot change these outcomes. They are the same, bit for bit, as those of a run
  /// that leaves nothing out; any other outcome has no value.
  ///
  /// - Parameters:
  ///   - scenario: What is simulated.
  ///   - outcomes: The outcomes that are asked for, by their indices among the model's.
  /// - Returns: What runs are made of.
  static func world(of scenario: Scenario, asking outcomes: [Int]) -> World

  /// A run before its first event, under the policy of the world's scenario.
  ///
  /// - Parameters:
  ///   - world: What is simulated.
  ///   - replication: The number of the replication, from 1; with the seed it decides all chance.
  init(_ world: World, replication: Int)

  /// Follows the policy of another scenario from now on; what has been simulated stays as it is.
  mutating func adopt(policyOf scenario: Scenario)
  /// Goes on in another world, whose values have been the same until now: those that begin today or later are its own.
  ///
  /// A model whose values have no dates need not know how.
  mutating func adopt(laterValuesOf world: World)
  /// Runs up to, and not including, the first moment of a day.
  mutating func run(until day: CalendarDate)
  /// Runs to the end of the counted years and returns the outcomes, by area and month only if asked.
  mutating func finish(areaMonths: Bool) -> RunOutcomes

  /// The first days of the months that have ended, and their outcomes, laid out as ``RunOutcomes/monthly``.
  var closedMonths: (months: [CalendarDate], values: [Double]) { get }

  /// Takes luck of its own from now on.
  ///
  /// Under every policy, copies of a run with different lineages go on differently, and copies with one lineage
  /// go on alike.
  ///
  /// - Parameter lineage: The number of the copy, from 1.
  mutating func rekey(lineage: Int)

  /// What came to the servers of each kind since the run began; nothing by default.
  var workloads: [Workload] { get }
  /// Runs up to, and not including, the first moment of a day, and records what happens; by default
  /// nothing is recorded.
  ///
  /// The run is the very same, bit for bit, as one that is not recorded.
  mutating func run(
    until day: CalendarDate, recording selection: StorySelection, to record: (StoryLine) -> Void)
}

extension StudyRun {
  /// Takes nothing from the other world.
  public static func world(of scenario: Scenario, beside neighbour: World) -> World {
    world(of: scenario)
  }
  /// Leaves nothing out.
  public static func world(of scenario: Scenario, asking outcomes: [Int]) -> World {
    world(of: scenario)
  }
  /// Stops: values have no dates, so that there are no later ones.
  public mutating func adopt(laterValuesOf world: World) {
    preconditionFailure("this model has no values with dates")
  }
  /// Nobody is watched.
  public var workloads: [Workload] { [] }
  /// Runs up to the first moment of a day, and records nothing.
  public mutating func run(
    until day: CalendarDate, recording selection: StorySelection, to record: (StoryLine) -> Void
  ) { run(until: day) }
}

extension StudyRun where World == Scenario {
  /// Prepares what all replications of a scenario share, whatever their policy.
  public static func world(of scenario: Scenario) -> Scenario { scenario }
}
