// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Workbench

@Suite("The gate of the workbench")
struct GateTests {
  private let test = Result { try TestBench() }

  private func status(
    _ method: String = "GET", _ target: String, host: String? = TestBench.host,
    origin: String? = nil, site: String? = nil, type: String? = nil, body: [UInt8] = []
  ) async throws -> Int {
    await (try test.get()).server.reply(
      to: BenchRequest(
        method, target, host: host, origin: origin, site: site, contentType: type, body: body)
    ).status
  }

  @Test("lets nobody pass who does not know the token, and tells nothing of it")
  func token() async throws {
    let token = TestBench.token
    #expect(try await status("GET", "/\(token)/") == 200)
    for target in [
      "/", "", "//", "/api/bench", "/\(token.dropLast())/", "/\(token)0/",
      "/\(token.uppercased())x/",
      "/1\(token.dropFirst())/api/bench", "/x/\(token)/", "/?\(token)", "/%30\(token.dropFirst())/",
    ] {
      #expect(try await status("GET", target) == 404, "\(target)")
    }
    #expect(BenchGate.isSame("abc", "abc") && !BenchGate.isSame("abd", "abc"))
    #expect(!BenchGate.isSame("", "abc") && !BenchGate.isSame("abcd", "abc"))
    let tokens = (0..<20).map { _ in BenchGate(host: "127.0.0.1", port: 1).token }
    #expect(Set(tokens).count == 20 && tokens.allSatisfy { $0.count == 32 })
  }

  @Test("answers under the names of this machine and at its port alone")
  func host() async throws {
    let page = "/\(TestBench.token)/"
    for host in ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"] {
      #expect(try await status("GET", page, host: host) == 200, "\(host)")
    }
    for host in [
      nil, "", "127.0.0.1", "127.0.0.1:80", "evil.example", "evil.example:8000",
      "127.0.0.1:8000.evil.example", "127.0.0.1.evil.example:8000", "localhost:8000@evil.example",
    ] {
      #expect(try await status("GET", page, host: host) == 421, "\(host ?? "none")")
    }
  }

  @Test("answers no other page of the same browser")
  func origin() async throws {
    let bench = "/\(TestBench.token)/api/bench"
    #expect(try await status("GET", bench, origin: "http://127.0.0.1:8000") == 200)
    for origin in [
      "http://evil.example", "null", "https://127.0.0.1:8000", "http://127.0.0.1:8001",
      "http://localhost:8000",
    ] {
      #expect(try await status("GET", bench, origin: origin) == 403, "\(origin)")
    }
    #expect(try await status("GET", bench, site: "same-origin") == 200)
    #expect(try await status("GET", bench, site: "none") == 200)
    for site in ["cross-site", "same-site", ""] {
      #expect(try await status("GET", bench, site: site) == 403, "\(site)")
    }
    // A form of another page can send texts, but no JSON.
    let settings = "/\(TestBench.token)/api/settings"
    for type in [nil, "text/plain", "application/x-www-form-urlencoded"] {
      #expect(try await status("POST", settings, type: type, body: Array("{}".utf8)) == 415)
    }
  }

  @Test("serves no file but those of the page, whatever the path says")
  func paths() async throws {
    let token = TestBench.token
    for name in PageFiles.names + [
      "report.css", "figures.js", "theme.json", "times.json", "vega.js",
    ] {
      #expect(try await status("GET", "/\(token)/page/\(name)") == 200, "\(name)")
    }
    for path in [
      "page/", "page/..", "page/../api/bench", "page/../../etc/passwd",
      "page/%2e%2e/%2e%2e/etc/passwd",
      "page//etc/passwd", "page/bench.html", "page/bench.js/", "page/bench.js%00.css", "etc/passwd",
      "../etc/passwd", "api", "api/", "api/settings/", "api/settings/../bench",
      "api/settings/none/answers", "api/settings/none/study",
    ] {
      #expect(try await status("GET", "/\(token)/\(path)") == 404, "\(path)")
    }
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", ""] {
      #expect(try await status(method, "/\(token)/api/bench") == 405, "\(method)")
    }
    let long = "/\(token)/" + String(repeating: "a", count: 3_000)
    #expect(try await status("GET", long) == 414)
  }

  @Test("takes no more of a question than it says, and no other form")
  func bodies() async throws {
    let settings = "/\(TestBench.token)/api/settings"
    func post(_ body: String) async throws -> Int {
      try await status(
        "POST", settings, type: "application/json", body: Array(body.utf8))
    }
    #expect(try await post("{}") == 200)
    for body in [
      "", "[]", "1", "{\"mine\": 1}", "{\"unknowns\": [1]}", "{\"mine\":{\"levers\":{\"a\":1}}}",
    ] {
      #expect(try await post(body) == 400, "\(body)")
    }
    #expect(try await post("{\"area\": \"" + String(repeating: "a", count: 70_000) + "\"}") == 413)
    #expect(try await post("{\"area\": \"" + String(repeating: "a", count: 1_000) + "\"}") == 422)
    let names = (0..<200).map { "\"\($0)\"" }.joined(separator: ",")
    #expect(try await post("{\"policies\": [\(names)]}") == 422)
  }

  @Test("says in every answer what a browser may do with it")
  func headers() async throws {
    for target in ["/\(TestBench.token)/", "/\(TestBench.token)/api/bench", "/"] {
      let reply = await (try test.get()).server.reply(
        to: BenchRequest("GET", target, host: TestBench.host))
      func header(_ name: String) -> String? { reply.headers.first { $0.name == name }?.value }
      let policy = try #require(header("Content-Security-Policy"))
      #expect(policy.contains("default-src 'none'") && policy.contains("form-action 'none'"))
      #expect(!policy.contains("unsafe-inline") && !policy.contains("http"))
      #expect(header("X-Content-Type-Options") == "nosniff")
      #expect(header("Referrer-Policy") == "no-referrer")
      #expect(header("Cache-Control") == "no-store")
      #expect(header("Cross-Origin-Resource-Policy") == "same-origin")
    }
  }

  @Test("takes for the name of a study what can be no path")
  func names() {
    for name in ["a", "my-policy-2", String(repeating: "a", count: 60)] {
      #expect(BenchStudies.isName(name), "\(name)")
    }
    for name in [
      "", ".", "..", "a/b", "../a", "a.yaml", "-a", "1a", "a b", "ä", "a\u{0}", "a\n",
      String(repeating: "a", count: 61),
    ] {
      #expect(!BenchStudies.isName(name), "\(name)")
    }
  }

  @Test("has every module of the page, and no other file")
  func modules() throws {
    let folder = TestBench.root.appending(path: "Sources/Workbench/Resources").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(PageFiles.names + ["bench.html"]) == Set(files))
  }
}
