// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Testing

@testable import ScenarioFiles

@Suite("The folders in which files are looked for")
struct SearchPathTests {
  private func library() throws -> TestFolder {
    try TestFolder([
      "shipped/base.yaml": "stings.streamed: 12%",
      "shipped/cooperate.yaml": "extends: base.yaml\npolicy: {preset: cooperate}",
      "shipped/policies/cooperate.yaml": "levers: {acceptance: 90%}",
      "shipped/data/areas.csv": "name,population\nKent,61000000\n",
      "mine/own.yaml": "extends: base.yaml\npolicy: {preset: cooperate}",
      "mine/areas.yaml": "extends: base.yaml\nareas: {file: data/areas.csv}",
      "mine/lost.yaml": "extends: bse.yaml", "mine/bare.yaml": "policy: {preset: coperate}",
      "mine/out.yaml": "extends: ../shipped/../base.yaml",
    ])
  }

  @Test("have what is not beside the file that names it: scenarios, presets and tables")
  func isFound() throws {
    let folder = try library()
    let search = SearchPath([folder["shipped"]])
    let own = try loadScenario(at: folder["mine/own.yaml"], searching: search)
    #expect(own.scenario.parameters.stings.streamed == 0.12)
    #expect(own.scenario.policy.changes.map(\.setting) == [.number(0.9)])
    #expect(own.inputs[1].path == folder["shipped/base.yaml"])
    let areas = try loadScenario(at: folder["mine/areas.yaml"], searching: search)
    #expect(areas.scenario.areas.map(\.name) == ["Kent"])
  }

  @Test("come after the folder of the file, and lead nowhere else")
  func comeLast() throws {
    let folder = try library()
    try folder.write(Array("stings.streamed: 34%".utf8), to: "mine/base.yaml")
    let search = SearchPath([folder["shipped"]])
    let own = try loadScenario(at: folder["mine/own.yaml"], searching: search)
    #expect(own.scenario.parameters.stings.streamed == 0.34)
    #expect(throws: ScenarioFaults.self) {
      _ = try loadScenario(at: folder["mine/out.yaml"], searching: search)
    }
  }

  @Test("are named where nothing is found in them, with what is near")
  func isSaid() throws {
    let folder = try library()
    let search = SearchPath([folder["shipped"]])
    func told(_ name: String) -> String {
      do throws(ScenarioFaults) {
        _ = try loadScenario(at: folder[name], searching: search)
        return ""
      } catch {
        return error.description
      }
    }
    let lost = told("mine/lost.yaml")
    #expect(lost.contains("or in \(folder["shipped"])"), "\(lost)")
    let bare = told("mine/bare.yaml")
    #expect(
      bare.hasSuffix("no preset is called `coperate`. Allowed: cooperate. Did you mean cooperate?"))
  }

  @Test("give the same study again from copies of what was read")
  func copies() throws {
    let folder = try library()
    let search = SearchPath([folder["shipped"]])
    let first = try loadStudy(at: folder["mine/own.yaml"], searching: search)
    let copies = Dictionary(uniqueKeysWithValues: first.inputs.map { ($0.path, $0.bytes) })
    let again = try loadStudy(
      at: folder["mine/own.yaml"], from: .copies(copies), searching: search)
    #expect(again.inputs == first.inputs)
    #expect(again.scenarios[0].resolved == first.scenarios[0].resolved)
  }

  @Test("are those of the environment, then the program's, installed or built")
  func folders() throws {
    let folder = try TestFolder([
      "prefix/share/cordon/scenarios/base.yaml": "", "clone/scenarios/base.yaml": "",
    ])
    func folders(_ asked: String?, _ program: String?) -> [String] {
      SearchPath(
        environment: asked.map { [SearchPath.variable: $0] } ?? [:], program: program,
        directory: "/home/me"
      ).folders
    }
    #expect(
      folders("/a:b/c", folder["prefix/bin/cordon"])
        == ["/a", "/home/me/b/c", folder["prefix/share/cordon/scenarios"]])
    #expect(
      folders(nil, folder["clone/.build/x/debug/cordon"]) == [folder["clone/scenarios"]])
    #expect(folders(nil, "/nowhere/bin/cordon").isEmpty)
  }

  @Test("turn the name of a scenario into its path; a path stays as it is")
  func arguments() throws {
    let folder = try library()
    let search = SearchPath([folder["shipped"]])
    func path(_ argument: String, in directory: String = "/") -> String {
      search.path(ofArgument: argument, in: directory)
    }
    #expect(path("cooperate") == folder["shipped/cooperate.yaml"])
    #expect(path("cooperate.yaml", in: folder.path) == "shipped/cooperate.yaml")
    #expect(path(folder["mine/own.yaml"]) == folder["mine/own.yaml"])
    #expect(path("no-such-name") == "no-such-name")
    #expect(path("../cooperate") == "../cooperate")
  }
}
