// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Foundation
import Testing

/// A fault of the program within a study's own checks ends the checks, not the study.
@Suite("A fault within the checks of a study")
struct ChecksFaultTests {
  let session: Session
  init() throws {
    session = try Session()
    try session.write("study.yaml", Session.study(replications: 2))
  }

  @Test("is told once as a check that failed, and the checks are not made again")
  func isTold() async throws {
    let arguments = ["sweep", "study.yaml", "--output", session.studies]
    #expect(await session.cordon(arguments).exit == .success)
    let folder = "\(session.studies)/\(try #require(session.studyNames().first))"
    func tables() throws -> [Data] {
      try ["runs.csv", "summary.csv"].map {
        try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))
      }
    }
    let before = try tables()
    // As the handler of a fault of the processor leaves it: the signal, and no unit of the plan.
    try session.change(folder, by: "DELETE FROM study WHERE key = 'checks'")
    let note = [Int64(4), -1].withUnsafeBytes { Data($0) }
    try note.write(to: URL(fileURLWithPath: "\(folder)/results.sqlite.crash"))
    let ending = await session.cordon(arguments)
    let sentence = "the study could not check itself: signal 4 ended the program"
    #expect(ending.remarks.contains(sentence), "\(ending.remarks)")
    #expect(ending.remarks.contains("1 of the study's own checks failed"))
    let manifest = try String(contentsOfFile: "\(folder)/manifest.json", encoding: .utf8)
    #expect(manifest.contains(sentence))
    #expect(try tables() == before)
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/results.sqlite.crash"))
    let again = await session.cordon(arguments)
    #expect(!again.remarks.contains(sentence))
    #expect(again.remarks.contains("1 of the study's own checks failed"))
  }
}
