// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Designs
import Experiments
import OutcomeTables
import ScenarioFiles
import Texts

/// The short study that says how far the answer of a comparison holds: the same policies, with each unknown that no
/// source measures alone at both ends of its plausible range, and a few futures of the same luck at each.
///
/// It is an ordinary study in a folder of its own within that of the comparison, so it resumes by itself,
/// `cordon drivers` reads it, and `cordon extend` gives it more futures.
public enum ConditionRun {
  /// Whether a comparison runs it.
  public enum Wish: String, Codable, Sendable {
    /// It is run.
    case required
    /// It is run where it is not out of proportion: see ``mostTimes``. That is what `cordon compare` does unless it is
    /// told otherwise.
    case ifShort = "if short"
  }

  /// How many times as many futures as the comparison has it may have at most, where nobody asks for it.
  ///
  /// A first look at few futures must not wait for it.
  static let mostTimes = 2
  /// How many futures each state has.
  static let futures = 4
  /// What is moved, as a study file names it.
  static let group = "deep"
  /// Its folder within the folder of the comparison.
  static let folder = "condition"

  /// The option that repeats a wish of `cordon compare`; none where it is the default.
  static func option(_ wish: Wish?) -> [String] {
    switch wish {
    case .required: ["--drivers"]
    case .ifShort: []
    case nil: ["--no-drivers"]
    }
  }
}

extension StudyRequest {
  /// What the files are loaded with: what was set beside them and, for the short study, its states.
  var settings: [(path: String, value: String)] {
    let own = values.map { (path: $0.path, value: $0.value) }
    guard let futuresOfCondition else { return own }
    return own.filter { $0.path != "replications" } + [
      ("states.design", "ends"), ("states.vary", ConditionRun.group),
      ("replications", "\(futuresOfCondition)"),
    ]
  }

  /// The request of the short study.
  var ofCondition: StudyRequest {
    var request = self
    request.futuresOfCondition = ConditionRun.futures
    (request.detail, request.events) = (0, nil)
    return request
  }

  /// The study of several files of one world, with the policies of all.
  ///
  /// - Throws: The faults of the first file that has any.
  func loadTogether(
    _ files: [String], _ settings: [(path: String, value: String)], from source: FileSource,
    _ search: SearchPath
  ) throws(ScenarioFaults) -> LoadedStudy {
    var study = try loadStudy(
      at: files[0], settings: settings, from: source, searching: search)
    for file in files.dropFirst() {
      let other = try loadStudy(at: file, settings: settings, from: source, searching: search)
      study.scenarios += other.scenarios
      study.inputs += other.inputs
      study.warnings += other.warnings
    }
    return study
  }
}

extension Study {
  /// The study that says how far the answer holds; nil if it is not asked for, or cannot be.
  ///
  /// Futures that were added to it since are kept.
  ///
  /// - Throws: The faults of its plan.
  func conditionStudy() throws -> Study? {
    guard hasAnswer, let request = planned.request, reasonWithoutCondition == nil else {
      return nil
    }
    let own = StudyFolder("\(folder.path)/\(ConditionRun.folder)")
    var asked = request.ofCondition
    if own.isThere, let futures = try? StoredStudy(in: own).request.futuresOfCondition {
      asked.futuresOfCondition = max(futures, ConditionRun.futures)
    }
    let watch = watch
    return Study(try asked.plan(from: planned.inputs), in: own, options: options) { event in
      switch event {
      case .finished, .remark(.nothingToRun): break
      case .planned(var forecast):
        forecast.isOfCondition = true
        watch(.planned(forecast))
      case .progress, .failed, .checked, .remark: watch(event)
      }
    }
  }

