// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// `scripts/setup.sh` on machines of all kinds, made of stand-in commands.
@Suite("Set-up")
struct SetupTests {
  let session: Session
  private var commands: String { session.path("commands") }
  private var log: String { session.path("log") }

  init() throws {
    session = try Session()
    try FileManager.default.createDirectory(atPath: commands, withIntermediateDirectories: true)
    for tool in ["bash", "sort", "head", "sed"] {
      let path = ["/bin/", "/usr/bin/"].map { $0 + tool }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
      try FileManager.default.createSymbolicLink(
        atPath: "\(commands)/\(tool)", withDestinationPath: try #require(path))
    }
    try command("git", "exit 0")
    try command("pkg-config", "exit 0")
    try command("swift", "echo 'Swift version 6.3.1 (swift-6.3.1-RELEASE)'")
    try command("id", "echo 1000")
    try command("apt-get", "echo apt-get \"$@\" >> \(log)")
  }

  private func command(_ name: String, _ body: String) throws {
    let path = "\(commands)/\(name)"
    try Data("#!\(commands)/bash\n\(body)\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  private func setup() throws -> (status: Int32, output: String, errors: String) {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../scripts/setup.sh").standardizedFileURL.path
    return try Program.shell("\(commands)/bash \(script)", environment: ["PATH": commands])
  }

  private var installed: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

  private let library = "[ \"$2\" != gsl ]"

  @Test("It says and does nothing when all is there")
  func complete() throws {
    let ending = try setup()
    #expect(ending.status == 0)
    #expect((ending.output + ending.errors).isEmpty)
    #expect(installed.isEmpty)
  }

  @Test("Root installs exactly what is missing")
  func root() throws {
    try command("pkg-config", library)
    try command("id", "echo 0")
    #expect(try setup().status == 0)
    #expect(installed.contains("install --yes --no-install-recommends libgsl-dev --quiet"))
    #expect(!installed.contains("sqlite"))
  }

  @Test("So does a user with sudo that asks for no password")
  func sudo() throws {
    try command("pkg-config", library)
    try command("sudo", "shift; [ \"$1\" = true ] || \"$@\"")
    #expect(try setup().status == 0)
    #expect(installed.contains("libgsl-dev"))
  }

  @Test("Anyone else is told the exact command", arguments: [true, false])
  func user(hasSudo: Bool) throws {
    try command("pkg-config", library)
    if hasSudo { try command("sudo", "exit 1") }
    let ending = try setup()
    #expect(ending.status == 1)
    #expect(
      ending.errors.contains(
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends libgsl-dev"))
    #expect(installed.isEmpty)
  }

  @Test(
    "An old Swift, or none, is told with the way to get one",
    arguments: ["6.2.4", "5.10", "none", "6.3", "6.10", "7.0"])
  func swift(version: String) throws {
    if version == "none" {
      try FileManager.default.removeItem(atPath: commands + "/swift")
    } else {
      try command("swift", "echo 'Apple Swift version \(version) (x)'")
    }
    let ending = try setup()
    let isOld = ["6.2.4", "5.10", "none"].contains(version)
    #expect(ending.status == (isOld ? 1 : 0))
    #expect(ending.errors.contains("needs Swift 6.3 or newer; found: \(version)") == isOld)
  }
}
