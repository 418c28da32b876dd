// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import CordonModel
import Declarations
import Foundation
import Testing

@Suite("The command line")
struct CommandTests {
  let session: Session
  init() throws { session = try Session() }

  @Test("compare says first what it will do, then what differs, last where the tables are")
  func compare() async throws {
    let ending = await session.cordon(
      "compare", "open.yaml", "shut.yaml", "--output", session.studies, "--threads", "2")
    #expect(ending.exit == .success)
    #expect(
      ending.faults.first?.hasPrefix("3 policies x 4 replications = 12 runs, about ") == true)
    #expect(ending.faults.first?.hasSuffix(" on 2 threads") == true)
    #expect(ending.faults.dropLast(2).last?.hasPrefix("12 runs done, 0 failed, in ") == true)
    let name = try #require(session.studyNames().first)
    #expect(ending.faults.dropLast().last == "Report: \(session.studies)/\(name)/report.html")
    #expect(ending.faults.last == "Tables: \(session.studies)/\(name)/")
    #expect(ending.output.contains("Checked: until 2017-05-01 every policy has the same history"))
    #expect(ending.output.hasPrefix("Against the status quo, open "))
    let table = try #require(ending.lines.firstIndex { $0.hasPrefix("convictions  ") })
    #expect(table < 12 && ending.lines[table - 1].contains("status quo"))
    #expect(ending.output.contains("less status-quo"))
  }

  @Test("Every printed line fits 80 columns")
  func width() async {
    for command in [["compare", "open.yaml", "shut.yaml"], ["run", "open.yaml"]] {
      let ending = await session.cordon(command + ["--output", session.studies])
      #expect(ending.exit == .success)
      #expect(ending.lines.filter { $0.count > 80 } == [])
    }
    for verb in ["parameters", "outcomes"] {
      let ending = await session.cordon(verb)
      #expect(ending.lines.filter { $0.count > 80 } == [])
    }
  }

  @Test("Words narrow the list of parameters and that of outcomes")
  func words() async {
    let levers = await session.cordon("parameters", "policy.levers", "GROUPS")
    let paths = levers.lines.filter { $0.hasPrefix("  ") && $0.contains(" = ") }
    #expect(paths.contains { $0.hasPrefix("  policy.levers.notice = ") })
    #expect(paths.allSatisfy { $0.hasPrefix("  policy.levers.") })
    #expect(paths.count < Levers.fields.count)
    let outcomes = await session.cordon("outcomes", "officer-hours")
    #expect(outcomes.lines.contains { $0.hasPrefix("officer-hours (") })
    #expect(!outcomes.output.contains("convictions"))
    for wrong in [["parameters", "xyzzy"], ["outcomes", "xyzzy"], ["parameters", "a", "--yaml"]] {
      #expect(await session.cordon(wrong).exit == .badInput)
    }
  }

  @Test("A policy's levers stand before the parameters of the world in what explain says")
  func order() async throws {
    let output = await session.cordon("explain", "open.yaml").output
    let starts = try ["WHAT open DOES", "POLICY: ", "SETTINGS", "PARAMETERS: "].map {
      try #require(output.range(of: $0)).lowerBound
    }
    #expect(starts == starts.sorted())
  }

  @Test(
    "A study of several policies and states is explained: each policy, what varies, and once all else"
  )
  func explainedStudy() async throws {
    try session.write("study.yaml", Session.study(replications: 3))
    let ending = await session.cordon("explain", "study.yaml")
    #expect(ending.exit == .success && ending.remarks.isEmpty, "\(ending.remarks)")
    let headings = [
      "Where it flips", "WHAT open DOES", "POLICY: levers that open sets", "WHAT shut DOES",
      "POLICY: levers that shut sets", "STATES: 4 states of a grid", "SETTINGS", "PARAMETERS: ",
    ]
    let starts = try headings.map { try #require(ending.output.range(of: $0)).lowerBound }
    #expect(starts == starts.sorted())
    #expect(ending.output.components(separatedBy: "SETTINGS").count == 2)
    #expect(
      ending.output.contains(
        "  stings.streamed: [40%, 80%]\n  groups.lifetime: [500 days, 900 days]\n"))
    let json = await session.cordon("explain", "study.yaml", "--json").output
    let values = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    let levers = values.filter { $0["path"] as? String == "policy.levers.acceptance" }
    #expect(levers.map { $0["policy"] as? String } == ["open", "shut"])
    #expect(levers.map { $0["value"] as? String } == ["95%", "5%"])
    let varied = values.filter { $0["varies"] != nil }
    #expect(varied.map { $0["path"] as? String } == ["groups.lifetime", "stings.streamed"])
    #expect(varied.map { $0["varies"] as? String } == ["[500 days, 900 days]", "[40%, 80%]"])
  }

  @Test("The same study again is there already, whatever the number of threads")
  func again() async {
    for threads in ["1", "2", "7"] {
      let ending = await session.cordon(
        "compare", "open.yaml", "shut.yaml", "--output", session.studies, "--threads", threads)
      #expect(ending.exit == .success)
      #expect(ending.remarks.contains("All 12 runs were there already") == (threads != "1"))
    }
    #expect(session.studyNames().count == 1)
  }

  @Test("run shows observations beside the simulated values of the same years")
  func run() async {
    let ending = await session.cordon("run", "open.yaml", "--output", session.studies)
    #expect(ending.exit == .success)
    #expect(ending.output.contains("a made-up observation, 2017 (things)"))
    #expect(ending.output.contains("observed 70, grade B; simulated mean "))
    #expect(ending.output.contains("9 of 10 futures"))
  }

  @Test("JSON on standard output has everything, and is alone there")
  func json() async throws {
    let ending = await session.cordon(
      "compare", "open.yaml", "shut.yaml", "--output", session.studies, "--json", "--quiet")
    #expect(ending.remarks.isEmpty)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    #expect(report["policies"] as? [String] == ["open", "shut", "status-quo"])
    #expect((report["summaries"] as? [Any])?.count == 3 * Outcome.all.count)
    let answer = try #require(report["answer"] as? [String: Any])
    #expect(
      answer["reference"] as? String == "status-quo" && answer["is_status_quo"] as? Bool == true)
    let cells = try #require(answer["cells"] as? [[String: Any]])
    #expect(
      cells.count == 20 && cells.prefix(2).map { $0["policy"] as? String } == ["open", "shut"])
    let differences = try #require(report["differences"] as? [[String: Any]])
    let names = Outcome.all.map(\.name)
    #expect(differences.map { $0["outcome"] as? String } == names + names + names)
    let change = differences.first {
      $0["policy_a"] as? String == "open" && $0["policy_b"] as? String == "status-quo"
    }
    #expect(cells[0]["change"] as? Double == change?["mean_difference"] as? Double)
    #expect(differences.first?["better"] as? String == "more")
    #expect(differences.first?["bootstrap_low"] as? Double != nil)
    #expect(report["failures"] as? [String] == [] && report["precision"] as? [String] == [])
    #expect((report["checks"] as? [Any])?.isEmpty == false)
  }

  @Test("Options change values as a file would")
  func options() async {
    let ending = await session.cordon(
      "explain", "open.yaml", "--set", "stings.streamed=40%", "--replications", "9", "--seed", "3",
      "--json")
    #expect(ending.exit == .success)
    for value in [#""value" : "40%""#, #""value" : "9 replications""#, #""value" : "3""#] {
      #expect(ending.output.contains(value))
    }
  }

  @Test("Progress is drawn on a terminal only, and removed when done")
  func progress() async {
    let drawn = await session.cordon(
      "run", "open.yaml", "--output", session.studies, showsProgress: true)
    #expect(drawn.remarks.contains("4 of 4 runs"))
    #expect(drawn.remarks.contains("\r\u{1B}[K4 runs done"))
    let silent = await session.cordon("run", "open.yaml", "--output", session.studies)
    #expect(!silent.remarks.contains("\r"))
    let quiet = await session.cordon(
      "run", "open.yaml", "--output", session.studies, "--quiet", showsProgress: true)
    #expect(quiet.remarks.isEmpty)
  }

  @Test("One replication can be run alone")
  func only() async {
    let ending = await session.cordon(
      "run", "open.yaml", "--only", "3", "--output", session.studies)
    #expect(ending.exit == .success)
    #expect(ending.remarks.hasPrefix("1 policy x 1 replication = 1 run, about "))
  }

  @Test("Help and version are answers, not faults", arguments: ["--help", "--version", "help"])
  func help(argument: String) async {
    let ending = await session.cordon(argument)
    #expect(ending.exit == .success)
    #expect(ending.remarks.isEmpty)
    #expect(ending.output.contains("cordon"))
  }
}
