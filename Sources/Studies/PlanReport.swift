// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
public import Experiments

/// What a study would run, and about how long that takes: for people and for programs.
public struct PlanReport: Encodable, Sendable {
  /// The name of the study.
  public let study: String
  /// The digest of the plan, as the study's folder has it.
  public let plan: String
  /// The policies, in the order of the plan.
  public let policies: [String]
  /// How many states there are.
  public let states: Int
  /// The paths that vary between states.
  public let factors: [String]
  /// How many replications each state has.
  public let replications: Int
  /// The seed of all chance.
  public let seed: Int
  /// Which luck the states have, `own` or `shared`; nil if nothing varies.
  public let luckOfStates: String?
  /// How many runs there are.
  public let runs: Int
  /// How many replications the pilot ran.
  public let pilotReplications: Int
  /// How long the pilot took, in seconds.
  public let pilotSeconds: Double
  /// Why a run of the pilot failed; nil if none did.
  public let failure: String?
  /// How many replications would be simulated at a time.
  public let threads: Int
  /// About how long the study would take, in seconds; nil if the pilot failed.
  public let seconds: Double?
  /// About how many bytes its results would take; nil if the pilot failed.
  public let bytes: Double?

  /// Runs the pilot of a study.
  ///
  /// - Parameters:
  ///   - sweep: The study.
  ///   - pilot: How many replications the pilot runs at most.
  ///   - threads: How many replications the study would simulate at a time.
  /// - Throws: The faults of a state that cannot be simulated.
  public init(of sweep: Sweep, pilot: Int, threads: Int) throws {
    let pilot = try Pilot(of: sweep, futures: pilot)
    study = sweep.name
    plan = sweep.digest.short
    policies = sweep.policies
    states = sweep.states
    factors = sweep.factors.map(\.path)
    replications = sweep.replications.count
    seed = sweep.seed
    luckOfStates = sweep.luck?.rawValue
    runs = sweep.runs
    (pilotReplications, pilotSeconds) = (pilot.futures, pilot.seconds)
    failure = pilot.failure
    self.threads = threads
    let isWell = pilot.failure == nil
    seconds = isWell ? pilot.seconds(threads: threads) : nil
    bytes = isWell ? pilot.bytesOfStudy : nil
  }
}
