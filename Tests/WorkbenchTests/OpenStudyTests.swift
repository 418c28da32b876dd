// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Declarations
import Experiments
import Foundation
import OutcomeTables
import ScenarioFiles
import Studies
import Testing

@testable import Workbench

@Suite("A finished study on the workbench")
struct OpenStudyTests {
  @Test("It says how far the study's answer holds, as the study does, until an unknown is moved")
  func condition() async throws {
    // A month before policies part: what says how far an answer holds has hundreds of runs.
    let world = TestBench.short.replacing("start: 2016-11-01", with: "start: 2017-04-01")
    let test = try TestBench(
      world + """
        replications: 4
        policies:
          - name: open
            levers: {acceptance: 95%}
          - name: shut
            levers: {acceptance: 5%}

        """)
    defer { try? FileManager.default.removeItem(at: test.folder) }
    let search = SearchPath([TestBench.scenarios])
    let planned = try StudyRequest(
      verb: .compare, files: [test.folder.appending(path: "short.yaml").path], values: [],
      detail: .usual, drivers: .required, searching: search
    ).plan(searching: search)
    let folder = StudyFolder(of: planned.sweep, in: test.folder.appending(path: "studies").path)
    let ending = try await Study(planned, in: folder).perform()
    let assessment = try #require(ending.assessment)
    #expect(assessment.condition?.isKnown == true)
    let line = try #require(assessment.conditionLine)

    let bench = try Bench(opening: folder.path, searching: search)
    #expect(bench.condition == line)
    let question = BenchQuestion(mine: .init(levers: ["acceptance": "50%"]))
    let setting = try bench.setting(question)
    let open = BenchServer.Open(setting)
    for future in 1...2 { open.watch.add(future, setting.plan.replicate(future).runs) }
    var told = open.watch.listen().makeAsyncIterator()
    let event = try #require(await told.next())
    #expect(event.contains("The study that is open says: \(line)"))
    let moved = BenchQuestion(
      mine: question.mine, unknowns: [bench.unknowns[0].path: bench.unknowns[0].today])
    #expect(try bench.setting(moved).condition == nil)
    // A scenario has no answer of its own.
    #expect(test.bench.condition == nil)
  }
}
