// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Studies
import Testing
import Texts

@testable import CordonCommandLine

/// What was set is seen, and the command in the page repeats the study when it is pasted.
@Suite("The command that repeats a study", .enabled(if: Program.exists))
struct RepeatTests {
  let session: Session
  init() throws { session = try Session() }

  /// The command in a page, as a browser gives it when it is copied.
  private func command(in study: String) throws -> String {
    let page = try String(
      contentsOfFile: "\(session.studies)/\(study)/report.html", encoding: .utf8)
    var text = String(try #require(page.firstMatch(of: /<pre tabindex="0">([^<]*)<\/pre>/)?.1))
    for (entity, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      text = text.replacingOccurrences(of: entity, with: sign, options: .literal)
    }
    return text
  }

  /// Pastes a command into bash, in the session's folder with the program on the path.
  private func paste(_ command: String) throws -> (status: Int32, output: String, errors: String) {
    let bin = URL(fileURLWithPath: Program.path).deletingLastPathComponent().path
    return try Program.shell(
      "cd \(session.folder) && export PATH=\(bin):$PATH && \(command) --output studies")
  }

  @Test("says the same study, whatever stands in names and values")
  func hostile() throws {
    let name = "it's $(touch pwned)\u{600}'; touch pwned; \u{600}'\u{301} \"x\" `touch pwned`"
    try session.write(
      "a b'c.yaml",
      """
      extends: open.yaml
      policy: {name: \(name.escaped(for: .yaml))}
      """)
    let given = [
      "compare", "a b'c.yaml", "shut.yaml", "--no-status-quo", "--replications", "2", "--seed", "7",
      "--baseline",
      "shut",
      "--set", "stings.streamed=40%", "--set", "groups.lifetime = 500 days",
    ]
    let first = try paste(shellCommand(["cordon"] + given))
    #expect(first.status == 0, "\(first.errors)")
    let study = try #require(session.studyNames().first)
    let told = try command(in: study)
    #expect(told.hasPrefix("cordon compare 'a b'\\''c.yaml' shut.yaml --set stings.streamed=40%"))
    let again = try paste(told)
    #expect(again.status == 0 && again.errors.contains("nothing was run"), "\(again.errors)")
    #expect(session.studyNames() == [study])
    #expect(!FileManager.default.fileExists(atPath: session.path("pwned")))
  }

  @Test("has all replications and what was kept once the study is extended")
  func extended() throws {
    try session.write("study.yaml", Session.study(replications: 2))
    #expect(try paste("cordon sweep study.yaml --months").status == 0)
    let study = try #require(session.studyNames().first)
    let extended = try Program.shell(
      "\(Program.path) extend \(session.studies)/\(study) --replications 3 --quiet")
    #expect(extended.status == 0, "\(extended.errors)")
    #expect(try command(in: study) == "cordon sweep study.yaml --replications 3 --months")
  }

  @Test("and the study's folder, page and terminal say what was set beside the files")
  func assumptions() async throws {
    let ending = await session.cordon(
      "compare", "open.yaml", "shut.yaml", "--no-status-quo", "--set", "stings.streamed=40%",
      "--set",
      "behaviour.stings-to-enforcement=-10", "--replications", "2", "--seed", "5", "--output",
      session.studies)
    #expect(ending.exit == .success)
    let study = try #require(session.studyNames().first)
    #expect(
      study.hasPrefix(
        "open-shut-with-stings-streamed-40-behaviour-stings-to-enforcement-minus-10-"))
    let set = "stings.streamed = 40%, behaviour.stings-to-enforcement = -10"
    #expect(
      ending.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .contains("Set beside the files: \(set)."))
    let page = try String(
      contentsOfFile: "\(session.studies)/\(study)/report.html", encoding: .utf8)
    #expect(page.contains("and shut, with \(set)?</title>"))
    let json = await session.cordon(
      "compare", "open.yaml", "shut.yaml", "--no-status-quo", "--set", "stings.streamed=40%",
      "--set",
      "behaviour.stings-to-enforcement=-10", "--replications", "2", "--seed", "5", "--output",
      session.studies, "--json", "--quiet")
    #expect(json.output.contains("\"stings.streamed = 40%\""))
    // How often and with which luck it draws is no assumption.
    #expect(session.studyNames().count == 1)
  }
}
