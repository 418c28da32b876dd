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
  /// How the states were chosen: `grid`, `list`, `sample`, `ends` or `blocks`; nil if nothing varies.
  public let designOfStates: String?
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

  /// What stands in each line for people, and its name.
  public var facts: [(name: String, words: String)] {
    var facts = [
      ("policies", policies.joined(separator: ", ")), ("states", grouped(states)),
    ]
    facts += factors.map { ("  varies", $0) }
    if let design = designOfStates.flatMap(StateDesign.init) {
      facts.append(("design", design.words))
    }
    if let luck = luckOfStates.flatMap(StateLuck.init) { facts.append(("luck", luck.words)) }
    facts += [
      ("replications", "\(grouped(replications)), seed \(seed)"), ("runs", grouped(runs)),
    ]
    if let failure { facts.append(("pilot", "FAILED: \(failure)")) }
    if let seconds, let bytes {
      facts += [
        (
          "time",
          "about \(duration(seconds)) on \(counted(threads, "thread")) "
            + "(\(counted(pilotReplications, "replication")) took \(duration(pilotSeconds)))"
        ),
        ("results", "about \(Self.size(bytes)), and the tables two to three times as much"),
      ]
    }
    return facts
  }

  private static func size(_ bytes: Double) -> String {
    switch bytes {
    case ..<1e6: "\(Int((bytes / 1e3).rounded(.up))) kB"
    case ..<1e9: "\(Int((bytes / 1e6).rounded(.up))) MB"
    default: "\(Int((bytes / 1e9).rounded(.up))) GB"
    }
  }

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
    designOfStates = sweep.design?.rawValue
    runs = sweep.runs
    (pilotReplications, pilotSeconds) = (pilot.futures, pilot.seconds)
    failure = pilot.failure
    self.threads = threads
    let isWell = pilot.failure == nil
    seconds = isWell ? pilot.seconds(threads: threads) : nil
    bytes = isWell ? pilot.bytesOfStudy : nil
  }
}