  /// Why no short study says how far the answer holds, and what would, as a sentence without a full stop; nil if one
  /// does.
  private var reasonWithoutCondition: String? {
    guard let request = planned.request else { return nil }
    if sweep.first.draws != nil {
      let few = sweep.replications.count < ValueOfKnowing.fewestStates
      return "Unknowns vary with the pasts here: "
        + (few
          ? "\(ValueOfKnowing.fewestStates) futures or more would say how far the answer holds"
          : "`cordon switch \(folder.path.escaped(for: .shell))` says how far the answer holds")
    }
    if request.only != nil { return "\(Self.onlyChance), and one future says nothing of others" }
    if let worlds = request.wordsOfWorlds(planned.loaded.map(\.scenario)) {
      return "\(Self.onlyChance). \(worlds.capitalised), so unknowns have no common centre"
    }
    switch request.drivers {
    case .required: return nil
    case .ifShort where isShort: return nil
    case .ifShort, nil: break
    }
    var asked = request
    asked.drivers = .required
    return "\(Self.onlyChance). `\(asked.command)` moves each of them alone"
  }

  /// Whether the short study is in proportion to this one: two states for each unknown that no source measures.
  private var isShort: Bool {
    let futures = 2 * unknowns.count(where: \.evidence.isDeep) * ConditionRun.futures
    return futures <= ConditionRun.mostTimes * sweep.replications.count
  }

  /// The estimates of the world, each path once.
  private var unknowns: [ResolvedValue] {
    var seen: Set<String> = []
    return (planned.loaded.first?.resolved ?? []).filter {
      $0.section == .parameters && $0.evidence.grade == .d && seen.insert($0.path).inserted
    }
  }

  private static let onlyChance = "Only chance varies here: unknowns are at their central values"

  /// Whether the condition of an answer is said at all: that of a comparison in one state.
  var hasAnswer: Bool {
    planned.request?.verb == .compare && planned.request?.futuresOfCondition == nil
      && sweep.states == 1 && sweep.policies.count > 1 && sweep.path == nil
  }

  /// Runs what is missing of the short study, if one is asked for.
  ///
  /// - Parameters:
  ///   - store: The results of this study. If a failed run has ended it, the short one is not begun.
  ///   - force: Whether its tables and pages that somebody has changed are replaced.
  /// - Throws: An ``Interruption`` of this study; a fault of the files.
  func runCondition(after store: StudyStore, force: Bool) async throws {
    guard let study = try conditionStudy() else { return }
    if options.stopsOnFailure, try store.counts().failed > 0 { return }
    do {
      _ = try await study.resume(force: force)
    } catch let interruption as Interruption {
      throw Interruption(
        folder: folder, there: sweep.runs + interruption.there,
        planned: sweep.runs + interruption.planned)
    }
  }

  /// What the results of the short study say, and what is unknown.
  ///
  /// It runs and writes nothing.
  ///
  /// - Throws: A fault of the results.
  func conditionFound() throws -> ConditionFound? {
    guard hasAnswer else { return nil }
    var found = ConditionFound(
      reason: reasonWithoutCondition
        ?? "\(Self.onlyChance). `cordon resume \(folder.path.escaped(for: .shell))` moves each of them alone"
    )
    for value in unknowns {
      if value.evidence.isDeep {
        found.deep.append(value.path)
      } else {
        found.estimates.append(value.path)
      }
    }
    guard let study = try conditionStudy(), study.folder.isThere else { return found }
    let stored = try StoredStudy(in: study.folder)
    guard var drivers = SweepDrivers(study.sweep) else { return found }
    try stored.store.forEachFuture(of: study.sweep) { future, replication in
      drivers.add(future, replication)
    }
    found.drivers = drivers
    return found
  }
}

/// What is known of how far an answer holds, beside the study's own results.
struct ConditionFound {
  /// What the short study found; nil if there is none.
  var drivers: SweepDrivers?
  /// Why there is none, as a sentence without a full stop.
  let reason: String
  /// The paths of the unknowns that no source measures.
  var deep: [String] = []
  /// The paths of all other estimates.
  var estimates: [String] = []

  /// Whether a table says it.
  func hasTable(of sweep: Sweep) -> Bool {
    drivers != nil
      || sweep.first.draws != nil && SweepStates.analyses(of: sweep).contains(.switchPoints)
  }

  /// The condition of the answer.
  func condition(of comparison: Comparison, _ states: SweepStates?) -> AnswerCondition {
    if let drivers {
      return AnswerCondition(drivers, of: comparison, deep: deep, estimates: estimates)
    }
    return states.flatMap {
      AnswerCondition($0, of: comparison, deep: deep, estimates: estimates)
    } ?? AnswerCondition(because: reason)
  }
}
