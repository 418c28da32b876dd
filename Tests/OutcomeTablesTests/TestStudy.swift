// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import OutcomeTables

/// A folder that is removed with everything in it when the test is over.
final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "cordon-test-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The names in the folder or one below it, hidden ones too.
  func names(in folder: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
  }
}

/// A small study of two policies, with made-up outcomes that are quick to come by.
struct TestStudy {
  let plan: Plan
  var sweep: Sweep { Sweep(plan) }
  let replications: [Replication]

  init(replications count: Int = 4, shift: Double = 0) throws {
    plan = try Plan(
      comparing: ["Co-operate, \"fully\"", "clampdown"].map { name in
        var scenario = Scenario()
        scenario.settings.replications = count
        scenario.policy = Policy(name: name)
        return scenario
      })
    replications = (1...count).map { number in
      Replication(
        number: number,
        runs: [0, 1].map { policy in
          TestStudy.run { outcome, month in
            guard outcome != 1 else { return .nan }
            let size = Double(number * number) / 3 + Double(outcome) - Double(policy * month)
            return size + shift
          }
        })
    }
  }

  /// A run with the given value of each outcome in each month; month 0 stands for counted years.
  private static func run(_ value: (_ outcome: Int, _ month: Int) -> Double) -> RunOutcomes {
    var run = template
    let outcomes = Outcome.all.indices
    run.months = Array(run.months.prefix(2))
    run.counted = outcomes.map { value($0, 1) }
    run.monthly = run.months.indices.flatMap { month in outcomes.map { value($0, month + 1) } }
    return run
  }

  private static let template: RunOutcomes = {
    var scenario = Scenario()
    scenario.settings.warmUp = 0
    scenario.settings.start = CalendarDate(dayNumber: scenario.settings.policyFrom.dayNumber - 181)
    scenario.settings.counted = 1
    var simulation = Simulation(scenario, replication: 1)
    return simulation.finish()
  }()

  /// The builder of all replications.
  var comparison: Comparison {
    var builder = ComparisonBuilder(plan)
    for replication in replications { builder.add(replication) }
    return builder.comparison()
  }

  /// Writes the results and the tables.
  @discardableResult
  func write(
    in folder: TemporaryFolder, force: Bool = false, page: String? = nil
  ) throws -> StudyFolder {
    try writeStudy(sweep, replications, in: folder, force: force, page: page)
  }
}

/// Writes the results of a study of one state, the tables that are made of them, and a page.
@discardableResult
func writeStudy(
  _ sweep: Sweep, _ replications: [Replication], in output: TemporaryFolder, force: Bool = false,
  page: String? = nil
) throws -> StudyFolder {
  let folder = StudyFolder(of: sweep, in: output.path)
  if force { try folder.removeResults() }
  try folder.make()
  let store = try StudyStore(at: folder.results, for: sweep)
  for replication in replications {
    try store.append(Sweep.Future(state: 0, replication: replication.number), replication)
  }
  try store.commit()
  let writer = try TableWriter(sweep, in: folder)
  var builder = ComparisonBuilder(sweep.first)
  try store.forEachFuture(of: sweep) { future, replication in
    builder.add(replication)
    try writer.add(future, replication)
  }
  try writer.add(builder.comparison(), ofState: 0)
  try writer.finish(
    Manifest(sweep), pages: page.map { [(StudyFolder.report, $0)] } ?? [], force: force)
  return folder
}

/// The records of a file of comma-separated values, by the rules of RFC 4180 and nothing else.
func records(at path: String) throws -> [[String]] {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  var records: [[String]] = []
  var record: [String] = []
  var field = ""
  var isQuoted = false
  var scalars = Array(text.unicodeScalars)[...]
  while let scalar = scalars.popFirst() {
    switch scalar {
    case "\"" where isQuoted && scalars.first == "\"":
      field.unicodeScalars.append("\"")
      scalars.removeFirst()
    case "\"": isQuoted.toggle()
    case "," where !isQuoted:
      record.append(field)
      field = ""
    case "\r" where !isQuoted && scalars.first == "\n":
      scalars.removeFirst()
      records.append(record + [field])
      record = []
      field = ""
    default: field.unicodeScalars.append(scalar)
    }
  }
  return records
}

extension Plan {
  /// The scenarios of the policies.
  var scenarios: [Scenario] { scenarios(of: Scenario.self) ?? [] }
}
