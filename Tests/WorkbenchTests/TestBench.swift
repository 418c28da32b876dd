// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import ScenarioFiles

@testable import Workbench

/// A workbench with the shipped base, in which one year after half a year of history is counted.
struct TestBench {
  let folder: URL
  let server: BenchServer
  let worker: BenchWorker
  let bench: Bench
  static let token = "0123456789abcdef0123456789abcdef"
  static let host = "127.0.0.1:8000"

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let scenarios = root.appending(path: "scenarios").path

  /// The lines that make runs short.
  static let short = """
    extends: \(scenarios)/base.yaml
    start: 2016-11-01
    warm-up: 0 days
    counted: 1 year
    investigation.referrals: 0.3 per day
    investigation.arrests: 0.2 per day
    forensics.backlog: 0

    """

  init(_ text: String = Self.short, bytes: Int = 64 << 20) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "short.yaml")
    try Data(text.utf8).write(to: file)
    bench = try Bench(opening: file.path, searching: SearchPath([Self.scenarios]))
    worker = BenchWorker(threads: 2, bytes: bytes)
    server = BenchServer(
      bench, gate: BenchGate(host: "127.0.0.1", port: 8000, token: Self.token),
      output: folder.appending(path: "out").path, worker: worker)
  }

  func get(_ path: String) async -> BenchReply {
    await server.reply(to: BenchRequest("GET", "/\(Self.token)/\(path)", host: Self.host))
  }

  func post(_ path: String, _ value: some Encodable) async -> BenchReply {
    await server.reply(
      to: BenchRequest(
        "POST", "/\(Self.token)/\(path)", host: Self.host, origin: "http://\(Self.host)",
        contentType: "application/json", body: Array(benchJSON(value).utf8)))
  }

  /// The last answer of a setting once so many futures are there.
  func answer(_ id: String, futures: Int) async -> String? {
    guard case .events(let stream) = await get("api/settings/\(id)/answers").body else {
      return nil
    }
    for await event in stream {
      let found = event.firstMatch(of: /"futures":(\d+)/).flatMap { Int($0.1) } ?? 0
      if event.hasPrefix("event: answer"), found >= futures { return event }
    }
    return nil
  }
}

extension BenchReply {
  var text: String {
    guard case .whole(let bytes) = body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}

struct Settled: Decodable {
  let id: String
  let yaml: String
  let policies: [String]
  let reference: String
  let warnings: [BenchFault]
}
