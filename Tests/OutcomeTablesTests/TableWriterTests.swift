// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Experiments
import Foundation
import Glibc
import Testing

@testable import OutcomeTables

@Suite("The folder of a study")
struct TableWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let files = [
    ".results.sqlite.lock", "datapackage.json", "differences.csv", "manifest.json", "monthly.csv",
    "plan.csv", "results.sqlite", "runs.csv", "summary.csv",
  ]

  private func content(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

  @Test("It has results, tables and their description, and nothing else")
  func whole() throws {
    let study = try TestStudy()
    let written = try study.write(in: folder)
    let name = "co-operate-fully-clampdown-\(study.sweep.digest.short)"
    #expect(written.path == "\(folder.path)/\(name)")
    #expect(folder.names() == [name])
    let names = folder.names(in: name).filter { !["-wal", "-shm"].contains($0.suffix(4)) }
    #expect(names == Self.files)
  }

  @Test("An identical study finds its results there, and writes the same tables")
  func identical() throws {
    let study = try TestStudy()
    let path = try study.write(in: folder).path
    let before = Self.files.filter { $0.hasSuffix(".csv") }.map { content("\(path)/\($0)") }
    for force in [false, true] {
      try study.write(in: folder, force: force)
      let after = Self.files.filter { $0.hasSuffix(".csv") }.map { content("\(path)/\($0)") }
      #expect(after == before)
    }
  }

  @Test("A table that was changed by hand is refused and kept, and replaced only when asked")
  func changedByHand() throws {
    let study = try TestStudy()
    let path = try study.write(in: folder).path
    let runs = content(path + "/runs.csv")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/runs.csv"))
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/notes.txt"))
    #expect {
      try study.write(in: folder)
    } throws: { error in
      let fault = error as? StudyFault
      return fault?.kind == .refused && fault?.message.contains("(runs.csv); --force") == true
    }
    #expect(content(path + "/runs.csv") == Data("mine".utf8))
    #expect(
      !folder.names(in: URL(fileURLWithPath: path).lastPathComponent).contains {
        $0.hasSuffix(".part")
      })
    try study.write(in: folder, force: true)
    #expect(content(path + "/runs.csv") == runs)
    #expect(content(path + "/notes.txt") == Data("mine".utf8))
  }

  @Test("A page that was changed by hand is refused with all that was, and nothing is replaced")
  func changedPage() throws {
    let study = try TestStudy()
    let (old, new) = (Seal.sealed("old \(Seal.blank)"), Seal.sealed("new \(Seal.blank)"))
    let path = try study.write(in: folder, page: old).path
    #expect(content(path + "/report.html") == Data(old.utf8))
    try study.write(in: folder, page: new)
    #expect(content(path + "/report.html") == Data(new.utf8))
    let mine = new.replacing("new", with: "mine")
    for name in ["report.html", "runs.csv"] {
      try Data(mine.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }
    #expect {
      try study.write(in: folder, page: old)
    } throws: { error in
      let fault = error as? StudyFault
      return fault?.kind == .refused
        && fault?.message.contains("(runs.csv, report.html); --force") == true
    }
    #expect(throws: StudyFault.self) { try StudyFolder(path).write(old, to: "report.html") }
    #expect(content(path + "/report.html") == Data(mine.utf8))
    try StudyFolder(path).write(old, to: "report.html", force: true)
    #expect(content(path + "/report.html") == Data(old.utf8))
    try study.write(in: folder, force: true, page: new)
    #expect(content(path + "/report.html") == Data(new.utf8))
    #expect(content(path + "/runs.csv") != Data(mine.utf8))
  }

  @Test("What Cordon did not write is refused before the first run", arguments: [0, 1, 2])
  func foreign(kind: Int) throws {
    let study = try TestStudy()
    let path = StudyFolder(of: study.sweep, in: folder.path).path
    if kind == 0 {
      try Data().write(to: URL(fileURLWithPath: path))
    } else {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      if kind == 1 { try Data().write(to: URL(fileURLWithPath: path + "/notes.txt")) }
      if kind == 2 { try foreignDatabase(at: path + "/results.sqlite") }
    }
    for force in [false, true] {
      #expect {
        try study.write(in: folder, force: force)
      } throws: { error in
        (error as? StudyFault)?.kind == .refused
      }
    }
    #expect(folder.names().count == 1)
  }

  private func foreignDatabase(at path: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sqlite3; c = sqlite3.connect('\(path)'); c.execute('create table t (x)'); c.commit()",
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test("A writer that is dropped leaves nothing behind")
  func dropped() throws {
    let study = try TestStudy()
    let target = StudyFolder(of: study.sweep, in: folder.path)
    try target.make()
    do {
      let writer = try TableWriter(study.sweep, in: target)
      for replication in study.replications {
        try writer.add(.init(state: 0, replication: replication.number), replication)
      }
      #expect(folder.names(in: study.sweep.folderName).allSatisfy { $0.hasPrefix(".") })
      #expect(!folder.names(in: study.sweep.folderName).isEmpty)
    }
    #expect(folder.names(in: study.sweep.folderName).isEmpty)
  }

  @Test("An output folder that cannot be made is told with its reason")
  func unwritable() throws {
    try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
    #expect {
      try StudyFolder(of: TestStudy().sweep, in: folder.path + "/file/below").make()
    } throws: { error in
      let fault = error as? StudyFault
      return fault?.kind == .unusable && fault?.path == folder.path + "/file/below"
    }
  }

  @Test("An output folder that is a file is told as what it is")
  func outputIsFile() throws {
    let file = folder.path + "/notes.txt"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
    #expect(
      throws: StudyFault(.unusable, file, "a file, not a folder: name another with --output")
    ) {
      try StudyFolder(of: TestStudy().sweep, in: file).make()
    }
    #expect(content(file) == Data("mine".utf8))
  }

  @Test("A full disk is told, whether the buffer or the end of the file meets it")
  func fullDevice() throws {
    for size in [10, 1_000_000] {
      #expect {
        var file = try BufferedFile(creating: "/dev/full")
        try file.write(repeatElement(UInt8(ascii: "x"), count: size))
        try file.finish()
      } throws: { error in
        (error as? StudyFault)?.description
          == "/dev/full: error: cannot be written: no space left on device"
      }
    }
  }

  @Test(
    "On a full disk what was committed stays, and no table appears",
    .enabled(if: SmallDisk.isPossible))
  func fullDisk() throws {
    let disk = try SmallDisk(at: folder.path + "/disk", bytes: 3_000_000)
    let study = try TestStudy(replications: 400)
    let target = StudyFolder(of: study.sweep, in: disk.path)
    try target.make()
    var committed = 0
    #expect {
      let store = try StudyStore(at: target.results, for: study.sweep)
      for replication in study.replications {
        try store.append(.init(state: 0, replication: replication.number), replication)
        try store.commit()
        committed += 1
      }
    } throws: { error in
      let fault = error as? StudyFault
      return fault?.kind == .unusable && fault?.message.contains("no space left") == true
    }
    #expect(committed > 0 && committed < 400)
    try Data(count: 0).write(to: URL(fileURLWithPath: folder.path + "/other"))
    try disk.resize(bytes: 30_000_000)
    let store = try StudyStore(at: target.results, for: study.sweep)
    var agenda = Agenda(study.sweep)
    try store.note(in: &agenda, of: study.sweep)
    #expect(agenda.done == committed)
  }
}

/// A file system in memory that is soon full; only root can make one.
final class SmallDisk {
  let path: String

  init(at path: String, bytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(bytes)") == 0 else {
      throw StudyFault.system(path, "cannot be mounted")
    }
  }

  func resize(bytes: Int) throws {
    guard mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT), "size=\(bytes)") == 0 else {
      throw StudyFault.system(path, "cannot be resized")
    }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  static let isPossible: Bool = {
    let path = NSTemporaryDirectory() + "cordon-disk-\(UUID().uuidString)"
    defer { rmdir(path) }
    return (try? SmallDisk(at: path, bytes: 65_536)) != nil
  }()
}
