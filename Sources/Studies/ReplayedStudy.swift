// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Experiments
import Foundation
public import OutcomeTables
public import ScenarioFiles

/// A study whose run is replayed, read from its files or from its folder.
public struct ReplayedStudy {
  /// What was run.
  public let sweep: Sweep
  /// The folder; nil if the study is given by its files.
  public let folder: StudyFolder?
  /// The files in which its runs may be.
  private let results: [String]
  /// What names it in a command: its files or its folder, and what is set beside them.
  let files: [String], values: [(path: String, value: String)]

  /// Reads the study whose run is to be replayed.
  ///
  /// - Parameters:
  ///   - files: Its files, or its folder.
  ///   - values: The values that are set beside the files.
  ///   - replication: The number of the replication.
  ///   - search: The folders in which this process looks for files.
  /// - Throws: A fault of the files; a ``RequestFault`` if values are set for a study's folder.
  public init(
    _ files: [String], values: [(path: String, value: String)], replication: Int,
    searching search: SearchPath
  ) throws {
    (self.files, self.values) = (files, values)
    var isFolder: ObjCBool = false
    guard files.count == 1,
      FileManager.default.fileExists(atPath: files[0], isDirectory: &isFolder),
      isFolder.boolValue
    else {
      let request = StudyRequest(
        verb: files.count > 1 ? .compare : .sweep, files: files, values: values, only: replication,
        detail: .usual, searching: search)
      (sweep, folder, results) = (try request.plan(searching: search).sweep, nil, [])
      return
    }
    guard values.isEmpty else {
      throw RequestFault("a study's folder keeps its plan: nothing can be set beside it")
    }
    let folder = StudyFolder(files[0])
    // Shards that are not merged have their runs in files of their own.
    let shards = try? ShardSet(in: folder)
    results =
      [folder.results].filter { FileManager.default.fileExists(atPath: $0) } + (shards?.files ?? [])
    let stored = try StoredStudy(at: shards?.planFile ?? folder.results)
    (sweep, self.folder) = (try stored.planned(only: replication).sweep, folder)
  }

  /// Returns the index of a state.
  ///
  /// Its number counts from 1, as in tables; nil stands for the only state.
  ///
  /// - Throws: A ``RequestFault`` that says which states there are.
  public func state(_ number: Int?) throws(RequestFault) -> Int {
    guard let number else {
      guard sweep.states == 1 else {
        throw RequestFault("name a state with --state: 1 to \(sweep.states)")
      }
      return 0
    }
    guard (1...sweep.states).contains(number) else {
      throw RequestFault("state \(number): the study has states 1 to \(sweep.states)")
    }
    return number - 1
  }

  /// Returns the index of a policy; nil stands for the only policy.
  ///
  /// - Throws: A ``RequestFault`` that says which policies there are.
  public func policy(_ name: String?) throws(RequestFault) -> Int {
    let all = sweep.policies.joined(separator: ", ")
    guard let name else {
      guard sweep.policies.count == 1 else {
        throw RequestFault("name a policy with --policy: \(all)")
      }
      return 0
    }
    guard let index = sweep.first.index(ofPolicy: name) else {
      throw RequestFault("no policy is called '\(name)': there is \(all)")
    }
    return index
  }

  /// What a run is, above its story: its name and its luck, then each factor with its value.
  public func heading(
    of future: Sweep.Future, policy: Int, in plan: Plan
  ) -> [(name: String, rest: String)] {
    let state = sweep.factors.isEmpty ? "" : "state \(future.state + 1), "
    let first = (
      name: "\(plan.policies[policy]), \(state)replication \(future.replication)",
      rest: ", seed \(plan.seed)" + (sweep.luck == .own ? " (the state's own)" : "")
    )
    let values = zip(sweep.factors, sweep.settings(ofState: future.state)).map {
      (name: $0.path, rest: $0.kind.text(of: $1))
    }
    return [first] + values
  }

  /// Whether a run that was made again is the study's, below its story.
  ///
  /// - Throws: A fault of the results.
  public func ending(of replay: Replay, _ replication: Int, wasKept: Bool) throws -> String {
    let whose =
      wasKept ? "the run in \(folder?.path ?? "")" : "replication \(replication) of the study"
    guard replay.isEqualToStudy else {
      return "FAILED: not equal to \(whose)" + (try otherProgram() ?? "") + "."
    }
    let what = replay.outcomes.failure ?? counted(replay.outcomes.events, "event")
    return "\(what); equal to \(whose), bit for bit."
  }

  /// Returns a run's outcomes in the study's results; nil if they have none.
  ///
  /// - Throws: A fault of the results.
  public func kept(_ future: Sweep.Future, policy: Int) throws -> RunOutcomes? {
    try kept(future)?[policy]
  }

  /// Returns the outcomes of all policies in a future, in the study's results; nil if they have none.
  ///
  /// - Throws: A fault of the results.
  func kept(_ future: Sweep.Future) throws -> [RunOutcomes]? {
    for path in results {
      if let found = try StudyStore(reading: path).replication(future, of: sweep) {
        return found.runs
      }
    }
    return nil
  }

  /// Names the other program, if another one made the results; nil if it was this one.
  ///
  /// - Throws: A fault of the results.
  func otherProgram() throws -> String? {
    for path in results {
      let programs = try StudyStore(reading: path).sessions().map(\.program)
      if let other = programs.last(where: { $0 != Program.identity }) {
        return ", which another program made (\(other); this is \(Program.identity))"
      }
    }
    return nil
  }
}
