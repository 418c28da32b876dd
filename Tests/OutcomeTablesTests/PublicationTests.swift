// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
import Experiments
import Foundation
import Glibc
import Testing

@testable import OutcomeTables

@Suite("The files of a study take their names together")
struct PublicationTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func files(of study: String) -> [String: Data] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: study)) ?? []
    let published = names.filter { !$0.contains("results.sqlite") }
    return Dictionary(
      published.map { ($0, FileManager.default.contents(atPath: "\(study)/\($0)") ?? Data()) }
    ) { first, _ in first }
  }

  private func page(_ text: String) -> String { Seal.sealed("\(text) \(Seal.blank)") }

  /// Writes tables and a page of some replications; a copy of the folder is made before each step, and is
  /// what a process leaves that is killed there.
  private func write(
    _ replications: [Replication], of study: TestStudy, in target: StudyFolder,
    copies: ((String) -> Void)? = nil
  ) throws {
    let writer = try TableWriter(study.sweep, in: target)
    if let copies { writer.onStep = copies }
    for replication in replications {
      try writer.add(.init(state: 0, replication: replication.number), replication)
    }
    try writer.finish(
      Manifest(study.sweep),
      pages: [("report.html", page("\(replications.count) replications"))])
  }

  @Test("a process killed before any step leaves nothing that the next one refuses or mixes")
  func killed() throws {
    let study = try TestStudy(replications: 4)
    let target = StudyFolder("\(folder.path)/study")
    try target.make()
    try write(Array(study.replications.prefix(2)), of: study, in: target)
    let old = files(of: target.path)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: target.path + "/notes.txt"))
    var copies: [(step: String, folder: StudyFolder)] = []
    try write(study.replications, of: study, in: target) { step in
      let copy = "\(folder.path)/killed-\(copies.count)"
      try? FileManager.default.copyItem(atPath: target.path, toPath: copy)
      copies.append((step, StudyFolder(copy)))
    }
    var new = files(of: target.path)
    #expect(new.removeValue(forKey: "notes.txt") == Data("mine".utf8))
    #expect(Set(new.keys) == Set(old.keys), "something hidden is left: \(new.keys.sorted())")
    #expect(copies.count == old.count + 4)
    for (step, copy) in copies {
      // Whoever comes next finishes what is under way, and then all files are of one set.
      try copy.recover()
      let there = files(of: copy.path).filter { old[$0.key] != nil }
      #expect(there == old || there == new, "\(step)")
      // A writer of a third set is not kept from it.
      try write(Array(study.replications.prefix(3)), of: study, in: copy)
      #expect(files(of: copy.path)["notes.txt"] == Data("mine".utf8))
      try write(study.replications, of: study, in: copy)
      var again = files(of: copy.path)
      again.removeValue(forKey: "notes.txt")
      #expect(again == new, "\(step)")
    }
  }

  @Test("a file that was changed after the process was killed is refused and kept")
  func changedBetween() throws {
    let study = try TestStudy(replications: 4)
    let target = StudyFolder("\(folder.path)/study")
    try target.make()
    try write(Array(study.replications.prefix(2)), of: study, in: target)
    let killed = StudyFolder("\(folder.path)/killed")
    try write(study.replications, of: study, in: target) { step in
      guard step == "runs.csv" else { return }
      try? FileManager.default.copyItem(atPath: target.path, toPath: killed.path)
    }
    try Data("mine".utf8).write(to: URL(fileURLWithPath: killed.path + "/runs.csv"))
    #expect {
      try write(study.replications, of: study, in: killed)
    } throws: { ($0 as? StudyFault)?.message.contains("(runs.csv); --force") == true }
    #expect(files(of: killed.path)["runs.csv"] == Data("mine".utf8))
  }

  @Test(
    "a description that was changed by hand is refused like a table",
    arguments: [
      "manifest.json", "datapackage.json",
    ])
  func description(name: String) throws {
    let study = try TestStudy()
    let target = try study.write(in: folder)
    let path = "\(target.path)/\(name)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let mine = text.replacing("cordon", with: "Cordon", maxReplacements: 1)
    try Data(mine.utf8).write(to: URL(fileURLWithPath: path))
    #expect {
      try study.write(in: folder)
    } throws: { ($0 as? StudyFault)?.message.contains("(\(name)); --force") == true }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == mine)
    try study.write(in: folder, force: true)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test(
    "--force removes no file that Cordon did not write, and nothing beside one",
    arguments: [
      "results.sqlite", "shards/1-of-2.sqlite",
    ])
  func foreign(name: String) throws {
    let study = try TestStudy()
    let target = try study.write(in: folder)
    try target.make(withShards: true)
    let kept = ["shards/notes.sqlite", "shards/notes.txt", name]
    for file in kept {
      try Data("a shopping list".utf8).write(to: URL(fileURLWithPath: "\(target.path)/\(file)"))
    }
    let before = FileManager.default.contents(atPath: target.results)
    #expect {
      try target.removeResults()
    } throws: { ($0 as? StudyFault)?.kind == .refused }
    for file in kept {
      #expect(
        FileManager.default.contents(atPath: "\(target.path)/\(file)")
          == Data("a shopping list".utf8))
    }
    #expect(FileManager.default.contents(atPath: target.results) == before)
  }
}
