// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles

/// A study from files to tables, and what the console is told on the way.
struct Study {
  let files: [String]
  let options: StudyOptions
  let arguments: [String]

  /// What a study found, and where it is.
  struct Results {
    let plan: Plan
    let comparison: Comparison
    /// The area that is shown; nil for the country.
    let area: String?
    let observed: [ObservedYears]
    let path: String
    let placement: StudyWriter.Placement
    let seconds: Double
  }

  /// Loads, plans, runs, writes and shows.
  func perform(console: Console) async throws -> Exit {
    let results = try await results(console: console)
    if options.json {
      try console.output(jsonText(FindingsReport(results)))
    } else {
      show(results, console: console)
    }
    return close(results, console: console)
  }

  private func show(_ results: Results, console: Console) {
    let policies = results.plan.policies
    let isSingle = policies.count == 1
    console.print(
      (results.area.map { "\($0): means" } ?? "Means") + " with 95 % intervals; "
        + (isSingle
          ? "and where 9 of 10 futures lie." : "a difference is \(policies[0]) less the other."))
    console.print()
    if isSingle, results.area == nil {
      for line in observedLines(results.observed, headline: console.headline) {
        console.print(line)
      }
    }
    let text = ComparisonText(
      comparison: results.comparison, plan: results.plan, showsAll: options.all,
      isOfArea: results.area != nil, headline: console.headline)
    for line in text.lines { console.print(line) }
  }

  private func results(console: Console) async throws -> Results {
    let loaded = try options.values.load(files)
    let plan = try Plan(
      comparing: loaded.map(\.scenario), only: options.only, areaMonths: options.areaMonths)
    let area = try options.area.map { try areaPlace($0, in: plan) }
    var warned: Set<Fault> = []
    for warning in loaded.flatMap(\.warnings) where warned.insert(warning).inserted {
      remark(warning.description, console)
    }
    let writer = try StudyWriter(plan, in: options.output)
    var builder = ComparisonBuilder(plan)
    var shown = area.map { ComparisonBuilder(plan, area: $0) }
    var observed = ObservedYears.all(of: plan)
    var manifest = manifest(plan, loaded)
    let bar = ProgressBar(console: console, isShown: !options.quiet)
    let start = ContinuousClock.now

    let checks = try await plan.execute(
      threads: options.threads,
      plannedSeconds: { remark(planWords(plan, seconds: $0), console) },
      progress: { bar.show($0) },
      deliver: { replication in
        builder.add(replication)
        shown?.add(replication)
        for place in observed.indices { observed[place].add(replication) }
        try writer.add(replication)
      })

    bar.clear()
    let comparison = builder.comparison(checks: checks)
    manifest.ended = Date()
    manifest.wallSeconds = start.duration(to: .now).seconds
    let placement = try writer.finish(comparison, manifest: manifest, force: options.force)
    return Results(
      plan: plan, comparison: shown?.comparison(checks: comparison.checks) ?? comparison,
      area: options.area, observed: observed, path: writer.path,
      placement: placement, seconds: manifest.wallSeconds)
  }

  /// The place of an area that the user names.
  private func areaPlace(_ name: String, in plan: Plan) throws -> Int {
    let areas = plan.areas.count > 1 ? plan.areas : []
    guard let place = areas.firstIndex(of: name) else {
      throw ValidationError(
        areas.isEmpty
          ? "--area: the country is one area here"
          : "no area is called '\(name)': there is \(areas.joined(separator: ", "))")
    }
    return place
  }

  /// The last lines: what was run and where it is.
  private func close(_ results: Results, console: Console) -> Exit {
    let failures = results.comparison.checks.count { $0.result == .failed }
    let check = failures == 0 ? "" : " (\(failures) of the study's own checks failed)"
    remark(
      "\(grouped(results.plan.runs)) runs done, 0 failed\(check), in "
        + duration(results.seconds), console)
    let state =
      switch results.placement {
      case .written: ""
      case .alreadyThere: " (there already, and equal byte for byte)"
      case .replaced: " (replaced)"
      }
    remark("Tables: \(results.path)/\(state)", console)
    return failures == 0 ? .success : .someFailed
  }

  private func remark(_ line: String, _ console: Console) {
    if !options.quiet { console.remark(line) }
  }

  private func planWords(_ plan: Plan, seconds: Double) -> String {
    func count(_ number: Int, _ noun: String, _ plural: String) -> String {
      "\(grouped(number)) \(number == 1 ? noun : plural)"
    }
    return count(plan.scenarios.count, "policy", "policies") + " x "
      + count(plan.replications.count, "replication", "replications") + " = "
      + count(plan.runs, "run", "runs") + ", about \(duration(seconds)) on "
      + count(options.threads, "thread", "threads")
  }

  private func manifest(_ plan: Plan, _ loaded: [LoadedScenario]) -> Manifest {
    var manifest = Manifest(plan)
    manifest.command = ["cordon"] + arguments
    manifest.threads = options.threads
    manifest.describeProgram()
    manifest.resolved = loaded.flatMap { loaded in
      loaded.resolved.map { value in
        Manifest.Resolved(
          policy: loaded.scenario.policy.name, path: value.path, value: value.words,
          source: value.origin, grade: value.evidence.grade.rawValue)
      }
    }
    for input in loaded.flatMap(\.inputs).map({ Manifest.Input(path: $0.path, sha256: $0.sha256) })
    where !manifest.inputs.contains(input) {
      manifest.inputs.append(input)
    }
    return manifest
  }
}

/// A length of time as people say it: `4 s`, `3 min 20 s`, `2 h 5 min`.
func duration(_ seconds: Double) -> String {
  guard seconds >= 0.95 else {
    return Readable(standardError: 0.1, size: 0)(max(0.1, seconds)) + " s"
  }
  let whole = Int(seconds.rounded())
  return switch whole {
  case ..<60: "\(whole) s"
  case ..<3_600: "\(whole / 60) min \(whole % 60) s"
  default: "\(whole / 3_600) h \(whole % 3_600 / 60) min"
  }
}
