// SPDX-License-Identifier: GPL-3.0-or-later

#if Workbench
import Dispatch
import Foundation
import Hummingbird
import HummingbirdCore
import Synchronization
import Workbench

/// The workbench on a port of this machine.
///
/// It only carries: what is answered, and to whom, the workbench decides.
final class WebServer: Sendable {
  /// How many connections are open at a time; further ones wait.
  static let mostConnections = 256
  /// After how long a stream without news says that it is alive, so that a lost client is noticed.
  static let heartbeat = Duration.seconds(10)

  private let bench: Bench
  private let host: String
  private let port: Int
  private let output: String
  private let threads: Int
  private let opens: Bool
  /// The workbench once its port is known.
  private let server = Mutex<BenchServer?>(nil)
  /// How many requests are being answered, streams apart.
  private let answering = Mutex(0)

  init(
    _ bench: Bench, host: String, port: Int, output: String, threads: Int, opens: Bool
  ) {
    self.bench = bench
    self.host = host
    self.port = port
    self.output = output
    self.threads = threads
    self.opens = opens
  }

  /// Serves until a signal ends it.
  func run() async throws {
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in
        await self.respond(to: request)
      },
      server: .http1(configuration: .init(idleTimeout: .seconds(90))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), backlog: 64,
        availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections)),
      onServerRunning: { channel in
        self.begin(at: channel.localAddress?.port ?? self.port)
      })
    let serving = Task { try await application.run() }
    let signals = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        serving.cancel()
        // Streams end at once; what is saved is saved.
        DispatchQueue.global().asyncAfter(deadline: .now() + 1) { exit(0) }
      }
      source.resume()
      return source
    }
    defer { for source in signals { source.cancel() } }
    do { try await serving.value } catch is CancellationError {}
  }

  /// Opens the gate at a port, and prints the link.
  private func begin(at port: Int) {
    let gate = BenchGate(host: host, port: port)
    let opened = BenchServer(bench, gate: gate, output: output, threads: threads)
    server.withLock { $0 = opened }
    let name = host.contains(":") ? "[\(host)]" : host == "0.0.0.0" ? "127.0.0.1" : host
    let link = "http://\(name):\(port)/\(gate.token)/"
    FileHandle.standardOutput.write(
      Data("The workbench is open: \(link)\nCtrl-C ends it.\n".utf8))
    if opens { Self.open(link) }
  }

  private static func open(_ link: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["xdg-open", link]
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }

  private func respond(to request: Request) async -> Response {
    guard let server = server.withLock({ $0 }) else { return Response(status: .serviceUnavailable) }
    let isFree = answering.withLock { answering in
      guard answering < Self.mostConnections / 2 else { return false }
      answering += 1
      return true
    }
    guard isFree else { return Response(status: .serviceUnavailable) }
    defer { answering.withLock { $0 -= 1 } }
    var body: [UInt8] = []
    if request.method == .post {
      // What announces more is not waited for.
      let announced = request.headers[.contentLength].flatMap(Int.init) ?? 0
      guard announced <= BenchRequest.longestBody else { return Response(status: .contentTooLarge) }
      do {
        let buffer = try await request.body.collect(upTo: BenchRequest.longestBody)
        body = Array(buffer.readableBytesView)
      } catch { return Response(status: .contentTooLarge) }
    }
    func header(_ name: String) -> String? {
      HTTPFields.Element.Name(name).flatMap { request.headers[$0] }
    }
    let reply = await server.reply(
      to: BenchRequest(
        request.method.rawValue, request.uri.string, host: request.head.authority,
        origin: header("Origin"), site: header("Sec-Fetch-Site"),
        contentType: header("Content-Type"), body: body))
    var headers = HTTPFields()
    for (name, value) in reply.headers {
      if let name = HTTPFields.Element.Name(name) { headers[name] = value }
    }
    let status = HTTPResponse.Status(code: reply.status)
    switch reply.body {
    case .whole(let bytes):
      return Response(
        status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    case .events(let events):
      return Response(
        status: status, headers: headers,
        body: ResponseBody { writer in
          try await request.body.consumeWithCancellationOnInboundClose { _ in
            for await event in Self.kept(alive: events) {
              try await writer.write(ByteBuffer(string: event))
            }
          }
          try await writer.finish(nil)
        })
    }
  }

  /// The events, with a sign of life where there is none for a while; it ends with them, or with whoever reads it.
  private static func kept(alive events: AsyncStream<String>) -> AsyncStream<String> {
    AsyncStream(bufferingPolicy: .bufferingNewest(8)) { continuation in
      let pump = Task {
        for await event in events { continuation.yield(event) }
        continuation.finish()
      }
      let beat = Task {
        while true {
          try await Task.sleep(for: heartbeat)
          continuation.yield(": here\n\n")
        }
      }
      continuation.onTermination = { _ in
        pump.cancel()
        beat.cancel()
      }
    }
  }
}
#endif
