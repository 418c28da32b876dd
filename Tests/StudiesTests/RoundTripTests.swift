// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import Testing

@testable import OutcomeTables
@testable import Studies

@Suite("What stands in a table")
struct RoundTripTests {
  let files: TestFiles
  init() throws { files = try TestFiles() }

  private func sweep(_ file: String) throws -> Sweep {
    try StudyRequest(verb: .sweep, files: ["\(files.folder)/\(file)"], values: [], detail: [])
      .plan().sweep
  }

  @Test("is put back into a table of states as the very same value, for every parameter")
  func everyParameter() throws {
    // The test's own study varies something itself.
    let text = try String(contentsOfFile: files.folder + "/study.yaml", encoding: .utf8)
    let plain = text.prefix(upTo: try #require(text.range(of: "states:")).lowerBound)
    let scenario = Scenario()
    let paths = scenario.variablePaths.filter {
      !$0.hasPrefix("areas.") && !$0.hasPrefix("policy.")
    }
    #expect(paths.count > 200)
    /// The standard value, and both ends of the plausible range, of each path.
    func values(_ path: String) throws -> [Setting] {
      let field = try #require(scenario.field(at: path))
      let standard = field.read(scenario)
      guard case .number = field.kind, let plausible = field.evidence.plausible else {
        return [standard, standard, standard]
      }
      return [standard, .number(plausible.lowerBound), .number(plausible.upperBound)]
    }
    let states = try (0..<3).map { state in
      try paths.map { path in
        let kind = try #require(scenario.field(at: path)).kind
        return "\(path): \(kind.text(of: try values(path)[state]))"
      }.joined(separator: "\n        ")
    }
    let lines = ["states:", "  design:", "    list:"] + states.map { "      - \($0)" }
    let list = "\(plain)\(lines.joined(separator: "\n"))\n"
    try Data(list.utf8).write(to: URL(fileURLWithPath: files.folder + "/list.yaml"))
    let first = try sweep("list.yaml")
    var rows = [paths.joined(separator: ",")]
    for state in 0..<3 {
      let fields = String(decoding: TableRow.fields(ofState: state, in: first), as: UTF8.self)
      rows.append(String(fields.drop { $0 != "," }.dropFirst()))
    }
    try Data((rows.joined(separator: "\r\n") + "\r\n").utf8)
      .write(to: URL(fileURLWithPath: files.folder + "/states.csv"))
    let table = "\(plain)states.design: {csv: states.csv}\n"
    try Data(table.utf8).write(to: URL(fileURLWithPath: files.folder + "/table.yaml"))
    let again = try sweep("table.yaml")
    #expect(again.factors.map(\.path) == paths)
    for state in 0..<3 {
      let (one, other) = (first.settings(ofState: state), again.settings(ofState: state))
      for (index, path) in paths.enumerated() {
        #expect(one[index] == other[index], "\(path)")
      }
    }
  }
}
