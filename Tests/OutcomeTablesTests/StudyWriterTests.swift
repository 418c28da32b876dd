// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Experiments
import Foundation
import Glibc
import Testing

@testable import OutcomeTables

@Suite("The folder of a study")
struct StudyWriterTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private static let files = [
    "differences.csv", "manifest.json", "monthly.csv", "runs.csv", "summary.csv",
  ]

  private func content(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

  @Test("It appears whole, with nothing beside it")
  func whole() throws {
    let study = try TestStudy()
    let (path, placement) = try study.write(in: folder)
    #expect(placement == .written)
    let name = "co-operate-fully-clampdown-\(study.plan.digest.short)"
    #expect(path == "\(folder.path)/\(name)")
    #expect(folder.names() == [name])
    #expect(folder.names(in: name) == Self.files)
  }

  @Test("An identical study finds its tables there, and leaves them alone")
  func identical() throws {
    let study = try TestStudy()
    let path = try study.write(in: folder).path
    let manifest = content(path + "/manifest.json")
    for force in [false, true] {
      #expect(try study.write(in: folder, force: force).placement == .alreadyThere)
    }
    #expect(content(path + "/manifest.json") == manifest)
    #expect(folder.names().count == 1)
  }

  @Test("Other results of the same study are refused and kept, and replaced only when asked")
  func otherResults() throws {
    let path = try TestStudy().write(in: folder).path
    let runs = content(path + "/runs.csv")
    let other = try TestStudy(shift: 1)
    #expect {
      try other.write(in: folder)
    } throws: { error in
      let fault = error as? TableFault
      return fault?.kind == .refused && fault?.message.contains("runs.csv") == true
        && fault?.message.contains("--force") == true
    }
    #expect(content(path + "/runs.csv") == runs)
    #expect(folder.names().count == 1)

    try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/notes.txt"))
    #expect(try other.write(in: folder, force: true).placement == .replaced)
    #expect(content(path + "/runs.csv") != runs)
    #expect(content(path + "/notes.txt") == Data("mine".utf8))
    #expect(folder.names().count == 1)
  }

  @Test("A folder that Cordon did not write is refused before the first run", arguments: [0, 1, 2])
  func foreign(kind: Int) throws {
    let study = try TestStudy()
    let path = "\(folder.path)/\(study.plan.name)-\(study.plan.digest.short)"
    if kind == 0 {
      try Data().write(to: URL(fileURLWithPath: path))
    } else {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      if kind == 2 {
        let manifest = Data(#"{"written_by": "somebody else"}"#.utf8)
        try manifest.write(to: URL(fileURLWithPath: path + "/manifest.json"))
      }
    }
    #expect {
      _ = try StudyWriter(study.plan, in: folder.path)
    } throws: { error in
      (error as? TableFault)?.kind == .refused
    }
    #expect(folder.names().count == 1)
  }

  @Test("A writer that is dropped leaves nothing behind")
  func dropped() throws {
    let study = try TestStudy()
    do {
      let writer = try StudyWriter(study.plan, in: folder.path)
      for replication in study.replications { try writer.add(replication) }
      #expect(folder.names().count == 1)
      #expect(folder.names().allSatisfy { $0.hasPrefix(".") })
    }
    #expect(folder.names().isEmpty)
  }

  @Test("An output folder that cannot be made is told with its reason")
  func unwritable() throws {
    try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
    #expect {
      _ = try StudyWriter(TestStudy().plan, in: folder.path + "/file/below")
    } throws: { error in
      let fault = error as? TableFault
      return fault?.kind == .unwritable && fault?.path == folder.path + "/file/below"
    }
  }

  @Test("An output folder that is a file is told as what it is")
  func outputIsFile() throws {
    let file = folder.path + "/notes.txt"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
    #expect(
      throws: TableFault(.unwritable, file, "a file, not a folder: name another with --output")
    ) {
      _ = try StudyWriter(TestStudy().plan, in: file)
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
        (error as? TableFault)?.description
          == "/dev/full: error: cannot be written: no space left on device"
      }
    }
  }

  @Test("On a full disk nothing is left behind", .enabled(if: SmallDisk.isPossible))
  func fullDisk() throws {
    let disk = try SmallDisk(at: folder.path + "/disk", bytes: 65_536)
    let study = try TestStudy(replications: 5_000)
    #expect {
      let writer = try StudyWriter(study.plan, in: disk.path)
      for replication in study.replications { try writer.add(replication) }
      _ = try writer.finish(study.comparison, manifest: Manifest(study.plan), force: false)
    } throws: { error in
      let fault = error as? TableFault
      return fault?.kind == .unwritable && fault?.message.contains("no space left") == true
    }
    #expect(folder.names(in: "disk").isEmpty)
  }
}

/// A file system in memory that is soon full; only root can make one.
final class SmallDisk {
  let path: String

  init(at path: String, bytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(bytes)") == 0 else {
      throw TableFault.system(path, "cannot be mounted")
    }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  static let isPossible: Bool = {
    let path = NSTemporaryDirectory() + "cordon-disk-\(UUID().uuidString)"
    defer { rmdir(path) }
    return (try? SmallDisk(at: path, bytes: 65_536)) != nil
  }()
}
